/** What any program could do in ten lines, to measure the grader against: plain token overlap, and TF-IDF cosine. */
import type { Row } from './gradingSets.ts';

const tokens = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function overlap(reference: string, answer: string): number {
  const [wanted, given] = [new Set(tokens(reference)), new Set(tokens(answer))];
  const both = [...given].filter((token) => wanted.has(token)).length;
  return both === 0 ? 0 : (2 * both) / (wanted.size + given.size);
}

export const tokenOverlap = ({ refs, answer }: Row): number => Math.max(...refs.map((ref) => overlap(ref, answer)));

/** The rarity of words is counted on the given rows alone. */
export function tfIdfCosine(train: readonly Row[]): (row: Row) => number {
  const texts = [...new Set(train.flatMap(({ refs, answer }) => [...refs, answer]))];
  const counts = new Map<string, number>();
  for (const text of texts) for (const token of new Set(tokens(text))) counts.set(token, (counts.get(token) ?? 0) + 1);
  const vectorOf = (text: string): Map<string, number> => {
    const vector = new Map<string, number>();
    for (const token of tokens(text)) {
      const rarity = Math.log((texts.length + 1) / ((counts.get(token) ?? 0) + 1)) + 1;
      vector.set(token, (vector.get(token) ?? 0) + rarity);
    }
    const length = Math.hypot(...vector.values());
    return new Map([...vector].map(([token, value]) => [token, value / length]));
  };
  const cosine = (a: Map<string, number>, b: Map<string, number>): number =>
    [...a].reduce((sum, [token, value]) => sum + value * (b.get(token) ?? 0), 0);
  return ({ refs, answer }) => {
    const given = vectorOf(answer);
    return Math.max(...refs.map((ref) => cosine(given, vectorOf(ref))));
  };
}
