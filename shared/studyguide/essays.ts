/** The lines of a section of essay questions → the questions. Answers to them are left out: essays are talked about. */
import type { Passage } from './guide.ts';
import { readItems, type Item, type Part } from './items.ts';
import { splitAtAnswer } from './labels.ts';
import { boldStart, plain } from './inline.ts';
import { endsSentence, type Line } from './lines.ts';
import { joinPieces } from './passages.ts';
import { essayRow, headOf, type TableHead } from './tables.ts';

/** An answer in the line of its prompt. */
export interface Beside {
  readonly line: Line;
  readonly text: string;
}

export interface Essays {
  readonly essays: readonly Passage[];
  readonly instructions: readonly Line[];
  readonly headings: readonly Line[];
  readonly stray: readonly Line[];
  readonly answers: readonly Line[];
  readonly beside: readonly Beside[];
  /** Rows that name the columns. */
  readonly structure: readonly Line[];
}

const isBoldSentence = (part: Part | undefined): boolean =>
  part !== undefined && boldStart(part.markdown)?.rest === '' && endsSentence(part.text);

/** Where the prompt ends: at what is named an answer, or at a new paragraph after a whole sentence. */
function promptLength(parts: readonly Part[]): number {
  const end = parts.findIndex((part, at) => {
    if (at === 0) return false;
    // The prompt in bold, what somebody wrote to it below.
    if (part.isAnswer || (isBoldSentence(parts[0]) && !part.line.isBold)) return true;
    const isParagraph = part.line.hasGapBefore && !part.line.isBullet && part.line.order === null;
    return isParagraph && endsSentence(parts[at - 1]?.text ?? '');
  });
  return end < 0 ? parts.length : end;
}

/** A title on a line of its own, then the prompt. */
function join(parts: readonly Part[]): Passage {
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0) return joinPieces(parts);
  const isTitle =
    (first.line.heading > 0 || first.line.isBold) && !endsSentence(first.text) && !first.text.endsWith(':');
  return joinPieces(isTitle ? [{ ...first, text: `${first.text}:` }, ...others] : parts);
}

function readEssay(item: Item, answers: Line[], beside: Beside[]): Passage | null {
  const parts = item.parts.filter(({ text }) => text !== '');
  const length = promptLength(parts);
  answers.push(...parts.slice(length).map(({ line }) => line));
  const prompt = parts.slice(0, length).map((part) => {
    const inside = splitAtAnswer(part.markdown);
    if (inside === null) return part;
    beside.push({ line: part.line, text: plain(inside[1]) });
    return { ...part, text: plain(inside[0]) };
  });
  return prompt.length === 0 ? null : join(prompt);
}

function readEssayTable(rows: readonly Line[], others: readonly Line[]): Essays {
  const essays: Passage[] = [];
  const beside: Beside[] = [];
  const structure: Line[] = [];
  const stray = [...others];
  let head: TableHead | null = null;
  for (const row of rows) {
    const found = headOf(row);
    const { prompt, answer } = essayRow(row.cells ?? [], head);
    if (found !== null) {
      head = found;
      structure.push(row);
    } else if (prompt === '') stray.push(row);
    else {
      essays.push({ text: prompt, lines: row.numbers });
      if (answer !== '') beside.push({ line: row, text: answer });
    }
  }
  return { essays, beside, structure, stray, instructions: [], headings: [], answers: [] };
}

export function readEssays(lines: readonly Line[]): Essays {
  const rows = lines.filter(({ cells }) => cells !== null);
  if (rows.length >= 2 && rows.length * 2 >= lines.length) {
    return readEssayTable(
      rows,
      lines.filter(({ cells }) => cells === null),
    );
  }
  const { items, instructions, headings, stray } = readItems(lines, 'essay');
  const answers: Line[] = [];
  const beside: Beside[] = [];
  const essays = items.map((item) => readEssay(item, answers, beside)).filter((essay) => essay !== null);
  return { essays, instructions, headings, stray, answers, beside, structure: [] };
}
