/**
 * The lines of a quiz → its questions, each with the answer that stands below it or beside it, if one does. Answers in
 * a key of their own are read elsewhere (answerKey.ts) and meet the questions in pairing.ts.
 */
import { plain, runs, tidy } from './inline.ts';
import { readItems, type Item, type Part } from './items.ts';
import { splitAtAnswer } from './labels.ts';
import { endsSentence, type Line } from './lines.ts';
import type { Passage } from './guide.ts';
import { joinPieces } from './passages.ts';
import { headOf, questionRow, type TableHead } from './tables.ts';

export interface Asked {
  readonly order: number | null;
  readonly question: Passage;
  readonly answer: Passage | null;
}

export interface Quiz {
  readonly asked: readonly Asked[];
  readonly instructions: readonly Line[];
  readonly headings: readonly Line[];
  readonly stray: readonly Line[];
  /** Rows that name the columns. */
  readonly structure: readonly Line[];
}

interface Split {
  readonly order: number | null;
  readonly question: readonly Part[];
  readonly answer: readonly Part[];
  /** Lines below the question that nothing names an answer. */
  readonly rest: readonly Part[];
}

const asks = ({ text }: Part): boolean => text.endsWith('?');

/** One line to an item, and answers among them: which lines are questions is seen from the whole. */
function regroup(items: readonly Item[]): readonly Item[] {
  const parts = items.flatMap((item) => item.parts);
  const group = (begins: (part: Part) => boolean): Item[] => {
    const groups: Part[][] = [];
    for (const part of parts) {
      if (begins(part) || groups.length === 0) groups.push([part]);
      else groups.at(-1)?.push(part);
    }
    return groups.map((of) => ({ order: null, parts: of }));
  };
  const first = parts[0];
  if (items.length < 2 || first === undefined || items.some(({ order }) => order !== null)) return items;
  // Bullets and names say already what begins.
  if (parts.some(({ isAnswer }) => isAnswer) || items.every((item) => item.parts[0]?.line.isBullet)) return items;
  const bold = parts.filter(({ line }) => line.isBold).length;
  if (first.line.isBold && bold * 4 >= parts.length && bold < parts.length) return group(({ line }) => line.isBold);
  const asking = parts.filter(asks).length;
  if (asks(first) && asking * 3 >= parts.length && asking * 3 <= parts.length * 2) return group(asks);
  const gaps = parts.filter(({ line }) => line.hasGapBefore).length;
  if (gaps * 2 === parts.length && parts.every(({ line }, at) => line.hasGapBefore === (at % 2 === 0))) {
    return group(({ line }) => line.hasGapBefore);
  }
  return items;
}

/** **The question?** And the answer behind it. Names in code may interrupt what is bold. */
function boldQuestion(markdown: string): { readonly question: string; readonly answer: string } | null {
  if (!markdown.startsWith('**')) return null;
  let question = '';
  const pieces = runs(markdown);
  for (const [at, { text, isBold }] of pieces.entries()) {
    question += text;
    if (!isBold || !endsSentence(text.trimEnd())) continue;
    const answer = tidy(
      pieces
        .slice(at + 1)
        .map((piece) => piece.text)
        .join(''),
    );
    return answer.length > 1 ? { question: tidy(question), answer } : null;
  }
  return null;
}

/** Beside a key of their own, answers in the quiz are believed only where most questions have one. */
function holdsAnswers(items: readonly Item[]): boolean {
  const found = items.filter(({ parts }) => (boldQuestion(parts[0]?.markdown ?? '')?.answer.length ?? 0) >= 40);
  return found.length * 5 >= items.length * 3;
}

const withText = (part: Part, markdown: string): Part => ({ ...part, markdown, text: plain(markdown) });

function splitItem(item: Item, takesBold: boolean): Split {
  // "Question 3" alone on its line: nothing to say, but not to be lost either.
  const names = item.parts.filter(({ text, isAnswer }) => text === '' && !isAnswer);
  const split = splitFilled(item, takesBold);
  return { ...split, question: [...names, ...split.question] };
}

