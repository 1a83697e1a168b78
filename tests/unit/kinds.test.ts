/** What every kind keeps, and the two that are not scored: poll and slide. */
import { describe, expect, test } from 'vitest';
import { kindNames, kindOf } from '../../shared/kinds/index.ts';
import { poll, type PollItem } from '../../shared/kinds/poll.ts';
import { shuffle } from '../../shared/kinds/shuffle.ts';
import { slide, type SlideItem } from '../../shared/kinds/slide.ts';
import { seededRandom } from '../../shared/game/random.ts';
import { parsePack, samplePack } from '../support/rooms.ts';

const itemOf = (fields: object): unknown => parsePack({ title: 'T', items: [{ text: 'Which?', ...fields }] }).items[0];

describe('every kind', () => {
  const garbage = [undefined, null, true, Number.NaN, -1, 1e99, '', '\u0000', [], {}, [[]], [null], [{}], { 0: 0 }];
  const more = [() => 1, Symbol('x'), 10n, new Date(0), new Map(), Object.create(null) as unknown];

  test('is in the sample pack of the tests', () => {
    expect(new Set(samplePack.items.map(({ kind }) => kind))).toEqual(new Set(kindNames));
  });

  test.each(samplePack.items.map((item) => [item.text, item] as const))('takes no garbage: %s', (_, item) => {
    for (const raw of [...garbage, ...more]) expect(kindOf(item).parse(item, raw)).toBeNull();
  });

  test.each(samplePack.items.map((item) => [item.text, item] as const))(
    'is called as it is registered: %s',
    (_, item) => {
      expect(kindOf(item).name).toBe(item.kind);
    },
  );

  test('that is not asked is not scored either: there is nothing to score', () => {
    for (const item of samplePack.items) if (!kindOf(item).asked) expect(kindOf(item).scored).toBe(false);
  });

  test('does not change an item by dealing it', () => {
    const before = JSON.stringify(samplePack);
    for (const item of samplePack.items) kindOf(item).deal(item, seededRandom(3));
    expect(JSON.stringify(samplePack)).toBe(before);
  });
});

describe('a poll', () => {
  const single = itemOf({ kind: 'poll', options: ['a', 'b', 'c'] }) as PollItem;
  const several = itemOf({ kind: 'poll', options: ['a', 'b', 'c'], several: true }) as PollItem;

  test('is asked, earns nothing and has no key', () => {
    expect([poll.asked, poll.scored, poll.grade(single, [0]), poll.key(single)]).toEqual([true, false, 0, null]);
  });

  test('takes one pick, or several where it says so', () => {
    expect([poll.parse(single, [2]), poll.parse(single, [0, 1]), poll.parse(single, [3])]).toEqual([[2], null, null]);
    expect([poll.parse(several, [2, 0]), poll.parse(several, [])]).toEqual([[0, 2], null]);
  });

  test('keeps its order: a scale from good to bad is no lottery', () => {
    expect(poll.deal(single, seededRandom(1))).toBe(single);
    expect(poll.face(single)).toEqual({ options: ['a', 'b', 'c'], several: false });
  });

  test('is shown as counts alone', () => {
    expect(poll.tally(several, [[0, 2], [2], []])).toEqual([1, 0, 2]);
  });

  test('cannot be given points', () => {
    expect(() => itemOf({ kind: 'poll', options: ['a', 'b'], points: 1 })).toThrow();
  });
});

describe('a slide', () => {
  const item = itemOf({ kind: 'slide', body: 'Read.' }) as SlideItem;

  test('is shown and takes no answer', () => {
    expect([slide.asked, slide.scored, slide.parse(item, [0]), slide.grade(item, null)]).toEqual([
      false,
      false,
      null,
      0,
    ]);
    expect([slide.face(item), slide.face(itemOf({ kind: 'slide' }) as SlideItem)]).toEqual([
      { body: 'Read.' },
      { body: '' },
    ]);
    expect([slide.key(item), slide.tally(item, []), slide.deal(item, seededRandom(1))]).toEqual([null, null, item]);
  });
});

describe('a shuffle', () => {
  test('is fair: each of six orders of three comes up one time in six', () => {
    const random = seededRandom(42);
    const counts = new Map<string, number>();
    for (let at = 0; at < 6_000; at++) {
      const order = shuffle(['a', 'b', 'c'], random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // 1,000 each, with a standard deviation of 29: five of them are never left by chance, and the seed is fixed.
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(145);
  });

  test('leaves the list it was given alone', () => {
    const list = Object.freeze(['a', 'b', 'c', 'd']);
    expect([...shuffle(list, () => 0)]).toEqual(['b', 'c', 'd', 'a']);
    expect(shuffle([], () => 0)).toEqual([]);
  });
});
