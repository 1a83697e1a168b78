/**
 * What one answer says, put so that it can be compared with other answers to the same question: its words in their
 * order, what it denies, its numbers, and which sides of opposites it takes. Judges nothing as right or wrong.
 */
import { wordingsMax } from '../limits.ts';
import { languages, isLanguageName, type Language, type LanguageName } from './languages.ts';
import { isListed, isSlip, sidesOf } from './likeness.ts';
import { normalise } from './spelling.ts';
import { contentOf, tokensOf, type Token } from './tokens.ts';

export interface Wording {
  /** Without case, accents, punctuation. Two that are equal here are the same answer. */
  readonly normal: string;
  /** Every word but articles, each as its stem. */
  readonly strict: readonly string[];
  /** The words of meaning, each once, in the order in which they come. */
  readonly stems: readonly string[];
  /** Words one after the other, which may come in any order. */
  readonly isList: boolean;
  /** Negations and numbers, one after the other: answers that differ here never say the same. */
  readonly must: string;
  /** By stem: whether it is denied. Left out where it is both. */
  readonly denied: ReadonlyMap<string, boolean>;
  /** By matter: the side taken, or the sides in their order. */
  readonly sides: ReadonlyMap<string, string>;
}

/** From a pack's language ("sv", "en-GB"). */
export function languageNameOf(tag: string): LanguageName {
  const name = tag.toLowerCase().split(/[-_]/)[0] ?? '';
  return isLanguageName(name) ? name : 'other';
}

const isNumber = (word: string): boolean => /\p{N}/u.test(word);
const minusBefore = /(?:^|[^\p{L}\p{N}])[-−–]$/u;

/** Numbers as they count: 1,000 is another than 1, and −5 than 5. */
const signed = (text: string, { word, start }: Token): string =>
  minusBefore.test(text.slice(Math.max(0, start - 2), start)) ? `-${word}` : word;

/** "iron, copper and gold" may come in any order; a sentence may not. */
function isList(tokens: readonly Token[], { coordinating, articles }: Language): boolean {
  const clauses = new Map<number, number>();
  for (const token of tokens) {
    if (token.isNegation) return false;
    if (coordinating.has(token.word) || articles.has(token.word)) continue;
    if (token.isFunction) return false;
    clauses.set(token.clause, (clauses.get(token.clause) ?? 0) + 1);
  }
  return clauses.size > 1 && [...clauses.values()].every((count) => count === 1);
}

function deniedOf(content: readonly Token[]): Map<string, boolean> {
  const denied = new Map<string, boolean>();
  const both = new Set<string>();
  for (const { stem, negated } of content) {
    if ((denied.get(stem) ?? negated) !== negated) both.add(stem);
    denied.set(stem, negated);
  }
  for (const stem of both) denied.delete(stem);
  return denied;
}

function sidesIn(stems: readonly string[], name: LanguageName): Map<string, string> {
  const taken = new Map<string, string>();
  for (const stem of stems)
    for (const { matter, side } of sidesOf(stem, name, languages[name]))
      taken.set(matter, (taken.get(matter) ?? '') + (side === 1 ? '+' : '-'));
  // Who names one side twice names that side; who names both says something by their order.
  for (const [matter, row] of taken) if (!row.includes('+') || !row.includes('-')) taken.set(matter, row.charAt(0));
  return taken;
}

function read(text: string, name: LanguageName): Wording {
  const language = languages[name];
  const tokens = tokensOf(text, language);
  const content = contentOf(tokens);
  const stems = [...new Set(content.map(({ stem }) => stem))];
  const numbers = tokens.filter(({ word }) => isNumber(word)).map((token) => signed(text, token));
  const negations = tokens.filter(({ isNegation }) => isNegation).length;
  return {
    normal: normalise(text),
    strict: tokens
      .filter(({ word, isFunction }) => !isFunction || !language.articles.has(word))
      .map(({ stem }) => stem),
    stems,
    isList: isList(tokens, language),
    must: [negations, ...numbers].join(' '),
    denied: deniedOf(content),
    sides: sidesIn(
      tokens.map(({ stem }) => stem),
      name,
    ),
  };
}

const known = new Map<string, Wording>();

/** Remembers what it read: a room's answers are compared with each other again and again. */
export function wordingOf(text: string, name: LanguageName): Wording {
  const key = `${name} ${text}`;
  let wording = known.get(key);
  if (wording === undefined) {
    if (known.size >= wordingsMax) known.clear();
    known.set(key, (wording = read(text, name)));
  }
  return wording;
}

/** Whether two maps say the same of what both speak of. */
export function agree<Value>(one: ReadonlyMap<string, Value>, other: ReadonlyMap<string, Value>): boolean {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  for (const [key, value] of small) {
    const there = large.get(key);
    if (there !== undefined && there !== value) return false;
  }
  return true;
}

const vowels = /^[aeiouyåäöéèüø]$/;
/** Above this length hardly any other word is one consonant away; below are proton and photon. */
const sureLettersMin = 8;

/** Where two words of nearly one length begin to differ, and what is left of both when their common end is cut off. */
function difference(a: string, b: string): { a: string; b: string; before: string } {
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  let cut = 0;
  while (cut < Math.min(a.length, b.length) - from && a[a.length - 1 - cut] === b[b.length - 1 - cut]) cut += 1;
  return { a: a.slice(from, a.length - cut), b: b.slice(from, b.length - cut), before: a.slice(0, from) };
}

/**
 * Whether one stem is the other misspelt, for certain: a letter doubled or not, two swapped, a vowel for a vowel; more
 * only in long words. Stricter than grading, where a wrong guess costs less than here.
 */
export function isSureSlip(a: string, b: string, name: LanguageName): boolean {
  if (a[0] !== b[0] || isNumber(a) || isNumber(b) || !isSlip(a, b)) return false;
  const language = languages[name];
  if (isListed(a, name, language) && isListed(b, name, language)) return false;
  if (!agree(sidesIn([a], name), sidesIn([b], name))) return false;
  if (Math.min(a.length, b.length) >= sureLettersMin) return true;
  const left = difference(a, b);
  const [short, long] = left.a.length <= left.b.length ? [left.a, left.b] : [left.b, left.a];
  if (short === '') return long.length === 1 && left.before.endsWith(long);
  const isSwapped = short.length === 2 && short[0] === long[1] && short[1] === long[0];
  return isSwapped || (long.length === 1 && vowels.test(short) && vowels.test(long));
}
