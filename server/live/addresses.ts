/**
 * What one network address may do: open connections, and guess codes and signs wrongly. A school shares one address, so
 * the bounds are those of a full lecture hall; only wrong guesses count against it. Nothing is kept longer than a minute.
 */
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { beginningsPerMinute, beginningsPerMinuteAll, enteringAtOnceMax } from '../../shared/accountLimits.ts';
import {
  connectionsPerMinute,
  wrongCodesPerMinute,
  wrongCodesPerMinuteAll,
  wrongSignsPerMinute,
} from '../../shared/limits.ts';

const minuteSeconds = 60;
/** While everybody together guesses too much, an address is held back from this many wrong codes on. */
const suspectFrom = 5;
const everybody = 'everybody';
/** What opens a door. Each is counted by itself, so that who guesses at one shuts nobody there out of the others. */
const secrets = ['code', 'pack', 'key', 'account'] as const;
export type Secret = (typeof secrets)[number];
/** What may be guessed: these, and the signs of a guarded room. */
export const guessable = [...secrets, 'signs'] as const;
export type Guessed = (typeof guessable)[number];

/** One household or school: an IPv4 address, or the /64 network of an IPv6 address. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return parsed.toByteArray().slice(0, 8).join('.');
}

export class Addresses {
  readonly #connections = new RateLimiterMemory({ points: connectionsPerMinute, duration: minuteSeconds });
  readonly #wrong = new RateLimiterMemory({ points: wrongCodesPerMinute, duration: minuteSeconds });
  readonly #wrongOfAll = new RateLimiterMemory({ points: wrongCodesPerMinuteAll, duration: minuteSeconds });

  readonly #begun = new RateLimiterMemory({ points: beginningsPerMinute, duration: minuteSeconds });
  readonly #begunOfAll = new RateLimiterMemory({ points: beginningsPerMinuteAll, duration: minuteSeconds });

  /** How many of a network are on their way in just now. */
  readonly #entering = new Map<string, number>();

  readonly #wrongSigns = new RateLimiterMemory({ points: wrongSignsPerMinute.thrice, duration: minuteSeconds });

  readonly #onWrong: (network: string, guessed: Guessed) => void;

  /** `onWrong`: for other nodes to count it too. */
  constructor(onWrong: (network: string, guessed: Guessed) => void = () => {}) {
    this.#onWrong = onWrong;
  }

  /** Counts a new connection; false when this address opens too many. */
  async mayConnect(address: string): Promise<boolean> {
    return this.#connections.consume(networkOf(address)).then(
      () => true,
      () => false,
    );
  }

  /** Counts something that is kept until it is finished; false when this address, or all together, begin too much. */
  async mayBegin(address: string): Promise<boolean> {
    return this.#begun
      .consume(networkOf(address))
      .then(() => this.#begunOfAll.consume(everybody))
      .then(
        () => true,
        () => false,
      );
  }

  /** Somebody is on the way in, which is slow on purpose. Returns what ends that; null: of this address enough are. */
  enter(address: string): (() => void) | null {
    const network = networkOf(address);
    const count = this.#entering.get(network) ?? 0;
    if (count >= enteringAtOnceMax) return null;
    this.#entering.set(network, count + 1);
    return () => {
      const left = (this.#entering.get(network) ?? 1) - 1;
      if (left === 0) this.#entering.delete(network);
      else this.#entering.set(network, left);
    };
  }

  /** Whether this address may still try one. Asked before it is looked up, so that who guesses learns nothing. */
  async mayTry(address: string, secret: Secret): Promise<boolean> {
    const wrong = (await this.#wrong.get(`${secret} ${networkOf(address)}`))?.consumedPoints ?? 0;
    if (wrong >= wrongCodesPerMinute) return false;
    const all = (await this.#wrongOfAll.get(secret))?.consumedPoints ?? 0;
    return all < wrongCodesPerMinuteAll || wrong < suspectFrom;
  }

  /** Somebody guessed something. False where this address has guessed too much by now, right or not. */
  async guess(address: string, secret: Secret, isRight: boolean): Promise<boolean> {
    const may = await this.mayTry(address, secret);
    if (may && !isRight) await this.wrong(address, secret);
    return may;
  }

  async wrong(address: string, secret: Secret): Promise<void> {
    const network = networkOf(address);
    this.#onWrong(network, secret);
    await this.count(network, secret);
  }

  /** Somebody tapped signs. How often in a row they are to be right for a seat. */
  async timesRightFor(address: string, isRight: boolean): Promise<1 | 2 | 3> {
    const network = networkOf(address);
    const wrong = (await this.#wrongSigns.get(network))?.consumedPoints ?? 0;
    if (!isRight) {
      // A flood of them is no news to other nodes.
      if (wrong < wrongSignsPerMinute.twice) this.#onWrong(network, 'signs');
      await this.count(network, 'signs');
    }
    if (wrong < wrongSignsPerMinute.twice) return 1;
    return wrong < wrongSignsPerMinute.thrice ? 2 : 3;
  }

  /** The same, on another node. */
  async count(network: string, guessed: Guessed): Promise<void> {
    if (guessed === 'signs') await Promise.allSettled([this.#wrongSigns.consume(network)]);
    else await Promise.allSettled([this.#wrong.consume(`${guessed} ${network}`), this.#wrongOfAll.consume(guessed)]);
  }
}
