/** Signing in through an OpenID provider: who comes in as whom, and that nothing forged, late, used or of another page does. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { OpenIdSettings } from '../../server/accounts/openIdSettings.ts';
import { providerKnownMs, providerWayMs, ticketMs } from '../../shared/accountLimits.ts';
import { accountsSite, type AccountsSite, type Answered } from '../support/accountsSite.ts';
import { clientId, clientSecret, startOpenIdProvider, type OpenIdProvider } from '../support/openIdProvider.ts';
import { storeKinds, type StoreBench } from '../support/stores.ts';

const account = '/api/account';
const { kinds } = storeKinds();
const [sqlite] = kinds;

let provider: OpenIdProvider;
let site: AccountsSite;
const closings: (() => Promise<void>)[] = [];

const openId = (changes: Partial<OpenIdSettings> = {}): OpenIdSettings => ({
  issuer: provider.issuer,
  clientId,
  clientSecret,
  backUrl: `https://quiz.example.org${account}/provider/back`,
  name: 'School',
  roleOfComers: 'host',
  ...changes,
});

async function open(changes: Partial<OpenIdSettings> = {}, bench?: StoreBench): Promise<AccountsSite> {
  const made = bench ?? sqlite?.make();
  if (made === undefined) throw new Error('there is no SQLite');
  const opened = await accountsSite(made, {}, openId(changes));
  closings.push(() => opened.close());
  return opened;
}

beforeEach(async () => {
  provider = await startOpenIdProvider();
  closings.push(() => provider.close());
  site = await open();
});
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

interface Begun {
  readonly url: string;
  readonly proof: string;
}

async function begin(at = site, body: object = {}): Promise<Begun> {
  const told = await at.ask('POST', `${account}/provider`, null, body);
  expect(told.status).toBe(200);
  return told.body as unknown as Begun;
}

/** What stands behind the "#" of the page that the browser ends at. */
async function back(address: URL, at = site): Promise<string> {
  const { status, headers } = await fetch(`${at.app.url}${address.pathname}${address.search}`, { redirect: 'manual' });
  expect(status).toBe(302);
  const [page, fragment = ''] = (headers.get('location') ?? '').split('#');
  expect(page).toBe('/account');
  return fragment;
}

const redeem = (fragment: string, proof: string, at = site): Promise<Answered> =>
  at.ask('POST', `${account}/ticket`, null, { ticket: fragment.replace('ticket=', ''), proof });

/** All of the way; resolves with the token, or with what stands behind the "#" where there is no ticket. */
async function signIn(at = site, body: object = {}): Promise<string> {
  const { url, proof } = await begin(at, body);
  const fragment = await back(await provider.visit(url), at);
  if (!fragment.startsWith('ticket=')) return fragment;
  const { status, body: told } = await redeem(fragment, proof, at);
  expect(status).toBe(200);
  return told['token'] as string;
}

const meOf = async (token: string, at = site) =>
  (await at.ask('GET', account, token)).body['me'] as Record<string, unknown> | null;
const wrong = { status: 401, body: { error: 'sign-in-wrong' } };

test('a first comer gets an account, and has the same one whatever they are called later', async () => {
  expect((await site.ask('GET', account)).body).toMatchObject({ provider: { name: 'School' }, me: null });
  const first = await meOf(await signIn());
  expect(first).toMatchObject({ name: 'Ana', role: 'host', hasPassphrase: false });
  provider.person = { sub: 'ana-1', name: 'Ana Berg', email: 'new@example.org' };
  expect(await meOf(await signIn())).toMatchObject({ id: first?.['id'], name: 'Ana' });
  expect(site.lines.filter((line) => line.includes('"by":"provider"'))).toHaveLength(2);
  await site.accounts.people.remove(first?.['id'] as string, null);
  expect((await meOf(await signIn()))?.['name']).toBe('Ana Berg');
});

