/** Accounts on a device: what it shows the server, when it forgets who is signed in, and what an address may bring. */
import { describe, expect, it } from 'vitest';
import { Accounts } from '../../client/live/accounts.ts';
import { Host } from '../../client/live/host.ts';
import { createKeep, type Keep } from '../../client/live/keep.ts';
import { PastGames } from '../../client/live/pastGames.ts';
import { entryIn } from '../../client/pages/account/entry.ts';
import { deviceName } from '../../client/pages/account/passkeys.ts';

interface Sent {
  readonly call: string;
  readonly bearer: string | null;
  readonly body: unknown;
}
type Answer = readonly [status: number, body: unknown];

const token = 's'.repeat(43);
const nobody: Answer = [200, { accounts: 'on', isSetUp: true, provider: null, me: null }];
const wanted: Answer = [401, { error: 'sign-in-needed' }];

/** A device before a server that gives these answers in turn, the last for ever. */
function device(...answers: Answer[]): {
  keep: Keep;
  accounts: Accounts;
  host: Host;
  pastGames: PastGames;
  sent: Sent[];
} {
  const sent: Sent[] = [];
  const keep = createKeep(() => {
    throw new Error('no storage here');
  });
  const ask: typeof fetch = (input, init) => {
    const [status, body] = answers[Math.min(sent.length, answers.length - 1)] ?? [500, null];
    sent.push({
      call: `${init?.method ?? 'GET'} ${String(input)}`,
      bearer: new Headers(init?.headers).get('authorization')?.replace('Bearer ', '') ?? null,
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : null,
    });
    return Promise.resolve(new Response(status === 204 ? null : JSON.stringify(body), { status }));
  };
  return {
    keep,
    accounts: new Accounts(keep, ask),
    host: new Host(keep, ask),
    pastGames: new PastGames(keep, ask),
    sent,
  };
}

describe('a device', () => {
  it('shows the session it signed in with, before any host key', async () => {
    const { accounts, host, sent } = device([200, { token }]);
    host.key = 'k'.repeat(43);
    expect((await accounts.signIn('Ana', 'a long passphrase')).ok).toBe(true);
    await host.shelf();
    expect(sent).toEqual([
      {
        call: 'POST /api/account/sign-in',
        bearer: 'k'.repeat(43),
        body: { name: 'Ana', passphrase: 'a long passphrase' },
      },
      { call: 'GET /api/packs', bearer: token, body: null },
    ]);
  });

  it('signs out whoever was signed in before', async () => {
    const { keep, accounts, sent } = device([200, { token: 'new' }], [204, null]);
    keep.set('session', 'old');
    await accounts.join('an-invitation', 'Bo', 'a long passphrase');
    expect(sent.map(({ call, bearer }) => [call, bearer])).toEqual([
      ['POST /api/account/join', 'old'],
      ['POST /api/account/sign-out', 'old'],
    ]);
    expect(keep.get('session')).toBe('new');
  });

  it('forgets with who was signed in the rooms that they host, and keeps what is of players', async () => {
    for (const leave of [
      ({ accounts }: ReturnType<typeof device>) => accounts.signOut(),
      ({ accounts }: ReturnType<typeof device>) => accounts.signIn('Bo', 'a long passphrase'),
    ]) {
      const there = device([200, { token: 'new' }], [204, null]);
      there.keep.set('session', 'old');
      there.keep.set('host.ABCDEF', `${token} 1`);
      there.keep.set('seat.ABCDEF', `${token} 1`);
      await leave(there);
      expect(there.host.tokenOf('ABCDEF')).toBeNull();
      expect(there.keep.get('seat.ABCDEF')).toBe(`${token} 1`);
    }
  });

  it('keeps them where somebody signs in who was nobody before', async () => {
    const { keep, accounts, host } = device([200, { token: 'new' }]);
    keep.set('host.ABCDEF', `${token} 1`);
    await accounts.signIn('Bo', 'a long passphrase');
    expect(host.tokenOf('ABCDEF')).toBe(token);
  });

  it('forgets a session that has ended, whoever asks', async () => {
    const { keep, host } = device(wanted);
    keep.set('session', token);
    expect(await host.running()).toEqual({ ok: false, why: 'sign-in-needed' });
    expect(keep.get('session')).toBeNull();
  });

  it('forgets it when the server knows nobody by it', async () => {
    const { keep, accounts } = device(nobody);
    keep.set('session', token);
    expect((await accounts.sign()).ok).toBe(true);
    expect(keep.get('session')).toBeNull();
  });

  it('keeps it where it only may not do something, and where nobody answers', async () => {
    const { keep, host } = device([403, { error: 'not-allowed' }], [502, null]);
    keep.set('session', token);
    expect(await host.open('a-pack', {})).toEqual({ ok: false, why: 'not-allowed' });
    expect(await host.shelf()).toEqual({ ok: false, why: 'unreachable' });
    expect(keep.get('session')).toBe(token);
  });

  it('goes on with the host key where the server has no accounts any more', async () => {
    const { keep, host, sent } = device([401, { error: 'host-key-wrong' }], [200, { packs: [], problems: [] }]);
    keep.set('session', token);
    host.key = 'k'.repeat(43);
    expect((await host.shelf()).ok).toBe(true);
    expect(sent.map(({ bearer }) => bearer)).toEqual([token, 'k'.repeat(43)]);
    expect(keep.get('session')).toBeNull();
  });

  it('forgets the session when it signs out, also where the server does not hear of it', async () => {
    const { keep, accounts } = device([502, null]);
    keep.set('session', token);
    await accounts.signOut();
    expect(keep.get('session')).toBeNull();
  });

  it('shows the proof of where it began to a provider once', async () => {
    const { accounts, sent } = device([200, { url: 'https://id.example/', proof: 'mine' }], [200, { token }]);
    expect(await accounts.providerUrl('an-invitation')).toEqual({ ok: true, value: 'https://id.example/' });
    await accounts.redeem('a-ticket');
    await accounts.redeem('a-ticket');
    expect(sent.filter(({ call }) => call.endsWith('/ticket')).map(({ body }) => body)).toEqual([
      { ticket: 'a-ticket', proof: 'mine' },
      { ticket: 'a-ticket', proof: '' },
    ]);
  });
});

