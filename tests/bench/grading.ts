/**
 * How well the grader agrees with people: `npm run bench:grading -- --data FOLDER`, with FOLDER holding judged answers.
 * Prints each set and split beside plain token overlap and TF-IDF cosine, then what attacks earn. `--fit` prints
 * the weights to ship.
 */
import { parseArgs } from 'node:util';
import { readAnswer } from '../../shared/grading/evidence.ts';
import { see } from '../../shared/grading/features.ts';
import { grade } from '../../shared/grading/grade.ts';
import { prepare, type PreparedItem } from '../../shared/grading/prepare.ts';
import { shippedWeights, type Weights } from '../../shared/grading/weights.ts';
import { attackFigures } from './gradingAttacks.ts';
import { tfIdfCosine, tokenOverlap } from './gradingBaselines.ts';
import { agreement, areaUnderCurve, bestThreshold, fitWeights, type Example } from './gradingFit.ts';
import { loadSets, splitOf, type JudgedSet, type Row } from './gradingSets.ts';

const { values: options } = parseArgs({
  options: { data: { type: 'string' }, fit: { type: 'boolean', default: false } },
});
if (options.data === undefined) throw new Error('Say where the judged answers are: --data FOLDER');

const items = new Map<string, PreparedItem>();
function itemOf({ qid, question, refs }: Row): PreparedItem {
  let item = items.get(qid);
  if (item === undefined) items.set(qid, (item = prepare(question, refs)));
  return item;
}

const examples = new Map<Row, Example>();
function exampleOf(row: Row): Example {
  let example = examples.get(row);
  if (example === undefined) {
    const item = itemOf(row);
    const answer = readAnswer(item, row.answer);
    example = { features: item.references.map((reference) => see(reference, answer).features), score: row.score };
    examples.set(row, example);
  }
  return example;
}

const scoresOf = (rows: readonly Row[]): number[] => rows.map(({ score }) => score);

/** A way to grade, and the rows on which its threshold between right and wrong is chosen. */
interface Grader {
  readonly name: string;
  readonly value: (row: Row) => number;
  readonly tunedOn: readonly Row[];
}

const creditBy =
  (weights: Weights) =>
  (row: Row): number =>
    grade(itemOf(row), row.answer, 0, weights).credit;

function gradersOf(set: JudgedSet, others: readonly JudgedSet[]): Grader[] {
  const train = splitOf(set, 'train');
  const foreign = others.flatMap((other) => splitOf(other, 'train'));
  return [
    { name: 'token overlap', value: tokenOverlap, tunedOn: train },
    { name: 'TF-IDF cosine', value: tfIdfCosine(train), tunedOn: train },
    { name: 'weights of the other set', value: creditBy(fitWeights(foreign.map(exampleOf))), tunedOn: foreign },
    { name: 'weights of its own train', value: creditBy(fitWeights(train.map(exampleOf))), tunedOn: train },
    { name: 'weights as shipped', value: creditBy(shippedWeights), tunedOn: train },
  ];
}

const print = (cells: readonly string[], widths: readonly number[]): void =>
  console.log(cells.map((cell, at) => (at < 2 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join(' '));

function report(set: JudgedSet, others: readonly JudgedSet[]): void {
  const splits = [...set.splits.filter((split) => split !== 'train'), 'all tests'];
  for (const { name, value, tunedOn } of gradersOf(set, others)) {
    const threshold = bestThreshold(tunedOn.map(value), scoresOf(tunedOn));
    for (const split of splits) {
      const rows = split === 'all tests' ? set.rows.filter((row) => row.split !== 'train') : splitOf(set, split);
      const [given, scores] = [rows.map(value), scoresOf(rows)];
      const { macroF1, accuracy } = agreement(given, scores, threshold);
      const auc = areaUnderCurve(given, scores);
      const figures = [macroF1, accuracy, auc].map((figure) => figure.toFixed(3));
      print([`${set.name} ${split}`, name, String(rows.length), ...figures], [24, 26, 6, 9, 9, 7]);
    }
  }
}

/** Microseconds an answer, items prepared already, as in a room. */
function speed(rows: readonly Row[]): { median: number; slowest: number } {
  const took = rows.map((row) => {
    const item = itemOf(row);
    const from = performance.now();
    grade(item, row.answer);
    return (performance.now() - from) * 1_000;
  });
  const sorted = took.sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)]!, slowest: sorted[Math.floor(sorted.length * 0.99)]! };
}

const sets = loadSets(options.data);
const allTrain = sets.flatMap((set) => splitOf(set, 'train'));

if (options.fit) {
  const { features, bias } = fitWeights(allTrain.map(exampleOf));
  const rounded = (weight: number): number => Math.round(weight * 1_000) / 1_000;
  console.log(JSON.stringify({ features: features.map(rounded), bias: rounded(bias) }));
} else {
  print(['set and split', 'grader', 'rows', 'macro-F1', 'accuracy', 'AUC'], [24, 26, 6, 9, 9, 7]);
  for (const set of sets)
    report(
      set,
      sets.filter((other) => other !== set),
    );
  for (const set of sets) {
    const { median, slowest } = speed(set.rows);
    console.log(`\n${set.name}: ${median.toFixed(0)} µs an answer (median), ${slowest.toFixed(0)} µs (99 %)`);
  }
  console.log('');
  print(['attack', '', 'rows', 'credit', '≥ half', '≥ 0.9', 'flagged'], [32, 0, 6, 8, 8, 8, 8]);
  const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
  for (const { attack, count, meanCredit, half, full, flagged } of attackFigures(sets.flatMap(({ rows }) => rows)))
    print(
      [attack, '', String(count), meanCredit.toFixed(2), percent(half), percent(full), percent(flagged)],
      [32, 0, 6, 8, 8, 8, 8],
    );
}