function splitFilled({ order, parts }: Item, takesBold: boolean): Split {
  const filled = parts.filter(({ text, isAnswer }) => text !== '' || isAnswer);
  const named = filled.findIndex(({ isAnswer }, at) => at > 0 && isAnswer);
  if (named > 0) return { order, question: filled.slice(0, named), answer: filled.slice(named), rest: [] };
  const [first, ...others] = filled;
  if (first === undefined) return { order, question: [], answer: [], rest: [] };
  const inside = splitAtAnswer(first.markdown);
  if (inside !== null) {
    return { order, question: [withText(first, inside[0])], answer: [withText(first, inside[1]), ...others], rest: [] };
  }
  const bold = takesBold ? boldQuestion(first.markdown) : null;
  if (bold !== null) {
    const question = { ...first, markdown: bold.question, text: bold.question };
    return { order, question: [question], answer: [{ ...first, text: bold.answer }, ...others], rest: [] };
  }
  let length = 1;
  for (let above = first, next = others[0]; next !== undefined && goesOn(above, next); next = filled[length]) {
    above = next;
    length += 1;
  }
  return { order, question: filled.slice(0, length), answer: [], rest: filled.slice(length) };
}

/** The question's own words over more than one line. */
const goesOn = (above: Part, part: Part): boolean =>
  !endsSentence(above.text) &&
  !part.line.hasGapBefore &&
  !part.line.isBullet &&
  above.line.heading === 0 &&
  !above.line.isBold;

/** What stands below questions is their answers where it does so for most; else it is more of the question, or stray. */
function settle(split: Split, restIsAnswer: boolean, stray: Line[]): Asked {
  const { order, question, answer, rest } = split;
  if (answer.length > 0 || restIsAnswer) {
    const said = joinPieces([...answer, ...rest]);
    return { order, question: joinPieces(question), answer: said.text === '' ? null : said };
  }
  const gap = rest.findIndex(({ line }) => line.hasGapBefore);
  const own = gap < 0 ? rest : rest.slice(0, gap);
  stray.push(...rest.slice(own.length).map(({ line }) => line));
  return { order, question: joinPieces([...question, ...own]), answer: null };
}

/** A table of questions, with the answers in another column. */
export function readQuizTable(rows: readonly Line[]): Quiz {
  const asked: Asked[] = [];
  const stray: Line[] = [];
  const structure: Line[] = [];
  let head: TableHead | null = null;
  for (const row of rows) {
    const found = headOf(row);
    const cells = found === null ? questionRow(row.cells ?? [], head) : null;
    const passage = (text: string): Passage => ({ text, lines: row.numbers });
    if (found !== null) {
      head = found;
      structure.push(row);
    } else if (cells === null) stray.push(row);
    else {
      const answer = cells.answer === '' ? null : passage(cells.answer);
      asked.push({ order: null, question: passage(cells.question), answer });
    }
  }
  return { asked, stray, structure, instructions: [], headings: [] };
}

export function readQuiz(lines: readonly Line[], hasKey: boolean): Quiz {
  const { items, instructions, headings, stray } = readItems(lines, 'question');
  const takesBold = !hasKey || holdsAnswers(items);
  const splits = (hasKey ? items : regroup(items)).map((item) => splitItem(item, takesBold));
  const open = splits.filter(({ answer }) => answer.length === 0);
  const withRest = open.filter(({ rest }) => rest.length > 0);
  const restIsAnswer = !hasKey && withRest.length * 2 > open.length;
  const left = [...stray];
  const asked = splits.map((split) => settle(split, restIsAnswer, left));
  return {
    asked: asked.filter(({ question }) => question.text !== ''),
    instructions,
    headings,
    stray: left,
    structure: [],
  };
}
