/**
 * A backup is worth what can be played after it: one is made while a room plays, the server is killed, and the same
 * phones go on elsewhere. And what backup and restore refuse, in words, without leaving a trace.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteHome } from '../../server/log/sqlite.ts';
import { loadDriver } from '../../server/log/sqliteDriver.ts';
import { openStoreDatabase } from '../../server/store/database/database.ts';
import { seededRandom } from '../../shared/game/random.ts';
import type { State } from '../../shared/game/state.ts';
import { freshRef, Guest } from '../support/guest.ts';
import { answerTo, nameOf } from '../support/personality.ts';
import { quizloop } from '../support/program.ts';
import { replay } from '../support/rooms.ts';
import { freshFolder, startServer, type TestServer } from '../support/server.ts';

const players = 12;

let folder = '';
const running: TestServer[] = [];
const guests: Guest[] = [];

beforeEach(() => {
  folder = freshFolder('quizloop-backup-');
});

afterEach(async () => {
  for (const guest of guests.splice(0)) guest.close();
  for (const server of running.splice(0)) await server.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(dataFolder?: string): Promise<TestServer> {
  const server = await startServer(dataFolder === undefined ? {} : { folder: dataFolder });
  running.push(server);
  return server;
}

function guestAt({ url }: TestServer, code: string, token?: string, audience: 'player' | 'stage' = 'player'): Guest {
  const guest = new Guest({ url, code, audience, ...(token === undefined ? {} : { token }) });
  guests.push(guest);
  return guest;
}

/** Presses "next" until `there`. */
async function lead(host: Guest, there: (host: Guest) => boolean): Promise<void> {
  await host.until(({ stage }) => stage !== null);
  while (!there(host)) {
    const { phase = 'lobby', index = -1, seq = 0 } = host.stage ?? {};
    await host.act({ type: 'next', phase, index });
    await host.until(({ stage }) => (stage?.seq ?? 0) > seq);
  }
}

const isAsking = ({ stage }: Guest): boolean =>
  stage?.phase === 'asked' && (stage.item?.worth ?? 0) > 0 && stage.item?.asked === true;

interface Answered {
  readonly guest: Guest;
  readonly ref: string;
  readonly item: number;
  readonly answer: ReturnType<typeof answerTo>;
}