test('somebody else with the same name and address is somebody else', async () => {
  provider.person = { sub: 'ana-1', name: 'Ana', email: 'ana@example.org' };
  const first = await meOf(await signIn());
  provider.person = { sub: 'ana-2', name: 'ANA', email: 'ana@example.org' };
  const second = await meOf(await signIn());
  expect(second?.['name']).toBe('ANA 2');
  expect(second?.['id']).not.toBe(first?.['id']);
  provider.person = { sub: 'long', name: `${'Ö'.repeat(60)}\u202e` };
  expect((await meOf(await signIn()))?.['name']).toBe('Ö'.repeat(30));
  provider.person = { sub: 'nameless' };
  expect((await meOf(await signIn()))?.['name']).toBe('Newcomer');
});

test('two pages of one first comer end in one account', async () => {
  const ways = await Promise.all([begin(), begin()]);
  const fragments = await Promise.all(ways.map(async ({ url }) => back(await provider.visit(url))));
  const tokens = await Promise.all(fragments.map((each, at) => redeem(each, ways[at]?.proof ?? '')));
  const [one, two] = await Promise.all(tokens.map(({ body }) => meOf(body['token'] as string)));
  expect(one).toMatchObject({ name: 'Ana' });
  expect(two?.['id']).toBe(one?.['id']);
});

test('where only invited people may come, an invitation lets one in, with its role', async () => {
  const strict = await open({ roleOfComers: null });
  expect(await signIn(strict)).toBe('failed=not-invited');
  const { invitation } = await strict.accounts.invitations.invite('author', null);
  const token = await signIn(strict, { invitation });
  expect(await meOf(token, strict)).toMatchObject({ name: 'Ana', role: 'author' });
  provider.person = { sub: 'bo-1', name: 'Bo' };
  expect(await signIn(strict, { invitation })).toBe('failed=invitation-over');
  // Who is known needs none, and it stays for somebody else; one for a lost passphrase lets nobody new in.
  provider.person = { sub: 'ana-1', name: 'Ana' };
  const { invitation: next } = await strict.accounts.invitations.invite('host', null);
  expect(await meOf(await signIn(strict, { invitation: next }), strict)).toMatchObject({ role: 'author' });
  expect(await strict.accounts.invitations.look(next)).not.toBeNull();
  const ada = await strict.person('Ada', 'owner');
  provider.person = { sub: 'eve-1', name: 'Eve' };
  const { invitation: reset } = await strict.accounts.invitations.reset(ada.id, ada.id);
  expect(await signIn(strict, { invitation: reset })).toBe('failed=invitation-over');
});

