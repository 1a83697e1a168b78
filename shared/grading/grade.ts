/**
 * Grades a short answer against a prepared item: a credit, and which key points it makes in which of its words. Pure and
 * deterministic; who knows better than it, the host, has the last word elsewhere.
 */
import { gradedCharactersMax } from '../limits.ts';
import { readAnswer, type ReadAnswer } from './evidence.ts';
import { featuresOfReference, saturation, see, type PointSeen, type Seen } from './features.ts';
import { factors, flagsOf, isDenied, nothingIn, type Flag } from './flags.ts';
import type { PreparedItem, PreparedReference } from './prepare.ts';
import { shippedWeights, type Weights } from './weights.ts';

export type Found = 'yes' | 'partly' | 'no';

export interface PointGrade {
  readonly text: string;
  readonly weight: number;
  readonly found: Found;
  /** The player's own words in which it was found. */
  readonly where: string | null;
}

export interface Grade {
  /** 0 to 1, continuous. */
  readonly credit: number;
  readonly points: readonly PointGrade[];
  readonly flags: readonly Flag[];
}

/** Half the words of a point are half a point; `saturation` of them are all of it. */
const partlyFrom = 0.35;
/** −1 strict to 1 lenient: so far moves the logit. At 2 an even guess becomes a clear yes. */
const leniencyReach = 2;
/** The middle of the slider: between what the judges of one long reference and those of several short ones gave. */
const middle = 0.4;
/** Bends the credit of what is most likely wrong towards nothing; the order of answers stays. */
const bend = 1.2;

/** Full marks are for all points: the nearer an answer is to them, the more it costs to leave one out. */
const missingCost = 0.1;

const shareCounted = (seen: PointSeen): number => (isDenied(seen) || seen.lacksMust ? 0 : seen.share);

function foundOf(seen: PointSeen): Found {
  const share = shareCounted(seen);
  return share >= saturation ? 'yes' : share >= partlyFrom ? 'partly' : 'no';
}

/** What a word in between costs, and the end of a clause, beside what the words of the point weigh. */
const gapCost = 0.1;
const clauseCost = 0.3;

/** The stretch of the answer with most of the point in fewest words. */
function whereOf(text: string, answer: ReadAnswer, { words }: PointSeen): string | null {
  const worth = new Map<string, number>();
  for (const { word, found } of words) for (const { token } of found.by) worth.set(token.stem, word.weight);
  let best = { worth: 0, from: 0, to: 0 };
  let [run, from] = [0, 0];
  answer.tokens.forEach(({ stem, isFunction, clause }, at) => {
    if (clause !== answer.tokens[at - 1]?.clause) run -= clauseCost;
    const gain = isFunction ? undefined : worth.get(stem);
    if (run <= 0) [run, from] = [0, at];
    run += gain ?? -gapCost;
    if (gain !== undefined && run > best.worth) best = { worth: run, from, to: at };
  });
  const [first, last] = [answer.tokens[best.from], answer.tokens[best.to]];
  return best.worth === 0 || first === undefined || last === undefined ? null : text.slice(first.start, last.end);
}

/** How likely a person would call the answer right, as a logit. */
export function logitOf(features: Float64Array, { features: weights, bias }: Weights): number {
  return weights.reduce((sum, weight, at) => sum + weight * (features[at] ?? 0), bias);
}

interface Best extends Seen {
  readonly reference: PreparedReference;
  readonly logit: number;
}

function bestOf(item: PreparedItem, answer: ReadAnswer, weights: Weights): Best | null {
  let best: Best | null = null;
  for (const reference of item.references) {
    const seen = see(reference, answer);
    const logit = logitOf(seen.features, weights);
    if (best === null || logit > best.logit) best = { ...seen, reference, logit };
  }
  return best;
}

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** The credit before flags: as likely right as the reference itself would be, and all points made. */
function creditOf({ logit, points }: Best, leniency: number, weights: Weights): number {
  const shift = middle + leniencyReach * leniency;
  const likely = Math.min(1, sigmoid(logit + shift) / sigmoid(logitOf(featuresOfReference, weights) + shift));
  const made = points.reduce((sum, seen) => sum + seen.point.weight * Math.min(1, shareCounted(seen) / saturation), 0);
  const credit = likely ** bend * (0.5 + 0.5 * made);
  return points.some((seen) => foundOf(seen) === 'no') ? credit * (1 - missingCost * credit) : credit;
}

const none = (item: PreparedItem, flag: Flag): Grade => ({
  credit: 0,
  points: (item.references[0]?.points ?? []).map(({ text, weight }) => ({ text, weight, found: 'no', where: null })),
  flags: [flag],
});

/** `leniency` from −1 to 1; 0 is the middle. */
export function grade(item: PreparedItem, raw: string, leniency = 0, weights: Weights = shippedWeights): Grade {
  const text = raw.slice(0, gradedCharactersMax);
  const answer = readAnswer(item, text);
  const nothing = nothingIn(item, answer);
  if (nothing !== null) return none(item, nothing);
  const best = bestOf(item, answer, weights);
  // A reference without a word has nothing that an answer could make.
  if (best === null || best.points.length === 0) return { credit: 0, points: [], flags: [] };
  const { points, reference } = best;
  const flags = flagsOf(item, reference, answer, points);
  if (flags.includes('copied')) return none(item, 'copied');
  const credit = flags.reduce((left, flag) => left * (factors[flag] ?? 1), creditOf(best, leniency, weights));
  return {
    credit: Math.round(credit * 10_000) / 10_000,
    points: points.map((seen) => {
      const found = foundOf(seen);
      const { text: said, weight } = seen.point;
      return { text: said, weight, found, where: found === 'no' ? null : whereOf(text, answer, seen) };
    }),
    flags,
  };
}
