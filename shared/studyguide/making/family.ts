/** Whether two words are so near in form that one tells the other: connect and connectivity, kol and träkol. */
import type { Token } from '../../grading/tokens.ts';

export type Word = Pick<Token, 'word' | 'stem'>;

const partLettersMin = 4;
const commonLettersMin = 5;

/** The same stem; connect and connectivity; a part of a compound (kol and träkol, barr and barrträd). */
export function isOfOneFamily(a: Word, b: Word): boolean {
  if (a.stem === b.stem || a.word === b.word) return true;
  const [short, long] = a.stem.length <= b.stem.length ? [a.stem, b.stem] : [b.stem, a.stem];
  // Asked of every word of every option, and nearly always no: the cheap questions come first.
  const isSameStart = short.charCodeAt(0) === long.charCodeAt(0);
  if (short.length < partLettersMin || (!isSameStart && !long.endsWith(short))) return false;
  if (/\p{N}/u.test(short)) return false;
  if ((long.startsWith(short) || long.endsWith(short)) && short.length * 3 >= long.length) return true;
  let common = 0;
  while (common < short.length && short[common] === long[common]) common += 1;
  return common >= commonLettersMin && common * 3 >= long.length * 2;
}

/** Whether a text has a word of a term's in it. */
export const saysAny = (words: readonly Word[], own: readonly Word[]): boolean =>
  words.some((word) => own.some((each) => isOfOneFamily(each, word)));