/** Answers the open item, until that is acknowledged. */
async function answer(guest: Guest, random = seededRandom(1), again?: Answered): Promise<Answered> {
  await guest.until(({ scene }) => scene?.phase === 'asked' && scene.item?.asked === true);
  const { scene } = guest;
  if (scene?.item == null) throw new Error('nothing is asked');
  const given = again ?? { guest, ref: freshRef(), item: scene.index, answer: answerTo(scene.item, random) };
  for (;;) {
    const ack = await guest.act({ type: 'answer', item: given.item, answer: given.answer, tookMs: 500 }, given.ref);
    if (ack.ok) return { ...given, guest };
    if (ack.why !== 'not-open-yet') throw new Error(`an answer was refused: ${ack.why}`);
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}

async function stateIn(file: string, code: string): Promise<State> {
  const home = await openSqliteHome(file);
  const state = replay((await (await home.find(code))?.read(1)) ?? []);
  await home.close();
  return state;
}

describe('a backup', () => {
  it('made while a room plays is played on: same seats, points and answers', async () => {
    const before = await serve();
    const { code, token } = await before.openRoom('feedback-loops', { reading: false });
    const host = guestAt(before, code, token, 'stage');
    const seated = Array.from({ length: players }, () => guestAt(before, code));
    for (const [at, guest] of seated.entries()) expect(await guest.join(nameOf(at))).toMatchObject({ ok: true });
    await lead(host, isAsking);
    await Promise.all(seated.map((guest, at) => answer(guest, seededRandom(at))));
    await lead(host, ({ stage }) => stage?.phase === 'revealed');
    await Promise.all(seated.map((guest) => guest.until(({ you }) => you?.result != null)));
    const first = host.stage?.index ?? 0;
    await lead(host, (seen) => isAsking(seen) && seen.stage?.index !== first);

    // Half have answered when it begins, the others do so meanwhile; the last never does, so that the question stays open.
    const early = await Promise.all(seated.slice(0, 6).map((guest, at) => answer(guest, seededRandom(100 + at))));
    const file = join(folder, 'today.backup');
    const [made, late] = await Promise.all([
      quizloop(['backup', file, '--data', before.folder]),
      Promise.all(seated.slice(6, -1).map((guest, at) => answer(guest, seededRandom(200 + at)))),
    ]);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['today.backup']);
    const shown = seated.map(({ you }) => ({ name: you?.name, seat: you?.seat, points: you?.points }));
    await before.kill();

    const restored = join(folder, 'elsewhere');
    expect(await quizloop(['restore', file, '--data', restored])).toMatchObject({ code: 0, err: '' });
    const after = await serve(restored);
    const back = seated.map((guest) => guestAt(after, code, guest.token));
    await Promise.all(back.map((guest) => guest.until(({ you, scene }) => you !== null && scene !== null)));
    expect(back.map(({ you }) => ({ name: you?.name, seat: you?.seat, points: you?.points }))).toEqual(shown);
    expect(shown.some(({ points = 0 }) => points > 0)).toBe(true);
    for (const [at, given] of early.entries()) {
      expect(back[at]?.you).toMatchObject({ answered: true, answer: given.answer, index: given.item });
    }
    // A phone that was told so repeats nothing; all others find out by asking again.
    for (const [at, given] of late.entries()) await answer(back[6 + at] ?? seated[0]!, undefined, given);
    await answer(back.at(-1)!);

    const hostAgain = guestAt(after, code, token, 'stage');
    await lead(hostAgain, ({ stage }) => stage?.phase === 'podium');
    await Promise.all(back.map((guest) => guest.until(({ scene }) => scene?.phase === 'podium')));
    const points = back.map(({ you }) => you?.points);
    expect(await after.stop()).toBe(0);
    const state = await stateIn(join(restored, 'rooms.sqlite'), code);
    expect(state.players.map((player) => player.points)).toEqual(
      back.map((_, at) => points[shown.findIndex(({ seat }) => seat === at)]),
    );
    expect(state.rounds.find(({ item }) => item === early[0]?.item)?.answerCount).toBe(players);
  });

  it('holds the host key, the archive, accounts, and packs that were made here with all their files', async () => {
    const data = join(folder, 'data');
    mkdirSync(join(data, 'packs', 'rivers-1a2b'), { recursive: true });
    mkdirSync(join(data, 'packs', '.unfinished-x'), { recursive: true });
    writeFileSync(join(data, 'host-key'), 'a-key-of-my-own-choice\n');
    writeFileSync(join(data, 'packs', 'rivers-1a2b', 'pack.yaml'), 'title: Rivers\n');
    // Longer than one part, and not a whole number of them.
    const sound = Buffer.alloc(2_500_001, 'sound');
    writeFileSync(join(data, 'packs', 'rivers-1a2b', 'sound.opus'), sound);
    writeFileSync(join(data, 'packs', '.unfinished-x', 'pack.yaml'), 'half');
    const store = await openStoreDatabase({ url: null, file: join(data, 'store.sqlite'), logger: silent });
    await store.query.insertInto('archive').values(archived).execute();
    await store.query.insertInto('account').values(account).execute();
    await store.query.insertInto('session').values(session).execute();
    await store.query.insertInto('invitation').values(invitation).execute();
    await store.query.insertInto('pending').values({ id: 'p1', kind: 'ticket', body: '{}', until_ms: 1 }).execute();
    await store.query.insertInto('pack_owner').values({ pack: 'rivers-1a2b', account: 'a1' }).execute();
    // Still open: what stands beside the database file counts, too.
    expect(await quizloop(['backup', join(folder, 'b'), '--data', data])).toMatchObject({ code: 0 });
    await store.close();

    const restored = join(folder, 'restored');
    mkdirSync(restored);
    expect(await quizloop(['restore', join(folder, 'b'), '--data', restored])).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(join(restored, 'host-key'), 'utf8')).toBe('a-key-of-my-own-choice\n');
    expect(readdirSync(join(restored, 'packs'))).toEqual(['rivers-1a2b']);
    expect(readFileSync(join(restored, 'packs', 'rivers-1a2b', 'sound.opus')).equals(sound)).toBe(true);
    const again = await openStoreDatabase({ url: null, file: join(restored, 'store.sqlite'), logger: silent });
    expect(await again.query.selectFrom('archive').selectAll().execute()).toEqual([archived]);
    expect(await again.query.selectFrom('account').selectAll().execute()).toEqual([account]);
    expect(await again.query.selectFrom('pack_owner').selectAll().execute()).toHaveLength(1);
    // Else one that was ended since then, on a lost laptop, would be back.
    for (const way of ['session', 'invitation', 'pending'] as const)
      expect(await again.query.selectFrom(way).selectAll().execute()).toEqual([]);
    await again.close();
  });
});

