/**
 * Picking from a short list of options, as choice and poll share it: the form of the answer and the counts.
 * An answer is the sorted list of the picked options' positions.
 */
import * as v from 'valibot';
import { optionsMax } from '../limits.ts';

const picksSchema = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(optionsMax - 1))),
  v.minLength(1),
  v.maxLength(optionsMax),
);

/** The picked positions in order, or null when one does not exist, is given twice, or one too many is given. */
export function parsePicks(raw: unknown, optionCount: number, several: boolean): number[] | null {
  const parsed = v.safeParse(picksSchema, raw);
  if (!parsed.success) return null;
  const picks = [...new Set(parsed.output)].sort((a, b) => a - b);
  if (picks.length !== parsed.output.length) return null;
  if (!several && picks.length > 1) return null;
  return picks.every((pick) => pick < optionCount) ? picks : null;
}

/** How many answers picked each option, by position. */
export function countPicks(answers: readonly (readonly number[])[], optionCount: number): number[] {
  const counts = new Array<number>(optionCount).fill(0);
  for (const picks of answers) for (const pick of picks) counts[pick] = (counts[pick] ?? 0) + 1;
  return counts;
}
