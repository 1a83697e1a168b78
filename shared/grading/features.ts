/**
 * An answer beside a reference in six numbers, which the weights turn into a credit; and what it has of each key point.
 * Each number is one that a person can check by hand.
 */
import { cosine } from './grams.ts';
import { sameFrom, wordFound, type ReadAnswer, type WordFound } from './evidence.ts';
import { isSwapped } from './swapped.ts';
import type { PreparedPoint, PreparedReference, WantedWord } from './prepare.ts';

export const featureNames = ['recall', 'precision', 'letters', 'allWords', 'length', 'denied'] as const;

/** What a reference has beside itself. */
export const featuresOfReference = Float64Array.of(1, 1, 1, 1, 0, 0);

/** Which way each of them may count. A grader in which finding a word lowers the credit could not be explained. */
export const featureSigns: readonly (1 | -1)[] = [1, 1, 1, 1, 1, -1];

/** Words that say the same as this share of a point make it: nobody repeats every word. */
export const saturation = 0.7;

export interface PointSeen {
  readonly point: PreparedPoint;
  /** Share of the point's weight that is there, 0 to 1, before anything is held against it. */
  readonly share: number;
  readonly words: readonly { readonly word: WantedWord; readonly found: WordFound }[];
  /** Share of what is there that is denied; of the point that is turned into its opposite. */
  readonly denied: number;
  readonly reversed: number;
  readonly lacksMust: boolean;
}

export interface Seen {
  readonly features: Float64Array;
  readonly points: readonly PointSeen[];
}

function pointSeen(answer: ReadAnswer, point: PreparedPoint, { bothSides }: PreparedReference): PointSeen {
  let seen: PointSeen | null = null;
  for (const way of point.ways) {
    let [all, there, denied, reversed] = [0, 0, 0, 0];
    const words = way.map((word) => {
      const found = wordFound(answer, word);
      all += word.weight;
      there += word.weight * found.value;
      if (found.isDenied) denied += word.weight * found.value;
      if (found.isReversed && !bothSides.has(word.index)) reversed += word.weight;
      return { word, found };
    });
    const share = all > 0 ? there / all : 0;
    if (seen !== null && share <= seen.share) continue;
    const lacksMust = point.must.some((index) => (answer.best[index] ?? 0) < sameFrom);
    seen = {
      point,
      share,
      words,
      denied: there > 0 ? denied / there : 0,
      reversed: all > 0 ? reversed / all : 0,
      lacksMust,
    };
  }
  if (seen !== null && isSwapped(answer, point.rivalries)) return { ...seen, reversed: Math.max(seen.reversed, 0.3) };
  return seen ?? { point, share: 0, words: [], denied: 0, reversed: 0, lacksMust: false };
}

/** How much of the answer is about the reference, by weight. */
function precisionOf(answer: ReadAnswer, reference: PreparedReference): number {
  let [all, there] = [0, 0];
  for (const { weight, row } of answer.words) {
    let best = 0;
    for (const index of reference.row) best = Math.max(best, row[index] ?? 0);
    all += weight;
    there += weight * best;
  }
  return all > 0 ? there / all : 0;
}

/** Of all words, those of grammar too: twice what both have, of what each has. */
function allWordsOf(answer: ReadAnswer, { stems }: PreparedReference): number {
  let both = 0;
  for (const stem of answer.stems) if (stems.has(stem)) both += 1;
  const all = answer.stems.size + stems.size;
  return all > 0 ? (2 * both) / all : 0;
}

export function see(reference: PreparedReference, answer: ReadAnswer): Seen {
  const points = reference.points.map((point) => pointSeen(answer, point, reference));
  let [recall, denied] = [0, 0];
  for (const { point, share, denied: deniedShare, reversed } of points) {
    recall += point.weight * share;
    denied += point.weight * (share * deniedShare + reversed);
  }
  const features = Float64Array.of(
    recall,
    precisionOf(answer, reference),
    cosine(answer.grams, answer.gramsNorm, reference.grams, reference.gramsNorm),
    allWordsOf(answer, reference),
    Math.log((answer.content.length + 1) / (reference.row.length + 1)),
    denied,
  );
  return { features, points };
}
