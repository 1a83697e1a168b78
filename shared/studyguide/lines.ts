/**
 * Source lines → lines to understand: marks taken off, rows cut into cells, text that a program wrapped at a fixed
 * width joined again, empty lines and rules turned into gaps. Every line keeps the numbers it came from.
 */
import { boldStart, plain, type BoldStart } from './inline.ts';
import { isFence, isFold, isRule, isTableRule, looksLikeRow, readMarks, splitBars } from './marks.ts';
import type { SourceLine } from './sourceLines.ts';

export interface Line {
  readonly numbers: readonly number[];
  /** Without the marks before it, with the Markdown inside it. */
  readonly markdown: string;
  readonly text: string;
  readonly indent: number;
  readonly hasGapBefore: boolean;
  readonly hasGapAfter: boolean;
  readonly heading: number;
  readonly isBullet: boolean;
  readonly order: number | null;
  readonly boldStart: BoldStart | null;
  readonly isBold: boolean;
  /** The cells of a table's row, or of tab-separated text. */
  readonly cells: readonly string[] | null;
  /** The row above a table's rule. */
  readonly isTableHead: boolean;
}

/** A line that may still grow. */
interface Draft {
  readonly numbers: number[];
  markdown: string;
  readonly indent: number;
  readonly gap: boolean;
  readonly heading: number;
  readonly isBullet: boolean;
  readonly order: number | null;
  readonly cells: string[] | null;
  readonly isTableHead: boolean;
  /** Of its last source line: what decides whether a break was forced. */
  width: number;
  /** A line of = below it. */
  isUnderlined: boolean;
}

/** Longer lines are not wrapped at a width: their breaks are meant. */
const wrapColumnsMax = 140;
/** Letters differ in width, so the lines of a PDF end raggedly. */
const raggedness = 0.82;
const wrapColumnsMin = 40;

