/**
 * Names of players: what is a name, and which two are the same to the eye. Any script is welcome; characters that
 * cannot be seen or that turn the line around are taken out, never refused.
 */
import { nameCharactersMax } from './limits.ts';

/** Controls, zero-width characters, bidirectional overrides, tags, lone surrogates and private use. The joiner U+200D stays: emoji and some scripts need it. */
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const invisible =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\uffff\p{Co}\p{Cs}\u{e0000}-\u{e0fff}]/gu;

/** More marks than three on one letter spill over the neighbours' lines. */
const towers = /(\p{M}{3})\p{M}+/gu;

/** People count what they see: a family emoji or a letter with its accent is one. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export function graphemeCount(phrase: string): number {
  let count = 0;
  for (const _ of segmenter.segment(phrase)) count += 1;
  return count;
}

/** The name as it is kept and shown, or null when nothing visible is left or it is too long. */
export function cleanName(raw: string): string | null {
  if (raw.length > nameCharactersMax * 16) return null;
  const name = raw.normalize('NFC').replace(invisible, ' ').replace(towers, '$1').replace(/\s+/gu, ' ').trim();
  // A joiner alone, or marks alone, are not seen.
  if (!/[\p{L}\p{N}\p{S}\p{P}\p{Extended_Pictographic}]/u.test(name)) return null;
  return graphemeCount(name) <= nameCharactersMax ? name : null;
}

/** Letters that look like a Latin one on a projector (a selection of Unicode's confusables.txt), after lower-casing. */
const lookAlikes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    a: 'аαɑ',
    b: 'ЬƄ',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еєҽ',
    g: 'ɡ',
    h: 'һ',
    i: 'іιıl1|ӏ',
    j: 'ј',
    k: 'κк',
    m: 'м',
    n: 'пη',
    o: 'оοо0',
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
    z: 'ᴢ2',
  }).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
);

/** Two names with the same key are the same name to the eye: case, accents, spacing, punctuation, look-alikes. */
export function nameKey(name: string): string {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFKC')
    .toLowerCase();
  const bare = folded.replace(/[\s\p{P}\u200d]+/gu, '');
  const key = [...(bare === '' ? folded.replace(/\s+/gu, '') : bare)]
    .map((letter) => lookAlikes[letter] ?? letter)
    .join('');
  return key;
}
