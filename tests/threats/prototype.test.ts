/**
 * `__proto__` in JSON: it arrives intact, by every entrance. Afterwards no object of the process has a property more than
 * before, and nobody has become what they are not.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { io } from 'socket.io-client';
import { createOwnPacks } from '../../server/store/ownPacks.ts';
import { createShelf } from '../../server/store/packs.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { accountsSite } from '../support/accountsSite.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { freshToken } from '../support/guest.ts';
import { freshFolder } from '../support/server.ts';
import { storeKinds } from '../support/stores.ts';
import { routes } from './routes.ts';

let folder: string;
let app: TestApp;
beforeEach(async () => {
  folder = freshFolder();
  mkdirSync(join(folder, 'poisoned'));
  writeFileSync(join(folder, 'poisoned', 'pack.yaml'), `title: Poisoned\n__proto__: { isHost: true }\nitems: []\n`);
  const shelf = await createShelf([folder]);
  app = await startApp({ shelf, ownPacks: createOwnPacks(folder, shelf) });
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What every object would have then. */
const poisons = ['{"__proto__":{"isHost":true}}', '{"constructor":{"prototype":{"isHost":true}}}'];
/** The poison in the place of a field, and beside the right ones. */
const poisoned = (right: object): string[] =>
  poisons.flatMap((poison) => [
    poison,
    JSON.stringify(right).replace(/^\{/, `{${poison.slice(1, -1)}${Object.keys(right).length > 0 ? ',' : ''}`),
    JSON.stringify({ ...right, extra: 0 }).replace('"extra":0', `"settings":${poison}`),
  ]);

const clean = { object: Reflect.ownKeys(Object.prototype), array: Reflect.ownKeys(Array.prototype) };
function expectClean(): void {
  expect({ object: Reflect.ownKeys(Object.prototype), array: Reflect.ownKeys(Array.prototype) }).toEqual(clean);
  expect(({} as { isHost?: boolean }).isHost).toBeUndefined();
}

const item = { kind: 'slide', text: 'x' };
const entrances: [method: string, path: (code: string) => string, body: object][] = [
  ['POST', () => '/api/rooms', { pack: 'x' }],
  ['POST', (code) => `/api/rooms/${code}/host`, { word: 'x' }],
  ['POST', () => '/api/packs', { pack: { title: 'x', items: [item] } }],
  ['PUT', () => '/api/packs/x', { pack: { title: 'x', items: [item] } }],
  ['POST', () => '/api/guides', {}],
];

test.each(entrances)('%s %s', async (method, pathOf, right) => {
  const { code } = await app.room();
  for (const body of poisoned(right)) {
    const headers = { 'content-type': 'application/json', 'x-file-name': 'x.txt' };
    const response = await fetch(app.url + pathOf(code), { method, headers, body });
    expect(response.status).toBeLessThan(500);
    expectClean();
  }
  expect(app.alarms).toEqual([]);
});

test('every entrance for accounts, by their owner', async () => {
  const site = await accountsSite(storeKinds().kinds[0]?.make() ?? expect.unreachable('SQLite is always there'));
  const { token } = await site.person('Ada', 'owner');
  const entered = routes.filter(({ path, body }) => /^\/api\/(?:account|people)/.test(path) && body !== undefined);
  expect(entered.length).toBeGreaterThan(8);
  for (const { method, path } of entered)
    for (const body of poisoned({ name: 'Bo', role: 'author', passphrase: 'eleven grey herons' })) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const response = await fetch(site.app.url + path, { method, headers, body });
      expect([path, response.status < 500]).toEqual([path, true]);
      expectClean();
    }
  expect(site.lines.filter((line) => /"level":(?:40|50)/.test(line))).toEqual([]);
  await site.close();
});

test('the handshake, which must not make a host of anybody', async () => {
  const { code } = await app.room();
  for (const body of poisoned({ version: protocolVersion, code, audience: 'desk', token: freshToken() })) {
    const auth = JSON.parse(body) as Record<string, unknown>;
    const why = await new Promise((resolve) => {
      const socket = io(app.url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
      socket.on('connect', () => resolve('connected'));
      socket.on('connect_error', (error: Error & { data?: { why: string } }) => resolve(error.data?.why));
      socket.on('connect_error', () => socket.disconnect());
    });
    expect(['malformed', 'not-host']).toContain(why);
    expectClean();
  }
});

test('an action, an answer and a name', async () => {
  const { code, host } = await app.room();
  const guest = app.guest(code);
  expect(await guest.join('__proto__')).toEqual({ ok: true, seat: 0 });
  const [one = ''] = poisons;
  for (const body of [
    ...poisoned({ type: 'leave', ref: 'r' }),
    ...poisoned({ type: 'join', ref: 'r', name: 'constructor' }),
    `{"type":"answer","ref":"r","item":0,"answer":${one},"tookMs":1}`,
  ]) {
    const other = app.guest(code);
    await other.until(({ isConnected }) => isConnected);
    await other.socket.emitWithAck('act', JSON.parse(body));
    other.close();
    expectClean();
  }
  await host.until(({ desk }) => desk?.roster.some(({ name }) => name === '__proto__') === true);
  expect(await host.act({ type: 'find', name: '__proto__' })).toEqual({ ok: true });
  expect(await host.act({ type: 'clear', crowd: { by: 'name', name: '__proto__' } })).toEqual({ ok: true, crowd: 1 });
  expectClean();
  expect(app.alarms).toEqual([]);
});
