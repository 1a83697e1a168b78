/**
 * Who reads what of the others, where everybody wrote: each reader gets a few, never the own, and each text goes to
 * as many readers as any other, for rooms of three to ten thousand. It costs as much as there is to deal.
 */
import type { Random } from './kind.ts';
import { shuffle } from './shuffle.ts';

/** What is dealt, and to whom. */
export interface Table {
  /** The ids that go round. */
  readonly ids: readonly number[];
  /** By seat: the id of the own text, or null. */
  readonly own: readonly (number | null)[];
  /** By seat: whether something was written. Who did is likely to read, too, and is dealt to first. */
  readonly wrote: readonly boolean[];
  /** How many each is to get, where there are so many. */
  readonly count: number;
}

/**
 * The ids for each seat of the table. A pack of cards goes round, shuffled anew each time it is used up; a card that
 * the one at the turn cannot take (it is the own one, or in hand already) is the first for the next.
 */
export function dealOut({ ids, own, wrote, count }: Table, random: Random): number[][] {
  const hands = own.map((): number[] => []);
  const seats = shuffle([...own.keys()], random);
  const known = new Set(ids);
  let pack: number[] = [];
  /** Each card once: of a text that nearly all have written, most copies find nobody to read them. */
  let held: number[] = [];
  for (const seat of [...seats.filter((at) => wrote[at] === true), ...seats.filter((at) => wrote[at] !== true)]) {
    const mine = own[seat] ?? null;
    const hand = hands[seat] ?? [];
    const most = Math.min(count, ids.length - (mine !== null && known.has(mine) ? 1 : 0));
    const refused: number[] = [];
    while (hand.length < most) {
      if (held.length === 0 && pack.length === 0) pack = shuffle(ids, random);
      const id = held.pop() ?? pack.pop() ?? 0;
      if (id !== mine && !hand.includes(id)) hand.push(id);
      else if (!refused.includes(id)) refused.push(id);
    }
    held = [...held, ...refused];
  }
  return hands;
}

/** The positions, of `total`, for whoever comes after the table was dealt: `place` counts them from 0. */
export const dealLate = (place: number, total: number, count: number): number[] =>
  Array.from({ length: Math.min(count, total) }, (_, at) => (place * count + at) % total);

/** A number from 0 to below `limit` that a seat cannot foretell: `salt` was drawn when the step began. */
export function placeFor(seat: number, salt: number, limit: number): number {
  // Two rounds of the finaliser of MurmurHash3 (Austin Appleby, public domain).
  let mixed = (seat ^ salt) | 0;
  for (let round = 0; round < 2; round++) {
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return (mixed >>> 0) % limit;
}

/** A salt for `placeFor`: 32 bits of the room's own chance. */
export const newSalt = (random: Random): number => Math.floor(random() * 4_294_967_296);