it('asks for games that ended before the last one shown, and for their files as they are', async () => {
  const game = { room: 'r/1', code: 'K7PXQ3', title: 'Ice', openedMs: 1, endedMs: 2_000, players: 3, owner: null };
  const { keep, pastGames, sent } = device(
    [200, { reports: [game] }],
    [200, { reports: [] }],
    [200, 'file'],
    [204, null],
  );
  keep.set('session', token);
  expect(await pastGames.list(undefined)).toEqual({ ok: true, value: [game] });
  expect(await pastGames.list(game)).toEqual({ ok: true, value: [] });
  const file = await pastGames.file(game);
  expect(file.ok ? await file.value.text() : file.why).toBe('"file"');
  expect((await pastGames.remove(game)).ok).toBe(true);
  expect(sent.map(({ call, bearer }) => [call, bearer])).toEqual(
    ['GET /api/reports', 'GET /api/reports?before=2000', 'GET /api/reports/r%2F1', 'DELETE /api/reports/r%2F1'].map(
      (call) => [call, token],
    ),
  );
});

describe('an address of the account page', () => {
  const nothing = { invitation: null, ticket: null, failed: null, key: null, to: null };

  it('brings an invitation, a ticket, or why there is none', () => {
    expect(entryIn('#invitation=abc_-1')).toEqual({ ...nothing, invitation: 'abc_-1' });
    expect(entryIn('#ticket=abc').ticket).toBe('abc');
    expect(entryIn('#failed=provider-late').failed).toBe('provider-late');
    expect(entryIn(`#key=${token}`)).toEqual({ ...nothing, key: token });
    expect(entryIn('')).toEqual(nothing);
  });

  it.each([
    ['/library', '/library'],
    ['/Stage/k7pxq3', '/stage/K7PXQ3'],
    ['/', null],
    ['//evil.example', null],
    ['//K7PXQ3', '/K7PXQ3'],
    ['https://evil.example/library', null],
    ['javascript:alert(1)', null],
  ])('leads on to %s: %s', (to, place) => expect(entryIn(`#to=${encodeURIComponent(to)}`).to).toBe(place));
});

it.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1', 'iPhone'],
  ['Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36', 'Android'],
  ['Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0', 'Linux'],
  ['something else', ''],
])('a passkey made on %s is called %s', (userAgent, name) => expect(deviceName(userAgent)).toBe(name));
