/** Picking options: what is a pick, what it earns, and what is never told too early. Choice and poll share the form. */
import { describe, expect, test } from 'vitest';
import { choice, type ChoiceItem } from '../../shared/kinds/choice.ts';
import { seededRandom } from '../../shared/game/random.ts';
import { parsePack } from '../support/rooms.ts';

const itemOf = (fields: object): ChoiceItem =>
  parsePack({ title: 'T', items: [{ kind: 'choice', text: 'Which?', ...fields }] }).items[0] as ChoiceItem;
/** Options named for their place; those in `right` are. */
const withRight = (right: string, all = 'abcd', fields: object = {}): ChoiceItem =>
  itemOf({ options: [...all].map((text) => ({ text, right: right.includes(text) })), ...fields });

describe('a pick', () => {
  const single = withRight('a');
  const several = withRight('ab');

  test.each([
    ['one', single, [2], [2]],
    ['the last', single, [3], [3]],
    ['several', several, [0, 2], [0, 2]],
    ['several in any order', several, [3, 0, 1], [0, 1, 3]],
    ['one of several', several, [1], [1]],
    ['all', several, [0, 1, 2, 3], [0, 1, 2, 3]],
  ])('may be %s', (_, item, raw, picks) => {
    expect(choice.parse(item, raw)).toEqual(picks);
  });

  test.each([
    ['none', several, []],
    ['two where one is asked for', single, [0, 1]],
    ['the same twice', several, [1, 1]],
    ['one that is not there', several, [4]],
    ['one below the first', several, [-1]],
    ['half a one', several, [0.5]],
    ['no number', several, [Number.NaN]],
    ['a word', several, ['0']],
    ['a bare number', single, 0],
    ['a list in a list', several, [[0]]],
    ['seven', several, [0, 1, 2, 3, 0, 1, 2]],
    ['null', several, null],
    ['nothing given', several, undefined],
    ['an object like a list', several, { 0: 0, length: 1 }],
    ['text', several, 'ab'],
  ])('is not %s', (_, item, raw) => {
    expect(choice.parse(item, raw)).toBeNull();
  });

  test('of a statement is 0 for true or 1 for false', () => {
    const item = itemOf({ truth: false });
    expect([[0], [1], [2], [0, 1]].map((raw) => choice.parse(item, raw))).toEqual([[0], [1], null, null]);
  });
});

describe('the grade', () => {
  test('is all or nothing for one right option', () => {
    expect([[0], [1], [2], [3]].map((picks) => choice.grade(withRight('b'), picks))).toEqual([0, 1, 0, 0]);
  });

  test('is full for either of two right ones where one pick is asked for', () => {
    // "several: true" with one right option is a question with a trap: picking more costs.
    const item = withRight('b', 'abcd', { several: true });
    expect([[1], [1, 2], [0, 2]].map((picks) => choice.grade(item, picks))).toEqual([1, 0, 0]);
  });

  test.each([
    ['all right, no wrong', [0, 1], 1],
    ['one of the two', [0], 0.5],
    ['both and a wrong one', [0, 1, 2], 0.5],
    ['one right, one wrong', [0, 2], 0],
    ['only wrong', [2, 3], 0],
    ['everything: no way to a full credit', [0, 1, 2, 3], 0],
  ])('with two right of four: %s', (_, picks, credit) => {
    expect(choice.grade(withRight('ab'), picks)).toBe(credit);
  });

  test('with three right of four, picking all earns two thirds and not more', () => {
    expect(choice.grade(withRight('abc'), [0, 1, 2, 3])).toBeCloseTo(2 / 3);
    expect(choice.grade(withRight('abc'), [0, 1])).toBeCloseTo(2 / 3);
    expect(choice.grade(withRight('abc'), [3])).toBe(0);
  });

  test('of a statement goes by its truth', () => {
    expect([[0], [1]].map((picks) => choice.grade(itemOf({ truth: true }), picks))).toEqual([1, 0]);
    expect([[0], [1]].map((picks) => choice.grade(itemOf({ truth: false }), picks))).toEqual([0, 1]);
  });
});

describe('what players see', () => {
  test('is the options without what is right', () => {
    const face = choice.face(withRight('b'));
    expect(face).toEqual({ options: ['a', 'b', 'c', 'd'], several: false, truth: false });
    expect(choice.face(withRight('ab')).several).toBe(true);
    expect(choice.face(withRight('a', 'abcd', { several: true })).several).toBe(true);
  });

  test('of a statement is that it is one, whichever is right', () => {
    expect(choice.face(itemOf({ truth: true }))).toEqual(choice.face(itemOf({ truth: false })));
    expect(choice.face(itemOf({ truth: true }))).toEqual({ options: [], several: false, truth: true });
  });

  test('at the reveal is the positions that are right, and how many picked each', () => {
    expect(choice.key(withRight('bd'))).toEqual([1, 3]);
    expect([choice.key(itemOf({ truth: true })), choice.key(itemOf({ truth: false }))]).toEqual([[0], [1]]);
    expect(choice.tally(withRight('bd'), [[1], [1, 3], [0]])).toEqual([1, 2, 0, 1]);
    expect(choice.tally(itemOf({ truth: true }), [[1]])).toEqual([0, 1]);
    expect(choice.tally(withRight('b'), [])).toEqual([0, 0, 0, 0]);
  });
});

describe('the deal', () => {
  const textsOf = (item: ChoiceItem): string => (item.options ?? []).map(({ text }) => text).join('');

  test('shuffles, and what is right goes along', () => {
    const item = withRight('a', 'abcdef');
    const dealt = Array.from({ length: 40 }, (_, seed) => choice.deal(item, seededRandom(seed)));
    for (const each of dealt) {
      expect([...textsOf(each)].sort().join('')).toBe('abcdef');
      expect(each.options?.filter(({ right }) => right).map(({ text }) => text)).toEqual(['a']);
    }
    // The right one stands in every place: a pack written with it first gives nothing away.
    expect(new Set(dealt.map((each) => choice.key(each)?.[0])).size).toBe(6);
    expect(textsOf(item)).toBe('abcdef');
  });

  test('leaves the order where the pack wants it kept, and a statement as it is', () => {
    const ordered = withRight('a', 'abcdef', { shuffle: false });
    const statement = itemOf({ truth: true });
    for (let seed = 0; seed < 20; seed++) {
      expect(choice.deal(ordered, seededRandom(seed))).toBe(ordered);
      expect(choice.deal(statement, seededRandom(seed))).toBe(statement);
    }
  });
});

describe('a choice item', () => {
  test.each([
    ['one option', { options: [{ text: 'a', right: true }] }],
    ['seven options', { options: [...'abcdefg'].map((text) => ({ text, right: true })) }],
    ['no right option', { options: [{ text: 'a' }, { text: 'b' }] }],
    ['two options that say the same', { options: [{ text: 'Yes', right: true }, { text: 'yes' }] }],
    ['neither options nor truth', {}],
    ['both options and truth', { truth: true, options: [{ text: 'a', right: true }, { text: 'b' }] }],
    [
      'two right ones but one pick',
      {
        several: false,
        options: [
          { text: 'a', right: true },
          { text: 'b', right: true },
        ],
      },
    ],
    ['an empty option', { options: [{ text: ' ', right: true }, { text: 'b' }] }],
    ['four seconds', { truth: true, seconds: 4 }],
    ['points beyond double', { truth: true, points: 3 }],
    ['a field misspelt', { truth: true, second: 10 }],
  ])('is refused with %s', (_, fields) => {
    expect(() => itemOf(fields)).toThrow();
  });
});
