/**
 * Who is connected to a room now. Not in the log and not in the state: it may be lost, and a restart begins empty.
 * The newest connection of a seat wins.
 */
import type { Seat } from '../../shared/game/entry.ts';
import type { Presence as Shown } from '../../shared/game/views.ts';

/** Who dropped may be back within this time (a tunnel, a lift); until then a question waits for the answer. */
const awaitedMs = 20_000;

export class Presence<Connection> implements Shown {
  readonly #connections = new Map<Seat, Connection>();
  readonly #droppedAtMs = new Map<Seat, number>();

  get count(): number {
    return this.#connections.size;
  }

  has(seat: Seat): boolean {
    return this.#connections.has(seat);
  }

  get(seat: Seat): Connection | undefined {
    return this.#connections.get(seat);
  }

  [Symbol.iterator](): IterableIterator<[Seat, Connection]> {
    return this.#connections.entries();
  }

  /** The connection that held the seat before, or undefined. */
  arrive(seat: Seat, connection: Connection): Connection | undefined {
    const before = this.#connections.get(seat);
    this.#connections.set(seat, connection);
    this.#droppedAtMs.delete(seat);
    return before === connection ? undefined : before;
  }

  /** False when a newer connection holds the seat: then nobody is gone. */
  drop(seat: Seat, connection: Connection, nowMs: number): boolean {
    if (this.#connections.get(seat) !== connection) return false;
    this.#connections.delete(seat);
    this.#droppedAtMs.set(seat, nowMs);
    return true;
  }

  /** Someone who was here before this node was: waited for as for a drop-out. */
  expect(seat: Seat, nowMs: number): void {
    if (!this.#connections.has(seat)) this.#droppedAtMs.set(seat, nowMs);
  }

  /** The seat is given up: nobody waits for it. */
  forget(seat: Seat): void {
    this.#connections.delete(seat);
    this.#droppedAtMs.delete(seat);
  }

  /**
   * Until when somebody's answer is worth waiting for: Infinity while a connected seat has not answered, a moment while
   * only dropped ones have not, null when nobody is awaited.
   */
  awaitedUntilMs(nowMs: number, hasAnswered: (seat: Seat) => boolean): number | null {
    for (const seat of this.#connections.keys()) if (!hasAnswered(seat)) return Number.POSITIVE_INFINITY;
    let until: number | null = null;
    for (const [seat, droppedAtMs] of this.#droppedAtMs) {
      const awaited = droppedAtMs + awaitedMs;
      if (awaited <= nowMs) this.#droppedAtMs.delete(seat);
      else if (!hasAnswered(seat)) until = Math.max(until ?? 0, awaited);
    }
    return until;
  }
}
