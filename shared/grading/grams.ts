/** Three letters in a row, counted: how alike two texts are in their letters, whatever the words are cut into. */
import type { Token } from './tokens.ts';

export type Grams = ReadonlyMap<string, number>;

export function gramsOf(content: readonly Token[], weightOf: (word: Token) => number): Grams {
  const grams = new Map<string, number>();
  for (const token of content) {
    const padded = ` ${token.stem} `;
    const weight = weightOf(token);
    for (let at = 0; at + 3 <= padded.length; at++) {
      const gram = padded.slice(at, at + 3);
      grams.set(gram, (grams.get(gram) ?? 0) + weight);
    }
  }
  return grams;
}

export function norm(grams: Grams): number {
  let squares = 0;
  for (const count of grams.values()) squares += count * count;
  return Math.sqrt(squares);
}

export function cosine(a: Grams, aNorm: number, b: Grams, bNorm: number): number {
  if (aNorm === 0 || bNorm === 0) return 0;
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let dot = 0;
  for (const [gram, count] of small) dot += count * (large.get(gram) ?? 0);
  return dot / (aNorm * bNorm);
}
