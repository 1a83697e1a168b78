/**
 * Rooms that are over leave nothing behind, whether they were played or not: no objects and no timers, whoever might hold
 * them. How many bytes that is, `npm run bench:rooms -- --memory` measures.
 */
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { queryObjects } from 'node:v8';
import { Socket } from 'socket.io';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Room } from '../../server/live/room.ts';
import type { LogHome } from '../../server/log/log.ts';
import { openSqliteHome } from '../../server/log/sqlite.ts';
import { Tail } from '../../server/log/tails.ts';
import { TripRecord } from '../../shared/clock.ts';
import { benchSettings } from '../bench/benchApp.ts';
import { BenchRoom } from '../bench/benchRoom.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { samplePack } from '../support/rooms.ts';
import { freshFolder } from '../support/server.ts';

const hoursMs = 3_600_000;
const bounds = vi.hoisted(() => ({ idleMs: Number.NaN }));
vi.mock('../../shared/limits.ts', async (original) => ({
  ...(await original<object>()),
  roomAwayMs: 200,
  get roomIdleMs() {
    return bounds.idleMs;
  },
}));

const pack = { ...samplePack, items: samplePack.items.filter(({ kind }) => kind === 'choice').slice(0, 1) };
const count = 60;
/** For a machine that has other things to do. */
const patience = { timeout: 60_000, interval: 200 };

let folder: string;
let home: LogHome;
let app: TestApp;
beforeEach(async () => {
  bounds.idleMs = 12 * hoursMs;
  folder = freshFolder();
  home = await openSqliteHome(join(folder, 'rooms.sqlite'));
  app = await startApp({ home });
});
afterEach(async () => {
  await app.close();
  await home.close();
  rmSync(folder, { recursive: true, force: true });
});

/** How many anybody in this process still holds. */
const held = (kind: typeof Room | typeof Tail | typeof Socket | typeof TripRecord | typeof Timeout): number =>
  queryObjects(kind, { format: 'count' });
const Timeout = setTimeout(() => {}).constructor;

async function expectNothingHeld(): Promise<void> {
  // Looking at the heap takes collections: first what is asked at no cost.
  await expect.poll(() => app.app.rooms.live.length, patience).toBe(0);
  for (const kind of [Room, Tail, Socket, TripRecord]) await expect.poll(() => held(kind), patience).toBe(0);
}

async function open(): Promise<{ code: string; token: string }> {
  return (await app.app.rooms.open(pack, benchSettings)) ?? expect.unreachable('no room was opened');
}

/** So many rooms, each with a host and three people in its lobby. */
async function arrive(rooms: number): Promise<BenchRoom[]> {
  const { port } = app.app.http.address() as AddressInfo;
  const one = async (): Promise<BenchRoom> => {
    const room = new BenchRoom({ ...(await open()), port, from: undefined });
    await room.join(3);
    return room;
  };
  return Promise.all(Array.from({ length: rooms }, one));
}

/** To the end, and everybody goes. */
async function play(room: BenchRoom): Promise<void> {
  await room.play(pack.items.length, () => 0, false);
  expect([room.ackMs.length, room.lost]).toEqual([3, 0]);
  room.leave();
}

/** A function of its own: what stood in its variables is not held by the test. */
function passLongSilence(): void {
  bounds.idleMs = 0;
  for (const { room } of app.app.rooms.live) room.arm();
}

test('rooms that were played leave nothing behind', async () => {
  await Promise.all((await arrive(5)).map(play));
  await expectNothingHeld();
  const before = held(Timeout);
  const rooms = await arrive(count);
  expect(held(Room), 'the test sees what is held').toBe(count);
  await Promise.all(rooms.map(play));
  await expectNothingHeld();
  // A few are of the process and the tests.
  expect(held(Timeout)).toBeLessThan(before + count / 4);
});

test('rooms that nobody played leave nothing behind', async () => {
  const before = held(Timeout);
  const opened = await Promise.all(Array.from({ length: count }, open));
  expect(held(Room), 'the test sees what is held').toBe(count);
  passLongSilence();
  await expectNothingHeld();
  expect(held(Timeout)).toBeLessThan(before + count / 4);
  for (const { code } of opened) expect(await home.find(code), 'its code is free').toBeNull();
});
