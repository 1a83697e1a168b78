/**
 * Grades a short answer against a prepared item: a credit, and which key points it makes in which of its words. Pure and
 * deterministic; who knows better than it, the host, has the last word elsewhere.
 */
import { gradedCharactersMax } from '../limits.ts';
import { readAnswer, type ReadAnswer } from './evidence.ts';
import { featuresOfReference, saturation, see, type PointSeen, type Seen } from './features.ts';
import { factors, flagsOf, isDenied, isReversed, nothingIn, type Flag } from './flags.ts';
import type { PreparedItem, PreparedReference } from './prepare.ts';
import { shippedWeights, type Weights } from './weights.ts';

export type Found = 'yes' | 'partly' | 'no';

export interface PointGrade {
  readonly text: string;
  readonly weight: number;
  readonly found: Found;
  /** The player's own words in which it was found. */
  readonly where: string | null;
  /** Where these stand in the answer as it was written: from and to, in UTF-16 units. Null exactly where `where` is. */
  readonly span: readonly [start: number, end: number] | null;
}

export interface Grade {
  /** 0 to 1, continuous. */
  readonly credit: number;
  readonly points: readonly PointGrade[];
  readonly flags: readonly Flag[];
}

/** All that can be said of an answer before anybody says how strict to be; `creditAt` does the rest in no time. */
export interface Appraisal {
  /** How likely right, as a logit, and how likely the reference itself would be. */
  readonly logit: number;
  readonly referenceLogit: number;
  /** What the credit is multiplied by: the points made, and what is odd about the answer. 0 for no answer at all. */
  readonly factor: number;
  readonly lacksPoint: boolean;
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

const shareCounted = (seen: PointSeen): number =>
  isDenied(seen) || isReversed(seen) || seen.lacksMust ? 0 : seen.share;

function foundOf(seen: PointSeen): Found {
  const share = shareCounted(seen);
  return share >= saturation ? 'yes' : share >= partlyFrom ? 'partly' : 'no';
}

/** What a word in between costs, and the end of a clause, beside what the words of the point weigh. */
const gapCost = 0.1;
const clauseCost = 0.3;

/** The stretch of the answer with most of the point in fewest words. */
function spanOf(answer: ReadAnswer, { words }: PointSeen): readonly [number, number] | null {
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
  return best.worth === 0 || first === undefined || last === undefined ? null : [first.start, last.end];
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

const nothing: Appraisal = { logit: 0, referenceLogit: 0, factor: 0, lacksPoint: true, points: [], flags: [] };
const unfound = { found: 'no', where: null, span: null } as const;

const none = (item: PreparedItem, flag: Flag): Appraisal => ({
  ...nothing,
  points: (item.references[0]?.points ?? []).map(({ text, weight }) => ({ text, weight, ...unfound })),
  flags: [flag],
});

function pointGradeOf(text: string, answer: ReadAnswer, seen: PointSeen): PointGrade {
  const { text: said, weight } = seen.point;
  const found = foundOf(seen);
  const span = found === 'no' ? null : spanOf(answer, seen);
  return { text: said, weight, found, where: span && text.slice(...span), span };
}

/** The part of grading that takes time, and that no leniency changes. */
export function appraise(item: PreparedItem, raw: string, weights: Weights = shippedWeights): Appraisal {
  const text = raw.slice(0, gradedCharactersMax);
  const answer = readAnswer(item, text);
  const lack = nothingIn(item, answer);
  if (lack !== null) return none(item, lack);
  const best = bestOf(item, answer, weights);
  // A reference without a word has nothing that an answer could make.
  if (best === null || best.points.length === 0) return nothing;
  const { logit, points: seen, reference } = best;
  const flags = flagsOf(item, reference, answer, seen);
  if (flags.includes('copied')) return none(item, 'copied');
  const made = seen.reduce((sum, one) => sum + one.point.weight * Math.min(1, shareCounted(one) / saturation), 0);
  const points = seen.map((one) => pointGradeOf(text, answer, one));
  return {
    logit,
    referenceLogit: logitOf(featuresOfReference, weights),
    factor: flags.reduce((left, flag) => left * (factors[flag] ?? 1), 0.5 + 0.5 * made),
    lacksPoint: points.some(({ found }) => found === 'no'),
    points,
    flags,
  };
}

/** 0 to 1, continuous: as likely right as the reference itself would be, and all points made. `leniency` from −1 to 1. */
export function creditAt(
  { logit, referenceLogit, factor, lacksPoint }: Pick<Appraisal, 'logit' | 'referenceLogit' | 'factor' | 'lacksPoint'>,
  leniency: number,
): number {
  const shift = middle + leniencyReach * leniency;
  const likely = Math.min(1, sigmoid(logit + shift) / sigmoid(referenceLogit + shift));
  const credit = likely ** bend * factor;
  return Math.round((lacksPoint ? credit * (1 - missingCost * credit) : credit) * 10_000) / 10_000;
}

/** Both at once. `leniency` from −1 to 1; 0 is the middle. */
export function grade(item: PreparedItem, raw: string, leniency = 0, weights: Weights = shippedWeights): Grade {
  const appraisal = appraise(item, raw, weights);
  const { points, flags } = appraisal;
  return { credit: creditAt(appraisal, leniency), points, flags };
}
