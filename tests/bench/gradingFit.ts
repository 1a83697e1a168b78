/**
 * Fits the weights of a logistic regression whose every weight keeps its sign, and measures how well scores tell right
 * from wrong. Deterministic: the same rows give the same weights.
 */
import { featureSigns } from '../../shared/grading/features.ts';
import { logitOf } from '../../shared/grading/grade.ts';
import type { Weights } from '../../shared/grading/weights.ts';

/** An answer beside each of its references, and whether it was judged right. */
export interface Example {
  readonly features: readonly Float64Array[];
  readonly score: number;
}

/** Keeps features that say nearly the same from taking turns. */
const ridge = 0.01;
const steps = 400;
/** Which of several references counts depends on the weights, and these on the references: a few turns settle it. */
const turns = 3;

const bestOf = ({ features }: Example, weights: Weights): Float64Array => {
  const logits = features.map((one) => logitOf(one, weights));
  return features[logits.indexOf(Math.max(...logits))] ?? new Float64Array(featureSigns.length);
};

interface Scale {
  readonly means: number[];
  readonly deviations: number[];
}

function scaleOf(rows: readonly Float64Array[]): Scale {
  const means = featureSigns.map((_, at) => rows.reduce((sum, row) => sum + row[at]!, 0) / rows.length);
  const deviations = means.map(
    (mean, at) => Math.sqrt(rows.reduce((sum, row) => sum + (row[at]! - mean) ** 2, 0) / rows.length) || 1,
  );
  return { means, deviations };
}

/** Accelerated projected gradient descent on standardised features; the last of `row` is the constant. */
function descend(rows: readonly Float64Array[], scores: readonly number[]): Float64Array {
  const width = featureSigns.length + 1;
  const step = 1 / (rows.reduce((sum, row) => sum + row.reduce((a, b) => a + b * b, 0), 0) / rows.length / 4 + ridge);
  let [before, ahead, momentum] = [new Float64Array(width), new Float64Array(width), 1];
  for (let n = 0; n < steps; n++) {
    const gradient = new Float64Array(width);
    rows.forEach((row, at) => {
      const logit = row.reduce((sum, value, column) => sum + value * ahead[column]!, 0);
      const error = (1 / (1 + Math.exp(-logit)) - scores[at]!) / rows.length;
      for (let column = 0; column < width; column++) gradient[column]! += error * row[column]!;
    });
    const now = ahead.map((value, column) => {
      const moved = value - step * (gradient[column]! + (column < width - 1 ? ridge * value : 0));
      const sign = featureSigns[column] ?? 0;
      return moved * sign < 0 ? 0 : moved;
    });
    const next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    ahead = now.map((value, column) => value + ((momentum - 1) / next) * (value - before[column]!));
    [before, momentum] = [now, next];
  }
  return before;
}

export function fitWeights(examples: readonly Example[]): Weights {
  // To begin with, the reference counts that the answer has most words of.
  let weights: Weights = { features: featureSigns.map((_, at) => (at === 0 || at === 2 ? 1 : 0)), bias: 0 };
  for (let turn = 0; turn < turns; turn++) {
    const rows = examples.map((example) => bestOf(example, weights));
    const { means, deviations } = scaleOf(rows);
    const standard = rows.map((row) => Float64Array.of(...row.map((x, at) => (x - means[at]!) / deviations[at]!), 1));
    const fitted = descend(
      standard,
      examples.map(({ score }) => score),
    );
    const features = deviations.map((deviation, at) => fitted[at]! / deviation);
    const bias = features.reduce((sum, weight, at) => sum - weight * means[at]!, fitted[means.length]!);
    weights = { features, bias };
  }
  return weights;
}

/** How often a right answer gets more than a wrong one. */
export function areaUnderCurve(values: readonly number[], scores: readonly number[]): number {
  const order = values.map((_, at) => at).sort((a, b) => values[a]! - values[b]!);
  let [ranks, right] = [0, 0];
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to += 1;
    for (let at = from; at < to; at++)
      if (scores[order[at]!] === 1) {
        ranks += (from + to + 1) / 2;
        right += 1;
      }
    from = to;
  }
  return (ranks - (right * (right + 1)) / 2) / (right * (order.length - right));
}

export interface Agreement {
  readonly macroF1: number;
  readonly accuracy: number;
}

export function agreement(values: readonly number[], scores: readonly number[], threshold: number): Agreement {
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 };
  values.forEach((value, at) => {
    counts[value >= threshold ? (scores[at] === 1 ? 'tp' : 'fp') : scores[at] === 1 ? 'fn' : 'tn'] += 1;
  });
  const { tp, fp, fn, tn } = counts;
  const f1 = (hit: number): number => (2 * hit) / (2 * hit + fp + fn || 1);
  return { macroF1: (f1(tp) + f1(tn)) / 2, accuracy: (tp + tn) / values.length };
}

/** Macro-F1 hardly changes around its best, so the very best threshold is chance: the middle of the good ones is not. */
const nearlyBest = 0.005;

export function bestThreshold(values: readonly number[], scores: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const tried = Array.from({ length: 161 }, (_, n) => {
    const threshold = sorted[Math.floor((0.1 + n * 0.005) * sorted.length)]!;
    return { threshold, macroF1: agreement(values, scores, threshold).macroF1 };
  });
  const best = Math.max(...tried.map(({ macroF1 }) => macroF1));
  const good = tried.filter(({ macroF1 }) => macroF1 >= best - nearlyBest);
  return good[Math.floor(good.length / 2)]!.threshold;
}
