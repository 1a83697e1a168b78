/** The doctor as an operator meets it: all well on a good machine, and one sentence with its remedy for each thing that is not. */
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookAtAccounts } from '../../server/doctor/accounts.ts';
import { lookAtClock, lookAtConnections } from '../../server/doctor/machine.ts';
import { clocksTogether } from '../../server/doctor/services.ts';
import { loadDriver } from '../../server/log/sqliteDriver.ts';
import { openSqliteHome } from '../../server/log/sqlite.ts';
import { readSettings } from '../../server/settings.ts';
import { startOpenIdProvider } from '../support/openIdProvider.ts';
import { quizloop } from '../support/program.ts';
import { isPostgresLeftOut, startPostgres } from '../support/postgresServer.ts';
import { isRedisLeftOut, startRedis } from '../support/redisServer.ts';
import { freePort, freshFolder, startServer } from '../support/server.ts';

let folder = '';
const closings: (() => unknown)[] = [];

beforeEach(() => {
  folder = freshFolder('quizloop-doctor-');
  closings.push(() => rmSync(folder, { recursive: true, force: true }));
});

afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

interface Seen {
  readonly code: number | null;
  readonly well: readonly string[];
  /** With their remedies. */
  readonly ill: readonly string[];
}

async function examine(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Seen> {
  const port = args.includes('--port') ? [] : ['--port', String(await freePort())];
  const { code, out, err } = await quizloop(
    ['doctor', '--data', join(folder, 'data'), '--host', '127.0.0.1', ...port, ...args],
    {
      QUIZLOOP_PUBLIC_URL: 'http://192.168.1.9:4555',
      ...env,
    },
  );
  expect(err).toBe('');
  const findings = out
    .split('\n')
    .slice(0, -3)
    .join('\n')
    .split(/\n(?=[✔✘] )/);
  const [well, ill] = [/^✔ /, /^✘ /].map((mark) =>
    findings.filter((line) => mark.test(line)).map((line) => line.slice(2)),
  );
  expect((well?.length ?? 0) + (ill?.length ?? 0)).toBe(findings.length);
  return { code, well: well ?? [], ill: ill ?? [] };
}

const data = (): string => join(folder, 'data');
const key = (): string => join(data(), 'host-key');

describe('a machine that is well', () => {
  it('is said to be, and no folder is made', async () => {
    const { code, well, ill } = await examine();
    expect({ code, ill }).toEqual({ code: 0, ill: [] });
    expect(well).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Node \d+/),
        expect.stringMatching(/^the data folder .*data is made at the first start$/),
        expect.stringMatching(/^\d+ packs are fine$/),
        expect.stringMatching(/^port \d+ of 127\.0\.0\.1 is free$/),
      ]) as string[],
    );
    expect(existsSync(data())).toBe(false);
  });

  it('is well with a server that runs', async () => {
    const server = await startServer({ folder: data() });
    closings.push(() => server.dispose());
    await server.openRoom('feedback-loops');
    const { ill, well } = await examine(['--port', String(server.port)]);
    expect(ill).toEqual([]);
    expect(well).toEqual(
      expect.arrayContaining([
        'the rooms are sound, and a server plays from them now',
        'the host key is in place',
        `port ${String(server.port)} is used by the server that runs`,
      ]) as string[],
    );
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });
});

