/**
 * Which points of a reference have opposites of each other's words, and what company each word stands in: a low sun
 * makes long shadows, a high sun short ones. Worked out once an item; looks at no answer.
 */
import type { Likeness } from './likeness.ts';
import type { Token } from './tokens.ts';

/** A word by its place in the vocabulary. */
export interface Weighed {
  readonly index: number;
  readonly weight: number;
}

/** A word of a point, and another point that has its opposite. */
export interface Rivalry {
  readonly word: number;
  readonly opposites: readonly number[];
  /** Words of the point that the other one lacks. */
  readonly company: readonly number[];
  /** All words of the point, and of each other point. */
  readonly own: readonly Weighed[];
  readonly others: readonly (readonly Weighed[])[];
}

/** By point, in their order. */
export function rivalriesOf(
  points: readonly { readonly ways: readonly (readonly Weighed[])[] }[],
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
