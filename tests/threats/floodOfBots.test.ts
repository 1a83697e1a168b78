/**
 * A flood of bots: a room is locked, and cleared of those who came uninvited, in two actions, while the people in it play
 * on. How quick that is says the bench; here it is counted who is in and who is out.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { protocolVersion, type Crowd } from '../../shared/protocol/messages.ts';
import { RawClient } from '../bench/rawClient.ts';
import { openItem, startApp, type TestApp, type TestRoom } from '../support/app.ts';
import { freshToken, type Guest } from '../support/guest.ts';

const bots = 400;
const people = ['Ana', 'Bo', 'Cy', 'Bottle', 'Di'] as const;

let app: TestApp;
let room: TestRoom;
let guests: Guest[];
let flood: RawClient[];

beforeEach(async () => {
  app = await startApp();
  room = await app.room();
  guests = [];
  for (const name of people) guests.push(await room.player(name));
});
afterEach(async () => {
  for (const bot of flood) bot.close();
  await app.close();
});

const hello = () => ({ version: protocolVersion, code: room.code, audience: 'player', token: freshToken() });

/** As quickly as they can; resolves with what they were told. */
async function pourIn(count: number, from = 0): Promise<string[]> {
  const port = Number(new URL(app.url).port);
  flood = await Promise.all(Array.from({ length: count }, () => RawClient.connect(port, hello(), () => {})));
  return Promise.all(
    flood.map((bot, at) => bot.emit('act', { type: 'join', ref: 'r', name: `Bot ${String(from + at)}` })),
  );
}

async function clear(crowd: Crowd): Promise<unknown> {
  expect(await room.host.act({ type: 'lock', locked: true })).toEqual({ ok: true });
  return room.host.act({ type: 'clear', crowd });
}

describe(`${String(bots)} bots in a room with ${String(people.length)} people`, () => {
  test.each<[string, Crowd]>([
    ['by their name', { by: 'name', name: 'bot ' }],
    ['because they came after somebody', { by: 'after', seat: people.length - 1 }],
  ])('are removed in two actions, %s', async (_, crowd) => {
    const told = await pourIn(bots);
    expect(told.filter((answer) => !answer.includes('"ok":true'))).toEqual([]);
    await room.host.until(({ desk }) => desk?.players === bots + people.length);
    expect(await room.host.act({ type: 'count', crowd })).toEqual({ ok: true, crowd: bots });
    expect(await clear(crowd)).toEqual({ ok: true, crowd: bots });
    await room.host.until(({ desk }) => desk?.players === people.length && desk.connected === people.length);
    expect(room.host.desk?.roster.map(({ name }) => name).sort()).toEqual([...people].sort());
    expect(await clear(crowd)).toEqual({ ok: false, why: 'stale' });
    // Neither the same ones nor new ones come back.
    for (const bot of flood) bot.close();
    const again = await pourIn(20, 1_000);
    expect(again.every((answer) => answer.includes('"locked"'))).toBe(true);
    expect(app.alarms).toEqual([]);
  });

  test('are removed because they never answered, and the question does not wait for them', async () => {
    await pourIn(bots);
    await openItem(room.host, 1);
    const answers = guests.map((guest) => guest.act({ type: 'answer', item: 1, answer: [0], tookMs: 10 }));
    expect(await Promise.all(answers)).toEqual(people.map(() => ({ ok: true })));
    expect(room.host.desk?.phase).toBe('asked');
    expect(await clear({ by: 'silent' })).toEqual({ ok: true, crowd: bots });
    await room.host.until(({ desk }) => desk?.phase === 'revealed');
    expect(room.host.desk?.closesAtMs).toBeGreaterThan(Date.now());
    expect(guests.map(({ over }) => over)).toEqual(people.map(() => null));
  });
});

test('no player counts or clears a crowd', async () => {
  flood = [];
  for (const type of ['count', 'clear'] as const)
    expect(await guests[0]?.act({ type, crowd: { by: 'name', name: 'a' } })).toEqual({ ok: false, why: 'not-host' });
});
