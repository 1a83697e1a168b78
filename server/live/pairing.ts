/**
 * Words with which one other device becomes host of a room, once and for a few minutes. Kept as hashes: here, or where
 * all nodes find them.
 */
import type { LogHome } from '../log/log.ts';
import { hashToken, newToken } from './tokens.ts';

/** They are typed or scanned at once. */
const pairMs = 5 * 60_000;

export class Pairing {
  readonly #home: LogHome;
  /** Words by hash, with their end in room time. */
  readonly #untilMs = new Map<string, number>();

  constructor(home: LogHome) {
    this.#home = home;
  }

  async word(room: string): Promise<string> {
    const word = newToken().slice(0, 22);
    const hash = hashOf(room, word);
    const { shared } = this.#home;
    if (shared !== undefined) await shared.keepWord(hash, pairMs);
    else this.#keep(hash);
    return word;
  }

  /** True when the word was good; it is used up. */
  async redeem(room: string, word: string): Promise<boolean> {
    const hash = hashOf(room, word);
    const { shared } = this.#home;
    if (shared !== undefined) return shared.takeWord(hash);
    const untilMs = this.#untilMs.get(hash);
    this.#untilMs.delete(hash);
    return untilMs !== undefined && untilMs >= this.#home.nowMs();
  }

  #keep(hash: string): void {
    const nowMs = this.#home.nowMs();
    for (const [old, untilMs] of this.#untilMs) if (untilMs < nowMs) this.#untilMs.delete(old);
    this.#untilMs.set(hash, nowMs + pairMs);
  }
}

const hashOf = (room: string, word: string): string => hashToken(`${room} ${word}`);
