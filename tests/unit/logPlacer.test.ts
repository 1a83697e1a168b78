/** What a room costs while nobody follows it: nothing. The rest of the placer is in the contract of the log. */
import { expect, it } from 'vitest';
import type { Entry } from '../../shared/game/entry.ts';
import { Placer, type Batch, type PlacedRoom, type Store } from '../../server/log/placer.ts';
import { roomTime } from '../../server/log/roomTime.ts';

interface Room extends PlacedRoom {
  readonly entries: Entry[];
}

function keep(batches: readonly Batch<Room>[]): void {
  for (const { room, entries } of batches) room.entries.push(...entries);
}
const countOf = (batches: readonly Batch<Room>[]): number =>
  batches.reduce((sum, { entries }) => sum + entries.length, 0);

const store: Store<Room> = {
  lastOf: ({ entries }) => ({ seq: entries.length, atMs: entries.at(-1)?.atMs ?? 0 }),
  some: ({ entries }, fromSeq) => entries.slice(fromSeq - 1),
  commit: (batches) => {
    if (batches.some(({ json }) => json.includes('renamed'))) throw new Error('full');
    keep(batches);
  },
};

it('lets a room go when nobody follows it and nothing is under way', async () => {
  const placer = new Placer<Room>({ store, nowMs: () => 1, soon: queueMicrotask, pause: () => Promise.resolve() });
  const logs = Array.from({ length: 1_000 }, (_, n) => placer.logOf({ id: `${n}`, code: `${n}`, entries: [] }));
  expect(placer.heldRooms).toBe(0);
  const appends = logs.map((log) => log.append([{ type: 'paused' }]));
  expect(placer.heldRooms).toBe(1_000);
  await Promise.all(appends);
  expect(placer.heldRooms).toBe(0);

  const stops = await Promise.all(logs.map((log) => log.tail(1, () => {})));
  await Promise.all(logs.map((log) => log.append([{ type: 'resumed' }])));
  await Promise.allSettled(logs.map((log) => log.append([{ type: 'renamed', seat: 0, name: 'a' }])));
  expect(placer.heldRooms).toBe(1_000);
  for (const stop of stops) stop();
  expect(placer.heldRooms).toBe(0);
  expect((await logs[0]?.append([{ type: 'ended' }]))?.[0]?.seq).toBe(3);
});

it('stores in one go what was appended in one go', async () => {
  const sizes: number[] = [];
  const counting: Store<Room> = { ...store, commit: (batches) => void sizes.push(countOf(batches)) };
  const parts = { nowMs: () => 1, soon: (flush: () => void) => void setImmediate(flush) };
  const placer = new Placer<Room>({ store: counting, ...parts, pause: () => Promise.resolve() });
  const logs = ['a', 'b', 'c'].map((id) => placer.logOf({ id, code: id, entries: [] }));
  await Promise.all(logs.flatMap((log) => [log.append([{ type: 'paused' }]), log.append([{ type: 'resumed' }])]));
  expect(sizes).toEqual([6]);
});

it('never stamps earlier than the last entry that is kept', async () => {
  const kept: Entry = { type: 'paused', seq: 1, atMs: 9_000 };
  const placer = new Placer<Room>({ store, nowMs: () => 1, soon: queueMicrotask, pause: () => Promise.resolve() });
  const [entry] = await placer.logOf({ id: 'a', code: 'a', entries: [kept] }).append([{ type: 'resumed' }]);
  expect(entry).toEqual({ type: 'resumed', seq: 2, atMs: 9_000 });
});

it('shifts a clock that is behind, and holds one that goes back', () => {
  let sourceMs = 1_000.9;
  const nowMs = roomTime(() => sourceMs, 5_000);
  expect(nowMs()).toBe(5_000);
  sourceMs += 100;
  expect(nowMs()).toBe(5_100);
  sourceMs -= 500;
  expect(nowMs()).toBe(5_100);
  expect(roomTime(() => 7_000.9, 5_000)()).toBe(7_000);
});

