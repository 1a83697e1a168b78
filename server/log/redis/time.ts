/**
 * Room time on a node whose rooms are in Redis: Redis's clock, as each of its replies lets it be estimated. It never
 * goes back, not below what was stamped, and goes on by itself while Redis is away. Also: when nobody could append.
 */
import { ClockEstimate } from '../../../shared/clock.ts';
import { roomTime, type Clock } from '../roomTime.ts';

/** Called with the moment since which nobody had given a life sign. */
export type HearOutage = (fromMs: number) => void;

export class RedisTime {
  /** Another clock than Redis's, for tests: it is sent along with what is asked. */
  readonly #own: Clock | null;
  readonly #estimate = new ClockEstimate();
  #offsetMs = 0;
  #lastMs = 0;
  #outage = '';
  readonly #hearers = new Set<HearOutage>();

  constructor(source: Clock | null) {
    this.#own = source === null ? null : roomTime(source, 0);
  }

  nowMs(): number {
    const localMs = this.#own?.() ?? performance.now();
    this.#lastMs = Math.max(this.#lastMs, Math.floor(localMs + this.#offsetMs));
    return this.#lastMs;
  }

  /** A reply told room time: it was so at some moment since `sentMs`, by performance.now(). */
  sample(sentMs: number, roomMs: number): void {
    this.#estimate.sample(sentMs, roomMs, performance.now());
    this.#offsetMs = this.#own === null ? (this.#estimate.offsetMs ?? 0) : roomMs - this.#own();
  }

  /** An entry was stamped with it. */
  stamped(atMs: number): void {
    this.#lastMs = Math.max(this.#lastMs, atMs);
  }

  /** A reply named the last outage. */
  told(outage: string): void {
    if (outage === this.#outage) return;
    this.#outage = outage;
    const fromMs = this.outageFromMs;
    if (fromMs !== null) for (const hear of this.#hearers) hear(fromMs);
  }

  /** Since when nobody could append when that was so last; null where it never was. */
  get outageFromMs(): number | null {
    return this.#outage === '' ? null : Number(this.#outage.split(' ')[0]);
  }

  onOutage(hear: HearOutage): void {
    this.#hearers.add(hear);
  }

  /** What every script is told first: see scripts.ts. */
  args(outageMs: number): string[] {
    return [this.#own === null ? '' : String(this.#own()), String(outageMs), this.#outage];
  }
}
