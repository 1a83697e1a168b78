/**
 * One line of a glossary → term and definition. A bold beginning is the term; else a colon, a dash or an equals sign
 * ends it, whichever the glossary uses most. A line that has none of them is not cut by force.
 */
import { tidy } from './inline.ts';
import type { Line } from './lines.ts';

export interface TermSplit {
  readonly term: string;
  /** Empty where the line holds the term alone. */
  readonly definition: string;
}

export type Separator = 'colon' | 'dash' | 'equals';

const termCharactersMax = 120;
const termWordsMax = 14;
const rareTermWordsMax = 5;

const patterns: Readonly<Record<Separator, RegExp>> = {
  colon: / ?[:：](?=\s|$)|：/g,
  dash: /\s[-–—―](?=\s)|—/g,
  equals: /\s(?:=|→|=>|->)(?=\s)/g,
};
/** Careless copies lose the space: "Latency:The time …". */
const tightColon = /(?<=[\p{Ll})])[:：](?=\p{Lu}\p{Ll})/gu;

/** How deep in brackets each place is; a separator in brackets separates nothing. */
function isBracketed(text: string, at: number): boolean {
  let depth = 0;
  for (let index = 0; index < at; index += 1) {
    const character = text[index];
    if (character === '(' || character === '[' || character === '“' || character === '«') depth += 1;
    if (character === ')' || character === ']' || character === '”' || character === '»')
      depth = Math.max(0, depth - 1);
  }
  return depth > 0;
}

const isTerm = (term: string): boolean =>
  term !== '' &&
  term.length <= termCharactersMax &&
  term.split(' ').length <= termWordsMax &&
  /[\p{L}\p{N}\p{S}\p{P}]/u.test(term) &&
  !/[.!?]$/.test(term.replace(/(?:\b\p{L}{1,4}\.|…|\.\.\.)$/u, ''));

function splitBy(text: string, pattern: RegExp): TermSplit | null {
  const head = text.slice(0, termCharactersMax + 4);
  for (const match of head.matchAll(pattern)) {
    if (isBracketed(head, match.index)) continue;
    const term = tidy(text.slice(0, match.index));
    if (!isTerm(term)) return null;
    return { term, definition: tidy(text.slice(match.index + match[0].length)) };
  }
  return null;
}

/** By the signs of a plain line. */
export function splitPlain(text: string, separators: readonly Separator[]): TermSplit | null {
  const [usual, ...others] = separators.map((separator) => patterns[separator]);
  const split = usual === undefined ? null : splitBy(text, usual);
  if (split !== null) return split;
  for (const pattern of [...others, tightColon]) {
    const rare = splitBy(text, pattern);
    // What the glossary does not use otherwise may as well be a dash in a sentence.
    if (rare !== null && rare.term.split(' ').length <= rareTermWordsMax) return rare;
  }
  return null;
}

const trailing = /\s*[:：–—=-]$/;
const leading = /^(?:[:：–—―=→-]|->|=>)+\s*/;

function splitBold(line: Line): TermSplit | null {
  const { boldStart } = line;
  if (boldStart === null) return null;
  const { bold, rest } = boldStart;
  // Bold as far as the definition goes: then the signs inside it count.
  if (rest === '') return null;
  if (trailing.test(bold) || leading.test(rest)) {
    const term = bold.replace(trailing, '');
    return isTerm(term) ? { term, definition: rest.replace(leading, '') } : null;
  }
  // **Term** (abbreviation): definition
  const bracket = /^(\([^()]{1,80}\)|[/,] ?[^:–—]{1,60}) ?(?:[:：]|[-–—])\s+(?=\S)/.exec(rest);
  if (bracket !== null) {
    const joint = rest.startsWith('(') || rest.startsWith('/') ? ' ' : '';
    return { term: tidy(`${bold}${joint}${bracket[1]}`), definition: rest.slice(bracket[0].length) };
  }
  return isTerm(bold) && !bold.endsWith(',') ? { term: bold, definition: rest } : null;
}

export function splitTerm(line: Line, separators: readonly Separator[]): TermSplit | null {
  return splitBold(line) ?? splitPlain(line.text, separators);
}

/** The signs of this glossary, the most used first: of two in a line, the first one is meant. */
export function separatorsOf(lines: readonly Line[]): readonly Separator[] {
  const counts: Record<Separator, number> = { colon: 0, dash: 0, equals: 0 };
  const all = Object.keys(counts) as Separator[];
  for (const { text } of lines) {
    const found = all.flatMap((separator) => {
      const split = splitBy(text, patterns[separator]);
      return split === null ? [] : [{ separator, at: split.term.length }];
    });
    const [first] = found.sort((a, b) => a.at - b.at);
    if (first !== undefined) counts[first.separator] += 1;
  }
  return all.sort((a, b) => counts[b] - counts[a]);
}
