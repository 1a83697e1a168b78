/** Who may host: this machine or the key, and nobody who merely looks like it. */
import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hostKey, startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

/** node:http, because fetch refuses to forge Host and Origin. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${app.url}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

test('hosting is open from this machine', async () => {
  expect(await ask('/api/packs')).toBe(200);
});

test.each([
  ['a proxy on this machine', { 'x-forwarded-for': '203.0.113.1' }],
  ['a standard proxy header', { forwarded: 'for=203.0.113.1' }],
  ['a rebound name', { host: 'evil.example:80' }],
  ['a foreign page in the host browser', { origin: 'https://evil.example' }],
  ['a wrong key', { authorization: 'Bearer wrong' }],
])('hosting needs the key through %s', async (_, headers) => {
  expect(await ask('/api/packs', headers)).toBe(401);
  expect(await ask('/api/rooms', { ...headers, 'content-type': 'application/json' }, 'POST', '{"pack":"x"}')).toBe(401);
});

test('the key opens it from anywhere', async () => {
  expect(await ask('/api/packs', { 'x-forwarded-for': '203.0.113.1', authorization: `Bearer ${hostKey}` })).toBe(200);
});

test('where the operator wants it, this machine needs the key too', async () => {
  await app.close();
  app = await startApp({ openHosting: 'key' });
  expect(await ask('/api/packs')).toBe(401);
  expect(await ask('/api/packs', { authorization: `Bearer ${hostKey}` })).toBe(200);
});

test('guessing the key is throttled', async () => {
  const answers = new Set<number>();
  for (let at = 0; at < 80; at++) answers.add(await ask('/api/packs', { authorization: `Bearer guess-${String(at)}` }));
  expect(answers).toEqual(new Set([401, 429]));
  expect(await ask('/api/packs', { authorization: `Bearer ${hostKey}` })).toBe(429);
});

test('broken requests get a kind refusal', async () => {
  const json = { 'content-type': 'application/json' };
  expect(await ask('/api/rooms', json, 'POST', '{')).toBe(400);
  expect(await ask('/api/rooms', json, 'POST', '{"pack":7}')).toBe(400);
  expect(await ask('/api/rooms', json, 'POST', '{"pack":"x","settings":{"speed":"warp"}}')).toBe(400);
  expect(await ask('/api/rooms', json, 'POST', '{"pack":"no-such"}')).toBe(404);
  expect(await ask('/api/rooms', { 'content-type': 'text/plain' }, 'POST', '{"pack":"x"}')).toBe(400);
  expect(await ask('/api/rooms', json, 'POST', `{"pack":"${'x'.repeat(70_000)}"}`)).toBe(413);
  expect(await ask('/api/rooms/xxx')).toBe(404);
  expect(await ask('/api/rooms/%E0%A4%A')).toBe(400);
  expect(await ask('/api/nowhere')).toBe(404);
  expect(app.alarms).toEqual([]);
});
