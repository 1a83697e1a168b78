/**
 * Life signs: while a game runs it has the time written once a second, so that the next process knows how long nobody
 * was there. It stops when no unfinished room had an entry for a while: an idle machine may let its disk sleep.
 */
import { beatEveryMs, beatsAfterEntryMs } from '../../shared/limits.ts';

export interface BeatParts {
  readonly nowMs: () => number;
  /** Writes a life sign outside of any other transaction. May throw: the next one comes. */
  readonly write: (atMs: number) => void;
}

/** Timers fire a little early or late: that must not leave one out. */
const dueMs = 0.9 * beatEveryMs;

export class Beat {
  readonly #parts: BeatParts;
  /** Unfinished rooms by their last entry's time. */
  readonly #lastEntryMs = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(parts: BeatParts) {
    this.#parts = parts;
  }

  /** Entries are being written anyway, and one could go with them. */
  isDue(nowMs: number): boolean {
    return nowMs - this.#lastMs >= beatEveryMs;
  }

  /** One was written with entries, or found. */
  wrote(atMs: number): void {
    this.#lastMs = atMs;
  }

  /** `room` had an entry. */
  keep(room: string, atMs: number): void {
    this.#lastEntryMs.set(room, atMs);
    this.#timer ??= setInterval(() => this.#tick(), beatEveryMs).unref();
  }

  finish(room: string): void {
    this.#lastEntryMs.delete(room);
  }

  /** The last life sign, if a game runs. */
  close(): void {
    this.#tick(0);
    this.#stop();
  }

  #tick(everyMs = dueMs): void {
    const nowMs = this.#parts.nowMs();
    for (const [room, atMs] of this.#lastEntryMs) if (nowMs - atMs > beatsAfterEntryMs) this.#lastEntryMs.delete(room);
    if (this.#lastEntryMs.size === 0) return this.#stop();
    if (nowMs - this.#lastMs < everyMs) return;
    try {
      this.#parts.write(nowMs);
      this.#lastMs = nowMs;
    } catch {
      // Whoever appends meets the same trouble and says so; here it costs a second of an outage that is measured.
    }
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
