/**
 * Names of players: what is a name, and which two are the same to the eye. Any script is welcome; what cannot be seen
 * is taken out, never refused.
 */
import { nameCharactersMax } from './limits.ts';
import { visibleLine } from './visible.ts';

/** People count what they see: a family emoji or a letter with its accent is one. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a keyboard for English types: each is one. Most names are such, and a hall of them arrives in seconds. */
const plain = /^[ -~]*$/;

export function graphemeCount(phrase: string): number {
  if (plain.test(phrase)) return phrase.length;
  let count = 0;
  for (const _ of segmenter.segment(phrase)) count += 1;
  return count;
}

/** The name as it is kept and shown, or null when nothing visible is left or it is too long. */
export function cleanName(raw: string): string | null {
  if (raw.length > nameCharactersMax * 16) return null;
  const name = visibleLine(raw);
  return name !== '' && graphemeCount(name) <= nameCharactersMax ? name : null;
}

/** Letters that look like a Latin one on a projector (a selection of Unicode's confusables.txt), after lower-casing. */
const lookAlikes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    a: 'аαɑ',
    b: 'ьƅвβ',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еєҽ',
    g: 'ɡ',
    h: 'һн',
    i: 'іιıl1|ӏ',
    j: 'ј',
    k: 'κк',
    m: 'мμ',
    n: 'пη',
    o: 'оο0',
    p: 'рρ',
    q: 'ԛ',
    r: 'г',
    s: 'ѕ5',
    t: 'тτ',
    u: 'υս',
    v: 'ѵν',
    w: 'ԝѡω',
    x: 'хχ',
    y: 'уγү',
    z: 'ᴢ2ζ',
  }).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
);

/**
 * Accents, and marks that readers of the script may leave out. In others (vowel signs of India, voicing marks of
 * Japan) a mark is as good as a letter: राम and रमा are two people.
 */
const accents =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Common}])\p{M}+/gu;

/** Two names with the same key are the same name to the eye: case, accents, spacing, punctuation, look-alikes. */
export function nameKey(name: string): string {
  const folded = name
    .normalize('NFKD')
    .replace(accents, '')
    .replace(/\u200d|\ufe0f/gu, '')
    .normalize('NFKC')
    .toLowerCase();
  const bare = folded.replace(/[\s\p{P}]+/gu, '');
  return [...(bare === '' ? folded.replace(/\s+/gu, '') : bare)].map((letter) => lookAlikes[letter] ?? letter).join('');
}
