/**
 * Judged short answers from a folder outside the repository: one JSON object a line, `{ qid, question, refs, answer,
 * score, split }`. Reads them and refuses what is not of that form.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const rowSchema = v.object({
  qid: v.string(),
  question: v.string(),
  refs: v.pipe(v.array(v.string()), v.minLength(1)),
  answer: v.string(),
  score: v.picklist([0, 1]),
  split: v.string(),
});
export type Row = v.InferOutput<typeof rowSchema>;

export interface JudgedSet {
  readonly name: string;
  readonly rows: readonly Row[];
  /** `train`, and the splits to measure on. */
  readonly splits: readonly string[];
}

export function loadSets(folder: string): JudgedSet[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort();
  return files.map((file) => {
    const lines = readFileSync(join(folder, file), 'utf8').trim().split('\n');
    const rows = lines.map((line) => v.parse(rowSchema, JSON.parse(line)));
    return { name: file.replace(/\.jsonl$/, ''), rows, splits: [...new Set(rows.map(({ split }) => split))] };
  });
}

export const splitOf = ({ rows }: JudgedSet, split: string): Row[] => rows.filter((row) => row.split === split);
