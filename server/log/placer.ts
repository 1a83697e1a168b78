/**
 * What the homes in this process have in common: it places appended bodies (seq, room time, order), has everything
 * that is queued stored in one go, hands it to the tails and only then resolves. It knows no storage and no codes of
 * rooms. A room costs memory here only while somebody follows it or an append is under way.
 */
import type { Body, Entry } from '../../shared/game/entry.ts';
import { LogUnavailable, type RoomLog } from './log.ts';
import { LogHealth } from './logHealth.ts';
import { Tail, type Each, type LogLogger } from './tails.ts';

export interface PlacedRoom {
  readonly id: string;
  readonly code: string;
}

/** What one store takes for one room: one entry or several with neighbouring seqs, and one time. */
export interface Batch<R> {
  readonly room: R;
  readonly entries: readonly Entry[];
  /** The bodies as they are kept, without seq and time: a JSON array. */
  readonly json: string;
}

export interface Store<R> {
  /** The place of the last durable entry; zeros for an empty log. */
  lastOf(room: R): { readonly seq: number; readonly atMs: number };
  /** The first durable entries from `fromSeq` on: some, if there are any. */
  some(room: R, fromSeq: number): readonly Entry[];
  /** Makes all of them durable, or none, and throws or rejects. It is not called again before it is done. */
  commit(batches: readonly Batch<R>[]): void | Promise<void>;
}

export interface PlacerParts<R> {
  readonly store: Store<R>;
  readonly nowMs: () => number;
  /** When to store what is queued: late enough that others can join, and never within the call. */
  readonly soon: (flush: () => void) => void;
  /** Ms from the start of one store to the start of the next, so that more share it; an append after a rest does not wait. */
  readonly everyMs?: number;
  /** Lets others run between two pieces of a long log. */
  readonly pause: () => Promise<unknown>;
  readonly logger?: LogLogger | undefined;
}

interface Slot<R> {
  readonly room: R;
  readonly tails: Set<Tail>;
  /** Tails and queued appends; at zero the slot goes. */
  holds: number;
  isForgotten: boolean;
  seq: number;
  atMs: number;
}

interface Queued<R> {
  readonly slot: Slot<R>;
  readonly jsons: readonly string[];
  readonly resolve: (entries: readonly Entry[]) => void;
  readonly reject: (error: LogUnavailable) => void;
}