const account = { id: 'a1', name: 'Ada', name_key: 'ada', role: 'owner', passphrase: null, created_ms: 1 } as const;

const session = { id: 's1', hash: 'h', account: 'a1', label: '', created_ms: 1, seen_ms: 1 };

const invitation = { id: 'i1', hash: 'i', role: 'host', account: null, maker: null, until_ms: 1 } as const;

const archived = {
  room: 'r1',
  code: 'ABC123',
  title: 'Rivers',
  opened_ms: 1,
  ended_ms: 2,
  players: 0,
  owner: 'a1',
  log: new Uint8Array([1, 2, 3]),
};
const silent = { warn: () => {}, error: () => {} };

describe('refusals', () => {
  const data = (): string => join(folder, 'data');
  const file = (): string => join(folder, 'b');

  beforeEach(async () => {
    mkdirSync(data());
    writeFileSync(join(data(), 'host-key'), 'a-key-of-my-own-choice\n');
    expect(await quizloop(['backup', file(), '--data', data()])).toMatchObject({ code: 0 });
  });

  const refused = async (args: readonly string[], line: RegExp): Promise<void> => {
    const { code, out, err } = await quizloop(args);
    expect(err).toMatch(/^quizloop: [^\n]+\n$/);
    expect(err).toMatch(line);
    expect({ code, out }).toEqual({ code: 1, out: '' });
  };

  it('a file that is there is not replaced', async () => {
    const kept = readFileSync(file());
    await refused(['backup', file(), '--data', data()], /is there already/);
    expect(readFileSync(file()).equals(kept)).toBe(true);
  });

  it('a folder without anything to back up, or a place that cannot be written to', async () => {
    await refused(['backup', join(folder, 'c'), '--data', folder], /nothing is kept in/);
    await refused(['backup', join(folder, 'nowhere', 'c'), '--data', data()], /could not be written .*ENOENT/);
    expect(readdirSync(folder).sort()).toEqual(['b', 'data']);
  });

  it('a folder that is not empty is left as it is', async () => {
    await refused(['restore', file(), '--data', data()], /is not empty \(host-key/);
    expect(readdirSync(data())).toEqual(['host-key']);
  });

  const expectNothingRestored = (): void => {
    const to = join(folder, 'to');
    expect(existsSync(to) ? readdirSync(to) : []).toEqual([]);
  };

  it('a file that is no backup', async () => {
    writeFileSync(join(folder, 'letter'), 'Dear all, this is longer than a header of a database would be. '.repeat(20));
    await refused(['restore', join(folder, 'letter'), '--data', join(folder, 'to')], /cannot be restored/);
    await refused(['restore', join(folder, 'none'), '--data', join(folder, 'to')], /there is no file/);
    expectNothingRestored();
  });

  const change = async (sql: string): Promise<void> => {
    const database = (await loadDriver())(file());
    database.exec(sql);
    database.close();
  };

  it.each([
    ['with other bytes than were backed up', `UPDATE part SET bytes = x'00'`, /"host-key" is not what was backed up/],
    ['that lost a part', 'DELETE FROM part', /"host-key" is not what was backed up/],
    ['that leads out of the folder', `UPDATE file SET path = '../host-key'`, /which no backup of Quizloop does/],
    ['of a newer Quizloop', 'PRAGMA user_version = 99', /a newer Quizloop made it/],
    ['of another program', 'PRAGMA application_id = 7', /not a backup that Quizloop made/],
  ])('a backup %s', async (_, sql, line) => {
    await change(sql);
    await refused(['restore', file(), '--data', join(folder, 'to')], line);
    expectNothingRestored();
  });

  it('a backup with rooms of a newer version', async () => {
    const rooms = join(data(), 'rooms.sqlite');
    await (await openSqliteHome(rooms)).close();
    const database = (await loadDriver())(rooms);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(await quizloop(['backup', join(folder, 'newer'), '--data', data()])).toMatchObject({ code: 0 });
    await refused(['restore', join(folder, 'newer'), '--data', join(folder, 'to')], /written by a newer Quizloop/);
    expectNothingRestored();
  });
});
