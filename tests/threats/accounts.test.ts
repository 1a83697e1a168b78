/**
 * Accounts under attack: every route by every role, what belongs to somebody else, what outlives a session, tokens that
 * somebody else chose, and secrets where nobody looks for them.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packsOfOneMax, sessionFreshMs } from '../../shared/accountLimits.ts';
import { suffices } from '../../server/accounts/account.ts';
import { roles, type Role } from '../../shared/roles.ts';
import { hashPassphrase } from '../../server/accounts/passphrases.ts';
import { createArchive } from '../../server/store/archive.ts';
import { root } from '../house/sourceTree.ts';
import { accountsSite, type AccountsSite, type Answered } from '../support/accountsSite.ts';
import { hostKey } from '../support/app.ts';
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

test('who has no passphrase does what lasts only soon after they signed in, and owners to themselves only with proof', async () => {
  const [bo, ada] = [await site.person('Bo', 'host'), await site.person('Ada', 'owner')];
  site.pass(sessionFreshMs + 1);
  const again = { status: 403, body: { error: 'sign-in-again' } };
  expect(await site.ask('PUT', '/api/account/passphrase', bo.token, { after: words })).toEqual(again);
  expect(await site.ask('DELETE', '/api/account', bo.token)).toEqual(again);
  const fresh = await site.accounts.sessions.begin(bo.id, 'Firefox, Linux');
  expect((await site.ask('DELETE', '/api/account', fresh)).status).toBe(204);
  for (const [method, path] of [
    ['DELETE', ''],
    ['POST', '/reset'],
  ] as const)
    expect(await site.ask(method, `/api/people/${ada.id}${path}`, ada.token)).toEqual({
      status: 403,
      body: { error: 'not-yourself' },
    });
});

describe('what belongs to somebody else', () => {
  const pack = { title: 'Ice', items: [{ kind: 'slide', text: 'Firn is old snow' }] };
  const packs = (answered: Answered) => (answered.body.packs as { id: string }[]).map(({ id }) => id);

  test('each has so many packs, and leaves others their room', async () => {
    const [bo, cleo] = [await site.person('Bo', 'author'), await site.person('Cleo', 'author')];
    const ada = await site.person('Ada', 'owner');
    for (let at = 0; at < packsOfOneMax; at++) {
      const folder = join(bench.folder, 'packs', `bo-${String(at)}`);
      mkdirSync(folder);
      writeFileSync(join(folder, 'pack.yaml'), JSON.stringify(pack));
      await site.accounts.owners.give(`bo-${String(at)}`, bo.id);
      // It could not be written.
      await site.accounts.owners.give(`cleo-${String(at)}`, cleo.id);
    }
    await site.ask('POST', '/api/packs/reload', bo.token);
    const save = (token: string) => site.ask('POST', '/api/packs', token, { pack });
    expect(await save(bo.token)).toEqual({ status: 409, body: { error: 'too-many-of-yours' } });
    expect((await save(cleo.token)).status).toBe(201);
    expect((await site.ask('DELETE', '/api/packs/bo-0', bo.token)).status).toBe(200);
    expect((await save(bo.token)).status).toBe(201);
    // Whose packs pass to an owner fill nobody's place.
    expect((await site.ask('DELETE', `/api/people/${bo.id}`, ada.token)).status).toBe(204);
    expect((await save(ada.token)).status).toBe(201);
  });

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
