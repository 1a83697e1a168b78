/** Chance for the fold: a small generator whose whole state is a seed in the log, so that a replay draws the same. */
import type { Random } from '../kinds/kind.ts';

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded with a 32-bit integer and a stream number. Passes PractRand. */
export function seededRandom(seed: number, stream = 0): Random {
  let a = seed | 0;
  let b = stream | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  // The author's advice: twelve rounds mix the seed into the whole state.
  for (let round = 0; round < 12; round++) next();
  return next;
}
