/**
 * Those who follow one room in this process. Each gets every entry from its place on exactly once and in order; one
 * that throws is logged and disturbs nobody. It knows no storage: what is stored already, the caller hands to `take`.
 */
import type { Entry } from '../../shared/game/entry.ts';
import type { Logger } from '../telemetry/logger.ts';

export type Each = (entries: readonly Entry[]) => void;
export type LogLogger = Pick<Logger, 'error' | 'warn'>;

export class Tail {
  readonly #each: Each;
  readonly #logger: LogLogger | undefined;
  #nextSeq: number;
  #isStopped = false;

  constructor(fromSeq: number, each: Each, logger?: LogLogger) {
    this.#nextSeq = Math.max(1, fromSeq);
    this.#each = each;
    this.#logger = logger;
  }

  get nextSeq(): number {
    return this.#nextSeq;
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** Hands on what it has not had yet. `entries` are without gaps and begin at `nextSeq` or before. */
  take(entries: readonly Entry[]): void {
    const last = entries.at(-1);
    const first = entries[0];
    if (this.#isStopped || first === undefined || last === undefined || last.seq < this.#nextSeq) return;
    const fresh = first.seq >= this.#nextSeq ? entries : entries.slice(this.#nextSeq - first.seq);
    // Counted before the call: an `each` that asks for more, or throws, must not get these again.
    this.#nextSeq = last.seq + 1;
    try {
      this.#each(fresh);
    } catch (error) {
      this.#logger?.error({ err: error, seq: last.seq }, 'whoever follows a room threw');
    }
  }
}
