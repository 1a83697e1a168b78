/**
 * The seats this phone holds, one secret token a room, and the name last used. The token is the seat: whoever forgets
 * it is a new player.
 */
import { keep, type Keep } from './keep.ts';
import { newToken } from './secrets.ts';

/** A phone plays a few rooms a day; older tokens open nothing any more. */
const seatsMax = 20;

const tokenPattern = /^[\w-]{43}$/;

export class Seats {
  readonly #keep: Keep;

  constructor(to: Keep = keep) {
    this.#keep = to;
  }

  /** The token for this room, or null where this phone never asked for a seat. */
  find(code: string): string | null {
    const [token = ''] = (this.#keep.get(`seat.${code}`) ?? '').split(' ');
    return tokenPattern.test(token) ? token : null;
  }

  /** The token for this room; made and kept if there is none, before anything is asked with it. */
  claim(code: string): string {
    const token = this.find(code) ?? newToken();
    this.#keep.set(`seat.${code}`, `${token} ${String(Date.now())}`);
    this.#forgetOldest();
    return token;
  }

  forget(code: string): void {
    this.#keep.remove(`seat.${code}`);
  }

  get lastName(): string {
    return this.#keep.get('name') ?? '';
  }

  set lastName(name: string) {
    this.#keep.set('name', name);
  }

  #forgetOldest(): void {
    const usedMs = (key: string): number => Number(this.#keep.get(key)?.split(' ')[1] ?? 0);
    const seats = this.#keep.keys().filter((key) => key.startsWith('seat.'));
    const oldestFirst = seats.sort((a, b) => usedMs(a) - usedMs(b));
    for (const key of oldestFirst.slice(0, Math.max(0, seats.length - seatsMax))) this.#keep.remove(key);
  }
}

/**
 * The number of a connection: above all earlier ones of this browser. By the clock where nothing can be kept, and by
 * count where that was set back.
 */
export function nextTurn(to: Keep): number {
  const turn = Math.max(Date.now(), (Number(to.get('turn')) || 0) + 1);
  to.set('turn', String(turn));
  return turn;
}
