/**
 * Secret tokens that this browser holds, one a room, of seats or of hosts. Those used least lately go for new ones. What a
 * token opens, the server says.
 */
import type { Keep } from './keep.ts';

const tokenPattern = /^[\w-]{43}$/;

export class RoomTokens {
  readonly #keep: Keep;
  readonly #prefix: string;
  readonly #max: number;

  constructor(to: Keep, prefix: string, max: number) {
    this.#keep = to;
    this.#prefix = prefix;
    this.#max = max;
  }

  /** Null where there is none, or nothing that could be one. */
  find(code: string): string | null {
    const [token = ''] = (this.#keep.get(this.#prefix + code) ?? '').split(' ');
    return tokenPattern.test(token) ? token : null;
  }

  /** It counts as used now. */
  set(code: string, token: string): void {
    this.#keep.set(this.#prefix + code, `${token} ${String(Date.now())}`);
    const usedMs = (key: string): number => Number(this.#keep.get(key)?.split(' ')[1] ?? 0);
    const keys = this.#keys();
    const oldestFirst = keys.sort((a, b) => usedMs(a) - usedMs(b));
    for (const key of oldestFirst.slice(0, Math.max(0, keys.length - this.#max))) this.#keep.remove(key);
  }

  forget(code: string): void {
    this.#keep.remove(this.#prefix + code);
  }

  forgetAll(): void {
    for (const key of this.#keys()) this.#keep.remove(key);
  }

  #keys(): string[] {
    return this.#keep.keys().filter((key) => key.startsWith(this.#prefix));
  }
}

/** A host runs a handful of rooms a day; older tokens open nothing any more. */
const hostRoomsMax = 30;

/** Of the rooms that this device hosts. */
export const hostTokens = (to: Keep): RoomTokens => new RoomTokens(to, 'host.', hostRoomsMax);
