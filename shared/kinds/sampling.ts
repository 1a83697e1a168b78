/**
 * Who reads what of the others, where everybody wrote: each reader gets a few, never the own, and each text goes to
 * about as many readers as any other, for rooms of three to ten thousand.
 */
import type { IsGone, Random } from './kind.ts';

/**
 * The `count` texts for the reader of `seat`, as positions of `writers` (a list of their seats per text). Readers stand
 * around a circle of texts and each begins where the one before stopped, so that all texts are read equally often. `most` goes further around than is shown: what may have been, as people were removed.
 */
export function shareOut(
  writers: readonly (readonly number[])[],
  seat: number,
  count: number,
  isGone: IsGone,
  most = count,
): number[] {
  const total = writers.length;
  const taken: number[] = [];
  for (let at = 0; at < total && taken.length < most; at++) {
    const position = (seat * count + at) % total;
    const seats = writers[position] ?? [];
    const isOwn = seats.includes(seat);
    const isUnseen = seats.length > 0 && seats.every(isGone);
    if (!isOwn && !isUnseen) taken.push(position);
  }
  return taken;
}

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
