/**
 * Whether a log takes entries right now, as its home finds out by storing them: one line when it stops and one when it
 * goes on, and numbers for whoever watches. It tries nothing by itself.
 */
import type { LogLogger } from './tails.ts';

export class LogHealth {
  /** What was stored in one go, and what could not be. */
  commits = 0;
  failures = 0;
  readonly #logger: LogLogger | undefined;
  #awaySinceMs: number | null = null;
  #hear: (waitedMs: number) => void = () => {};

  constructor(logger?: LogLogger) {
    this.#logger = logger;
  }

  /** The last that was to be stored could not be. */
  get isAway(): boolean {
    return this.#awaySinceMs !== null;
  }

  /** One hearer, told after each store how long the first of what it took had waited. */
  onStored(hear: (waitedMs: number) => void): void {
    this.#hear = hear;
  }

  /** `sinceMs`: when the first of it was appended, by performance.now(). */
  stored(sinceMs: number): void {
    this.commits += 1;
    this.#hear(performance.now() - sinceMs);
    this.works();
  }

  failed(cause: unknown): void {
    this.failures += 1;
    this.stopped(cause);
  }

  /** It answers, though nothing was stored just now. */
  works(): void {
    if (this.#awaySinceMs === null) return;
    const forMs = Math.round(performance.now() - this.#awaySinceMs);
    this.#awaySinceMs = null;
    this.#logger?.warn({ forMs }, 'the log can be written again');
  }

  /** Nothing could be stored now, though nobody asked for it. */
  stopped(cause: unknown): void {
    if (this.#awaySinceMs !== null) return;
    this.#awaySinceMs = performance.now();
    this.#logger?.error({ err: cause }, 'the log cannot be written: games stand still');
  }
}
