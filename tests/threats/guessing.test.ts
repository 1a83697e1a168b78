/**
 * Guessing codes: ten thousand wrong ones from a hundred addresses learn next to nothing, and a school of five hundred
 * behind one address joins meanwhile. What may be guessed else (pack ids, host keys) is counted like them, each by itself.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  codeAlphabet,
  codeLength,
  roomsMax,
  wrongCodesPerMinute,
  wrongCodesPerMinuteAll,
} from '../../shared/limits.ts';
import { heldBackMs } from '../../shared/operatingLimits.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { newCode } from '../../server/live/tokens.ts';
import { RawClient } from '../bench/rawClient.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { hostKey, startApp, type TestApp } from '../support/app.ts';
import { samplePack } from '../support/rooms.ts';
import { freshToken } from '../support/guest.ts';

const wrongs = 10_000;
const pupils = 500;
const atOnce = 50;

let app: TestApp;
beforeEach(async () => {
  app = await startApp({ trustedProxies: 1 });
});
afterEach(() => app.close());

/** What that many requests were answered, a few at a time. */
async function answersOf(count: number, ask: (at: number) => Promise<number>): Promise<Map<number, number>> {
  const answers = new Map<number, number>();
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count) {
      const status = await ask(next++);
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return answers;
}

const asked = async (path: string, from: string): Promise<number> => {
  const response = await fetch(app.url + path, { headers: { 'x-forwarded-for': from } });
  await response.arrayBuffer();
  return response.status;
};

test('of a hundred thousand codes at most one is in use where a node is full', () => {
  expect(roomsMax).toBeLessThanOrEqual(codeAlphabet.length ** codeLength / 100_000);
});

test('ten thousand wrong codes are throttled, while five hundred with the right one join from one address', async () => {
  const { code, host } = await app.room();
  const guessing = answersOf(wrongs, (at) => asked(`/api/rooms/${newCode()}`, `203.0.113.${String(1 + (at % 100))}`));
  const port = Number(new URL(app.url).port);
  const hello = () => ({ version: protocolVersion, code, audience: 'player', token: freshToken() });
  const school: RawClient[] = [];
  for (let at = 0; at < pupils; at++) {
    const pupil = await RawClient.connect(port, hello(), () => {});
    school.push(pupil);
    const ack = await pupil.emit('act', { type: 'join', ref: 'r', name: `Pupil ${String(at)}` });
    expect(ack).toContain('"ok":true');
  }
  await host.until(({ desk }) => desk?.players === pupils);
  for (const pupil of school) pupil.close();

  const answers = await guessing;
  const told = answers.get(404) ?? 0;
  // Each address may still try a few when everybody together guesses too much, and what is under way at once counts late.
  expect(told).toBeGreaterThan(wrongCodesPerMinuteAll / 2);
  expect(told).toBeLessThan(2 * (wrongCodesPerMinuteAll + 100 * 5 + atOnce));
  expect(answers.get(429)).toBe(wrongs - told);
  // A guesser learns of the right one no more than of the others.
  expect(await asked(`/api/rooms/${code}`, '203.0.113.1')).toBe(429);
  expect(await asked(`/api/rooms/${code}`, '198.51.100.1')).toBe(200);
});

const guessed = [
  ['the id of a pack', '/api/study/some-pack-abcdefgh'],
  ['a code, with letters that none has', '/api/rooms/AEIOU0'],
  ['the host key', '/api/rooms'],
] as const;
test.each(guessed)('one address guesses %s at most sixty times a minute, and may try the others', async (_, path) => {
  const answers = await answersOf(wrongCodesPerMinute * 3, async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9', authorization: 'Bearer not-the-key-at-all' };
    const response = await fetch(app.url + path, { headers });
    await response.arrayBuffer();
    return response.status;
  });
  const throttled = answers.get(429) ?? 0;
  // As many more as were under way when the last of sixty was counted.
  expect(throttled).toBeGreaterThanOrEqual(wrongCodesPerMinute * 2 - atOnce);
  expect(await asked(path, '203.0.113.9')).toBe(429);
  for (const [, other] of guessed)
    if (other !== path) expect([other, await asked(other, '203.0.113.9')]).not.toEqual([other, 429]);
});

test('at an address that guesses too much, those who belong to a room still get in, and a guesser learns no code', async () => {
  const near = await app.room();
  const ana = await near.player('Ana');
  // Nobody of this one was here yet.
  const far = await app.app.rooms.open(samplePack, defaultSettings);
  const statusOf = async (code: string): Promise<number> => (await fetch(`${app.url}/api/rooms/${code}`)).status;
  await answersOf(wrongCodesPerMinute + atOnce, () => statusOf(newCode()));
  expect(await statusOf(newCode())).toBe(429);

  // Who has a seat or the host's token, and whoever comes into a room that has people from there.
  await app.guest(near.code, { token: ana.token }).until(({ you }) => you?.name === 'Ana');
  await app.guest(near.code, { audience: 'stage', token: near.token }).until(({ stage }) => stage !== null);
  expect(await statusOf(near.code)).toBe(200);
  expect(await app.guest(near.code).join('Bo')).toEqual({ ok: true, seat: 1 });

  const { code, token } = far ?? { code: '', token: '' };
  const tell = async (asked: string): Promise<unknown> => {
    const askedMs = performance.now();
    const guest = app.guest(asked);
    await guest.until(({ over }) => over !== null);
    expect(performance.now() - askedMs).toBeGreaterThan(heldBackMs - 50);
    return [guest.over, await statusOf(asked)];
  };
  expect(await tell(code)).toEqual(await tell(newCode()));
  // Its host comes, by a secret that nobody guesses, and the others after.
  await app.guest(code, { audience: 'desk', token }).until(({ desk }) => desk !== null);
  expect(await app.guest(code).join('Cy')).toEqual({ ok: true, seat: 0 });
});

test('whether a host key is the right one is not to be found by asking', async () => {
  const canHost = async (key: string): Promise<boolean> => {
    const headers = { 'x-forwarded-for': '203.0.113.9', authorization: `Bearer ${key}` };
    return ((await (await fetch(`${app.url}/api/host`, { headers })).json()) as { canHost: boolean }).canHost;
  };
  expect(await canHost(hostKey)).toBe(true);
  for (let at = 0; at < wrongCodesPerMinute; at++) expect(await canHost(`wrong-key-number-${String(at)}`)).toBe(false);
  expect(await canHost(hostKey)).toBe(false);
  // Nor by asking for a room that is there.
  const { code } = await app.room();
  const headers = {
    'x-forwarded-for': '203.0.113.9',
    authorization: `Bearer ${hostKey}`,
    'content-type': 'application/json',
  };
  const admitted = await fetch(`${app.url}/api/rooms/${code}/host`, { method: 'POST', headers, body: '{}' });
  expect(admitted.status).toBe(429);
});
