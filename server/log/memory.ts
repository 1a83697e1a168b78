/** The log in memory: for tests, solo practice and replay. It ends with the process. */
import { randomBytes } from 'node:crypto';
import type { Entry } from '../../shared/game/entry.ts';
import { roomIdBytes } from '../../shared/limits.ts';
import { LogUnavailable, type LogHome } from './log.ts';
import { Placer, type PlacedRoom, type Store } from './placer.ts';
import { roomTime, steadyClock, type Clock } from './roomTime.ts';
import type { LogLogger } from './tails.ts';

export interface MemoryHomeParts {
  readonly nowMs?: Clock;
  readonly logger?: LogLogger;
}

interface MemoryRoom extends PlacedRoom {
  readonly entries: Entry[];
  isForgotten: boolean;
}

const store: Store<MemoryRoom> = {
  lastOf({ entries, isForgotten }) {
    if (isForgotten) throw new Error('the room was forgotten');
    return { seq: entries.length, atMs: entries.at(-1)?.atMs ?? 0 };
  },
  some: ({ entries }, fromSeq) => entries.slice(fromSeq - 1),
  commit: (batches) => {
    for (const { room, entries } of batches) for (const entry of entries) room.entries.push(entry);
  },
};

export function createMemoryHome({ nowMs: source = steadyClock, logger }: MemoryHomeParts = {}): LogHome {
  const nowMs = roomTime(source, 0);
  // Microtasks, so that a test that holds the timers still gets its entries.
  const placer = new Placer<MemoryRoom>({ store, nowMs, soon: queueMicrotask, pause: () => Promise.resolve(), logger });
  const byCode = new Map<string, MemoryRoom>();
  const over = new Map<string, MemoryRoom>();
  let isClosed = false;
  const ensureOpen = (): void => {
    if (isClosed) throw new LogUnavailable('the log is closed');
  };
  return {
    nowMs,
    health: placer.health,
    aliveBeforeMs: null,
    async create(code) {
      ensureOpen();
      if (byCode.has(code)) return null;
      const id = randomBytes(roomIdBytes).toString('base64url');
      const room: MemoryRoom = { id, code, entries: [], isForgotten: false };
      byCode.set(code, room);
      return placer.logOf(room);
    },
    async find(code) {
      ensureOpen();
      const room = byCode.get(code);
      return room === undefined ? null : placer.logOf(room);
    },
    async unfinished() {
      ensureOpen();
      return [...byCode.values()].map((room) => placer.logOf(room));
    },
    async finish(id) {
      ensureOpen();
      for (const [code, room] of byCode) if (room.id === id && byCode.delete(code)) over.set(id, room);
    },
    async finished() {
      ensureOpen();
      return [...over.values()].map((room) => placer.logOf(room));
    },
    async forget(id) {
      ensureOpen();
      const room = over.get(id);
      if (room === undefined) return;
      over.delete(id);
      room.isForgotten = true;
      await placer.forget(id);
      room.entries.length = 0;
    },
    async close() {
      isClosed = true;
      await placer.close();
    },
  };
}
