/**
 * Room time on this device: the estimate of shared/clock.ts on top of the page's own monotonic clock. It only draws. A
 * new estimate (after sleep, on another connection) takes over once it is sure, or sooner where the last one cannot hold.
 */
import { ClockEstimate } from '../../shared/clock.ts';

export class RoomClock {
  readonly #estimate = new ClockEstimate();
  readonly #localMs: () => number;
  #lastOffsetMs: number | null = null;

  constructor(localMs: () => number = () => performance.now()) {
    this.#localMs = localMs;
  }

  /** Sends one ping with `ask` and learns from the answer. False when none came. */
  async sample(ask: () => Promise<number | null>): Promise<boolean> {
    const sentMs = this.#localMs();
    const roomMs = await ask();
    if (roomMs === null) return false;
    this.#estimate.sample(sentMs, roomMs, this.#localMs());
    const last = this.#lastOffsetMs;
    // The first ping on bad radio may be held up for a second, and half of that would be the error.
    if (last === null || this.#estimate.isSure || !this.#estimate.allows(last)) {
      this.#lastOffsetMs = this.#estimate.offsetMs;
    }
    return true;
  }

  restart(): void {
    this.#estimate.restart();
  }

  /** At least one ping was answered. */
  get isKnown(): boolean {
    return this.#lastOffsetMs !== null;
  }

  /** Before the first sample: the device's own time, which may be an hour off. */
  nowMs(): number {
    return this.#lastOffsetMs === null ? Date.now() : this.#localMs() + this.#lastOffsetMs;
  }

  /** Null until it is no accident any more. */
  get roundTripMs(): number | null {
    return this.#estimate.isSure ? this.#estimate.tripMs : null;
  }
}
