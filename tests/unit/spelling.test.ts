/** What counts as the same answer, and what does not: spelling is forgiven, saying something else is not. */
import { describe, expect, test } from 'vitest';
import { editDistance, isSpelling, normalise, slipsAllowed } from '../../shared/grading/spelling.ts';

const forgiven = (answer: string, accepted: string): boolean =>
  isSpelling(normalise(answer), normalise(accepted), true);
const exactly = (answer: string, accepted: string): boolean =>
  isSpelling(normalise(answer), normalise(accepted), false);

describe('the form that answers are compared in', () => {
  test.each([
    ['STOCKHOLM', 'stockholm'],
    ['  Éire  ', 'eire'],
    ['Malmö', 'malmo'],
    ['Straße', 'strasse'],
    ['U.S.A.', 'u s a'],
    ["rock'n'roll", 'rocknroll'],
    ['rock’n’roll', 'rocknroll'],
    ['Ｆｕｌｌ', 'full'],
    ['ﬁsh', 'fish'],
    ['C++', 'c++'],
    ['C#', 'c#'],
    ['50 %', '50 %'],
    // Marks that are letters stay: these are two words.
    ['कि', 'कि'],
    ['が', 'が'],
    ['...?!', ''],
    ['10,000', '10000'],
    ['10 000', '10000'],
    ['1.000.000', '1000000'],
    ['1,5', '1.5'],
    ['24.12.2024', '24 12 2024'],
    ['1, 2, 3', '1 2 3'],
    ['1,2,3', '1 2 3'],
    ['Nov 5, 2001', 'nov 5 2001'],
    ['covid-19', 'covid 19'],
    ['1990–1995', '1990 1995'],
    ['-5 °C', '-5 c'],
    ['−5', '-5'],
    ["l'eau", 'l eau'],
  ])('of %j is %j', (raw, normal) => {
    expect(normalise(raw)).toBe(normal);
    expect(normalise(normal)).toBe(normal);
  });
});

describe('the distance between two words', () => {
  test.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'ab', 1],
    ['abc', 'xabc', 1],
    ['abcd', 'abdc', 1],
    ['abcd', 'badc', 2],
    ['ab', '', 2],
    // A swap and an insertion in between are not one: the string alignment's own value.
    ['ca', 'abc', 3],
    ['abcdef', 'bcdefa', 2],
  ])('%j to %j is %i', (a, b, distance) => {
    expect(editDistance(a, b, 3)).toBe(distance);
    expect(editDistance(b, a, 3)).toBe(distance);
  });

  test('is the same for whoever computes the whole table', () => {
    const table = (a: string, b: string): number => {
      const rows = Array.from({ length: a.length + 1 }, (_, i) =>
        Array.from({ length: b.length + 1 }, (_, j) => i || j),
      );
      const at = (i: number, j: number): number => rows[i]?.[j] ?? 99;
      for (let i = 1; i <= a.length; i++)
        for (let j = 1; j <= b.length; j++) {
          let cost = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1));
          if (i === 1 || j === 1) cost = Math.min(cost, 99);
          else if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(i - 2, j - 2) + 1);
          (rows[i] ?? [])[j] = i === 0 || j === 0 ? i + j : cost;
        }
      return at(a.length, b.length);
    };
    const words = ['', 'a', 'b', 'ab', 'ba', 'aab', 'aba', 'bba', 'abab', 'baba', 'abba', 'bbaab', 'ababab', 'cabac'];
    for (const a of words)
      for (const b of words)
        for (const most of [0, 1, 2, 3])
          expect(editDistance(a, b, most), `${a} ${b} ${String(most)}`).toBe(Math.min(table(a, b), most + 1));
  });

  test('forgives none below four letters, one below nine, two from there on', () => {
    expect([0, 3, 4, 8, 9, 40].map(slipsAllowed)).toEqual([0, 0, 1, 1, 2, 2]);
  });
});

describe('spelling is forgiven', () => {
  test.each([
    ['a letter too many', 'Stockhoolm', 'Stockholm'],
    ['a letter too few', 'Stokholm', 'Stockholm'],
    ['a wrong letter', 'Stockhelm', 'Stockholm'],
    ['two neighbours swapped', 'Stcokholm', 'Stockholm'],
    ['two slips in a long word', 'Stokhelm', 'Stockholm'],
    ['one slip in a short one', 'Pariz', 'Paris'],
    ['accents', 'Goteborg', 'Göteborg'],
    ['a space between words left out', 'newyork', 'New York'],
    ['a space too many', 'foot ball', 'football'],
    ['a hyphen', 'e-mail', 'email'],
    ['an apostrophe', 'Hallowe’en', 'Halloween'],
    ['thousands', '10,000', '10000'],
    ['the decimal sign', '3,14', '3.14'],
  ])('for %s', (_, answer, accepted) => {
    expect(forgiven(answer, accepted)).toBe(true);
  });

  test.each([
    ['English', 'the trunk', 'trunk'],
    ['English', 'An owl', 'owl'],
    ['German', 'der Hund', 'Hund'],
    ['German', 'eine Uhr', 'Uhr'],
    ['French', 'les os', 'os'],
    ['French, elided', "l'eau", 'eau'],
    ['French, elided, with the sign of typographers', 'L’eau', 'eau'],
    ['Spanish', 'los ojos', 'ojos'],
    ['Spanish', 'una uva', 'uva'],
    ['Swedish', 'en älg', 'älg'],
    ['Swedish', 'det där', 'där'],
  ])('for an article of %s', (_, answer, accepted) => {
    expect(forgiven(answer, accepted)).toBe(true);
    // Whichever of the two has it.
    expect(forgiven(accepted, answer)).toBe(true);
    expect(exactly(answer, accepted)).toBe(false);
  });

  test('only case, accents and punctuation where the item asks for the exact word', () => {
    expect(exactly('göteborg!', 'Goteborg')).toBe(true);
    expect(exactly('Gotenborg', 'Goteborg')).toBe(false);
    expect(exactly('new york', 'NewYork')).toBe(false);
  });
});

describe('saying something else is not forgiven', () => {
  test.each([
    ['a short word', 'cat', 'car'],
    ['a short word, a letter more', 'cart', 'car'],
    ['two slips in a short word', 'Parzi', 'Pairs'],
    ['three in a long one', 'Stakhalm', 'Stockholm'],
    ['another year', '1945', '1944'],
    ['another year in a phrase', 'summer of 1968', 'summer of 1969'],
    ['a digit too many', 'Apollo 111', 'Apollo 11'],
    ['a decimal sign', '1.5', '15'],
    ['digits apart', '1 5', '15'],
    ['a minus', '-273', '273'],
    ['a number left out', 'Apollo', 'Apollo 11'],
    ['digits of another script', '٢٠١٥', '٢٠١٦'],
    ['Roman numerals', 'World War I', 'World War II'],
    ['Roman numerals, swapped', 'Louis XVI', 'Louis XIV'],
    ['a Chinese character', '北京大学', '東京大学'],
    ['a Japanese syllable', 'とくしま', 'ふくしま'],
    ['a Korean syllable', '경상남도', '경상북도'],
    ['nothing at all', '', 'owl'],
    ['C and C++', 'C', 'C++'],
    ['an article alone', 'the', 'owl'],
  ])('for %s', (_, answer, accepted) => {
    expect(forgiven(answer, accepted)).toBe(false);
    expect(exactly(answer, accepted)).toBe(false);
  });
});
