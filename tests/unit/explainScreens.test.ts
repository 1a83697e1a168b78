/** What the screens of the explain kind work out: marks in an answer, whether points are the answer, weights in the editor. */
import { describe, expect, test } from 'vitest';
import { arePartsOf } from '../../client/kinds/explain/parts.ts';
import { stretchesOf } from '../../client/kinds/explain/stretches.ts';
import { levelled, weighed } from '../../client/kinds/explain/weights.ts';
import { prepare } from '../../shared/grading/prepare.ts';
import { explain, type ExplainItem } from '../../shared/kinds/explain.ts';
import { parsePack } from '../support/rooms.ts';

const answer =
  'Trees drop their leaves to save water, which their roots cannot draw from frozen ground. ' +
  'They also lose fewer branches under snow.';
const itemOf = (fields: object = {}): ExplainItem =>
  parsePack({
    title: 'T',
    items: [{ kind: 'explain', text: 'Why do trees drop their leaves in autumn?', answer, ...fields }],
  }).items[0] as ExplainItem;

describe('on a phone the own answer', () => {
  const marked = (text: string, spans: readonly ([number, number] | null)[]): string[] =>
    stretchesOf(text, spans).map(({ text: part, points, ends }) => `${part}|${points.join()}|${ends.join()}`);

  test('is cut where points begin and end, and numbered where they end', () => {
    expect(marked('save water now', [[0, 4], null, [5, 10]])).toEqual(['save|0|0', ' ||', 'water|2|2', ' now||']);
  });

  test('has both numbers where two points share words', () => {
    expect(
      marked('abcdef', [
        [0, 4],
        [2, 6],
      ]),
    ).toEqual(['ab|0|', 'cd|0,1|0', 'ef|1|1']);
    expect(
      marked('abc', [
        [0, 3],
        [0, 3],
      ]),
    ).toEqual(['abc|0,1|0,1']);
  });

  test('is whole whatever spans there are', () => {
    expect(marked('abc', [])).toEqual(['abc||']);
    expect(marked('abc', [null, [1, 99], [-3, 1], [2, 2], [7, 9]])).toEqual(['a|2|2', 'bc|1|1']);
    expect(marked('', [[0, 2]])).toEqual([]);
  });
});

describe('on the stage key points', () => {
  const cutOf = (whole: string): string[] => (explain.key(itemOf({ answer: whole })) as { points: string[] }).points;

  test.each([
    ['a sentence in pieces', 'Roots draw no water from frozen ground, and therefore trees drop their broad leaves.'],
    ['several sentences', answer],
  ])('that were cut from the answer are the answer: %s', (_, whole) => {
    expect(arePartsOf(cutOf(whole), whole)).toBe(true);
  });

  test.each([
    ['in words of their own', ['It saves water', 'Snow weighs less']],
    ['in another order', cutOf(answer).toReversed()],
    ['that leave a point out', cutOf(answer).slice(1)],
    ['that leave the last one out', cutOf(answer).slice(0, -1)],
    ['of which there are none', []],
  ])('are not, %s', (_, points) => {
    expect(arePartsOf(points, answer)).toBe(false);
  });
});

describe('in the editor a weight', () => {
  const points = [{ text: 'one point of some words' }, { text: 'another' }];

  test('makes the others count once', () => {
    expect(weighed(points, 0, 2)).toEqual([
      { text: 'one point of some words', weight: 2 },
      { text: 'another', weight: 1 },
    ]);
    expect(levelled([...weighed(points, 0, 2), { text: 'added' }])[2]?.weight).toBe(1);
  });

  test('taken back takes all back, and points without any stay so', () => {
    expect(weighed(weighed(points, 0, 2), 1, null)).toEqual(points);
    expect(levelled(points)).toEqual(points);
  });

  test('of two counts twice as much as one', () => {
    const [two = 0, one = 0] =
      prepare('Why?', { keyPoints: weighed(points, 0, 2) }).references[0]?.points.map(({ weight }) => weight) ?? [];
    expect(two / one).toBeCloseTo(2);
  });
});