describe('nobody comes in', () => {
  const seconds = (): number => Math.floor(Date.now() / 1_000);
  test.each<[string, () => Record<string, unknown>]>([
    ['for another page’s nonce', () => ({ nonce: 'x' })],
    ['without a nonce', () => ({ nonce: undefined })],
    ['from another issuer', () => ({ iss: 'https://evil.example' })],
    ['for another audience', () => ({ aud: 'another-client' })],
    ['with a token that is over', () => ({ exp: seconds() - 600, iat: seconds() - 700 })],
    ['without a subject', () => ({ sub: undefined })],
  ])('%s', async (_, lies) => {
    provider.lies = lies();
    expect(await signIn()).toBe('failed=provider-failed');
    expect(site.lines.join()).toContain('the provider of accounts failed');
    // It was the lie that failed.
    provider.lies = {};
    expect(await meOf(await signIn())).toMatchObject({ name: 'Ana' });
  });

  test('with a token that somebody else signed', async () => {
    provider.isForged = true;
    expect(await signIn()).toBe('failed=provider-failed');
  });

  test('who said no at the provider', async () => {
    provider.isRefusing = true;
    expect(await signIn()).toBe('failed=provider-refused');
    expect(site.lines.join()).not.toContain('the provider of accounts failed');
  });

  test('with a state of nobody’s, a used one, a late one, or a code of another way', async () => {
    const [first, second] = [await begin(), await begin()];
    const [one, two] = [await provider.visit(first.url), await provider.visit(second.url)];
    const mixed = new URL(one);
    mixed.searchParams.set('code', two.searchParams.get('code') ?? '');
    // The verifier of one way does not open the code of another.
    expect(await back(mixed)).toBe('failed=provider-failed');
    expect(await back(one)).toBe('failed=provider-late');
    const three = await provider.visit((await begin()).url);
    expect(await back(three)).toMatch(/^ticket=/);
    expect(await back(three)).toBe('failed=provider-late');
    const forged = new URL(two);
    forged.searchParams.set('state', 'x');
    expect(await back(forged)).toBe('failed=provider-late');
    forged.search = '';
    expect(await back(forged)).toBe('failed=provider-late');
    const late = await provider.visit((await begin()).url);
    site.pass(providerWayMs);
    expect(await back(late)).toBe('failed=provider-late');
  });

  test('with a ticket that was used, is late, began at another page, or is for who was removed since', async () => {
    const fragmentOf = async ({ url }: Begun): Promise<string> => back(await provider.visit(url));
    const [mine, other] = [await begin(), await begin()];
    const fragment = await fragmentOf(mine);
    expect(await redeem(fragment, other.proof)).toEqual(wrong);
    // Whoever found it has used it up by trying.
    expect(await redeem(fragment, mine.proof)).toEqual(wrong);
    const good = await fragmentOf(other);
    expect((await redeem(good, other.proof)).status).toBe(200);
    expect(await redeem(good, other.proof)).toEqual(wrong);
    const late = await begin();
    const lateFragment = await fragmentOf(late);
    site.pass(ticketMs);
    expect(await redeem(lateFragment, late.proof)).toEqual(wrong);
    const gone = await begin();
    const goneFragment = await fragmentOf(gone);
    for (const { id } of await site.accounts.people.list()) await site.accounts.people.remove(id, null);
    expect(await redeem(goneFragment, gone.proof)).toEqual(wrong);
  });
});

test('a provider that is away is said to be, is asked again by the next, and not by each while it is there', async () => {
  provider.isAway = true;
  expect(await site.ask('POST', `${account}/provider`, null, {})).toEqual({
    status: 502,
    body: { error: 'provider-failed' },
  });
  provider.isAway = false;
  const tokens = [await signIn(), await signIn()];
  expect([tokens.length, provider.askedCount]).toEqual([2, 1]);
  const { url } = await begin();
  const address = await provider.visit(url);
  provider.isAway = true;
  expect(await back(address)).toBe('failed=provider-failed');
  provider.isAway = false;
  site.pass(providerKnownMs + 1);
  expect(await meOf(await signIn())).toMatchObject({ name: 'Ana' });
  expect(provider.askedCount).toBe(2);
});

test('no secret stands in an address of ours or in the log, and without a provider there are no such addresses', async () => {
  const { url, proof } = await begin();
  const address = await provider.visit(url);
  const fragment = await back(address);
  const { body } = await redeem(fragment, proof);
  const told = site.lines.join();
  const secrets = [
    proof,
    fragment.slice(7),
    body['token'] as string,
    clientSecret,
    address.searchParams.get('code') ?? '',
  ];
  expect(secrets.filter((secret) => secret === '' || told.includes(secret) || url.includes(secret))).toEqual([]);
  expect(site.lines.length).toBeGreaterThan(0);
  const plain = await accountsSite(sqlite?.make() ?? expect.fail());
  closings.push(() => plain.close());
  expect((await plain.ask('POST', `${account}/provider`, null, {})).status).toBe(404);
});

describe.each(kinds.map((kind) => ({ ...kind })))('two nodes on $name', (kind) => {
  describe.skipIf(kind.isLeftOut)('', () => {
    beforeAll(kind.before);
    afterAll(kind.after);

    it('finish what each other began', async () => {
      const bench = kind.make();
      const nodes = [await open({}, bench), await open({}, bench)] as const;
      const { url, proof } = await begin(nodes[0]);
      const fragment = await back(await provider.visit(url), nodes[1]);
      const { body } = await redeem(fragment, proof, nodes[0]);
      expect(await meOf(body['token'] as string, nodes[1])).toMatchObject({ name: 'Ana', role: 'host' });
      expect(await redeem(fragment, proof, nodes[1])).toEqual(wrong);
    });
  });
});
