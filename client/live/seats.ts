/**
 * The seats this phone holds, one secret token a room, and the name last used. The token is the seat: whoever forgets
 * it is a new player.
 */
import { keep, type Keep } from './keep.ts';
import { RoomTokens } from './roomTokens.ts';
import { newToken } from './secrets.ts';

/** A phone plays a few rooms a day; older tokens open nothing any more. */
const seatsMax = 20;

export class Seats {
  readonly #keep: Keep;
  readonly #tokens: RoomTokens;

  constructor(to: Keep = keep) {
    this.#keep = to;
    this.#tokens = new RoomTokens(to, 'seat.', seatsMax);
  }

  /** The token for this room, or null where this phone never asked for a seat. */
  find(code: string): string | null {
    return this.#tokens.find(code);
  }

  /** The token for this room; made and kept if there is none, before anything is asked with it. */
  claim(code: string): string {
    const token = this.find(code) ?? newToken();
    this.#tokens.set(code, token);
    return token;
  }

  forget(code: string): void {
    this.#tokens.forget(code);
  }

  get lastName(): string {
    return this.#keep.get('name') ?? '';
  }

  set lastName(name: string) {
    this.#keep.set('name', name);
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