describe('what is wrong', () => {
  beforeEach(() => mkdirSync(data()));

  it('a port that somebody else has', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    closings.push(() => other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, ill } = await examine(['--port', String(port)]);
    expect({ code, ill }).toEqual({
      code: 1,
      ill: [expect.stringMatching(/^port \d+ of 127\.0\.0\.1 cannot be used\n.*choose another with --port/)],
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'an address that leads phones to themselves',
      { QUIZLOOP_PUBLIC_URL: 'http://localhost:4555' },
      /leads every phone to itself\n/,
    ],
    ['only this machine', { QUIZLOOP_PUBLIC_URL: '' }, /only this machine can reach the server\n/],
    [
      'HTTPS without a proxy',
      { QUIZLOOP_PUBLIC_URL: 'https://quiz.example.org' },
      /none is trusted\n.*QUIZLOOP_TRUST_PROXY/,
    ],
    ['a public address in the clear', { QUIZLOOP_PUBLIC_URL: 'http://quiz.example.org' }, /is not encrypted\n.*HTTPS/],
    ['a site named twice', { QUIZLOOP_ORIGINS: 'http://192.168.1.9:4555' }, /is named twice\n/],
    ['a key that is a run of few keys', { QUIZLOOP_HOST_KEY: 'abcabcabcabcabcabc' }, /can be guessed[^\n]*\n.*openssl/],
    ['half of a service', { QUIZLOOP_OPINION_MODEL: 'small' }, /half of the service/],
    [
      'a folder of packs that is not there',
      { QUIZLOOP_PACKS: '/nowhere/packs' },
      /there is no folder .nowhere.packs\n/,
    ],
    [
      'a database that is away',
      { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/q' },
      /PostgreSQL at 127\.0\.0\.1:1 cannot be used[^\n]*\n/,
    ],
  ])('%s', async (_, env, line) => {
    const { code, ill } = await examine([], env);
    expect({ code, ill }).toEqual({ code: 1, ill: [expect.stringMatching(line)] });
    expect(ill.join()).not.toContain('secret');
  });

  it('rooms that are damaged, or of a newer version', async () => {
    const rooms = join(data(), 'rooms.sqlite');
    writeFileSync(rooms, 'not a database at all, and longer than the header of one would be. '.repeat(9));
    expect((await examine()).ill).toEqual([
      expect.stringMatching(/^the rooms cannot be read\n.*rooms\.sqlite cannot be read/),
    ]);
    rmSync(rooms);
    await (await openSqliteHome(rooms)).close();
    const database = (await loadDriver())(rooms);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect((await examine()).ill).toEqual([expect.stringMatching(/^the rooms cannot be read\n.*a newer Quizloop/)]);
  });

  it('a key that others may read, and one that is none', async () => {
    writeFileSync(key(), 'a-key-of-my-own-choice\n', { mode: 0o600 });
    chmodSync(key(), 0o644);
    if (process.platform !== 'win32')
      expect((await examine()).ill).toEqual([expect.stringMatching(/may read .*\n.*chmod 600/)]);
    chmodSync(key(), 0o600);
    writeFileSync(key(), 'short');
    expect((await examine()).ill).toEqual([expect.stringMatching(/does not hold a host key\n.*Delete it/)]);
  });

  it('a data folder that is a file', async () => {
    rmSync(data(), { recursive: true });
    writeFileSync(data(), 'a file');
    expect((await examine()).ill).toEqual([
      expect.stringMatching(/^cannot write to the data folder .*a file stands in its place/),
    ]);
  });

  it('packs with mistakes', async () => {
    mkdirSync(join(folder, 'packs', 'bad'), { recursive: true });
    writeFileSync(join(folder, 'packs', 'bad', 'pack.yaml'), 'title: Bad\nitems: []\n');
    expect((await examine(['--packs', join(folder, 'packs')])).ill).toEqual([
      expect.stringMatching(/problems? in packs\n.*quizloop check/),
    ]);
  });

  it('a clock that was never set, clocks apart, and few connections', () => {
    expect(lookAtClock(Date.UTC(1970, 0, 1))).toMatchObject({ mend: expect.stringMatching(/NTP/) as string });
    expect(lookAtClock(Date.UTC(2030, 0, 1))).toMatchObject({ mend: null });
    expect(clocksTogether('PostgreSQL', -6_000)).toMatchObject({
      says: 'the clock of PostgreSQL is 6.0 s apart from ours',
    });
    expect(clocksTogether('PostgreSQL', 900)).toMatchObject({ mend: null });
    const limits = (hard: string) =>
      `Limit  Soft Limit  Hard Limit  Units\nMax open files            1024                 ${hard}              files\n`;
    expect(lookAtConnections(limits('1024'))).toMatchObject({ mend: expect.stringMatching(/LimitNOFILE/) as string });
    expect(lookAtConnections(limits('524288'))).toMatchObject({ mend: null });
    expect(lookAtConnections('')).toBeNull();
  });
});

it('accounts without encryption, and a provider that is named by half, without a way back, away, or well', async () => {
  const settings = (env: Record<string, string>) => {
    const read = readSettings({ QUIZLOOP_ACCOUNTS: 'on', ...env }, {});
    return read.problems === undefined ? read.settings : expect.unreachable(read.problems.join());
  };
  const found = async (env: Record<string, string>) => {
    const findings: string[] = [];
    for await (const { says, mend } of lookAtAccounts(settings(env))) findings.push(mend === null ? says : `✘ ${says}`);
    return findings;
  };
  const provider = await startOpenIdProvider();
  closings.push(() => provider.close());
  const named = { QUIZLOOP_OIDC_ISSUER: provider.issuer, QUIZLOOP_OIDC_CLIENT_ID: 'quiz' };
  const here = { QUIZLOOP_PUBLIC_URL: 'https://quiz.example.org' };
  const encrypted = 'accounts are on, and passphrases travel encrypted';
  expect(await found({ QUIZLOOP_ACCOUNTS: 'off' })).toEqual([]);
  expect(await found({ ...named, QUIZLOOP_ACCOUNTS: 'off' })).toEqual([expect.stringMatching(/^✘ .*no accounts$/)]);
  expect(await found({ QUIZLOOP_PUBLIC_URL: 'http://192.168.1.9' })).toEqual([
    '✘ accounts are on, and passphrases travel without encryption',
  ]);
  expect(await found({ QUIZLOOP_PUBLIC_URL: 'http://localhost:4555' })).toEqual([
    'accounts are on, for this machine alone',
  ]);
  expect(await found(named)).toContain('✘ the provider of accounts does not know where to send people back to');
  expect(await found({ ...here, QUIZLOOP_OIDC_CLIENT_ID: 'quiz' })).toEqual([
    encrypted,
    '✘ half of the provider of accounts is set',
  ]);
  expect(await found({ ...here, ...named, QUIZLOOP_OIDC_NAME: 'School' })).toEqual([
    encrypted,
    'School signs people in, and sends them back to https://quiz.example.org/api/account/provider/back',
  ]);
  expect(await found({ ...here, ...named, QUIZLOOP_OIDC_ISSUER: `${provider.issuer}/realm` })).toContainEqual(
    expect.stringMatching(/^✘ the provider at .*\/realm cannot be used: unexpected HTTP response status code/),
  );
  provider.isAway = true;
  expect(await found({ ...here, ...named })).toContainEqual(
    expect.stringMatching(/^✘ the provider at .* cannot be used/),
  );
});

it.skipIf(isPostgresLeftOut)('PostgreSQL: well, and not where it may lose what it confirmed', async () => {
  const postgres = await startPostgres();
  closings.push(() => postgres.dispose());
  const good = await examine([], { DATABASE_URL: postgres.database('doctor') });
  expect({ ill: good.ill, code: good.code }).toEqual({ ill: [], code: 0 });
  expect(good.well).toContain('the clock of PostgreSQL goes with ours');
  const url = new URL(postgres.database('hasty'));
  url.searchParams.set('options', '-c synchronous_commit=off');
  expect((await examine([], { DATABASE_URL: url.href })).ill).toEqual([
    expect.stringMatching(/may lose.*\n.*synchronous_commit/),
  ]);
});

it.skipIf(isRedisLeftOut)('Redis: well, and not where it may lose what it confirmed, or is away', async () => {
  const redis = await startRedis(['--maxmemory', '50mb', '--maxmemory-policy', 'noeviction']);
  closings.push(() => redis.dispose());
  const alone = await examine([], { REDIS_URL: redis.url });
  expect(alone.ill).toEqual([expect.stringMatching(/each keeps its own packs.*\n.*DATABASE_URL/)]);
  expect(alone.well).toEqual(
    expect.arrayContaining(['it keeps what it has confirmed', 'the clock of Redis goes with ours']) as string[],
  );
  redis.ask('CONFIG', 'SET', 'appendfsync', 'everysec');
  expect((await examine([], { REDIS_URL: redis.url })).ill[0]).toMatch(/^appendfsync is everysec.*\n.*Set appendonly/);
  await redis.kill();
  expect((await examine([], { REDIS_URL: redis.url })).ill[0]).toMatch(/^Redis at 127.* cannot be used.*\n/);
});