/** A store whose disk is as slow as a test wants: each commit waits to be told how it went. */
function slowStore(): { store: Store<Room>; sizes: number[]; end: (failure?: Error) => Promise<void> } {
  const sizes: number[] = [];
  let settle: ((failure?: Error) => void) | undefined;
  return {
    sizes,
    store: {
      ...store,
      commit(batches) {
        sizes.push(countOf(batches));
        return new Promise((resolve, reject) => {
          settle = (failure) => {
            if (failure !== undefined) return reject(failure);
            keep(batches);
            resolve();
          };
        });
      },
    },
    async end(failure) {
      settle?.(failure);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('stores together what is appended while the disk works, and places it after what the disk took', async () => {
  const disk = slowStore();
  const placer = new Placer<Room>({ store: disk.store, nowMs: () => 1, soon: queueMicrotask, pause: turn });
  const log = placer.logOf({ id: 'a', code: 'a', entries: [] });
  const first = log.append([{ type: 'paused' }]);
  await turn();
  const others = [log.append([{ type: 'resumed' }]), log.append([{ type: 'paused' }, { type: 'resumed' }])];
  await turn();
  expect(disk.sizes).toEqual([1]);
  await disk.end();
  expect((await first).map(({ seq }) => seq)).toEqual([1]);
  expect(disk.sizes).toEqual([1, 3]);
  await disk.end();
  expect((await Promise.all(others)).flat().map(({ seq }) => seq)).toEqual([2, 3, 4]);
});

it('gives the places of a failed commit to the next, and none of its entries to anybody', async () => {
  const disk = slowStore();
  const placer = new Placer<Room>({ store: disk.store, nowMs: () => 1, soon: queueMicrotask, pause: turn });
  const log = placer.logOf({ id: 'a', code: 'a', entries: [] });
  const seen: number[] = [];
  await log.tail(1, (entries) => seen.push(...entries.map(({ seq }) => seq)));
  const lost = log.append([{ type: 'paused' }, { type: 'resumed' }]);
  const told = expect(lost).rejects.toThrow('could not be written');
  await turn();
  const kept = log.append([{ type: 'paused' }]);
  await disk.end(new Error('full'));
  await told;
  await disk.end();
  expect((await kept).map(({ seq }) => seq)).toEqual([1]);
  expect(seen).toEqual([1]);
});

it('closes only when all that was appended is stored', async () => {
  const disk = slowStore();
  const placer = new Placer<Room>({
    store: disk.store,
    nowMs: () => 1,
    soon: queueMicrotask,
    pause: turn,
    everyMs: 60_000,
  });
  const log = placer.logOf({ id: 'a', code: 'a', entries: [] });
  const appends = [log.append([{ type: 'paused' }])];
  await turn();
  appends.push(log.append([{ type: 'resumed' }]));
  let isClosed = false;
  const closing = placer.close().then(() => (isClosed = true));
  await disk.end();
  expect(isClosed).toBe(false);
  await disk.end();
  await closing;
  expect((await Promise.all(appends)).flat().map(({ seq }) => seq)).toEqual([1, 2]);
  await expect(log.append([{ type: 'paused' }])).rejects.toThrow('closed');
});

it('lets appends that keep coming share a store, and has none wait after a rest', async () => {
  const disk = slowStore();
  const placer = new Placer<Room>({
    store: disk.store,
    nowMs: () => 1,
    soon: queueMicrotask,
    pause: turn,
    everyMs: 40,
  });
  const log = placer.logOf({ id: 'a', code: 'a', entries: [] });
  const first = log.append([{ type: 'paused' }]);
  await turn();
  expect(disk.sizes).toEqual([1]);
  await disk.end();
  await first;
  const second = [log.append([{ type: 'resumed' }]), log.append([{ type: 'paused' }])];
  await turn();
  expect(disk.sizes).toEqual([1]);
  while (disk.sizes.length < 2) await turn();
  expect(disk.sizes).toEqual([1, 2]);
  await disk.end();
  await Promise.all(second);
});
