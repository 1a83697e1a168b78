/**
 * Whether a short typed answer is an accepted one, spelling forgiven: case, accents, punctuation, articles and
 * small typing errors do not count; digits always do.
 */

/** Lower case, no accents, no punctuation, single spaces: what two answers are compared as. */
export function normalise(raw: string): string {
  return raw
    .normalize('NFKD')
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/['’‘`´]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}+#%]+/gu, ' ')
    .trim()
    .replace(/ +/g, ' ');
}

/** Optimal string alignment distance (insert, delete, replace, swap of neighbours), cut off above `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    before = last;
    last = current;
  }
  return last[b.length] ?? most + 1;
}

const articles = /^(?:the|a|an|der|die|das|ein|eine|le|la|les|un|une|el|los|las|en|ett|den|det) (?=.)/;
const withoutArticle = (phrase: string): string => phrase.replace(articles, '');

/** Typing errors forgiven in a phrase of this length: none below 4 letters, one below 9, two from there on. */
export const slipsAllowed = (length: number): number => (length < 4 ? 0 : length < 9 ? 1 : 2);

const digitsOf = (phrase: string): string => phrase.replace(/\D+/g, ' ').trim();

/** True when `answer` is `accepted` but for spelling. Both in the form that `normalise` gives. */
export function isSpelling(answer: string, accepted: string, forgive: boolean): boolean {
  if (answer === accepted) return true;
  if (!forgive) return false;
  const [given, wanted] = [withoutArticle(answer), withoutArticle(accepted)];
  if (given === wanted || given.replaceAll(' ', '') === wanted.replaceAll(' ', '')) return true;
  if (digitsOf(given) !== digitsOf(wanted)) return false;
  const slips = slipsAllowed(wanted.length);
  return slips > 0 && editDistance(given, wanted, slips) <= slips;
}
