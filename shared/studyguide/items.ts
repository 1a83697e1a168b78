/**
 * The lines of a section → its items: numbered, bulleted, under headings of their own, or one to a line. What belongs
 * to an item and what stands between is told apart here; what an item says is not looked at.
 */
import { answerableWords, answeringWords, instructionPhrases, instructionWords } from './headings.ts';
import { namesPart } from './headingRole.ts';
import { readColonOrder, readLabel, type LabelKind } from './labels.ts';
import { plain } from './inline.ts';
import { withLetters } from './lettered.ts';
import { endsSentence, type Line } from './lines.ts';
import { phraseTable, wordsOf } from './phrases.ts';

export interface Part {
  readonly line: Line;
  /** Without number and label. */
  readonly markdown: string;
  readonly text: string;
  /** It was named as an answer. */
  readonly isAnswer: boolean;
}

export interface Item {
  readonly order: number | null;
  readonly parts: readonly Part[];
}

export interface Items {
  readonly items: readonly Item[];
  readonly instructions: readonly Line[];
  /** Headings of parts of the section. */
  readonly headings: readonly Line[];
  readonly stray: readonly Line[];
}

/** A line with what its label says about it. */
interface Labelled extends Part {
  readonly order: number | null;
  /** It opens an item by its label. */
  readonly isNamed: boolean;
}

type Style = 'numbered' | 'headings' | 'bullets' | 'bare';

const answering = new Set(answeringWords.split(' '));
const answerable = new Set(answerableWords.split(' '));
const instructing = new Set(instructionWords.split(' '));
const phrases = phraseTable([['instruction', instructionPhrases]]);

const isItalic = (markdown: string): boolean => /^(?:\*(?!\*)|_(?!_)|\()/.test(markdown) && /[*_)]\.?$/.test(markdown);

/** `Instructions: …`, or a first sentence that tells how to answer. */
export function isInstruction(line: Line, isFirst: boolean): boolean {
  if (line.order !== null || (line.isBullet && !isFirst)) return false;
  const words = wordsOf(line.text.slice(0, 80));
  const [first = ''] = words;
  if (instructing.has(first) && (/^[^\s:]+ ?:/.test(line.text) || words.length === 1)) {
    // Later on "Note:" is part of an answer; "Instructions:" is not.
    return isFirst || (line.hasGapBefore && first.length > 8);
  }
  if (!isFirst || line.isBullet || line.text.endsWith('?') || readLabel(line.markdown) !== null) return false;
  if (isItalic(line.markdown)) return true;
  const sentence = wordsOf(line.text.slice(0, 400));
  if (answering.has(first) && sentence.some((word) => answerable.has(word))) return true;
  return sentence.length < 60 && sentence.some((_, at) => phrases.longestAt(sentence, at) !== null);
}

function labelled(line: Line, opens: LabelKind): Labelled {
  const label = readLabel(line.markdown);
  if (label !== null) {
    const isAnswer = label.kind === 'answer';
    // In a key "Answer 3:" opens an item, and a mere "Answer:" stands below the question that does.
    const isNamed = label.kind === 'question' || (label.kind === opens && (!isAnswer || label.order !== null));
    const order = label.order ?? (isNamed ? line.order : null);
    return { line, markdown: label.rest, text: plain(label.rest), isAnswer, order, isNamed };
  }
  const colon = line.order === null && line.heading === 0 ? readColonOrder(line.markdown) : null;
  if (colon !== null) {
    return { line, markdown: colon.rest, text: plain(colon.rest), isAnswer: false, order: colon.order, isNamed: false };
  }
  return { line, markdown: line.markdown, text: line.text, isAnswer: false, order: line.order, isNamed: false };
}

const isHeadingOfItem = ({ line, text }: Labelled): boolean =>
  line.heading > 0 || (line.isBold && line.order === null && endsSentence(text));

