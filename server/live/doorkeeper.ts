/**
 * Spreads those who come all at once: says beforehand over how long to come back, and where too many knock anyway lets
 * in so many a second and keeps a later moment for each of the others. Who comes is for the gateway to find out.
 */
import { admittedBurst, admittedPerSecond, admittedWithinMs, keptMomentMs } from '../../shared/limits.ts';

export interface Pace {
  readonly perSecond: number;
  readonly burst: number;
}

export class Doorkeeper {
  readonly #stepMs: number;
  readonly #burst: number;
  /** When the next one may come in. It never goes back, so that moments are kept in order. */
  #nextMs = Number.NEGATIVE_INFINITY;
  /** By whom; the earliest first. */
  readonly #kept = new Map<string, number>();

  constructor({ perSecond, burst }: Pace = { perSecond: admittedPerSecond, burst: admittedBurst }) {
    this.#stepMs = 1_000 / perSecond;
    this.#burst = burst;
  }

  /** Over how long so many phones should come back, in ms, when all of them are cut off at once. */
  spreadMs(phones: number): number {
    return Math.round(Math.max(0, phones - this.#burst) * this.#stepMs);
  }

  /**
   * 0: come in. Otherwise in how many ms to come again; whoever does is let in, as nobody else can take that moment.
   * `who`: anything that stays the same. `nowMs`: monotonic.
   */
  knock(who: string, nowMs: number): number {
    this.#forget(nowMs);
    const keptMs = this.#kept.get(who);
    if (keptMs !== undefined) return this.#wait(who, keptMs, nowMs);
    const momentMs = Math.max(this.#nextMs, nowMs - (this.#burst - 1) * this.#stepMs);
    // Farther away nothing is kept, or a flood of strangers could fill it for ever. Who is left asks again, spread.
    if (momentMs - nowMs > admittedWithinMs) return Math.round(admittedWithinMs * (1 + Math.random()));
    this.#nextMs = momentMs + this.#stepMs;
    if (momentMs > nowMs) this.#kept.set(who, momentMs);
    return this.#wait(who, momentMs, nowMs);
  }

  /** The moment that was kept for this one is here, and not gone yet: the next knock lets it in. */
  expects(who: string, nowMs: number): boolean {
    const keptMs = this.#kept.get(who);
    return keptMs !== undefined && keptMs <= nowMs && nowMs < keptMs + keptMomentMs;
  }

  #wait(who: string, momentMs: number, nowMs: number): number {
    if (momentMs > nowMs) return Math.ceil(momentMs - nowMs);
    this.#kept.delete(who);
    return 0;
  }

  #forget(nowMs: number): void {
    for (const [who, momentMs] of this.#kept) {
      if (momentMs > nowMs - keptMomentMs) return;
      this.#kept.delete(who);
    }
  }
}
