/** `Question 3:`, `Svar:`, `Q1.`: the names items are given, taken off the front of a line, or found inside it. */
import { itemWords } from './headings.ts';
import { phraseTable, wordsOf } from './phrases.ts';

export type LabelKind = keyof typeof itemWords;

export interface Label {
  readonly kind: LabelKind;
  readonly order: number | null;
  /** The Markdown behind it. */
  readonly rest: string;
}

const kinds = phraseTable<LabelKind>(
  (Object.keys(itemWords) as LabelKind[]).map((kind) => [kind, itemWords[kind]] as const),
);

function kindOf(name: string): LabelKind | null {
  const words = wordsOf(name);
  const match = kinds.longestAt(words, 0);
  return match?.length === words.length ? match.value : null;
}

const front =
  /^(\*\*|__|\*|_)?(\p{L}[\p{L} ]{0,28}?) ?(?:#|n[o°r]\.? ?)?(\d{1,3})?(\*\*|__|\*|_)? ?([:.)：–—-]|$)(\*\*|__|\*|_)?(?=\s|$)\s*/u;

export function readLabel(markdown: string): Label | null {
  const match = front.exec(markdown);
  if (match === null) return null;
  const [all, open, name = '', digits, close, sign, lateClose] = match;
  const isClear = sign === ':' || sign === '：';
  const kind = kindOf(name);
  // "**Answer**" alone on its line.
  const isBold = sign === '' && close === '**' && kind === 'answer' && name.length > 2;
  if (kind === null || (!isClear && digits === undefined && !isBold)) return null;
  const left = markdown.slice(all.length);
  const isOpen = open !== undefined && close === undefined && lateClose === undefined && left !== '';
  return { kind, order: digits === undefined ? null : Number(digits), rest: isOpen ? open + left : left };
}

const inside = /(?<=[.?!:…»”"*_)])\s+(?:\*\*|__|\*|_)?(\p{L}+(?: \p{L}+)?) ?[:：](?:\*\*|__|\*|_)?\s+(?=\S)/gu;

/** `Question? Answer: so and so` on one line. Short names (`A:`) are too easily something else here. */
export function splitAtAnswer(markdown: string): readonly [question: string, answer: string] | null {
  for (const match of markdown.matchAll(inside)) {
    const [, name = ''] = match;
    if (name.length < 3 || kindOf(name) !== 'answer') continue;
    return [markdown.slice(0, match.index), markdown.slice(match.index + match[0].length)];
  }
  return null;
}

/** `3: text`, where a list of questions is being read; elsewhere a number before a colon may be a term. */
export function readColonOrder(markdown: string): { order: number; rest: string } | null {
  const match = /^(\*\*)?\(?(\d{1,3}) ?[:–—-](\*\*)?\s+(?=\S)/.exec(markdown);
  if (match === null) return null;
  const rest = markdown.slice(match[0].length);
  return { order: Number(match[2]), rest: match[1] !== undefined && match[3] === undefined ? `**${rest}` : rest };
}
