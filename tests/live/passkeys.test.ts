/** Passkeys: a device is added and signs in, and nothing that it did not sign for this page, this moment and this account does. */
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { passkeyMsMax, passkeysMax, sessionFreshMs } from '../../shared/accountLimits.ts';
import { accountsSite, type AccountsSite, type Answered } from '../support/accountsSite.ts';
import { SoftAuthenticator } from '../support/softAuthenticator.ts';
import { storeKinds } from '../support/stores.ts';

const page = 'https://quiz.example.org';
const account = '/api/account';
const [sqlite] = storeKinds().kinds;

let site: AccountsSite;
let ana: { readonly id: string; readonly token: string };
let device: SoftAuthenticator;

beforeEach(async () => {
  if (sqlite === undefined) throw new Error('there is no SQLite');
  site = await accountsSite(sqlite.make(), {
    origins: [page, 'https://other.example.org', 'http://plain.example.org'],
  });
  ana = await site.person('Ana', 'host');
  device = new SoftAuthenticator();
});
afterEach(() => site.close());

/** As a page of `origin`, which fetch would not say. */
async function post(path: string, body: object = {}, token = '', origin = page): Promise<Answered> {
  const asked = request(site.app.url).post(`${account}${path}`).set('origin', origin);
  if (token !== '') asked.set('authorization', `Bearer ${token}`);
  const { status, body: told } = await asked.send(body);
  return { status, body: told as Answered['body'] };
}

async function making(token = ana.token): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { status, body } = await post('/passkeys/options', {}, token);
  expect(status).toBe(200);
  return body as unknown as PublicKeyCredentialCreationOptionsJSON;
}

async function added(token = ana.token, key = device): Promise<string> {
  const { status, body } = await post(
    '/passkeys',
    { label: 'Phone', response: key.make(await making(token), page) },
    token,
  );
  expect(status).toBe(201);
  return body['id'] as string;
}

interface Asked {
  readonly ask: string;
  readonly options: PublicKeyCredentialRequestOptionsJSON;
}

async function asking(origin = page): Promise<Asked> {
  const { status, body } = await post('/passkey/options', {}, '', origin);
  expect(status).toBe(200);
  return body as unknown as Asked;
}

const signIn = (ask: string, response: AuthenticationResponseJSON) => post('/passkey', { ask, response });
const meOf = async (token: string) => (await site.ask('GET', account, token)).body['me'] as Record<string, unknown>;
const wrong = { status: 401, body: { error: 'sign-in-wrong' } };
const malformed = { status: 400, body: { error: 'malformed' } };

test('a device is added, listed, signs in without a name, and is removed', async () => {
  const options = await making();
  expect(options).toMatchObject({
    rp: { id: 'quiz.example.org' },
    user: { name: 'Ana' },
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  });
  const id = await added();
  expect((await meOf(ana.token))['passkeys']).toEqual([
    { id, label: 'Phone', createdMs: expect.any(Number) as number, usedMs: null },
  ]);
  // It is not asked to make a second key for the same account.
  expect((await making()).excludeCredentials).toEqual([expect.objectContaining({ id })]);

  const { ask, options: asked } = await asking();
  expect(asked).toMatchObject({ rpId: 'quiz.example.org', allowCredentials: [] });
  const { status, body } = await signIn(ask, device.sign(asked, page));
  expect(status).toBe(200);
  const token = body['token'] as string;
  expect(await meOf(token)).toMatchObject({ name: 'Ana', passkeys: [{ id, usedMs: expect.any(Number) as number }] });
  expect(site.lines.filter((line) => line.includes('"by":"passkey"'))).toHaveLength(1);

  const bo = await site.person('Bo', 'host');
  expect((await site.ask('DELETE', `${account}/passkeys/${id}`, bo.token)).status).toBe(404);
  expect((await site.ask('DELETE', `${account}/passkeys/${id}`, token)).status).toBe(204);
  const later = await asking();
  expect(await signIn(later.ask, device.sign(later.options, page))).toEqual(wrong);
});

test('a key is added by who knows the passphrase, or has only just signed in', async () => {
  const options = (body: object, token = ana.token) => post('/passkeys/options', body, token);
  site.pass(sessionFreshMs + 1);
  expect(await options({})).toEqual({ status: 403, body: { error: 'sign-in-again' } });
  const token = await site.accounts.sessions.begin(ana.id, '');
  const passphrase = 'eleven grey herons';
  expect((await site.ask('PUT', `${account}/passphrase`, token, { after: passphrase })).status).toBe(204);
  for (const body of [{}, { passphrase: 'twelve brown otters' }]) expect(await options(body, token)).toEqual(wrong);
  expect((await options({ passphrase }, token)).status).toBe(200);
});

test('with a new passphrase by a link the keys of before are gone', async () => {
  const owner = await site.person('Ada', 'owner');
  await added();
  const { body } = await site.ask('POST', `/api/people/${ana.id}/reset`, owner.token);
  const reset = { invitation: body['invitation'], passphrase: 'eleven grey herons' };
  expect((await site.ask('POST', `${account}/reset`, null, reset)).status).toBe(200);
  const { ask, options } = await asking();
  expect(await signIn(ask, device.sign(options, page))).toEqual(wrong);
});

test('the keys of an account go with it', async () => {
  await added();
  await site.accounts.people.remove(ana.id, null);
  const { ask, options } = await asking();
  expect(await signIn(ask, device.sign(options, page))).toEqual(wrong);
});

