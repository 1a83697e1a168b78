/**
 * How alike two words are: the same stem, a slip of the keyboard, the same family, a synonym; and whether two words
 * are opposites. Compares words alone and knows nothing of sentences.
 */
import type { Language, LanguageName } from './languages.ts';
import { sidesByForm, type Side } from './opposites.ts';
import { editDistance } from './spelling.ts';
import { thesaurusOf } from './thesaurus.ts';
import { contentOf, tokensOf, type Token } from './tokens.ts';

type Word = Pick<Token, 'word' | 'stem'>;

export interface Likeness {
  /** 1 the same, 0 nothing in common. */
  alike(a: Word, b: Word): number;
  areOpposite(a: Word, b: Word): boolean;
}

const asTyped = 0.9;
const asSynonym = 0.85;
/** connect and connectivity; also a compound and its part. */
const asFamily = 0.85;
const familyLettersMin = 5;
/** Two misspelt letters are forgiven from here on; one from five letters. */
const longLettersMin = 9;

export function isSlip(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < 5) {
    // Four letters: only neighbours swapped, since one other letter is another word (heat, head).
    return (
      shorter === 4 &&
      a.length === b.length &&
      a !== b &&
      editDistance(a, b, 1) === 1 &&
      sortedLetters(a) === sortedLetters(b)
    );
  }
  if (a[0] !== b[0] && a.slice(1) !== b && b.slice(1) !== a && a.slice(1) !== b.slice(1)) return false;
  const most = shorter >= longLettersMin ? 2 : 1;
  return editDistance(a, b, most) <= most;
}

const sortedLetters = (word: string): string => [...word].sort().join('');
const isNumber = (word: string): boolean => /\p{N}/u.test(word);

function isFamily(a: string, b: string, comparison: RegExp | null): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 3 && long.startsWith(short) && comparison?.test(long.slice(short.length)) === true) return true;
  if (short.length < familyLettersMin) return false;
  let shared = 0;
  while (shared < short.length && short[shared] === long[shared]) shared += 1;
  if (shared >= familyLettersMin && shared >= short.length - 2 && shared >= long.length * 0.5) return true;
  return long.endsWith(short) && short.length >= long.length * 0.5;
}

/** Every word of the thesaurus by stem, with the meanings it has. */
interface Meanings {
  readonly same: ReadonlyMap<string, readonly number[]>;
  /** Listed ones from the start; those that a word's form tells come when it is asked for. */
  readonly listed: ReadonlyMap<string, readonly number[]>;
  readonly sides: Map<string, readonly Side[]>;
}

/** Words whose sides are remembered: those of a large room's game; beyond, the memory starts anew. */
const sidesMax = 20_000;

const byLanguage = new Map<LanguageName, Meanings>();

function add(map: Map<string, number[]>, word: string, language: Language, meaning: number): void {
  for (const { stem } of tokensOf(word, language)) {
    const meanings = map.get(stem);
    if (meanings === undefined) map.set(stem, [meaning]);
    else if (!meanings.includes(meaning)) meanings.push(meaning);
  }
}

function meaningsOf(name: LanguageName, language: Language): Meanings {
  const known = byLanguage.get(name);
  if (known !== undefined) return known;
  const { same, opposite } = thesaurusOf(name);
  const sameMap = new Map<string, number[]>();
  const sides = new Map<string, number[]>();
  same.forEach((group, at) => group.forEach((word) => add(sameMap, word, language, at + 1)));
  opposite.forEach(([left, right], at) => {
    left.forEach((word) => add(sides, word, language, at + 1));
    right.forEach((word) => add(sides, word, language, -(at + 1)));
  });
  const made = { same: sameMap, listed: sides, sides: new Map<string, readonly Side[]>() };
  byLanguage.set(name, made);
  return made;
}

/** Which sides a word takes, by its stem: of all matters that are listed, and of those that its form tells. */
export function sidesOf(stem: string, name: LanguageName, language: Language): readonly Side[] {
  const { listed, sides } = meaningsOf(name, language);
  let known = sides.get(stem);
  if (known === undefined) {
    const fromList = (listed.get(stem) ?? []).map((at): Side => ({
      matter: `#${Math.abs(at)}`,
      side: at > 0 ? 1 : -1,
    }));
    known = [...fromList, ...sidesByForm(stem, name)];
    if (sides.size >= sidesMax) sides.clear();
    sides.set(stem, known);
  }
  return known;
}

/** Whether the language lists the word in any meaning: then it is no slip of another word. */
export function isListed(stem: string, name: LanguageName, language: Language): boolean {
  const { same, listed } = meaningsOf(name, language);
  return same.has(stem) || listed.has(stem);
}

/** `synonyms`: groups of words that this pack calls the same; only groups of single words are compared word by word. */
export function likenessOf(name: LanguageName, language: Language, synonyms: readonly (readonly string[])[]): Likeness {
  const { same } = meaningsOf(name, language);
  const own = new Map<string, number[]>();
  synonyms.forEach((group, at) =>
    group.forEach((phrase) => {
      const content = contentOf(tokensOf(phrase, language));
      if (content.length === 1 && content[0] !== undefined) add(own, content[0].word, language, at + 1);
    }),
  );
  const share = (map: ReadonlyMap<string, readonly number[]>, a: string, b: string): boolean => {
    const [left, right] = [map.get(a), map.get(b)];
    return left !== undefined && right !== undefined && left.some((meaning) => right.includes(meaning));
  };
  const areOpposite = (a: Word, b: Word): boolean => {
    const [left, right] = [sidesOf(a.stem, name, language), sidesOf(b.stem, name, language)];
    return left.some((one) => right.some(({ matter, side }) => matter === one.matter && side !== one.side));
  };
  return {
    areOpposite,
    alike(a, b) {
      if (a.stem === b.stem || a.word === b.word) return 1;
      if (isNumber(a.word) || isNumber(b.word)) return 0;
      if (share(own, a.stem, b.stem)) return asTyped;
      if (areOpposite(a, b)) return 0;
      if (share(same, a.stem, b.stem)) return asSynonym;
      if (isSlip(a.word, b.word) || isSlip(a.stem, b.stem)) return asTyped;
      return isFamily(a.stem, b.stem, language.comparison) ? asFamily : 0;
    },
  };
}
