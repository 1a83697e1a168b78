/** Which column of a table is which, by the names in its head. Rows stay lines; cells were cut long before. */
import { columnPhrases } from './headings.ts';
import { endsSentence, type Line } from './lines.ts';
import { phraseTable, wordsOf } from './phrases.ts';

type Column = keyof typeof columnPhrases;

const columns = phraseTable<Column>(
  (Object.keys(columnPhrases) as Column[]).map((column) => [column, columnPhrases[column]] as const),
);

export function columnOf(cell: string): Column | null {
  const words = wordsOf(cell);
  if (/^(?:#|№)$/.test(cell)) return 'number';
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
  const isNamed = !isStrange({ names });
  // Some exporters make a head of whatever stands first.
  if (line.isTableHead && (isNamed || !line.cells.some(endsSentence))) return { names };
  const isShort = line.cells.every((cell) => wordsOf(cell).length <= 2);
  return isShort && names.length >= 2 && names.every((name) => name !== null) ? { names } : null;
}

/** What a table holds whose section has no heading. */
export function tableRole({ names }: TableHead): 'quiz' | 'terms' | null {
  if (names.includes('question')) return 'quiz';
  return names.includes('term') && names.includes('definition') ? 'terms' : null;
}

/** It names nothing that we know: structure, but not ours. */
export const isStrange = ({ names }: TableHead): boolean => names.every((name) => name === null || name === 'number');

/** `3`, `Q3`, `iv.`: nothing is lost without it. */
const isCount = (cell: string): boolean => /^(?:#?\p{L}{0,3}[. ]?\d{1,4}[a-z]?|\p{L}|[ivxlc]{1,4})[.):]*$/iu.test(cell);

/** Shorter than its head, and what stands below its number is none: which cell is which cannot be told. */
const isShifted = (cells: readonly string[], head: TableHead | null): boolean =>
  head?.names[0] === 'number' && cells.length < head.names.length && !isCount(cells[0] ?? '');

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
  const others = whole.filter(
    (cell, at) => at !== termAt && at !== definitionAt && cell !== '' && (at > termAt || !isCount(cell)),
  );
  const definition = [whole[definitionAt] ?? '', ...others].filter((cell) => cell !== '').join(' – ');
  return term === '' || definition === '' || isShifted(cells, head) ? null : { term, definition };
}

export interface QuestionRow {
  readonly question: string;
  readonly answer: string;
}

/** All that stands in the row beside the question and its number belongs to the answer. */
export function questionRow(cells: readonly string[], head: TableHead | null): QuestionRow | null {
  const named = head?.names.indexOf('question') ?? -1;
  const isNumbered = head?.names[0] === 'number' || (cells.length > 2 && /^\d{1,3}\.?$/.test(cells[0] ?? ''));
  const questionAt = named >= 0 ? named : isNumbered ? 1 : 0;
  const question = cells[questionAt] ?? '';
  const others = cells.filter(
    (cell, at) => at !== questionAt && cell !== '' && !(at === 0 && isNumbered && isCount(cell)),
  );
  return question === '' || isShifted(cells, head) ? null : { question, answer: others.join(' – ') };
}

export interface EssayRow {
  readonly prompt: string;
  readonly answer: string;
}

/** A title may stand in a column before the prompt. */
export function essayRow(cells: readonly string[], head: TableHead | null): EssayRow {
  const answerAt = head?.names.indexOf('answer') ?? -1;
  const said = cells.filter((cell, at) => cell !== '' && at !== answerAt && !(at === 0 && isCount(cell)));
  return { prompt: said.join(': '), answer: answerAt < 0 ? '' : (cells[answerAt] ?? '') };
}
