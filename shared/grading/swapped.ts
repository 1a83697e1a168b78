/**
 * Whether an answer puts a word into the company of its opposite: a high sun makes long shadows, where the reference
 * has a low one do so and word by word everything is there.
 */
import { sameFrom, type ReadAnswer } from './evidence.ts';
import type { Rivalry, Weighed } from './rivalries.ts';

type Clause = ReadAnswer['words'];

function clausesOf({ content, words }: ReadAnswer): Clause[] {
  const byStem = new Map(words.map((word) => [word.token.stem, word]));
  const clauses = new Map<number, Clause[number][]>();
  for (const { clause, stem } of content) {
    const word = byStem.get(stem);
    const there = clauses.get(clause);
    if (word === undefined) continue;
    if (there === undefined) clauses.set(clause, [word]);
    else there.push(word);
  }
  return [...clauses.values()];
}

/** Whether the answer says of the point what the reference says of its opposite, and nowhere the point itself. */
export function isSwapped(answer: ReadAnswer, rivalries: readonly Rivalry[]): boolean {
  if (rivalries.length === 0) return false;
  const clauses = clausesOf(answer);
  return rivalries.some(({ word, opposites, company, own, others }) => {
    let isFound = false;
    for (const clause of clauses) {
      const has = (index: number): boolean => clause.some(({ row }) => (row[index] ?? 0) >= sameFrom);
      const worth = (words: readonly Weighed[]): number =>
        words.reduce((sum, { index, weight }) => (has(index) ? sum + weight : sum), 0);
      if (!company.some(has)) continue;
      if (has(word)) return false;
      // Rather another point, whole or in other words, than this one turned round.
      const isAnother = others.some((other) => worth(own) < worth(other) || other.every(({ index }) => has(index)));
      if (opposites.some(has) && !isAnother) isFound = true;
    }
    return isFound;
  });
}
