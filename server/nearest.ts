/** The word that was meant: for a mistyped flag, command or field. */
import { editDistance } from '../shared/grading/spelling.ts';

/** The nearest of `words`, or null where none is near enough to be what was meant. */
export function nearest(typed: string, words: readonly string[]): string | null {
  const most = typed.length < 4 ? 1 : 2;
  const ranked = words
    .map((word) => ({ word, distance: editDistance(typed.toLowerCase(), word.toLowerCase(), most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.word ?? null;
}
