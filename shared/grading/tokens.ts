/**
 * Text as a row of words that can be compared: each with its stem, its place in the text as written, and whether it
 * carries meaning or stands under a negation. Says nothing about right or wrong.
 */
import { newStemmer } from 'snowball-stemmers';
import type { Language } from './languages.ts';

export interface Token {
  /** Lower case, in one form of accents. */
  readonly word: string;
  readonly stem: string;
  /** Where it stands in the text as written. */
  readonly start: number;
  readonly end: number;
  /** Grammar only: it never counts as a word of the answer. */
  readonly isFunction: boolean;
  readonly isNegation: boolean;
  /** Numbered through the text: what stands between two full stops, commas or words that open a clause. */
  readonly clause: number;
  /** A negation stands before it in its clause, close enough to be about it. */
  readonly negated: boolean;
  /** It is the very word that the negation is about: the first after it. */
  readonly isDenied: boolean;
}

const wordPattern = /\p{N}+(?:[.,:]\p{N}+)+|[\p{L}\p{M}\p{N}]+(?:['’‘`´][\p{L}\p{M}]+)*/gu;
const clauseMark = /[.,;:!?\n()[\]–—]/;
/** "is not really a good conductor": a negation reaches about this far. */
const negationReach = 4;
/** And in "it is not true that" to the end of the sentence. */
const sentenceMark = /[.;!?\n]/;

/** By algorithm. Stemming takes longer than all else, and a room uses the same few hundred words. */
const stems = new Map<string, { stem: (word: string) => string; known: Map<string, string> }>();
/** Words kept: those of a large room's game; beyond, the memory starts anew. */
const stemsMax = 20_000;

export function stemOf(word: string, algorithm: string | null): string {
  if (algorithm === null || /\p{N}/u.test(word)) return word;
  let stemmer = stems.get(algorithm);
  if (stemmer === undefined) {
    const made = newStemmer(algorithm);
    stemmer = { stem: (raw) => made.stem(raw), known: new Map() };
    stems.set(algorithm, stemmer);
  }
  let stem = stemmer.known.get(word);
  if (stem === undefined) {
    if (stemmer.known.size >= stemsMax) stemmer.known.clear();
    // A word of hundreds of letters is no word; its stem is of no use to anybody.
    stem = word.length > 40 ? word : stemmer.stem(word);
    stemmer.known.set(word, stem);
  }
  return stem;
}

/** `isn't` is two words, is and not; `the sun's` is the sun. */
function parts(raw: string): string[] {
  const word = raw
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'");
  if (!word.includes("'")) return word === 'cannot' ? ['can', 'not'] : [word];
  const contracted = /^(.+)n't$/.exec(word);
  if (contracted !== null) {
    const verb = contracted[1] ?? '';
    return [verb === 'ca' ? 'can' : verb === 'wo' ? 'will' : verb, 'not'];
  }
  // Elided articles of French stand apart, possessives and short verbs of English fall away.
  const elided = /^(?:l|d|qu|n|s|c|j|m|t)'(.+)$/.exec(word);
  if (elided !== null) return word.startsWith("n'") ? ['ne', elided[1] ?? ''] : [elided[1] ?? ''];
  return [word.replace(/'(?:s|re|ve|ll|d|m)$/, '').replaceAll("'", '')];
}

export function tokensOf(text: string, language: Language): Token[] {
  const { functionWords, negations, denials, clauseWords, numbers, stemmer } = language;
  const tokens: Token[] = [];
  let clause = 0;
  let before = 0;
  let reach = 0;
  let isSentenceDenied = false;
  for (const match of text.matchAll(wordPattern)) {
    const [start, end] = [match.index, match.index + match[0].length];
    const gap = text.slice(before, start);
    const isNew = start > 0 && clauseMark.test(gap);
    if (sentenceMark.test(gap)) isSentenceDenied = false;
    before = end;
    for (const part of parts(match[0])) {
      if (isNew || clauseWords.has(part)) {
        if (tokens.length > 0 && tokens[tokens.length - 1]?.clause === clause) clause += 1;
        reach = 0;
      }
      const word = numbers.get(part) ?? part;
      const isNegation = negations.has(word);
      const isFunction = !isNegation && functionWords.has(word);
      tokens.push({
        word,
        stem: stemOf(word, stemmer),
        start,
        end,
        isFunction,
        isNegation,
        clause,
        negated: !isNegation && !isFunction && (reach > 0 || isSentenceDenied),
        isDenied: !isNegation && !isFunction && (reach === negationReach || isSentenceDenied),
      });
      if (reach === negationReach && denials.has(word)) isSentenceDenied = true;
      if (isNegation) reach = negationReach;
      else if (!isFunction) reach -= 1;
    }
  }
  return tokens.map((token, at) =>
    isLetter(token, tokens[at + 1], language) ? { ...token, isFunction: false } : token,
  );
}

/** "Bulb A is lit": an article is followed by what it belongs to, so this one is a name. */
const isLetter = (token: Token, next: Token | undefined, { letters }: Language): boolean =>
  token.isFunction &&
  letters.has(token.word) &&
  (next === undefined || next.clause !== token.clause || next.isFunction || next.isNegation);

/** The words that carry meaning. */
export const contentOf = (tokens: readonly Token[]): Token[] =>
  tokens.filter(({ isFunction, isNegation }) => !isFunction && !isNegation);

export const pairsOf = (tokens: readonly Token[]): string[] =>
  tokens.slice(1).map(({ stem }, at) => `${tokens[at]?.stem} ${stem}`);
export const triplesOf = (tokens: readonly Token[]): string[] =>
  tokens.slice(2).map(({ stem }, at) => `${tokens[at]?.stem} ${tokens[at + 1]?.stem} ${stem}`);
