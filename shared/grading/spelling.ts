/**
 * Whether a short typed answer is an accepted one, spelling forgiven: case, accents, punctuation, articles and
 * small typing errors do not count; numbers always do, and so does every character where one is a syllable or a word.
 */

/** 10 000, 10,000 and 10.000 are one number. */
const thousands = /(?<=(?<!\p{Nd})\p{Nd}{1,3})[.,\s](?=\p{Nd}{3}(?!\p{Nd}))/gu;
/** 1.5 and 1,5 are one number, and not 15. Two such signs make a date or a list, which has parts. */
const decimals = /(?<=(?<![.,:]\p{Nd}*)\p{Nd})[.,:](?=\p{Nd}+(?![.,:]?\p{Nd}))/gu;
/** −5 is not 5; covid-19 and 1990–95 have no minus. */
const minus = /(?<![\p{L}\p{N}]\s*)[-−–](?=\p{Nd})/gu;

/** Lower case, no accents, no punctuation, single spaces, one way to write a number: what two answers are compared as. */
export function normalise(raw: string): string {
  return (
    raw
      .normalize('NFKD')
      .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '')
      .normalize('NFKC')
      .toLowerCase()
      .replace(/ß/g, 'ss')
      // An elided article stands apart, as the others do.
      .replace(/^\s*l['’](?=\p{L})/u, 'l ')
      .replace(/['’‘`´]/g, '')
      .replace(thousands, '')
      .replace(decimals, 'D')
      .replace(minus, 'M')
      .replace(/[^\p{L}\p{M}\p{N}+#%]+/gu, ' ')
      // Everything else is lower case, so the two cannot be meant otherwise.
      .replaceAll('D', '.')
      .replaceAll('M', '-')
      .trim()
      .replace(/ +/g, ' ')
  );
}

/**
 * Optimal string alignment distance (insert, delete, replace, swap of neighbours), cut off above `most`. Looks only at
 * the diagonal that is within reach, since a full room's answers are all compared at one reveal.
 */
export function editDistance(a: string, b: string, most: number): number {
  const beyond = most + 1;
  if (Math.abs(a.length - b.length) > most) return beyond;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = new Array<number>(b.length + 1).fill(beyond);
    if (row <= most) current[0] = row;
    for (let column = Math.max(1, row - most); column <= Math.min(b.length, row + most); column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? beyond) + 1,
        (current[column - 1] ?? beyond) + 1,
        (last[column - 1] ?? beyond) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (before[column - 2] ?? beyond) + 1);
      }
      current[column] = Math.min(beyond, cost);
    }
    before = last;
    last = current;
  }
  return Math.min(beyond, last[b.length] ?? beyond);
}

const articles = /^(?:the|a|an|der|die|das|ein|eine|le|la|les|l|un|une|el|los|las|una|en|ett|den|det) (?=.)/;
export const withoutArticle = (phrase: string): string => phrase.replace(articles, '');

/** Typing errors forgiven in a phrase of this length: none below 4 letters, one below 9, two from there on. */
export const slipsAllowed = (length: number): number => (length < 4 ? 0 : length < 9 ? 1 : 2);

/** The numbers in a phrase, Roman ones too: Louis XIV is not Louis XVI. */
const numbersOf = (phrase: string): string =>
  (phrase.match(/-?\p{N}+(?:\.\p{N}+)?|(?<![\p{L}\p{M}\p{N}])[ivx]+(?![\p{L}\p{M}\p{N}])/gu) ?? []).join(' ');

/** Here one character is a syllable or a word, and another one another word: 東京 and 北京, ふくしま and とくしま. */
const syllabic = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** True when `answer` is `accepted` but for spelling. Both in the form that `normalise` gives. */
export function isSpelling(answer: string, accepted: string, forgive: boolean): boolean {
  if (answer === accepted) return true;
  if (!forgive) return false;
  const [given, wanted] = [withoutArticle(answer), withoutArticle(accepted)];
  if (given === wanted) return true;
  if (numbersOf(given) !== numbersOf(wanted)) return false;
  if (given.replaceAll(' ', '') === wanted.replaceAll(' ', '')) return true;
  const slips = syllabic.test(wanted) ? 0 : slipsAllowed(wanted.length);
  return slips > 0 && editDistance(given, wanted, slips) <= slips;
}
