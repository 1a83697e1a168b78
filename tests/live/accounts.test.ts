/** Accounts, on SQLite and PostgreSQL: how people come in, what they may, how they leave, and that they are off by default. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import {
  guessesMax,
  guessWindowMs,
  invitationMs,
  sessionIdleMsMax,
  sessionMsMax,
  sessionsMax,
} from '../../shared/accountLimits.ts';
import { createGuesses } from '../../server/accounts/guesses.ts';
import { createInvitations } from '../../server/accounts/invitations.ts';
import { createSessions } from '../../server/accounts/sessions.ts';
import { accountsSite, type AccountsSite } from '../support/accountsSite.ts';
import { hostKey, startApp } from '../support/app.ts';
import { isPostgresLeftOut } from '../support/postgresServer.ts';
import { quizloop } from '../support/program.ts';
import { storeKinds, type StoreBench } from '../support/stores.ts';

const { kinds, server } = storeKinds();
const words = 'eleven grey herons';
const other = 'twelve brown otters';

describe.each(kinds.map((kind) => ({ ...kind })))('accounts on $name', (kind) => {
  describe.skipIf(kind.isLeftOut)('', () => {
    let bench: StoreBench;
    let site: AccountsSite;
    beforeAll(kind.before);
    afterAll(kind.after);
    beforeEach(async () => {
      bench = kind.make();
      site = await accountsSite(bench);
    });
    afterEach(() => site.close());

    const tokenOf = async (path: string, body: object, shown?: string): Promise<string> => {
      const { status, body: told } = await site.ask('POST', path, shown, body);
      expect(status).toBeLessThan(300);
      return told.token as string;
    };
    // Slow hashes, and no question to the database that others do not ask, too.
    const itOnce = (name: string, run: () => Promise<void>): void => {
      if (kind.name === 'SQLite') it(name, run);
    };
    const first = () => tokenOf('/api/account/first', { name: 'Ada', passphrase: words }, hostKey);

    it('begin with one owner, whoever asks at the same moment, and go on by invitation', async () => {
      expect(await site.ask('GET', '/api/account')).toEqual({
        status: 200,
        body: { accounts: 'on', isSetUp: false, provider: null, me: null },
      });
      const asked = (name: string) => site.ask('POST', '/api/account/first', hostKey, { name, passphrase: words });
      const both = await Promise.all([asked('Ada'), asked('Bea')]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
      const owner = both.find(({ status }) => status === 201)?.body.token as string;

      const { body } = await site.ask('POST', '/api/people/invitations', owner, { role: 'author' });
      const { invitation } = body;
      expect((await site.ask('POST', '/api/account/invitation', null, { invitation })).body).toEqual({
        role: 'author',
        name: null,
      });
      // A name is taken by whoever looks the same; the invitation is still good then.
      const taken = { invitation, name: both[0]?.status === 201 ? 'АDA' : 'BEА', passphrase: words };
      expect((await site.ask('POST', '/api/account/join', null, taken)).body).toEqual({ error: 'name-taken' });
      const token = await tokenOf('/api/account/join', { invitation, name: 'Cleo', passphrase: words });
      expect((await site.ask('GET', '/api/account', token)).body).toMatchObject({
        isSetUp: true,
        me: { name: 'Cleo', role: 'author', hasPassphrase: true, passkeys: [] },
      });
      const again = { invitation, name: 'Dora', passphrase: words };
      expect((await site.ask('POST', '/api/account/join', null, again)).body).toEqual({ error: 'invitation-over' });
    });

    itOnce('are signed in to by name and passphrase, on many devices, until they are ended', async () => {
      await first();
      const two = await tokenOf('/api/account/sign-in', { name: ' ada', passphrase: words });
      const three = await tokenOf('/api/account/sign-in', { name: 'ADA', passphrase: words });
      const listed = (await site.ask('GET', '/api/account/sessions', two)).body as unknown as { id: string }[];
      expect(listed).toHaveLength(3);
      expect(listed).toContainEqual(expect.objectContaining({ label: 'Firefox, Linux', isThis: true }));
      // Another passphrase ends the others, and a wrong one before it ends nothing.
      const change = (before: string) => site.ask('PUT', '/api/account/passphrase', three, { before, after: other });
      expect((await change(other)).body).toEqual({ error: 'sign-in-wrong' });
      expect((await site.ask('GET', '/api/packs', two)).status).toBe(200);
      expect((await change(words)).status).toBe(204);
      expect((await site.ask('GET', '/api/packs', two)).body).toEqual({ error: 'sign-in-needed' });
      expect((await site.ask('POST', '/api/account/sign-out', three)).status).toBe(204);
      expect((await site.ask('GET', '/api/packs', three)).status).toBe(401);
    });

    itOnce('have weak passphrases refused, and one answer for a wrong name and a wrong passphrase', async () => {
      const asked = (passphrase: string) =>
        site.ask('POST', '/api/account/first', hostKey, { name: 'Adam', passphrase });
      for (const weak of ['short', 'Password 1234', 'abababababab', 'adam is my name', 'x'.repeat(300)])
        expect((await asked(weak)).body).toEqual({ error: 'passphrase-weak' });
      await first();
      const wrong = await site.ask('POST', '/api/account/sign-in', null, { name: 'Ada', passphrase: other });
      const unknown = await site.ask('POST', '/api/account/sign-in', null, { name: 'Eve', passphrase: words });
      expect([wrong, unknown]).toEqual([1, 2].map(() => ({ status: 401, body: { error: 'sign-in-wrong' } })));
    });

    it('have sessions that end by themselves: unused for a month, used for half a year, or beyond their number', async () => {
      const { id, token } = await site.person('Ada', 'owner');
      site.pass(sessionIdleMsMax - 60_000);
      expect((await site.ask('GET', '/api/packs', token)).status).toBe(200);
      site.pass(60_001);
      expect((await site.ask('GET', '/api/packs', token)).status).toBe(200);
      site.pass(sessionIdleMsMax);
      expect((await site.ask('GET', '/api/packs', token)).status).toBe(401);
      const used = await site.accounts.sessions.begin(id, '');
      for (let ms = 0; ms < sessionMsMax; ms += sessionIdleMsMax / 2) {
        expect(await site.accounts.sessions.find(used)).not.toBeNull();
        site.pass(sessionIdleMsMax / 2);
      }
      expect(await site.accounts.sessions.find(used)).toBeNull();
      for (let at = 0; at <= sessionsMax; at++) await site.accounts.sessions.begin(id, '');
      expect(await site.accounts.sessions.list(id)).toHaveLength(sessionsMax);
    });

    it('keep their last owner, and pass on packs of who is removed', async () => {
      const [ada, bo] = [await site.person('Ada', 'owner'), await site.person('Bo', 'host')];
      expect((await site.ask('PATCH', `/api/people/${ada.id}`, ada.token, { role: 'host' })).body).toEqual({
        error: 'last-owner',
      });
      expect((await site.ask('DELETE', '/api/account', ada.token)).body).toEqual({ error: 'last-owner' });
      await site.accounts.owners.give('ice-1', bo.id);
      expect((await site.ask('GET', '/api/people', ada.token)).body).toMatchObject([
        { name: 'Ada', role: 'owner', sessions: 1, packs: 0 },
        { name: 'Bo', role: 'host', sessions: 1, packs: 1 },
      ]);
      // What somebody may changes at once, in the sessions that they have.
      expect((await site.ask('PATCH', `/api/people/${bo.id}`, ada.token, { role: 'author' })).status).toBe(204);
      expect((await site.ask('POST', '/api/rooms', bo.token, { pack: 'x' })).status).toBe(403);
      expect((await site.ask('DELETE', `/api/people/${bo.id}`, ada.token)).status).toBe(204);
      expect(await site.accounts.owners.of('ice-1')).toBe(ada.id);
      expect((await site.ask('GET', '/api/packs', bo.token)).status).toBe(401);
    });

    it('that are removed while somebody is on the way into them let nobody in', async () => {
      const [bo] = [await site.person('Bo', 'host'), await site.person('Ada', 'owner')];
      await site.accounts.people.remove(bo.id, null);
      await expect(site.accounts.sessions.begin(bo.id, '')).rejects.toThrow('sign-in-wrong');
    });

    it('of owners who leave at the same moment keep one', async () => {
      const [ada, bo] = [await site.person('Ada', 'owner'), await site.person('Bo', 'owner')];
      const left = await Promise.all([ada, bo].map(({ token }) => site.ask('DELETE', '/api/account', token)));
      expect(left.map(({ status }) => status).sort()).toEqual([204, 409]);
    });

    it('let an owner allow a new passphrase, once and for a day', async () => {
      const owner = await first();
      const bo = await site.person('Bo', 'host');
      const link = async () => (await site.ask('POST', `/api/people/${bo.id}/reset`, owner)).body.invitation as string;
      const [old, invitation] = [await link(), await link()];
      const reset = (shown: string) =>
        site.ask('POST', '/api/account/reset', null, { invitation: shown, passphrase: other });
      expect((await reset(old)).body).toEqual({ error: 'invitation-over' });
      expect((await site.ask('POST', '/api/account/invitation', null, { invitation })).body).toEqual({
        role: 'host',
        name: 'Bo',
      });
      const { status, body } = await reset(invitation);
      expect(status).toBe(200);
      expect((await site.ask('GET', '/api/packs', bo.token)).status).toBe(401);
      expect((await site.ask('GET', '/api/packs', body.token as string)).status).toBe(200);
      expect((await reset(invitation)).status).toBe(410);
    });

    it('have invitations that end, are listed and withdrawn', async () => {
      const { token } = await site.person('Ada', 'owner');
      const invite = async () =>
        (await site.ask('POST', '/api/people/invitations', token, { role: 'host' })).body.invitation as string;
      const shown = (invitation: string) => site.ask('POST', '/api/account/invitation', null, { invitation });
      const [one, two] = [await invite(), await invite()];
      const listed = (await site.ask('GET', '/api/people/invitations', token)).body as unknown as { id: string }[];
      expect(listed).toHaveLength(2);
      for (const { id } of listed.slice(0, 1)) await site.ask('DELETE', `/api/people/invitations/${id}`, token);
      const left = [(await shown(one)).status, (await shown(two)).status];
      expect(left.sort()).toEqual([200, 410]);
      site.pass(invitationMs);
      expect([(await shown(one)).status, (await shown(two)).status]).toEqual([410, 410]);
    });

    it('have links that end with the rights of the owner who made them', async () => {
      const [ada, bo, cy] = [
        await site.person('Ada', 'owner'),
        await site.person('Bo', 'owner'),
        await site.person('Cy', 'owner'),
      ];
      const linksOf = async ({ token }: { token: string }): Promise<unknown[]> => [
        (await site.ask('POST', '/api/people/invitations', token, { role: 'owner' })).body.invitation,
        (await site.ask('POST', `/api/people/${ada.id}/reset`, token)).body.invitation,
      ];
      const lookedAt = async (links: unknown[]): Promise<number[]> =>
        Promise.all(
          links.map(
            async (invitation) => (await site.ask('POST', '/api/account/invitation', null, { invitation })).status,
          ),
        );
      const bos = await linksOf(bo);
      expect(await lookedAt(bos)).toEqual([200, 200]);
      await site.ask('PATCH', `/api/people/${bo.id}`, ada.token, { role: 'host' });
      expect(await lookedAt(bos)).toEqual([410, 410]);
      const cys = await linksOf(cy);
      await site.ask('DELETE', `/api/people/${cy.id}`, ada.token);
      expect(await lookedAt(cys)).toEqual([410, 410]);
    });

    it('are the same on every node: who signed in here is known there, and guesses count together', async () => {
      const { id, token } = await site.person('Ada', 'host');
      const { query } = site.accounts.database;
      const there = (await bench.open()).query;
      const nowMs = (): number => site.accounts.nowMs();
      expect(await createSessions(there, nowMs).find(token)).toMatchObject({ account: { id, role: 'host' } });
      const guesses = [query, there].map((each) => createGuesses(each, nowMs));
      const tried = await Promise.all(guesses.flatMap((each) => Array.from({ length: 8 }, () => each.mayTry('Ada'))));
      expect(tried.filter((may) => may)).toHaveLength(guessesMax);
      await createSessions(there, nowMs).endAll(id);
      expect((await site.ask('GET', '/api/packs', token)).status).toBe(401);
    });

    it('leave nothing behind that is over', async () => {
      const { id } = await site.person('Ada', 'owner');
      const { accounts } = site;
      await accounts.invitations.invite('host', null);
      await accounts.invitations.reset(id, id);
      await accounts.pending.keep('ticket', 'a', {}, accounts.nowMs() + 60_000);
      await createGuesses(accounts.database.query, accounts.nowMs).mayTry('Ada');
      const left = async (): Promise<number[]> => {
        await accounts.sweep();
        const { query } = accounts.database;
        const tables = ['session', 'invitation', 'pending', 'guess'] as const;
        return Promise.all(tables.map(async (table) => (await query.selectFrom(table).selectAll().execute()).length));
      };
      expect(await left()).toEqual([1, 2, 1, 1]);
      site.pass(guessWindowMs);
      expect(await left()).toEqual([1, 2, 0, 0]);
      site.pass(invitationMs);
      expect(await left()).toEqual([1, 0, 0, 0]);
      site.pass(sessionIdleMsMax);
      expect(await left()).toEqual([0, 0, 0, 0]);
    });
  });
});

test.skipIf(isPostgresLeftOut)('while PostgreSQL is away who asks is told so, and nobody is woken', async () => {
  const [, shared] = kinds;
  await shared?.before();
  const bench = shared?.make() ?? expect.unreachable('it is not left out');
  const site = await accountsSite(bench);
  const { token } = await site.person('Ada', 'owner');
  await server().stop();
  for (const [method, path, body] of [
    ['GET', '/api/account'],
    ['GET', '/api/packs'],
    ['POST', '/api/account/sign-in', { name: 'Ada', passphrase: words }],
  ] as const)
    expect(await site.ask(method, path, token, body)).toEqual({ status: 503, body: { error: 'unavailable' } });
  await server().start();
  expect((await site.ask('GET', '/api/packs', token)).status).toBe(200);
  expect(site.lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  await site.close();
  await shared?.after();
});

test('the command line invites an owner beside a running server, and says where nothing is kept', async () => {
  const [sqlite] = kinds;
  const bench = sqlite?.make() ?? expect.unreachable('SQLite is always there');
  const { query } = await bench.open();
  const asked = (folder: string) => quizloop(['invite', '--data', folder, '--public-url', 'https://quiz.example.org']);
  const [{ out }, nowhere] = await Promise.all([asked(bench.folder), asked(`${bench.folder}/elsewhere`)]);
  const [, token = ''] = /^https:\/\/quiz\.example\.org\/account#invitation=([\w-]{43})\n$/.exec(out) ?? [];
  expect(await createInvitations(query, () => Date.now()).look(token)).toEqual({ role: 'owner', name: null });
  expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('Is --data the folder') as string });
  await bench.close();
});

test('without them nothing of it is there, and hosting is as it was', async () => {
  const app = await startApp();
  const asked = async (method: string, path: string) => (await fetch(`${app.url}${path}`, { method })).status;
  expect(await (await fetch(`${app.url}/api/account`)).json()).toEqual({ accounts: 'off' });
  for (const [method, path] of [
    ['POST', '/api/account/first'],
    ['POST', '/api/account/sign-in'],
    ['POST', '/api/account/join'],
    ['GET', '/api/account/sessions'],
    ['DELETE', '/api/account'],
    ['GET', '/api/people'],
  ] as const)
    expect([path, await asked(method, path)]).toEqual([path, 404]);
  expect(await asked('GET', '/api/packs')).toBe(200);
  await app.close();
});