export const endsSentence = (text: string): boolean => /[.!?…。！？][)\]"'”’»*_]*$/.test(text);
const beginsSmall = (text: string): boolean => /^["'“‘«(]?\p{Ll}/u.test(text);

/** Exports of some word processors number every line of the document, headings too. */
function dropOuterNumbers(source: readonly SourceLine[]): readonly SourceLine[] {
  const filled = source.filter(({ text }) => text !== '');
  const outer = /^(\d{1,4})(?:\\?\.)\s+(?=\S)/;
  let previous = 0;
  for (const { text } of filled) {
    const number = Number(outer.exec(text)?.[1] ?? NaN);
    if (number !== previous + 1) return source;
    previous = number;
  }
  // A list of questions alone is numbered by its author.
  const isList = filled.every(({ text }) => endsSentence(text));
  if (previous < 8 || isList) return source;
  return source.map((line) => ({ ...line, text: line.text.replace(outer, '') }));
}

function rowAt(
  source: readonly SourceLine[],
  at: number,
  inTable: boolean,
): { cells: string[]; isHead: boolean } | null {
  const text = source[at]?.text ?? '';
  const isHead = text.includes('|') && isTableRule(source[at + 1]?.text ?? '');
  if (isHead || looksLikeRow(text) || (inTable && text.includes('|'))) return { cells: splitBars(text), isHead };
  return null;
}

function tabCells(markdown: string): string[] | null {
  if (!markdown.includes('\t')) return null;
  const cells = markdown.split('\t').map((cell) => cell.trim());
  return cells.filter((cell) => cell !== '').length >= 2 ? cells.filter((cell, at) => cell !== '' || at === 0) : null;
}

function drafts(source: readonly SourceLine[]): Draft[] {
  const found: Draft[] = [];
  let gap = true;
  let inTable = false;
  source.forEach(({ number, text, indent }, at) => {
    if (/^[>\s]*$/.test(text)) {
      gap = true;
      inTable = false;
      return;
    }
    if (isTableRule(text)) {
      inTable = true;
      return;
    }
    const last = found.at(-1);
    if (isRule(text) || isFence(text) || isFold(text)) {
      if (/^={3,}$/.test(text) && !gap && last !== undefined) last.isUnderlined = true;
      gap = true;
      return;
    }
    const row = rowAt(source, at, inTable);
    inTable = inTable && row !== null;
    const marks = row === null ? readMarks(text) : { heading: 0, isBullet: false, order: null, markdown: text };
    found.push({
      numbers: [number],
      ...marks,
      indent,
      gap,
      cells: row?.cells ?? tabCells(marks.markdown),
      isTableHead: row?.isHead ?? false,
      width: text.length,
      isUnderlined: false,
    });
    gap = false;
  });
  return found;
}

/** Whether words of the line above could go on in this one. */
function mayContinue(above: Draft, line: Draft): boolean {
  if (line.gap || line.heading > 0 || line.isBullet || line.order !== null || line.cells !== null) return false;
  return above.heading === 0 && above.cells === null && !above.isUnderlined;
}

/** The next word had no room: the break was the program's, not the author's. */
function wasForced(above: Draft, line: Draft, columns: number): boolean {
  const [word = ''] = line.markdown.split(' ', 1);
  return above.width >= wrapColumnsMin && above.width + 1 + word.length > columns * raggedness;
}

interface Wrapping {
  readonly columns: number;
  /** What goes on is indented, so what is not begins something new. */
  readonly isHanging: boolean;
}

/**
 * How the text was wrapped, or null where it was not. The sign of it: sentences that go on, in small letters, on the
 * next line. The longest line that does tells the column; a long address may stick out beyond it.
 */
function findWrapping(lines: readonly Draft[]): Wrapping | null {
  const broken = lines.flatMap((line, at) => {
    const below = lines[at + 1];
    if (below === undefined || !mayContinue(line, below)) return [];
    if (line.width < wrapColumnsMin || line.width > wrapColumnsMax) return [];
    return beginsSmall(below.markdown) && !endsSentence(line.markdown) ? [{ line, below }] : [];
  });
  if (broken.length < Math.max(2, lines.length / 12)) return null;
  const hanging = broken.filter(({ below }) => below.indent > 0).length;
  return {
    columns: broken.reduce((most, { line }) => Math.max(most, line.width), 0),
    isHanging: hanging * 10 >= broken.length * 9,
  };
}

/** `A few words: and what they mean` begins something new, however full the line above was. */
const looksLikeTerm = (markdown: string): boolean => /^(?:\*\*)?[^\s:]+(?: [^\s:]+){0,7} ?:(?:\*\*)? /.test(markdown);

/** Whether the words go on over the break. A full line that ends a sentence may well end its item too. */
function goesOn(above: Draft, line: Draft, { columns, isHanging }: Wrapping): boolean {
  if (!mayContinue(above, line)) return false;
  if (isHanging) return line.indent > above.indent;
  if (!wasForced(above, line, columns)) return false;
  if (beginsSmall(line.markdown)) return true;
  if (looksLikeTerm(line.markdown) || /[?？]["”’»)]*$/.test(above.markdown)) return false;
  // Where letters are equally wide, the next word fitted or did not.
  const [word = ''] = line.markdown.split(' ', 1);
  return !endsSentence(above.markdown) || above.width + 1 + word.length > columns;
}

function unwrap(lines: readonly Draft[], isHeading: (text: string) => boolean): Draft[] {
  const wrapping = findWrapping(lines);
  const found: Draft[] = [];
  for (const line of lines) {
    const above = found.at(-1);
    const isOne = wrapping !== null && above !== undefined && goesOn(above, line, wrapping);
    if (isOne && !isHeading(line.markdown) && !isHeading(above.markdown)) {
      const isSplitWord = /\p{L}-$/u.test(above.markdown) && beginsSmall(line.markdown);
      above.markdown += (isSplitWord ? '' : ' ') + line.markdown;
      above.numbers.push(...line.numbers);
      above.width = line.width;
    } else found.push({ ...line });
  }
  return found;
}

/** `isHeading` names the lines that stand alone, however full they are. */
export function readLines(source: readonly SourceLine[], isHeading: (text: string) => boolean): Line[] {
  const unwrapped = unwrap(drafts(dropOuterNumbers(source)), isHeading);
  return unwrapped.map((draft, at) => {
    const text = plain(draft.markdown);
    const bold = boldStart(draft.markdown);
    return {
      numbers: draft.numbers,
      markdown: draft.markdown,
      text,
      indent: draft.indent,
      hasGapBefore: draft.gap,
      hasGapAfter: unwrapped[at + 1]?.gap ?? true,
      heading: draft.isUnderlined ? 1 : draft.heading,
      isBullet: draft.isBullet,
      order: draft.order,
      boldStart: bold,
      isBold: bold !== null && /^[.:]?$/.test(bold.rest),
      cells: draft.cells?.map(plain) ?? null,
      isTableHead: draft.isTableHead,
    };
  });
}
