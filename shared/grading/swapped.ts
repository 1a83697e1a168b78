/**
 * Two opposites in one reference, each with its own company: a low sun makes long shadows, a high sun short ones. Tells
 * whether an answer puts one of them in the other one's company, where word by word everything is there.
 */
import { sameFrom, type ReadAnswer } from './evidence.ts';
import type { Likeness } from './likeness.ts';
import type { PreparedPoint, WantedWord } from './prepare.ts';
import type { Token } from './tokens.ts';

/** A word of a point, and another point that has its opposite. */
export interface Rivalry {
  readonly word: number;
  readonly opposites: readonly number[];
  /** Words of the point that the other one lacks. */
  readonly company: readonly number[];
  /** All words of the point, and of each other point. */
  readonly own: readonly WantedWord[];
  readonly others: readonly (readonly WantedWord[])[];
}

/** By point, in their order. */
export function rivalriesOf(
  points: readonly Pick<PreparedPoint, 'ways'>[],
  vocabulary: readonly Token[],
  likeness: Likeness,
): Rivalry[][] {
  const words = points.map(({ ways }) => ways[0] ?? []);
  const areOpposite = (a: number, b: number): boolean => {
    const [left, right] = [vocabulary[a], vocabulary[b]];
    return left !== undefined && right !== undefined && likeness.areOpposite(left, right);
  };
  return words.map((own, at) =>
    own.flatMap(({ index: word }) =>
      words.flatMap((others, other) => {
        const opposites = others.map(({ index }) => index).filter((index) => areOpposite(word, index));
        const theirs = new Set(others.map(({ index }) => index));
        if (other === at || opposites.length === 0 || theirs.has(word)) return [];
        const company = own.map(({ index }) => index).filter((index) => index !== word && !theirs.has(index));
        const rest = words.filter((_, index) => index !== at);
        return company.length === 0 ? [] : [{ word, opposites, company, own, others: rest }];
      }),
    ),
  );
}

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
      const worth = (words: readonly WantedWord[]): number =>
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
