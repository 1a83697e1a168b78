/** Names in any script: what is a name, what is cleaned away, and which two are one to the eye. */
import { describe, expect, test } from 'vitest';
import { cleanName, graphemeCount, nameKey } from '../../shared/names.ts';
import { visibleLine } from '../../shared/visible.ts';

const family = '👨\u200d👩\u200d👧\u200d👦';

describe('a name', () => {
  test.each([
    ['one character', '李'],
    ['a short one', 'Ana'],
    ['Latin with accents', 'Zoë Ångström'],
    ['Arabic', 'نور'],
    ['Hebrew with points', 'שָׁלוֹם'],
    ['Devanagari, with vowel signs', 'कृष्ण'],
    ['Thai, with marks above and below', 'ปู่'],
    ['Korean', '김민준'],
    ['one emoji of seven code points', family],
    ['a flag', '🇸🇪'],
    ['an emoji that needs its selector', '❤\ufe0f'],
    ['digits', '007'],
    ['nothing but a mark of punctuation', '?'],
    ['a sign', '+'],
    ['what other languages would trip over', '__proto__'],
  ])('may be %s', (_, name) => {
    expect(cleanName(name)).toBe(name);
    expect(nameKey(name)).not.toBe('');
  });

  test.each([
    ['nothing', ''],
    ['only spaces', ' \t\n\u00a0\u3000 '],
    ['only zero-width characters', '\u200b\u200c\u200d\u2060\ufeff'],
    ['a joiner alone', '\u200d'],
    ['a mark alone', '\u0301'],
    ['a Hangul filler, which draws nothing', '\u3164'],
    ['a Braille cell without dots, which draws nothing', '\u2800\u2800'],
    ['a lone surrogate', '\ud83d'],
    ['a private-use character, which every font draws otherwise', '\ue000'],
    ['a selector alone', '\ufe0f'],
  ])('is not %s', (_, raw) => {
    expect(cleanName(raw)).toBeNull();
  });

  test('has 1 to 30 characters as people count them', () => {
    expect(cleanName('x'.repeat(30))).toBe('x'.repeat(30));
    expect(cleanName('x'.repeat(31))).toBeNull();
    // 30 families are 330 code units and 30 characters; an accent beside its letter adds none.
    expect(graphemeCount(family)).toBe(1);
    expect(cleanName(family.repeat(30))).toBe(family.repeat(30));
    expect(cleanName(family.repeat(31))).toBeNull();
    expect(cleanName('e\u0301'.repeat(30))).toBe('é'.repeat(30));
    // Spaces around it are no part of it.
    expect(cleanName(`  ${'x'.repeat(30)}  `)).toBe('x'.repeat(30));
  });

  test('of absurd length is refused before anything is done with it', () => {
    expect(cleanName(`${'\u200b'.repeat(480)}Ana`)).toBeNull();
    expect(cleanName(`${'\u200b'.repeat(477)}Ana`)).toBe('Ana');
  });

  test.each([
    ['a right-to-left override', 'A\u202ena', 'Ana'],
    ['an isolate', '\u2067Ana\u2069', 'Ana'],
    ['a zero-width space within', 'A\u200bna', 'Ana'],
    ['a soft hyphen', 'An\u00ada', 'Ana'],
    ['a byte order mark', '\ufeffAna', 'Ana'],
    ['a selector after a letter', 'Ana\ufe01', 'Ana'],
    ['tags, which carry hidden text', 'Ana\u{e0041}\u{e0042}', 'Ana'],
    ['a terminal escape', 'Ana\u001b[31m', 'Ana [31m'],
    ['line breaks', 'Ana\nBo\u2028Cy', 'Ana Bo Cy'],
    ['the Persian non-joiner, as people without it write', 'می\u200cخوام', 'می خوام'],
    ['runs of spaces', '  Ana \u3000 Bo ', 'Ana Bo'],
    ['a tower of marks', `Z${'\u0310'.repeat(40)}o`, `Z${'\u0310'.repeat(3)}o`],
    ['letter and accent apart', 'Zoe\u0308', 'Zoë'],
  ])('loses %s', (_, raw, clean) => {
    expect(cleanName(raw)).toBe(clean);
    // Cleaning what is clean changes nothing: a name that comes back is the same name.
    expect(cleanName(clean)).toBe(clean);
    expect(visibleLine(raw)).toBe(clean);
  });
});

describe('two names are one to the eye', () => {
  test.each([
    ['case', 'Ana', 'ANA'],
    ['accents', 'Åsa', 'asa'],
    ['spaces', 'Ana Bo', 'AnaBo'],
    ['punctuation', 'Ana-Bo', 'Ana.Bo!'],
    ['Cyrillic in small letters', 'Оскар', 'Oскaр'],
    ['Cyrillic in capitals', 'ВОВ', 'BOB'],
    ['the soft sign', 'ЬОЬ', 'bob'],
    ['Greek', 'Αννα', 'Avva'],
    ['one, small L and capital i', 'Bill', 'BiI1'],
    ['zero and O', 'Leo', 'Le0'],
    ['five and S, two and Z', '5oe2', 'soez'],
    ['full width', 'Ａｎａ', 'Ana'],
    ['letters of mathematics', '𝐀𝐧𝐚', 'Ana'],
    ['ligatures', 'ﬁnn', 'finn'],
    ['a selector', '❤\ufe0f', '❤'],
    ['a joiner between letters', 'A\u200dna', 'Ana'],
    ['hamza, which many leave out', 'أحمد', 'احمد'],
    ['a dotted capital', 'İnes', 'ines'],
  ])('but for %s', (_, one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  test.each([
    ['other letters', 'Ana', 'Anna'],
    ['vowel signs of Devanagari', 'राम', 'रमा'],
    ['vowels of Thai', 'กา', 'กี'],
    ['voicing marks of Japanese', 'かき', 'がき'],
    ['Korean syllables', '김', '강'],
    ['emoji', '🐶', '🐱'],
    ['skin tones', '👍🏽', '👍🏿'],
    ['punctuation alone', '?', '!'],
    ['numbers', 'Player 3', 'Player 4'],
  ])('never with %s', (_, one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  test('and nothing visible has no key', () => {
    expect(nameKey('')).toBe('');
    expect(nameKey('  ')).toBe('');
  });
});
