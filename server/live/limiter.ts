/** How much a connection may ask for: a token bucket that refills with time. It only counts; the gateway decides. */
export class Bucket {
  #left: number;
  #atMs: number;
  readonly #burst: number;
  readonly #perSecond: number;

  constructor(burst: number, perSecond: number, nowMs: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#left = burst;
    this.#atMs = nowMs;
  }

  /** True when one more is within bounds. `nowMs` from any clock that does not go back. */
  take(nowMs: number): boolean {
    const refilled = this.#left + ((nowMs - this.#atMs) / 1_000) * this.#perSecond;
    this.#left = Math.min(this.#burst, refilled);
    this.#atMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
