/** Rooms that are over: looked at for as long as somebody is there, then gone, and never in the way of new ones. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { roomAwayMs, roomsMax } from '../../shared/limits.ts';
import { samplePack } from '../support/rooms.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { defaultSettings } from '../../shared/settings.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(async () => {
  vi.useRealTimers();
  await app.close();
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function openConnections(): Promise<number> {
  return new Promise((resolve) => app.app.http.getConnections((_, count) => resolve(count)));
}

test('go a while after the last has left, and not while somebody looks', async () => {
  const rooms = await Promise.all(Array.from({ length: 12 }, () => app.room()));
  const players = await Promise.all(rooms.map((room) => room.player('Ada')));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  for (const { host } of rooms) expect(await host.act({ type: 'end' })).toEqual({ ok: true });
  vi.advanceTimersByTime(3 * roomAwayMs);
  expect(app.app.rooms.live, 'their people are still there').toHaveLength(rooms.length);
  for (const guest of [...rooms.slice(1).map(({ host }) => host), ...players.slice(1)]) guest.close();
  while ((await openConnections()) > 2) await turn();
  await turn();
  vi.advanceTimersByTime(2 * roomAwayMs);
  expect(app.app.rooms.live.map(({ room }) => room.code)).toEqual([rooms[0]?.code]);
});

test('make room for new ones', async () => {
  const open = (): Promise<{ code: string; token: string } | null> => app.app.rooms.open(samplePack, defaultSettings);
  for (let at = 0; at < roomsMax; at++) expect(await open()).not.toBeNull();
  expect(await open(), 'all are in play').toBeNull();
  const [first, second] = app.app.rooms.live;
  await first?.room.append([{ type: 'ended' }]);
  await second?.room.append([{ type: 'ended' }]);
  // Which of them are over is noted with the log first.
  await turn();
  expect(await open()).not.toBeNull();
  expect(app.app.rooms.live).not.toContain(first);
  expect(app.app.rooms.live).toContain(second);
});
