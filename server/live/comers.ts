/**
 * What this node remembers of those who came to a room, so that who guesses does not lock out the others of a school: the
 * networks that know its code, and how often in a row a phone tapped the signs rightly. It goes with the room.
 */
import { signsEveryMs } from '../../shared/limits.ts';

/** Moments of the signs after which what somebody tapped is forgotten: time for who looked away. */
const rememberedTurns = 3;

interface Tapped {
  readonly turn: number;
  readonly signs: string;
  readonly timesRight: number;
}

export class Comers {
  readonly #networks = new Set<string>();
  /** By token hash, the latest last. */
  readonly #tapped = new Map<string, Tapped>();

  /** Somebody was let in from there. */
  from(network: string): void {
    this.#networks.add(network);
  }

  /** Whether somebody there has the code already: then it tells a guesser there nothing that it is right. */
  areFrom(network: string): boolean {
    return this.#networks.has(network);
  }

  /**
   * How often in a row this phone was right by now. Of each moment the first try counts, and the same signs count once, as
   * they are right for two moments: so luck has to come twice, and eyes have to wait for the next signs.
   */
  tapped(who: string, atMs: number, signs: readonly number[], isRight: boolean): number {
    const turn = Math.floor(atMs / signsEveryMs);
    const said = signs.join();
    this.#forget(turn);
    const before = this.#tapped.get(who);
    if (before !== undefined && (before.turn === turn || before.signs === said)) return before.timesRight;
    const timesRight = isRight ? (before?.timesRight ?? 0) + 1 : 0;
    this.#tapped.delete(who);
    this.#tapped.set(who, { turn, signs: said, timesRight });
    return timesRight;
  }

  #forget(turn: number): void {
    for (const [who, tapped] of this.#tapped) {
      if (tapped.turn > turn - rememberedTurns) return;
      this.#tapped.delete(who);
    }
  }
}
