/** Which column of a table is which, by the names in its head. Rows stay lines; cells were cut long before. */
import { columnPhrases } from './headings.ts';
import type { Line } from './lines.ts';
import { phraseTable, wordsOf } from './phrases.ts';

type Column = keyof typeof columnPhrases;

const columns = phraseTable<Column>(
  (Object.keys(columnPhrases) as Column[]).map((column) => [column, columnPhrases[column]] as const),
);

export function columnOf(cell: string): Column | null {
  const words = wordsOf(cell);
  for (let at = 0; at < words.length; at += 1) {
    const match = columns.longestAt(words, at);
    if (match !== null) return match.value;
  }
  return null;
}

export interface TableHead {
  readonly names: readonly (Column | null)[];
}

/** A row that names columns: marked as a table's head, or made of nothing but known names. */
export function headOf(line: Line): TableHead | null {
  if (line.cells === null) return null;
  const names = line.cells.map(columnOf);
  if (line.isTableHead) return { names };
  const isShort = line.cells.every((cell) => wordsOf(cell).length <= 2);
  return isShort && names.length >= 2 && names.every((name) => name !== null) ? { names } : null;
}

/** What a table holds whose section has no heading. */
export function tableRole({ names }: TableHead): 'quiz' | 'terms' | null {
  if (names.includes('question')) return 'quiz';
  return names.includes('term') && names.includes('definition') ? 'terms' : null;
}

export interface TermRow {
  readonly term: string;
  readonly definition: string;
}

/** Without a head the first two columns are meant; a column of numbers before them is skipped. */
export function termRow(cells: readonly string[], head: TableHead | null): TermRow | null {
  const named = head?.names.indexOf('term') ?? -1;
  const skips = head?.names[0] === 'number' || (cells.length > 2 && /^\d{1,3}\.?$/.test(cells[0] ?? ''));
  const termAt = named >= 0 ? named : skips ? 1 : 0;
  const meant = head?.names.indexOf('definition') ?? -1;
  const definitionAt = meant >= 0 && meant !== termAt ? meant : termAt === 0 ? 1 : termAt + 1;
  const width = head?.names.length ?? cells.length;
  // Bars that nobody escaped cut the last cell into more.
  const whole = cells.length > width ? [...cells.slice(0, width - 1), cells.slice(width - 1).join(' | ')] : cells;
  const term = (whole[termAt] ?? '').replace(/\s*[:：]$/, '');
  const others = whole.filter((cell, at) => at > termAt && at !== definitionAt && cell !== '');
  const definition = [whole[definitionAt] ?? '', ...others].filter((cell) => cell !== '').join(' – ');
  return term === '' || definition === '' ? null : { term, definition };
}

export const questionColumns = ({ names }: TableHead): { question: number; answer: number | null } => {
  const answer = names.indexOf('answer');
  return { question: Math.max(0, names.indexOf('question')), answer: answer < 0 ? null : answer };
};
