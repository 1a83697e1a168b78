/**
 * The lines of an answer key → answers, each with its number if it bears one and the question it repeats if it does.
 * Which question it belongs to is decided in pairing.ts.
 */
import { almostFinder, echoFinder, type Echo, type FindEcho } from './echo.ts';
import type { Passage } from './guide.ts';
import { boldStart } from './inline.ts';
import { readItems, type Item, type Part } from './items.ts';
import type { Line } from './lines.ts';
import { joinPieces, linesOf } from './passages.ts';

export interface Answered {
  readonly order: number | null;
  /** The question that it repeats. */
  readonly echoOf: number | null;
  readonly answer: Passage;
}

export interface AnswerKey {
  readonly answered: readonly Answered[];
  /** Lines that say no more than the question did. */
  readonly echoes: readonly number[];
  readonly instructions: readonly Line[];
  readonly headings: readonly Line[];
  readonly stray: readonly Line[];
}

interface Found {
  readonly order: number | null;
  readonly echo: Echo | null;
  readonly parts: readonly Part[];
}

/** Where the key repeats the questions, those lines begin its items, whatever its numbers and bullets say. */
function byEcho(items: readonly Item[], find: FindEcho, questions: number): Found[] | null {
  const parts = items.flatMap(({ order, parts: of }) =>
    of.map((part, at) => ({ order: at === 0 ? order : null, part })),
  );
  const echoes = parts.map(({ part }) => (part.isAnswer ? null : find(part.text)));
  const seen = new Set(echoes.flatMap((echo) => (echo === null ? [] : [echo.at])));
  if (seen.size < 2 || seen.size * 2 < questions || echoes[0] === null) return null;
  const found: { order: number | null; echo: Echo | null; parts: Part[] }[] = [];
  parts.forEach(({ order, part }, at) => {
    const echo = echoes[at] ?? null;
    const last = found.at(-1);
    if (echo !== null) found.push({ order, echo, parts: echo.rest === '' ? [] : [{ ...part, text: echo.rest }] });
    else if (last !== undefined && !(order !== null && last.parts.length > 0)) last.parts.push(part);
    else found.push({ order, echo: null, parts: [part] });
  });
  return found;
}

/** A question that is not quite the quiz's: in bold before the answer, or on a line of its own above it. */
function dropQuestion(
  parts: readonly Part[],
  isAlmostAsked: (text: string) => boolean,
  drop: (question: Part) => void,
): readonly Part[] {
  const [first, ...others] = parts;
  if (first === undefined) return parts;
  const bold = boldStart(first.markdown);
  if (bold !== null && bold.bold.endsWith('?') && bold.rest !== '' && isAlmostAsked(bold.bold))
    return [{ ...first, text: bold.rest }, ...others];
  if (!first.text.endsWith('?') || others.length === 0 || !isAlmostAsked(first.text)) return parts;
  drop(first);
  return others;
}

/** Unnumbered words after a gap, below the last answer only: not part of it, or others would have such too. */
function dropTail(items: readonly Item[], stray: Line[]): Item[] {
  const hasTail = ({ parts }: Item): boolean => parts.slice(1).some(({ line }) => line.hasGapBefore);
  if (items.length < 3 || items.slice(0, -1).some(hasTail)) return [...items];
  return items.map((item, at) => {
    if (at < items.length - 1 || !hasTail(item)) return item;
    const cut = item.parts.findIndex(({ line }, index) => index > 0 && line.hasGapBefore);
    stray.push(...item.parts.slice(cut).map(({ line }) => line));
    return { ...item, parts: item.parts.slice(0, cut) };
  });
}

export function readAnswerKey(lines: readonly Line[], questions: readonly string[]): AnswerKey {
  const read = readItems(lines, 'answer');
  const stray = [...read.stray];
  const items = dropTail(read.items, stray);
  const find = echoFinder(questions);
  const isAlmostAsked = almostFinder(questions);
  const dropped: Line[] = [];
  /** What is not word for word a question of the quiz is told of, lest it be another. */
  const drop = ({ text, line }: Part): void => {
    if (find(text)?.rest !== '') dropped.push(line);
  };
  const found: readonly Found[] =
    byEcho(items, find, questions.length) ??
    items.map(({ order, parts }) => ({ order, echo: null, parts: dropQuestion(parts, isAlmostAsked, drop) }));
  const answered = found.flatMap(({ order, echo, parts }) => {
    const said = parts.filter(({ text }) => text !== '');
    return said.length === 0 ? [] : [{ order, echoOf: echo?.at ?? null, answer: joinPieces(said) }];
  });
  return {
    answered,
    echoes: linesOf(items.flatMap(({ parts }) => parts.filter(({ line }) => !dropped.includes(line)))),
    instructions: read.instructions,
    headings: read.headings,
    stray: [...stray, ...dropped],
  };
}
