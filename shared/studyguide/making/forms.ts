/**
 * The grammar that gives an option away: one or many, how a definition opens, how a term is written. Sure of English;
 * in other languages it goes by articles alone. Where it cannot tell, all are alike.
 */
import { languages, type LanguageName } from '../../grading/languages.ts';

export type GrammarNumber = 'one' | 'many' | 'unknown';

export interface DefinitionForm {
  readonly number: GrammarNumber;
  /** How it begins: "a framework", "to turn", "dividing", "telemetry". */
  readonly opening: 'article' | 'infinitive' | 'doing' | 'bare';
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const singular: Readonly<Record<LanguageName, ReadonlySet<string>>> = {
  en: words('a an one this that'),
  sv: words('en ett den det'),
  de: words('ein eine einer der das dies'),
  fr: words('un une le la l'),
  es: words('un una el la'),
  other: new Set(),
};
const plural: Readonly<Record<LanguageName, ReadonlySet<string>>> = {
  en: words('these those several many two three'),
  sv: words('de dessa flera'),
  de: words('mehrere'),
  fr: words('des les plusieurs'),
  es: words('unos unas los las varios varias'),
  other: new Set(),
};
const infinitive: Readonly<Record<LanguageName, RegExp>> = {
  en: /^to \p{Ll}/iu,
  sv: /^att \p{Ll}/iu,
  de: /^(?:etwas |jemanden )?\p{Ll}+en\b/u,
  fr: /^(?:s['’]|se )?\p{L}+(?:er|ir|re)\b/iu,
  es: /^\p{L}+(?:ar|er|ir)(?:se)?\b/iu,
  other: /(?!)/,
};

/** What ends the words that an English definition begins with: "development branches | that exist". */
const afterNoun = words(
  'that which who whose where when of for to in on at with without by from as into and used a an the is are was designed',
);
const irregularPlurals = words('people children men women criteria phenomena bacteria media teeth feet mice');

/** Physics is one, metrics are many. */
const pluralsInIcs = words('metrics topics graphics clinics critics comics lyrics fabrics classics relics');

const isPluralWord = (word: string): boolean =>
  irregularPlurals.has(word) ||
  (word.endsWith('ics')
    ? pluralsInIcs.has(word)
    : word.length > 3 && /s$/.test(word) && !/(?:ss|us|is|ews)$/.test(word));

const lower = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? [];

/** The word that an English phrase is about: the last one before a preposition, a verb form or a comma. */
function englishHead(phrase: string): string {
  const [opening = ''] = phrase.split(/[,;:.(]/u);
  const all = lower(opening);
  const from = all[0] !== undefined && (/^(?:the|a|an)$/.test(all[0]) || isPluralWord(all[0])) ? 1 : 0;
  const end = all.findIndex(
    (word, at) => at > from && (afterNoun.has(word) || (/(?:ed|ing)$/.test(word) && at > from + (from === 0 ? 0 : 1))),
  );
  return all.slice(0, end < 0 ? undefined : end).at(-1) ?? '';
}

export function numberOfTerm(term: string, name: LanguageName): GrammarNumber {
  if (name !== 'en') return 'unknown';
  const [head = ''] = term.split(/\s(?=(?:of|for|in|to|with|and)\s)/u);
  const last = lower(head).at(-1) ?? '';
  return isPluralWord(last) ? 'many' : 'one';
}

export function formOf(definition: string, name: LanguageName): DefinitionForm {
  const [first = '', second = ''] = lower(definition);
  const article = name === 'fr' ? first.replace(/['’].*$/u, '') : first;
  if (infinitive[name].test(definition) && !singular[name].has(article)) {
    return { number: 'unknown', opening: 'infinitive' };
  }
  if (plural[name].has(article)) return { number: 'many', opening: 'article' };
  if (name === 'en') {
    const isDoing = /^\p{L}{3,}ing$/u.test(first) && /^(?:the|a|an|of|how|up|out|\p{L}+s)$/u.test(second);
    if (isDoing) return { number: 'one', opening: 'doing' };
    if (first === 'a' || first === 'an') return { number: 'one', opening: 'article' };
    const number = isPluralWord(englishHead(definition)) ? 'many' : 'one';
    return { number, opening: first === 'the' ? 'article' : 'bare' };
  }
  if (singular[name].has(article)) return { number: 'one', opening: 'article' };
  return { number: 'unknown', opening: 'bare' };
}

export const areAlikeInNumber = (a: GrammarNumber, b: GrammarNumber): boolean =>
  a === b || a === 'unknown' || b === 'unknown';

/** How a term is written: with a capital first or not; of several words, whether all have one. */
export interface Spelling {
  readonly first: 'upper' | 'lower' | 'other';
  readonly rest: 'title' | 'sentence' | 'none';
}

export function spellingOf(term: string, name: LanguageName): Spelling {
  const { functionWords } = languages[name];
  const [opening = '', ...others] = term.match(/[\p{L}\p{N}]+/gu) ?? [];
  const rest = others.filter((word) => /^\p{L}/u.test(word) && !functionWords.has(word.toLowerCase()));
  const isUpper = (word: string): boolean => /^\p{Lu}/u.test(word);
  return {
    first: isUpper(opening) ? 'upper' : /^\p{Ll}/u.test(opening) ? 'lower' : 'other',
    rest: rest.length === 0 ? 'none' : rest.every(isUpper) ? 'title' : 'sentence',
  };
}

export const areWrittenAlike = (a: Spelling, b: Spelling): boolean =>
  a.first === b.first && (a.rest === b.rest || a.rest === 'none' || b.rest === 'none');
