/**
 * The lines of a glossary → its terms: cut within the line, on two lines, under headings, or in the rows of a table. A
 * term that nothing explains is told, not kept.
 */
import type { Term } from './guide.ts';
import { tidy } from './inline.ts';
import { isInstruction } from './items.ts';
import { endsSentence, type Line } from './lines.ts';
import { headOf, termRow, type TableHead } from './tables.ts';
import { separatorsOf, splitTerm, type TermSplit } from './termSplit.ts';

export interface Glossary {
  readonly terms: readonly Term[];
  readonly instructions: readonly Line[];
  readonly headings: readonly Line[];
  readonly stray: readonly Line[];
  /** Rows that name the columns. */
  readonly structure: readonly Line[];
  readonly undefinedTerms: readonly Line[];
}

interface Entry {
  term: string;
  definition: string;
  readonly lines: number[];
}

interface Cut {
  readonly line: Line;
  readonly split: TermSplit | null;
}

const bareTerm = (text: string): string => text.replace(/\s*[:：–—-]$/, '');

const looksLikeTerm = ({ text }: Line): boolean =>
  text.length <= 120 && text.split(' ').length <= 14 && !endsSentence(text);

/** Goes through the lines once, with the entry that may still grow and the term that waits for its definition. */
class Reader {
  readonly entries: Entry[] = [];
  readonly headings: Line[] = [];
  readonly stray: Line[] = [];
  readonly undefinedTerms: Line[] = [];
  private pending: Line | null = null;

  define(term: string, definition: string, lines: readonly Line[]): void {
    this.entries.push({ term, definition, lines: lines.flatMap(({ numbers }) => numbers) });
  }

  wait(line: Line): void {
    this.settle(false);
    this.pending = line;
  }

  get isWaiting(): boolean {
    return this.pending !== null;
  }

  /** The waiting term gets no definition: it heads a group, or its definition is missing. */
  settle(isHeading: boolean): void {
    if (this.pending === null) return;
    (isHeading ? this.headings : this.undefinedTerms).push(this.pending);
    this.pending = null;
  }

  explain(line: Line): void {
    if (this.pending === null) return;
    this.define(bareTerm(this.pending.text), line.text.replace(/^: ?/, ''), [this.pending, line]);
    this.pending = null;
  }

  extend(line: Line): void {
    const last = this.entries.at(-1);
    if (last === undefined || this.pending !== null) {
      this.stray.push(line);
      return;
    }
    last.definition = tidy(`${last.definition} ${line.text}`);
    last.lines.push(...line.numbers);
  }
}

const isNested = (line: Line, base: number): boolean => line.isBullet && line.indent >= base + 2;

/** Most lines hold a term and its definition. */
function readInline(reader: Reader, cuts: readonly Cut[]): void {
  const base = cuts.reduce((least, { line }) => Math.min(least, line.indent), Infinity);
  for (const { line, split } of cuts) {
    const isAlone = split?.definition === '' || line.isBold || line.heading > 0;
    if (isNested(line, base) && reader.entries.length > 0 && !reader.isWaiting) reader.extend(line);
    else if (split !== null && split.definition !== '') {
      reader.settle(true);
      reader.define(split.term, split.definition, [line]);
    } else if (isAlone) reader.wait(line);
    else if (reader.isWaiting) reader.explain(line);
    else if (!line.hasGapBefore) reader.extend(line);
    else reader.stray.push(line);
  }
  reader.settle(false);
}

/** A term on a line of its own, then what it means. */
function readAlternating(reader: Reader, cuts: readonly Cut[]): void {
  const lines = cuts.map(({ line }) => line);
  const isMarked = (line: Line): boolean => line.isBold || line.heading > 0;
  const marked = lines.filter(isMarked).length;
  const areMarked = marked >= 2 && marked * 4 >= lines.length;
  // Where definitions are sentences, two lines in a row that are none cannot be term and definition.
  const areSentences = lines.filter(({ text }) => endsSentence(text)).length * 5 >= lines.length * 2;
  lines.forEach((line, at) => {
    const next = lines[at + 1];
    if (areMarked) {
      if (isMarked(line)) reader.wait(line);
      else if (reader.isWaiting) reader.explain(line);
      else reader.extend(line);
    } else if (!reader.isWaiting) {
      if (looksLikeTerm(line)) reader.wait(line);
      else if (!line.hasGapBefore) reader.extend(line);
      else reader.stray.push(line);
    } else if (areSentences && looksLikeTerm(line) && next !== undefined && endsSentence(next.text)) reader.wait(line);
    else reader.explain(line);
  });
  reader.settle(false);
}

function readRows(rows: readonly Line[], reader: Reader): Line[] {
  const structure: Line[] = [];
  let head: TableHead | null = null;
  for (const row of rows) {
    const found = headOf(row);
    if (found !== null) {
      head = found;
      structure.push(row);
      continue;
    }
    const entry = termRow(row.cells ?? [], head);
    if (entry === null) reader.stray.push(row);
    else reader.define(entry.term, entry.definition, [row]);
  }
  return structure;
}

function cutAll(lines: readonly Line[]): Cut[] {
  const separators = separatorsOf(lines);
  return lines.map((line) => ({ line, split: line.heading > 0 ? null : splitTerm(line, separators) }));
}

/** How much of a list consists of terms with their definitions in the same line. */
export function termShare(lines: readonly Line[]): number {
  const cuts = cutAll(lines.filter(({ cells }) => cells === null));
  const full = cuts.filter(({ split }) => split !== null && split.definition !== '').length;
  return cuts.length === 0 ? 0 : full / cuts.length;
}

export function readGlossary(all: readonly Line[]): Glossary {
  const reader = new Reader();
  const structure = readRows(
    all.filter(({ cells }) => cells !== null),
    reader,
  );
  const plainLines = all.filter(({ cells }) => cells === null);
  const first = plainLines.findIndex((line) => !isInstruction(line, true));
  const instructions = plainLines.slice(0, first < 0 ? plainLines.length : first);
  const lines = plainLines.slice(instructions.length);
  const cuts = cutAll(lines);
  const isInline = termShare(lines) >= 0.5 || lines.length < 2;
  if (isInline) readInline(reader, cuts);
  else readAlternating(reader, cuts);
  const byLine = [...reader.entries].sort((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0));
  return {
    terms: byLine,
    instructions,
    headings: reader.headings,
    stray: reader.stray,
    structure,
    undefinedTerms: reader.undefinedTerms,
  };
}
