/** Real servers on one PostgreSQL: what is saved on one is there on the other, and one that breaks off is taken up again. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStoreDatabase } from '../../server/store/database/database.ts';
import { isPostgresLeftOut, startPostgres, type PostgresServer } from '../support/postgresServer.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { quiet } from '../support/stores.ts';

const pack = { title: 'Shared', items: [{ kind: 'slide', text: 'Hello' }] };
const json = { 'content-type': 'application/json' };

/** The least that is known for an Ogg file with Opus in it. */
const sound = Buffer.concat([
  Buffer.from('OggS\u0000\u0002', 'latin1'),
  Buffer.alloc(22),
  Buffer.from('OpusHead', 'latin1'),
  Buffer.alloc(3_000_000, 7),
]);

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 100));
}

describe.skipIf(isPostgresLeftOut)('servers on one PostgreSQL', () => {
  let postgres: PostgresServer;
  let one: TestServer;
  let two: TestServer;
  beforeAll(async () => {
    postgres = await startPostgres();
    const env = { DATABASE_URL: postgres.url };
    [one, two] = await Promise.all([startServer({ env }), startServer({ env })]);
  });
  afterAll(async () => {
    await one.dispose();
    await two.dispose();
    await postgres.dispose();
  });

  async function save({ url }: TestServer): Promise<Response> {
    return fetch(`${url}/api/packs`, { method: 'POST', headers: json, body: JSON.stringify({ pack }) });
  }

  it('share a saved pack and its sound', async () => {
    const { id } = (await (await save(one)).json()) as { id: string };
    const put = await fetch(`${one.url}/api/packs/${id}/audio`, { method: 'PUT', body: sound });
    expect(put.status, await put.clone().text()).toBe(200);
    const { audio } = (await put.json()) as { audio: string };
    await until(async () => (await fetch(`${two.url}/media/${id}/${audio}`)).ok);
    const served = Buffer.from(await (await fetch(`${two.url}/media/${id}/${audio}`)).arrayBuffer());
    expect(served.equals(sound)).toBe(true);
    expect(
      (await fetch(`${two.url}/api/rooms`, { method: 'POST', headers: json, body: JSON.stringify({ pack: id }) }))
        .status,
    ).toBe(201);

    expect((await fetch(`${two.url}/api/packs/${id}`, { method: 'DELETE' })).status).toBe(200);
    await until(async () => (await fetch(`${one.url}/api/packs/${id}`)).status === 404);
    expect((await fetch(`${one.url}/media/${id}/${audio}`)).status).toBe(404);
  });

  it('survive that it goes in the middle of a question to it', async () => {
    const errors: unknown[] = [];
    const note = (error: unknown): number => errors.push(error);
    process.on('uncaughtException', note);
    const database = await openStoreDatabase({ url: postgres.url, file: '', logger: quiet });
    const asking = sql`select pg_sleep(60)`.execute(database.query).then(
      () => 'answered',
      () => 'broke off',
    );
    let asked: { pid: number } | undefined;
    await until(async () => {
      const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
        where query = 'select pg_sleep(60)' and state = 'active'`.execute(database.query);
      [asked] = rows;
      return asked !== undefined;
    });
    // Without a word, as when the machine goes.
    process.kill(asked?.pid ?? Number.NaN, 'SIGKILL');
    expect(await asking).toBe('broke off');
    await until(() =>
      sql`select 1`
        .execute(database.query)
        .then(() => true)
        .catch(() => false),
    );
    await database.close();
    process.off('uncaughtException', note);
    expect(errors).toEqual([]);
  });
});
