/**
 * Two lists in the same order, one longer: which of it has no counterpart? Answered by the words they share, rare ones
 * counting more. Quadratic, so it is for lists that people write; longer ones are matched from the top.
 */
import { wordsOf } from './phrases.ts';

const cellsMax = 250_000;
/** Being matched at all counts a little, so that as many as possible are. */
const matchBonus = 0.01;
/** Endings differ ("defines", "definition"); beginnings carry the meaning. */
const stemLetters = 5;

const stemsOf = (text: string): Set<string> =>
  new Set(
    wordsOf(text)
      .filter((word) => word.length > 3)
      .map((word) => word.slice(0, stemLetters)),
  );

function likeness(left: readonly Set<string>[], right: readonly Set<string>[]): (i: number, j: number) => number {
  const counts = new Map<string, number>();
  for (const stems of [...left, ...right]) {
    for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  const all = left.length + right.length;
  return (i, j) => {
    let shared = 0;
    for (const stem of left[i] ?? [])
      if (right[j]?.has(stem) === true) shared += Math.log(1 + all / (counts.get(stem) ?? 1));
    return shared;
  };
}

/** For each of the left list, the place of its counterpart in the right one, or null. */
export function align(left: readonly string[], right: readonly string[]): (number | null)[] {
  if (left.length * right.length > cellsMax) return left.map((_, at) => (at < right.length ? at : null));
  const alike = likeness(left.map(stemsOf), right.map(stemsOf));
  const columns = right.length + 1;
  const best = new Float64Array((left.length + 1) * columns);
  const at = (i: number, j: number): number => best[i * columns + j] ?? 0;
  for (let i = 1; i <= left.length; i += 1) {
    for (let j = 1; j <= right.length; j += 1) {
      const matched = at(i - 1, j - 1) + matchBonus + alike(i - 1, j - 1);
      best[i * columns + j] = Math.max(matched, at(i - 1, j), at(i, j - 1));
    }
  }
  const places: (number | null)[] = left.map(() => null);
  let i = left.length;
  let j = right.length;
  while (i > 0 && j > 0) {
    if (at(i, j) === at(i - 1, j)) i -= 1;
    else if (at(i, j) === at(i, j - 1)) j -= 1;
    else {
      places[i - 1] = j - 1;
      i -= 1;
      j -= 1;
    }
  }
  return places;
}

export interface Shared {
  /** Of the words that counterparts share, rare ones counting more. */
  readonly weight: number;
  /** How many counterparts share any. */
  readonly pairs: number;
}

/** How far the counterparts speak about the same; `places` as `align` gives them. */
export function sharedBy(
  left: readonly string[],
  right: readonly string[],
  places: readonly (number | null)[],
): Shared {
  const alike = likeness(left.map(stemsOf), right.map(stemsOf));
  const weights = places.map((to, from) => (to === null ? 0 : alike(from, to)));
  return { weight: weights.reduce((sum, one) => sum + one, 0), pairs: weights.filter((one) => one > 0).length };
}
