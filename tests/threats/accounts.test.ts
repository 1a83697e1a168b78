/**
 * Accounts under attack: every route by every role, what belongs to somebody else, guessing, floods of guesses, tokens that
 * somebody else chose, and secrets where nobody looks for them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { enteringAtOnceMax, guessesMax, guessWindowMs } from '../../shared/accountLimits.ts';
import { suffices } from '../../server/accounts/account.ts';
import { roles, type Role } from '../../shared/roles.ts';
import { createGuesses } from '../../server/accounts/guesses.ts';
import { hashPassphrase } from '../../server/accounts/passphrases.ts';
import { guarded } from '../../server/http/account/guarded.ts';
import { Addresses } from '../../server/live/addresses.ts';
import { createArchive } from '../../server/store/archive.ts';
import { root } from '../house/sourceTree.ts';
import { accountsSite, type AccountsSite, type Answered } from '../support/accountsSite.ts';
import { hostKey, openItem } from '../support/app.ts';
import { storeKinds, type StoreBench } from '../support/stores.ts';
import { routes } from './routes.ts';

const [sqlite] = storeKinds().kinds;
const words = 'eleven grey herons';
const stored = hashPassphrase(words);
let bench: StoreBench;
let site: AccountsSite;
beforeEach(async () => {
  bench = sqlite?.make() ?? expect.unreachable('SQLite is always there');
  site = await accountsSite(bench);
});
afterEach(() => site.close());

const errorOf = ({ body }: Answered): unknown => body.error;
const signIn = (name: string, passphrase: string, shown?: string): Promise<Answered> =>
  site.ask('POST', '/api/account/sign-in', shown, { name, passphrase });

describe('every route', () => {
  test('has a row in the table', () => {
    const folder = join(root, 'server/http');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
    // Pages, media and health are for everybody by their nature, and not below /api.
    const found = files
      .filter((path) => !/^(?:pages|health|media)\.ts$/.test(path))
      .flatMap((path) => {
        const text = readFileSync(join(folder, path), 'utf8');
        return [...text.matchAll(/\.(get|post|put|patch|delete)\(\s*'(\/[^']*)'/g)].map(
          ([, method = '', at = '']) => `${path.replaceAll('\\', '/')} ${method.toUpperCase()} ${at}`,
        );
      });
    expect(found.filter((route) => !routes.some(({ source }) => source === route))).toEqual([]);
    expect(routes.filter(({ source }) => !found.includes(source))).toEqual([]);
  });

  test.each(routes.map((route) => ({ ...route })))('$method $path is for $needs', async (route) => {
    const { method, path, needs, body } = route;
    const ask = async (token: string | null) => errorOf(await site.ask(method, path, token, body));
    const expected = (role: Role): unknown =>
      needs === 'key' || needs === 'everybody' || suffices(role, needs) ? 'let in' : 'not-allowed';
    const seen = async (role: Role): Promise<unknown> => {
      const error = await ask((await site.person(`A person, ${role}`, role)).token);
      return error === 'not-allowed' || error === 'sign-in-needed' ? error : 'let in';
    };
    // The key's own route has its own answers.
    if (needs !== 'key') for (const role of roles) expect([role, await seen(role)]).toEqual([role, expected(role)]);
    const ended = await site.person('Ended', 'owner');
    await site.accounts.sessions.endAll(ended.id);
    const strangers = [null, hostKey, ended.token, 'x'.repeat(43)];
    for (const stranger of needs === 'key' || needs === 'everybody' ? [] : strangers)
      expect(await ask(stranger)).toBe('sign-in-needed');
    if (needs === 'key') expect(await ask('not-the-key-of-this-host')).toBe('host-key-wrong');
  });
});

test('a session does not open anything to a page from elsewhere', async () => {
  const { token } = await site.person('Ada', 'owner');
  const headers = { authorization: `Bearer ${token}`, origin: 'https://evil.example' };
  const asked = async (path: string) => (await fetch(`${site.app.url}${path}`, { headers })).status;
  expect(await Promise.all(['/api/packs', '/api/people', '/api/account/sessions'].map(asked))).toEqual([401, 401, 401]);
});

describe('what belongs to somebody else', () => {
  const pack = { title: 'Ice', items: [{ kind: 'slide', text: 'Firn is old snow' }] };
  const packs = (answered: Answered) => (answered.body.packs as { id: string }[]).map(({ id }) => id);

  test('a pack is seen, played and changed by who made it and by owners', async () => {
    const [ada, bo, cy, di] = await Promise.all([
      site.person('Ada', 'author'),
      site.person('Bo', 'host'),
      site.person('Cy', 'author'),
      site.person('Di', 'owner'),
    ]);
    const { id } = (await site.ask('POST', '/api/packs', ada.token, { pack })).body as { id: string };
    for (const other of [bo, cy]) {
      expect(packs(await site.ask('GET', '/api/packs', other.token))).not.toContain(id);
      for (const [method, path, body] of [
        ['GET', `/api/packs/${id}`],
        ['PUT', `/api/packs/${id}`, { pack }],
        ['DELETE', `/api/packs/${id}`],
        ['PUT', `/api/packs/${id}/audio`],
        ['DELETE', `/api/packs/${id}/audio`],
      ] as const)
        expect([method, path, errorOf(await site.ask(method, path, other.token, body))]).toEqual([
          method,
          path,
          'no-such-pack',
        ]);
    }
    expect(errorOf(await site.ask('POST', '/api/rooms', bo.token, { pack: id }))).toBe('no-such-pack');
    for (const own of [ada, di]) {
      expect(packs(await site.ask('GET', '/api/packs', own.token))).toContain(id);
      expect((await site.ask('PUT', `/api/packs/${id}`, own.token, { pack })).status).toBe(200);
    }
    expect((await site.ask('POST', '/api/rooms', di.token, { pack: id })).status).toBe(201);
    expect((await site.ask('DELETE', `/api/packs/${id}`, ada.token)).status).toBe(200);
    expect(await site.accounts.owners.all()).toEqual(new Map());
  });

  test('a pack of nobody is played by all and changed by owners', async () => {
    const [bo, di] = [await site.person('Bo', 'host'), await site.person('Di', 'owner')];
    const { id } = (await site.ask('POST', '/api/packs', di.token, { pack })).body as { id: string };
    await site.accounts.owners.forget(id);
    expect((await site.ask('POST', '/api/rooms', bo.token, { pack: id })).status).toBe(201);
    expect(errorOf(await site.ask('DELETE', `/api/packs/${id}`, bo.token))).toBe('not-allowed');
    expect((await site.ask('DELETE', `/api/packs/${id}`, di.token)).status).toBe(200);
  });

  test('a room and its report are for who opened it and for owners', async () => {
    const [ada, bo, di] = [
      await site.person('Ada', 'host'),
      await site.person('Bo', 'host'),
      await site.person('Di', 'owner'),
    ];
    const { id } = (await site.ask('POST', '/api/packs', ada.token, { pack })).body as { id: string };
    const { code, token } = (await site.ask('POST', '/api/rooms', ada.token, { pack: id })).body as Record<
      'code' | 'token',
      string
    >;
    const running = async (who: { token: string }) => (await site.ask('GET', '/api/rooms', who.token)).body.rooms;
    expect(await running(bo)).toEqual([]);
    expect([await running(ada), await running(di)]).toEqual([1, 2].map(() => [expect.objectContaining({ code })]));
    const host = (who: string | null) => site.ask('POST', `/api/rooms/${code}/host`, who, {});
    expect([errorOf(await host(bo.token)), errorOf(await host(null)), errorOf(await host(hostKey))]).toEqual([
      'not-allowed',
      'sign-in-needed',
      'sign-in-needed',
    ]);
    expect([(await host(ada.token)).status, (await host(di.token)).status]).toEqual([200, 200]);

    const desk = site.app.guest(code, { audience: 'desk', token });
    await desk.until((seen) => seen.desk !== null);
    expect(await desk.act({ type: 'end' })).toMatchObject({ ok: true });
    const archive = createArchive(await bench.open());
    while ((await archive.list({ count: 1 })).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const listed = async (who: { token: string }) =>
      (await site.ask('GET', '/api/reports', who.token)).body.reports as { room: string; owner: string }[];
    const [report] = await listed(ada);
    expect([await listed(bo), await listed(di)]).toEqual([[], [expect.objectContaining({ code, owner: 'Ada' })]]);
    const path = `/api/reports/${report?.room ?? ''}`;
    for (const method of ['GET', 'DELETE']) expect(errorOf(await site.ask(method, path, bo.token))).toBe('not-found');
    expect((await site.ask('GET', path, ada.token)).body).toMatchObject({ code, title: 'Ice', players: [] });
    // Somebody still looks at how it ended.
    expect(errorOf(await site.ask('DELETE', path, ada.token))).toBe('room-shown');
    expect(await listed(ada)).toHaveLength(1);
  });
});

describe('guesses', () => {
  const account = async (name: string): Promise<void> => {
    const { id } = await site.person(name, 'host');
    await site.accounts.people.setPassphrase(id, await stored);
  };

  test('at one name are few, all at once or one after the other, whether there is such a name or not', async () => {
    await account('Ada');
    const { database, nowMs } = site.accounts;
    const guesses = createGuesses(database.query, nowMs);
    for (const name of ['Ada', 'Eve']) {
      const all = await Promise.all(Array.from({ length: guessesMax + 5 }, () => guesses.mayTry(name)));
      expect(all.filter((may) => may)).toHaveLength(guessesMax);
      // As it looks to the eye, and with the right one too.
      const unseen = ['\u200b', '\u00ad', '\u2060\ufeff'].map((letter) => `${letter}${[...name].join(letter)}`);
      for (const typed of [name, ` ${name.toUpperCase()}`, ...unseen])
        expect((await signIn(typed, words)).status).toBe(429);
    }
    site.pass(guessWindowMs + 1);
    expect((await signIn('Ada', words)).status).toBe(200);
  });

  test('cost as much where there is no such name', async () => {
    await account('Ada');
    const timed = async (name: string): Promise<number> => {
      const fromMs = performance.now();
      expect((await signIn(name, 'not it, sorry')).status).toBe(401);
      return performance.now() - fromMs;
    };
    const [known, unknown] = [await timed('Ada'), await timed('Eve')];
    expect(unknown).toBeGreaterThan(known / 10);
  });

  test('from one address are few at the same moment, and leave others their turn', async () => {
    const addresses = new Addresses();
    const stop = new AbortController();
    const held = new Promise<string>((resolve) => stop.signal.addEventListener('abort', () => resolve('in')));
    const enter = (ip: string, run = () => held) =>
      guarded(addresses, { ip }, run).catch((error: unknown) => (error instanceof Error ? error.message : ''));
    const flood = Array.from({ length: enteringAtOnceMax + 3 }, () => enter('192.0.2.1'));
    expect(await Promise.race(flood)).toBe('too-many');
    expect(await enter('192.0.2.2', async () => 'in')).toBe('in');
    stop.abort();
    expect((await Promise.all(flood)).filter((told) => told === 'too-many')).toHaveLength(3);
    expect(await enter('192.0.2.1')).toBe('in');
  });

  test('in a flood do not hold up a game', async () => {
    const room = await site.app.room();
    const ana = await room.player('Ana');
    let settled = 0;
    const flood = Array.from({ length: enteringAtOnceMax }, async (_, at) => {
      await signIn(`Somebody ${String(at)}`, 'not it, sorry');
      settled += 1;
    });
    await openItem(room.host, 1);
    expect(await ana.act({ type: 'answer', item: 1, answer: [0], tookMs: 500 })).toMatchObject({ ok: true });
    // All of the above happened while most of them still waited for their turn.
    expect(settled).toBeLessThan(flood.length);
    await Promise.all(flood);
  });
});

test('a token is never one that somebody else chose', async () => {
  const { id } = await site.person('Ada', 'host');
  await site.accounts.people.setPassphrase(id, await stored);
  const thiefs = await site.person('Eve', 'host');
  const chosen = 'c'.repeat(43);
  for (const shown of [chosen, thiefs.token]) {
    const { body } = await signIn('Ada', words, shown);
    expect(body.token).not.toBe(shown);
  }
  expect((await site.ask('GET', '/api/packs', chosen)).status).toBe(401);
  expect((await site.ask('GET', '/api/account', thiefs.token)).body.me).toMatchObject({ name: 'Eve' });
});

test('what is good once is good once, however many ask at the same moment', async () => {
  const { pending, nowMs } = site.accounts;
  await pending.keep('ticket', 'a-ticket', { account: 'ada' }, nowMs() + 1_000);
  expect(await pending.take('challenge', 'a-ticket')).toBeNull();
  const taken = await Promise.all([1, 2, 3].map(() => pending.take('ticket', 'a-ticket')));
  expect(taken.filter((body) => body !== null)).toEqual([{ account: 'ada' }]);
  await pending.keep('ticket', 'too-late', {}, nowMs() + 1_000);
  site.pass(1_000);
  expect(await pending.take('ticket', 'too-late')).toBeNull();
});

test('no name, token or passphrase is in the log or, readable, in the database', async () => {
  const named = { name: 'Wilhelmina', passphrase: words };
  const { body } = await site.ask('POST', '/api/account/first', hostKey, named);
  const token = body.token as string;
  await signIn('Wilhelmina', 'not it, sorry');
  const link = (await site.ask('POST', '/api/people/invitations', token, { role: 'host' })).body.invitation as string;
  await site.ask('DELETE', '/api/account/sessions', token);
  const log = site.lines.join('\n');
  expect(log).toContain('signed in');
  for (const line of ['signing in failed', 'somebody was invited', 'sessions ended']) expect(log).toContain(line);
  for (const secret of ['Wilhelmina', words, 'not it, sorry', token, link]) expect(log).not.toContain(secret);
  const { query } = site.accounts.database;
  const rows = await Promise.all([
    query.selectFrom('account').selectAll().execute(),
    query.selectFrom('session').selectAll().execute(),
    query.selectFrom('invitation').selectAll().execute(),
    query.selectFrom('guess').selectAll().execute(),
  ]);
  for (const secret of [words, token, link]) expect(JSON.stringify(rows)).not.toContain(secret);
});