/** The heading of a part ("**Part A: basics**", or "Part A" apart from what is around it), not words of the item above it. */
function isPartHeading({ line, order, isNamed, isAnswer, text }: Labelled): boolean {
  if (order !== null || isNamed || isAnswer || endsSentence(text)) return false;
  if (line.heading > 0 || (line.isBold && line.hasGapBefore && text.length <= 80)) return true;
  return line.hasGapBefore && line.hasGapAfter && !line.isBullet && namesPart(text);
}

/** What most of the lines begin with decides what an item begins with. */
function chooseStyle(lines: readonly Labelled[]): Style {
  const opening = lines.filter((line) => line.isNamed || !(line.isAnswer || isPartHeading(line)));
  const numbered = opening.filter(({ order, isNamed }) => order !== null || isNamed);
  const headings = lines.filter((line) => !line.isAnswer && isHeadingOfItem(line));
  const bullets = opening.filter(({ line }) => line.isBullet);
  const bare = opening.filter(({ line, order, isNamed }) => !line.isBullet && order === null && !isNamed);
  // Numbers inside the bullets of bare questions are steps of an answer.
  const asks = bare.filter(({ text }) => text.endsWith('?'));
  const first = opening[0];
  const bareLeads = asks.length >= 2 && first !== undefined && asks.includes(first);
  if (numbered.length >= 2 && !(bareLeads && asks.length * 2 > numbered.length)) return 'numbered';
  if (headings.length >= 2) return 'headings';
  if (bareLeads) return 'bare';
  if (bullets.length >= 2) return 'bullets';
  if (numbered.length === 1 && opening[0] === numbered[0]) return 'numbered';
  return bullets.length === 1 && opening[0] === bullets[0] ? 'bullets' : 'bare';
}

function opener(style: Style, lines: readonly Labelled[]): (line: Labelled) => boolean {
  const indentOf = (test: (line: Labelled) => boolean): number =>
    lines.filter(test).reduce((least, { line }) => Math.min(least, line.indent), Infinity);
  if (style === 'numbered') {
    const named = lines.filter(({ isNamed }) => isNamed);
    const asks = named.filter(({ isAnswer }) => !isAnswer);
    if (asks.length >= 2) return ({ isNamed, isAnswer }) => isNamed && !isAnswer;
    if (named.length >= 2) return ({ isNamed }) => isNamed;
    const indent = indentOf(({ order }) => order !== null);
    return ({ order, line }) => order !== null && line.indent <= indent + 1;
  }
  if (style === 'headings') return isHeadingOfItem;
  if (style === 'bullets') {
    const indent = indentOf(({ line }) => line.isBullet);
    return ({ line }) => line.isBullet && line.indent <= indent + 1;
  }
  // A list of nothing but "Answer:" lines is a key.
  if (lines[0]?.isAnswer === true) return ({ isAnswer }) => isAnswer;
  return (line) => !line.isAnswer && !line.line.isBullet && !isPartHeading(line);
}

export function readItems(lines: readonly Line[], opens: LabelKind): Items {
  const instructions: Line[] = [];
  const rest: Labelled[] = [];
  let tells = false;
  for (const line of withLetters(lines)) {
    const isAlone: boolean = tells && !line.isBullet && line.order === null;
    if (isInstruction(line, rest.length === 0) || isAlone) {
      instructions.push(line);
      // "Instructions:" alone on its line: what it says comes next.
      tells = !isAlone && wordsOf(line.text).length === 1;
    } else {
      tells = false;
      rest.push(labelled(line, opens));
    }
  }
  const style = chooseStyle(rest);
  const begins = opener(style, rest);
  const items: { order: number | null; parts: Part[] }[] = [];
  const headings: Line[] = [];
  const stray: Line[] = [];
  let isOpen = false;
  for (const line of rest) {
    if (begins(line)) {
      items.push({ order: line.order, parts: [line] });
      isOpen = true;
    } else if (isPartHeading(line)) {
      headings.push(line.line);
      isOpen = false;
    } else if (isOpen) items.at(-1)?.parts.push(line);
    else if (style !== 'bare' && items.length === 0) instructions.push(line.line);
    else stray.push(line.line);
  }
  return { items, instructions, headings, stray };
}