export class Placer<R extends PlacedRoom> {
  readonly health: LogHealth;
  readonly #parts: PlacerParts<R>;
  readonly #slots = new Map<string, Slot<R>>();
  #queue: Queued<R>[] = [];
  /** When the first of the queue was appended. */
  #queuedAtMs = 0;
  /** What is being stored now; what is appended meanwhile waits, and is stored together. */
  #storing: Promise<void> | null = null;
  /** When the last store began, by a clock that only this knows. */
  #storedAtMs = Number.NEGATIVE_INFINITY;
  #pacing: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(parts: PlacerParts<R>) {
    this.#parts = parts;
    this.health = new LogHealth(parts.logger);
  }

  /** Rooms that cost memory now. */
  get heldRooms(): number {
    return this.#slots.size;
  }

  logOf(room: R): RoomLog {
    return {
      room: room.id,
      code: room.code,
      append: (bodies) => this.#append(room, bodies),
      read: (fromSeq) => this.#read(room, fromSeq),
      tail: (fromSeq, each) => this.#tail(room, fromSeq, each),
    };
  }

  /** Takes nothing more; resolves when all that was queued is stored and handed out. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#flush();
    while (this.#storing !== null) await this.#storing;
    this.#slots.clear();
  }

  /** Takes nothing more for this room; resolves when nothing is under way for it. */
  async forget(room: string): Promise<void> {
    const slot = this.#slots.get(room);
    if (slot === undefined) return;
    slot.isForgotten = true;
    while (this.#queue.some((queued) => queued.slot === slot)) {
      this.#flush();
      await this.#storing;
    }
    await this.#storing;
  }

  // An async method, so that whatever is wrong with the call rejects instead of throwing.
  async #append(room: R, bodies: readonly Body[]): Promise<readonly Entry[]> {
    const jsons = bodies.map((body) => JSON.stringify(body));
    if (jsons.length === 0) return [];
    const slot = this.#hold(room);
    if (slot.isForgotten) {
      this.#letGo(slot);
      throw new LogUnavailable('the room was forgotten');
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ slot, jsons, resolve, reject });
      if (this.#queue.length === 1) this.#queuedAtMs = performance.now();
      if (this.#queue.length === 1 && this.#storing === null) this.#parts.soon(() => this.#flushSoon());
    });
  }

  async #read(room: R, fromSeq: number): Promise<readonly Entry[]> {
    const entries: Entry[] = [];
    for (;;) {
      const some = this.#some(room, (entries.at(-1)?.seq ?? Math.max(1, fromSeq) - 1) + 1);
      if (some.length === 0) return entries;
      for (const entry of some) entries.push(entry);
      await this.#parts.pause();
    }
  }

  async #tail(room: R, fromSeq: number, each: Each): Promise<() => void> {
    const slot = this.#hold(room);
    const tail = new Tail(fromSeq, each, this.#parts.logger);
    try {
      // Nothing can be stored between a look that finds no more and the following line, so there is no gap; and
      // entries that are just being handed out are not had twice, because the tail knows its place.
      for (let some = this.#some(room, tail.nextSeq); some.length > 0; some = this.#some(room, tail.nextSeq)) {
        tail.take(some);
        await this.#parts.pause();
      }
      slot.tails.add(tail);
    } catch (error) {
      this.#letGo(slot);
      throw error;
    }
    return () => {
      tail.stop();
      if (slot.tails.delete(tail)) this.#letGo(slot);
    };
  }

  #some(room: R, fromSeq: number): readonly Entry[] {
    if (this.#isClosed) throw new LogUnavailable('the log is closed');
    try {
      return this.#parts.store.some(room, fromSeq);
    } catch (cause) {
      throw new LogUnavailable('the log could not be read', { cause });
    }
  }

  #hold(room: R): Slot<R> {
    if (this.#isClosed) throw new LogUnavailable('the log is closed');
    let slot = this.#slots.get(room.id);
    if (slot === undefined) {
      try {
        slot = { room, tails: new Set(), holds: 0, isForgotten: false, ...this.#parts.store.lastOf(room) };
      } catch (cause) {
        throw new LogUnavailable('the log could not be read', { cause });
      }
      this.#slots.set(room.id, slot);
    }
    slot.holds += 1;
    return slot;
  }

  #letGo(slot: Slot<R>): void {
    slot.holds -= 1;
    if (slot.holds === 0) this.#slots.delete(slot.room.id);
  }

  /** Now, or once the pace allows it. */
  #flushSoon(): void {
    const restMs = this.#storedAtMs + (this.#parts.everyMs ?? 0) - performance.now();
    if (restMs <= 0 || this.#isClosed) this.#flush();
    else if (this.#queue.length > 0) this.#pacing ??= setTimeout(() => this.#flush(), restMs);
  }

  #flush(): void {
    clearTimeout(this.#pacing);
    this.#pacing = undefined;
    const queue = this.#queue;
    if (queue.length === 0 || this.#storing !== null) return;
    const queuedAtMs = this.#queuedAtMs;
    this.#queue = [];
    this.#storedAtMs = performance.now();
    const nowMs = this.#parts.nowMs();
    const before = new Map(queue.map(({ slot }) => [slot, { seq: slot.seq, atMs: slot.atMs }]));
    const placings = placeAll(queue, nowMs);
    const stored = (): void => {
      this.#storing = null;
      this.health.stored(queuedAtMs);
      // The disk works on while the entries are folded and shown.
      this.#flushSoon();
      this.#handOut(queue, placings);
    };
    const failed = (cause: unknown): void => {
      this.#storing = null;
      for (const [slot, last] of before) Object.assign(slot, last);
      this.#fail(queue, cause);
      this.#flushSoon();
    };
    try {
      const storing = this.#parts.store.commit([...placings.values()].map(batchOf));
      if (storing === undefined) stored();
      else this.#storing = storing.then(stored, failed);
    } catch (cause) {
      failed(cause);
    }
  }

  #handOut(queue: readonly Queued<R>[], placings: ReadonlyMap<Slot<R>, Placing<R>>): void {
    for (const [slot, { entries }] of placings) for (const tail of slot.tails) tail.take(entries);
    const taken = new Map<Slot<R>, number>();
    for (const { slot, jsons, resolve } of queue) {
      const from = taken.get(slot) ?? 0;
      taken.set(slot, from + jsons.length);
      this.#letGo(slot);
      resolve(placings.get(slot)?.entries.slice(from, from + jsons.length) ?? []);
    }
  }

  #fail(queue: readonly Queued<R>[], cause: unknown): void {
    this.health.failed(cause);
    for (const { slot, reject } of queue) {
      this.#letGo(slot);
      reject(new LogUnavailable('the log could not be written', { cause }));
    }
  }
}

/** What is queued for one room, in the order of the calls. */
interface Placing<R> {
  readonly slot: Slot<R>;
  readonly jsons: string[];
  readonly entries: Entry[];
}

function placeAll<R>(queue: readonly Queued<R>[], nowMs: number): Map<Slot<R>, Placing<R>> {
  const placings = new Map<Slot<R>, Placing<R>>();
  for (const { slot, jsons } of queue) {
    let placing = placings.get(slot);
    if (placing === undefined) placings.set(slot, (placing = { slot, jsons: [], entries: [] }));
    slot.atMs = Math.max(slot.atMs, nowMs);
    for (const json of jsons) {
      slot.seq += 1;
      placing.jsons.push(json);
      placing.entries.push(entryOf(slot.seq, slot.atMs, JSON.parse(json) as Body));
    }
  }
  return placings;
}

const batchOf = <R>({ slot, jsons, entries }: Placing<R>): Batch<R> => ({
  room: slot.room,
  entries,
  json: `[${jsons.join()}]`,
});

/** An entry is what is kept, parsed: live and after a restart the same, and nobody's object but the log's. */
export const entryOf = (seq: number, atMs: number, kept: Body): Entry => ({ ...kept, seq, atMs });