describe('signing in is refused', () => {
  beforeEach(() => added());

  test('with an answer that was used, and with one that comes too late', async () => {
    const { ask, options } = await asking();
    const answer = device.sign(options, page);
    expect((await signIn(ask, answer)).status).toBe(200);
    expect(await signIn(ask, answer)).toEqual(wrong);
    expect(await signIn((await asking()).ask, answer)).toEqual(wrong);
    const late = await asking();
    site.pass(passkeyMsMax);
    expect(await signIn(late.ask, device.sign(late.options, page))).toEqual(wrong);
  });

  test('from another page, and with a key for another site', async () => {
    const { ask, options } = await asking();
    expect(await signIn(ask, device.sign(options, 'https://evil.example'))).toEqual(wrong);
    const elsewhere = await asking('https://other.example.org');
    const here = { ...elsewhere.options, rpId: 'quiz.example.org' };
    expect(await signIn(elsewhere.ask, device.sign(here, 'https://other.example.org'))).toEqual(wrong);
  });

  test('by another key, for another account, and with a changed signature', async () => {
    const [bo, stranger] = [await site.person('Bo', 'host'), new SoftAuthenticator()];
    await added(bo.token, stranger);
    const first = await asking();
    const [anas, bos] = [device.sign(first.options, page), stranger.sign(first.options, page)];
    expect(await signIn(first.ask, { ...anas, response: bos.response })).toEqual(wrong);
    const second = await asking();
    const answer = device.sign(second.options, page);
    const { userHandle } = bos.response;
    const handed = { ...answer, response: { ...answer.response, ...(userHandle === undefined ? {} : { userHandle }) } };
    expect(await signIn(second.ask, handed)).toEqual(wrong);
    const third = await asking();
    const changed = device.sign(third.options, page);
    changed.response.signature = device.sign(second.options, page).response.signature;
    expect(await signIn(third.ask, changed)).toEqual(wrong);
  });

  test('by a copy of the key, which has counted less', async () => {
    const one = await asking();
    expect((await signIn(one.ask, device.sign(one.options, page))).status).toBe(200);
    device.counter = 0;
    const two = await asking();
    expect(await signIn(two.ask, device.sign(two.options, page))).toEqual(wrong);
  });

  test('with anything else, and what is wrong counts against the address', async () => {
    const { ask, options } = await asking();
    expect(await post('/passkey', { ask, response: { ...device.sign(options, page), type: 'password' } })).toEqual(
      malformed,
    );
    expect(await post('/passkey', { ask })).toEqual(malformed);
    const answer = device.sign(options, page);
    const told = new Set<number>();
    for (let at = 0; at < 80; at++) told.add((await signIn('nobody-was-asked-this', answer)).status);
    expect(told).toEqual(new Set([401, 429]));
    expect((await signIn(ask, answer)).status).toBe(429);
  });
});

describe('adding is refused', () => {
  test('without a session, with what somebody else was asked, twice, and from another page', async () => {
    expect((await post('/passkeys/options')).body).toEqual({ error: 'sign-in-needed' });
    const bo = await site.person('Bo', 'host');
    const add = (response: object, token = ana.token) => post('/passkeys', { label: 'Key', response }, token);
    expect(await add(device.make(await making(), page), bo.token)).toEqual(malformed);
    expect(await add(device.make(await making(), 'https://evil.example'))).toEqual(malformed);
    const response = device.make(await making(), page);
    expect((await add(response)).status).toBe(201);
    expect((await add(response)).status).toBe(401);
    // The id of a key that somebody has: a device would not make it, a forger could.
    const options = await making(bo.token);
    const copied = new SoftAuthenticator(response.id);
    expect(await add(copied.make(options, page), bo.token)).toEqual(malformed);
    expect(await post('/passkeys', { label: ' \u200b', response }, ana.token)).toEqual(malformed);
  });

  test('of more than there is room for', async () => {
    for (let at = 0; at < passkeysMax; at++) await added();
    expect(await post('/passkeys/options', {}, ana.token)).toEqual({
      status: 409,
      body: { error: 'too-many-passkeys' },
    });
  });
});

test.each([
  ['without https', 'http://plain.example.org'],
  ['that is a number', 'https://192.0.2.7'],
  ['from elsewhere', 'https://evil.example'],
])('a page %s has none', async (_, origin) => {
  expect(await post('/passkey/options', {}, '', origin)).toEqual({
    status: 409,
    body: { error: 'passkeys-need-https' },
  });
});

test('a page on this machine has them without https', async () => {
  const { port } = new URL(site.app.url);
  const { status, body } = await post('/passkey/options', {}, '', `http://localhost:${port}`);
  // The page says localhost, and so must the address that it asks.
  expect([status, body['error']]).toEqual([409, 'passkeys-need-https']);
  const asked = await request(site.app.url)
    .post(`${account}/passkey/options`)
    .set('host', `localhost:${port}`)
    .set('origin', `http://localhost:${port}`);
  expect(asked.body).toMatchObject({ options: { rpId: 'localhost' } });
});

test('nobody begins more than a staff room would', async () => {
  const told = new Set<number>();
  for (let at = 0; at < 80; at++) told.add((await post('/passkey/options')).status);
  expect(told).toEqual(new Set([200, 429]));
});
