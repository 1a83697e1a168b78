/**
 * Who is connected to a room now, here and to other nodes. Not in the log and not in the state: it may be lost, and a
 * restart begins empty. Of a seat's connections here the newest wins; those to other nodes are only known to be there.
 */
import type { Seat } from '../../shared/game/entry.ts';
import type { Presence as Shown } from '../../shared/game/views.ts';

/** Who dropped may be back within this time (a tunnel, a lift); until then a question waits for the answer. */
const awaitedMs = 20_000;

export class Presence<Connection> implements Shown {
  readonly #connections = new Map<Seat, Connection>();
  readonly #droppedAtMs = new Map<Seat, number>();
  /** Seats that are connected to other nodes, by node. */
  readonly #elsewhere = new Map<string, ReadonlySet<Seat>>();
  /** All of those that are not connected here as well. */
  readonly #onlyElsewhere = new Set<Seat>();
  /** Grows with each change of who is connected here. */
  version = 0;

  get count(): number {
    return this.#connections.size + this.#onlyElsewhere.size;
  }

  /** Of them, those that are connected here. */
  get countHere(): number {
    return this.#connections.size;
  }

  has(seat: Seat): boolean {
    return this.#connections.has(seat) || this.#onlyElsewhere.has(seat);
  }

  get(seat: Seat): Connection | undefined {
    return this.#connections.get(seat);
  }

  /** Those here. */
  [Symbol.iterator](): IterableIterator<[Seat, Connection]> {
    return this.#connections.entries();
  }

  /** The connection that held the seat before, or undefined. */
  arrive(seat: Seat, connection: Connection): Connection | undefined {
    const before = this.#connections.get(seat);
    this.#connections.set(seat, connection);
    this.#droppedAtMs.delete(seat);
    this.#onlyElsewhere.delete(seat);
    if (before === undefined) this.version += 1;
    return before === connection ? undefined : before;
  }

  /** False when a newer connection holds the seat: then nobody is gone. */
  drop(seat: Seat, connection: Connection, nowMs: number): boolean {
    if (this.#connections.get(seat) !== connection) return false;
    this.#part(seat);
    this.expect(seat, nowMs);
    return true;
  }

  /** Someone who was here before this node was, or is on the way: waited for as for a drop-out. */
  expect(seat: Seat, nowMs: number): void {
    if (!this.has(seat)) this.#droppedAtMs.set(seat, nowMs);
  }

  /** The seat is given up: nobody waits for it. */
  forget(seat: Seat): void {
    this.#part(seat);
    this.#droppedAtMs.delete(seat);
  }

  /** Who is connected to another node now. False where nothing is new. */
  hear(node: string, seats: ReadonlySet<Seat>, nowMs: number): boolean {
    const before = this.#elsewhere.get(node);
    if (seats.size === 0) this.#elsewhere.delete(node);
    else this.#elsewhere.set(node, seats);
    let isNew = false;
    for (const seat of seats) {
      isNew ||= before?.has(seat) !== true;
      if (this.#connections.has(seat)) continue;
      this.#onlyElsewhere.add(seat);
      this.#droppedAtMs.delete(seat);
    }
    for (const seat of before ?? []) {
      if (seats.has(seat)) continue;
      isNew = true;
      if (!this.#isElsewhere(seat) && this.#onlyElsewhere.delete(seat)) this.expect(seat, nowMs);
    }
    return isNew;
  }

  /**
   * Until when somebody's answer is worth waiting for: Infinity while a connected seat is awaited, a moment while only
   * dropped ones are, null when nobody is.
   */
  awaitedUntilMs(nowMs: number, isAwaited: (seat: Seat) => boolean): number | null {
    for (const seat of this.#connections.keys()) if (isAwaited(seat)) return Number.POSITIVE_INFINITY;
    for (const seat of this.#onlyElsewhere) if (isAwaited(seat)) return Number.POSITIVE_INFINITY;
    let until: number | null = null;
    for (const [seat, droppedAtMs] of this.#droppedAtMs) {
      const awaited = droppedAtMs + awaitedMs;
      if (awaited <= nowMs) this.#droppedAtMs.delete(seat);
      else if (isAwaited(seat)) until = Math.max(until ?? 0, awaited);
    }
    return until;
  }

  #part(seat: Seat): void {
    if (!this.#connections.delete(seat)) return;
    this.version += 1;
    if (this.#isElsewhere(seat)) this.#onlyElsewhere.add(seat);
  }

  #isElsewhere(seat: Seat): boolean {
    for (const seats of this.#elsewhere.values()) if (seats.has(seat)) return true;
    return false;
  }
}
