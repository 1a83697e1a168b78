/** The terms of a glossary made ready for asking: their names, their grammar, and their words as stems. */
import { languages, type LanguageName } from '../../grading/languages.ts';
import { normalise } from '../../grading/spelling.ts';
import { contentOf, tokensOf, type Token } from '../../grading/tokens.ts';
import type { Term } from '../guide.ts';
import { waysToSay, withoutBrackets, type Way } from './brief.ts';
import { saysAny, type Word } from './family.ts';
import { formOf, numberOfTerm, spellingOf, type DefinitionForm, type GrammarNumber, type Spelling } from './forms.ts';
import { namesOf, readAlsoCalled, type Names } from './names.ts';

export interface SaidWay extends Way {
  /** Its words that tell something. */
  readonly words: readonly Word[];
  /** It says nothing of its own term. */
  readonly isSilent: boolean;
}

export interface Entry {
  /** Its place in the glossary, from 0. */
  readonly at: number;
  readonly lines: readonly number[];
  readonly term: string;
  readonly names: Names;
  /** Without the other names that it told. */
  readonly definition: string;
  /** From the fullest to the shortest. */
  readonly ways: readonly SaidWay[];
  readonly number: GrammarNumber;
  readonly form: DefinitionForm;
  readonly spelling: Spelling;
  /** Each name in the form in which answers are compared. */
  readonly normalNames: readonly string[];
  /** Each name as stems of all its words. */
  readonly nameStems: readonly (readonly string[])[];
  /** The words of its names that tell something, for what may not be said in a question about it. */
  readonly ownWords: readonly Word[];
  /** Of the shown name. */
  readonly termStems: readonly string[];
  /** What kind of thing it is called: the last word of "blue-green deployment", the first of "systems of record". */
  readonly head: string;
  /** Of the definition: all words in order, and those that tell something. */
  readonly definitionStems: readonly string[];
  readonly contentStems: ReadonlySet<string>;
}

const headsFirst = new Set<LanguageName>(['fr', 'es']);

function headOf(shown: string, name: LanguageName): string {
  const tokens = tokensOf(shown, languages[name]);
  if (headsFirst.has(name)) return tokens.find(({ isFunction }) => !isFunction)?.stem ?? '';
  const preposition = tokens.findIndex(({ isFunction }, at) => at > 0 && isFunction);
  return contentOf(preposition < 0 ? tokens : tokens.slice(0, preposition)).at(-1)?.stem ?? '';
}

/** IT and it are not the same word, and WHO is an answer: in capitals a word counts, whatever it is without. */
export const tells = (token: Token, text: string): boolean =>
  !token.isNegation && (!token.isFunction || /^\p{Lu}{2,}$/u.test(text.slice(token.start, token.end)));

function entryOf({ term, definition: raw, lines }: Term, at: number, language: LanguageName): Entry {
  const grammar = languages[language];
  const also = readAlsoCalled(raw, language);
  const names = namesOf(term, also.names);
  const { definition } = also;
  const tokens = tokensOf(definition, grammar);
  const own = new Map<string, Word>();
  for (const name of [names.asked, ...names.all]) {
    for (const token of tokensOf(name, grammar)) if (tells(token, name)) own.set(token.word, token);
  }
  const ownWords = [...own.values()];
  return {
    at,
    lines,
    term,
    names,
    definition,
    ways: waysToSay(definition, language).map((way) => {
      const words = tokensOf(way.text, grammar).filter((token) => tells(token, way.text));
      return { ...way, words, isSilent: !saysAny(words, ownWords) };
    }),
    number: numberOfTerm(names.shown, language),
    form: formOf(definition, language),
    spelling: spellingOf(names.shown, language),
    normalNames: names.all.map(normalise),
    nameStems: names.all.map((name) => tokensOf(name, grammar).map(({ stem }) => stem)),
    ownWords,
    termStems: contentOf(tokensOf(names.shown, grammar)).map(({ stem }) => stem),
    head: headOf(withoutBrackets(names.shown), language),
    definitionStems: tokens.map(({ stem }) => stem),
    contentStems: new Set(contentOf(tokens).map(({ stem }) => stem)),
  };
}

/** Terms that say nothing (a sign without a letter, a definition without a word) are left out. */
export const entriesOf = (terms: readonly Term[], language: LanguageName): Entry[] =>
  terms
    .map((term, at) => entryOf(term, at, language))
    .filter(({ ways, nameStems }) => ways.length > 0 && nameStems.some((stems) => stems.length > 0));

/** Whether a row of words stands in another, unbroken. */
export function hasPhrase(text: readonly string[], phrase: readonly string[]): boolean {
  const [first] = phrase;
  if (first === undefined) return false;
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    if (phrase.every((stem, offset) => text[at + offset] === stem)) return true;
  }
  return false;
}

/** Whether a way to say one term has a word of another's in it. */
export const says = (way: SaidWay, of: Entry): boolean => saysAny(way.words, of.ownWords);
