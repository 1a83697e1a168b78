/**
 * The lines of a glossary → its terms: cut within the line, on two lines, under headings, or in the rows of a table. A
 * term that nothing explains is told, not kept.
 */
import type { Term } from './guide.ts';
import { tidy } from './inline.ts';
import { isInstruction } from './items.ts';
import { endsSentence, type Line } from './lines.ts';
import { columnOf, headOf, isStrange, termRow, type TableHead } from './tables.ts';
import { separatorsOf, splitPlain, splitTerm, type TermSplit } from './termSplit.ts';

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

  wait(line: Line, marksAreTerms = false): void {
    // A heading right above a deeper one names a group of terms, and is none.
    const isGroup = this.pending !== null && this.pending.heading > 0 && line.heading > this.pending.heading;
    this.settle(marksAreTerms && !isGroup);
    this.pending = line;
  }

  get isWaiting(): boolean {
    return this.pending !== null;
  }

  /** The waiting term gets no definition: it heads a group of others, or its definition is missing. */
  settle(marksAreTerms = false): void {
    const line = this.pending;
    if (line === null) return;
    const isTitle = line.isBold || line.heading > 0 || (line.text.endsWith(':') && line.hasGapBefore && !line.isBullet);
    (isTitle && !marksAreTerms ? this.headings : this.undefinedTerms).push(line);
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

/** A term that somebody forgot to explain, not more of the definition above it. */
const isLoneTerm = (line: Line, { entries }: Reader): boolean =>
  !line.isBullet &&
  /^\p{Lu}/u.test(line.text) &&
  line.text.split(' ').length <= 4 &&
  !endsSentence(line.text) &&
  endsSentence(entries.at(-1)?.definition ?? '');

/** Most lines hold a term and its definition. */
function readInline(reader: Reader, cuts: readonly Cut[]): void {
  const base = cuts.reduce((least, { line }) => Math.min(least, line.indent), Infinity);
  for (const { line, split } of cuts) {
    const isAlone = split?.definition === '' || line.isBold || line.heading > 0;
    if (isNested(line, base) && reader.entries.length > 0 && !reader.isWaiting) reader.extend(line);
    else if (split !== null && split.definition !== '') {
      reader.settle();
      reader.define(split.term, split.definition, [line]);
    } else if (isIndexLetter(line)) reader.headings.push(line);
    else if (isAlone || (!reader.isWaiting && isLoneTerm(line, reader))) reader.wait(line);
    else if (reader.isWaiting) reader.explain(line);
    else if (!line.hasGapBefore) reader.extend(line);
    else reader.stray.push(line);
  }
}

/** `A`, `B – D`: the letters of an alphabetical list. */
const isIndexLetter = ({ text }: Line): boolean => /^\p{L}(?: ?[-–/] ?\p{L})?$/u.test(text);

/** Copies may be bold from the term to the end of its definition: that marks nothing. */
const isBoldThroughout = ({ isBold, text }: Line): boolean =>
  isBold && endsSentence(text) && splitPlain(text, ['colon', 'dash']) !== null;

const isMarked = (line: Line): boolean =>
  (line.isBold || line.heading > 0) && !isIndexLetter(line) && !isBoldThroughout(line);

/** How many of the lines are marked and stand alone, as terms above their definitions do, and titles of groups. */
const markedShare = (lines: readonly Line[]): number =>
  lines.length === 0 ? 0 : lines.filter(isMarked).length / lines.length;

/** Every other line is short and no sentence, every other is one, whatever colons there are in it. */
const alternates = (lines: readonly Line[]): boolean =>
  lines.length >= 4 &&
  lines.length % 2 === 0 &&
  lines.every((line, at) =>
    at % 2 === 0 ? looksLikeTerm(line) && !line.text.includes(': ') : endsSentence(line.text),
  );

/** A term on a line of its own, then what it means. */
function readAlternating(reader: Reader, cuts: readonly Cut[]): void {
  const lines = cuts.map(({ line }) => line);
  const areMarked = lines.length > 2 && markedShare(lines) >= 0.25;
  // Where definitions are sentences, two lines in a row that are none cannot be term and definition.
  const areSentences = lines.filter(({ text }) => endsSentence(text)).length * 5 >= lines.length * 2;
  lines.forEach((line, at) => {
    const next = lines[at + 1];
    if (areMarked) {
      if (isIndexLetter(line)) reader.headings.push(line);
      else if (isMarked(line)) reader.wait(line, true);
      else if (reader.isWaiting) reader.explain(line);
      else reader.extend(line);
    } else if (!reader.isWaiting) {
      if (looksLikeTerm(line)) reader.wait(line);
      else if (!line.hasGapBefore) reader.extend(line);
      else reader.stray.push(line);
    } else if (areSentences && looksLikeTerm(line) && next !== undefined && endsSentence(next.text)) reader.wait(line);
    else reader.explain(line);
  });
}

function readRows(rows: readonly Line[], reader: Reader): Line[] {
  const structure: Line[] = [];
  let head: TableHead | null = null;
  for (const row of rows) {
    const found = headOf(row);
    if (found !== null) {
      head = found;
      if (isStrange(found)) reader.headings.push(row);
      else structure.push(row);
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

/** How much of a list consists of terms with their definitions in the same line; what is below a term does not count. */
export function termShare(lines: readonly Line[]): number {
  const own = lines.filter((line) => line.cells === null && !isIndexLetter(line));
  const base = own.reduce((least, { indent }) => Math.min(least, indent), Infinity);
  const cuts = cutAll(own.filter((line) => !isNested(line, base)));
  const full = cuts.filter(({ split }) => split !== null && split.definition !== '').length;
  return cuts.length === 0 ? 0 : full / cuts.length;
}

/** `Term`, `Definition` on two lines: the head of a table that was copied as text. */
function isCopiedHead(lines: readonly Line[]): boolean {
  const [first, second] = lines;
  if (first === undefined || second === undefined) return false;
  const areShort = [first, second].every(
    ({ text }) => text.length < 40 && text.split(' ').length <= 3 && !endsSentence(text),
  );
  return areShort && columnOf(first.text) === 'term' && columnOf(second.text) === 'definition';
}

/** Runs of rows and runs of lines, as they follow each other. */
function runsOf(lines: readonly Line[]): (readonly Line[])[] {
  const found: Line[][] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last !== undefined && (last[0]?.cells === null) === (line.cells === null)) last.push(line);
    else found.push([line]);
  }
  return found;
}

export function readGlossary(all: readonly Line[]): Glossary {
  const reader = new Reader();
  const first = all.findIndex((line) => line.cells !== null || !isInstruction(line, true));
  const instructions = all.slice(0, first < 0 ? all.length : first);
  const rest = all.slice(instructions.length);
  const structure = isCopiedHead(rest) ? rest.slice(0, 2) : [];
  const lines = rest.slice(structure.length);
  const isInline = termShare(lines) >= 0.5 && !(lines.length > 2 && markedShare(lines) >= 0.4) && !alternates(lines);
  for (const run of runsOf(lines)) {
    if (run[0]?.cells !== null) {
      reader.settle();
      structure.push(...readRows(run, reader));
    } else if (isInline || run.length < 2) readInline(reader, cutAll(run));
    else readAlternating(reader, cutAll(run));
  }
  reader.settle();
  return {
    terms: reader.entries,
    instructions,
    headings: reader.headings,
    stray: reader.stray,
    structure,
    undefinedTerms: reader.undefinedTerms,
  };
}
