/**
 * The credit for lag that each seat of a room has left. What was given stands in the log, so every node counts the same,
 * also after a start: whoever changes nodes brings along what was spent. It decides nothing; shared/clock does.
 */
import { quotaAt, type Quota } from '../../shared/clock.ts';
import type { Entry, Seat } from '../../shared/game/entry.ts';
import type { State } from '../../shared/game/state.ts';

type Answered = Extract<Entry, { type: 'answered' }>;

interface Account extends Quota {
  /** The step of that item of which the answer is counted in: a repeated one costs nothing. */
  readonly step: number;
}

export class Quotas {
  readonly #accounts = new Map<Seat, Account>();

  /** What a seat has left for an answer to this item. */
  leftMs(seat: Seat, item: number, windowMs: number): number {
    return quotaAt(this.#accounts.get(seat), item, windowMs).leftMs;
  }

  /** An answer counted, given on whatever node. */
  spend(state: Readonly<State>, { seat, item, step = 0, creditMs = 0 }: Answered): void {
    const account = this.#accounts.get(seat);
    if (account?.item === item && account.step >= step) return;
    const windowMs = state.rounds[item]?.windowMs ?? 0;
    const { leftMs } = quotaAt(account, item, windowMs);
    this.#accounts.set(seat, { leftMs: leftMs - creditMs, item, step });
  }
}
