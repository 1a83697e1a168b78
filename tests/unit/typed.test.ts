/** The typed kind: what is an answer, what is right, and what the stage shows of what was typed. */
import { describe, expect, test } from 'vitest';
import { typed, type TypedItem } from '../../shared/kinds/typed.ts';
import { parsePack } from '../support/rooms.ts';

const itemOf = (fields: object): TypedItem =>
  parsePack({ title: 'T', items: [{ kind: 'typed', text: 'Which?', ...fields }] }).items[0] as TypedItem;
const graded = (item: TypedItem, answer: string): number => typed.grade(item, typed.parse(item, answer) ?? '');

describe('an answer', () => {
  const item = itemOf({ accept: ['owl'] });

  test.each([
    ['as it is', 'owl', 'owl'],
    ['without spaces around it', '  an \t owl\n', 'an owl'],
    ['in one form of accents', 'e\u0301', 'é'],
    ['without what turns a line around', 'o\u202ew\u200bl', 'owl'],
    ['of 80 characters', 'x'.repeat(80), 'x'.repeat(80)],
    ['of 80 characters between spaces', `${' '.repeat(40)}${'x'.repeat(80)}${' '.repeat(40)}`, 'x'.repeat(80)],
    ['of signs alone', '?', '?'],
  ])('is taken %s', (_, raw, answer) => {
    expect(typed.parse(item, raw)).toBe(answer);
  });

  test.each([
    ['81 characters', 'x'.repeat(81)],
    ['a flood of spaces', ' '.repeat(160) + 'x'],
    ['nothing', ''],
    ['spaces', '   '],
    ['what nobody sees', '\u200b\u200d\u2060'],
    ['a number', 7],
    ['null', null],
    ['nothing given', undefined],
    ['a list', ['owl']],
    ['an object', { toString: () => 'owl' }],
  ])('is not %s', (_, raw) => {
    expect(typed.parse(item, raw)).toBeNull();
  });
});

describe('the grade', () => {
  test('is full for any accepted answer, and nothing otherwise', () => {
    const item = itemOf({ accept: ['Sweden', 'Sverige'] });
    expect(['Sweden', 'sverige', 'Sveden', 'Norway', '!?'].map((answer) => graded(item, answer))).toEqual([
      1, 1, 1, 0, 0,
    ]);
  });

  test('is nothing for what the pack rejects, though it looks like a right one misspelt', () => {
    const item = itemOf({ accept: ['Iran'], reject: ['Iraq'] });
    expect(['Iran', 'Irann', 'Iraq', 'iraq!', 'the Iraq'].map((answer) => graded(item, answer))).toEqual([
      1, 1, 0, 0, 0,
    ]);
    expect(graded(itemOf({ accept: ['Iran'] }), 'Iraq')).toBe(1);
  });

  test('heeds "exact"', () => {
    const item = itemOf({ accept: ['affect'], spelling: 'exact' });
    expect(['Affect', 'effect'].map((answer) => graded(item, answer))).toEqual([1, 0]);
    expect(graded(itemOf({ accept: ['affect'] }), 'effect')).toBe(1);
  });

  test('keeps nothing of one item for another that reads the same', () => {
    expect(graded(itemOf({ accept: ['owl'] }), 'swan')).toBe(0);
    expect(graded(itemOf({ accept: ['swan'] }), 'swan')).toBe(1);
  });
});

describe('the tally', () => {
  test('puts spellings of an accepted answer together, under the spelling of the pack', () => {
    const item = itemOf({ accept: ['Stockholm'] });
    expect(typed.tally(item, ['stokholm', 'Oslo', 'STOCKHOLM', 'Stockhlom', 'oslo'])).toEqual({
      groups: [
        { text: 'Stockholm', count: 3, right: true },
        { text: 'Oslo', count: 2, right: false },
      ],
      others: 0,
    });
  });

  test('tells an accepted answer as the one that it is, and not as its neighbour misspelt', () => {
    const item = itemOf({ accept: ['Marten', 'Martin'] });
    expect(typed.tally(item, ['martin']).groups).toEqual([{ text: 'Martin', count: 1, right: true }]);
  });

  test('shows the most frequent first and right before wrong, and counts the rest', () => {
    const item = itemOf({ accept: ['z'] });
    const tally = typed.tally(item, ['a', 'z', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'h', 'i', 'i', 'i']);
    expect(tally.groups.map(({ text, count, right }) => `${text}${String(count)}${right ? '!' : ''}`)).toEqual([
      'i3',
      'h2',
      'z1!',
      'a1',
      'b1',
      'c1',
      'd1',
      'e1',
    ]);
    expect(tally.others).toBe(2);
  });

  test('of nothing is empty', () => {
    expect(typed.tally(itemOf({ accept: ['z'] }), [])).toEqual({ groups: [], others: 0 });
  });

  test('of a full room is worked out within a moment, again and again', () => {
    const accept = Array.from(
      { length: 40 },
      (_, at) => `the quick brown fox jumps over lazy dog number ${String(at)}`,
    );
    const item = itemOf({ accept });
    const answers = Array.from({ length: 10_000 }, (_, at) => `the quikc brown fox jmups over ${at.toString(36)} dogs`);
    const began = performance.now();
    for (let screens = 0; screens < 20; screens++) typed.tally(item, answers);
    // Seconds without the memory of answers seen before; generous, for slow and busy machines.
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});

describe('a typed item', () => {
  test.each([
    ['nothing is accepted', { accept: [] }],
    ['an accepted answer has neither letter nor digit', { accept: ['?!'] }],
    ['an accepted answer is longer than players can type', { accept: ['x'.repeat(81)] }],
    ['a field is misspelt', { accept: ['owl'], acept: ['owl'] }],
  ])('is refused where %s', (_, fields) => {
    expect(() => itemOf(fields)).toThrow();
  });

  test('stands open for thirty seconds: typing takes longer than tapping', () => {
    expect(itemOf({ accept: ['owl'] }).seconds).toBe(30);
  });
});
