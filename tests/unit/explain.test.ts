/** The explain kind: what is an item and an answer, what an answer earns, and for which points in which of its words. */
import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { explain, type ExplainFeedback, type ExplainItem } from '../../shared/kinds/explain.ts';
import { keyPointsMax, referenceCharactersMax, writtenCharactersMax } from '../../shared/limits.ts';
import { parsePack } from '../support/rooms.ts';

const answer =
  'Trees drop their leaves to save water, which their roots cannot draw from frozen ground. ' +
  'They also lose fewer branches under snow.';
const itemOf = (fields: object = {}): ExplainItem =>
  parsePack({
    title: 'T',
    items: [{ kind: 'explain', text: 'Why do trees drop their leaves in autumn?', answer, ...fields }],
  }).items[0] as ExplainItem;
const isItem = (fields: object): boolean =>
  v.safeParse(explain.schema, { kind: 'explain', text: 'Why?', answer, ...fields }).success;

const foundIn = (item: ExplainItem, said: string): string[] =>
  (explain.feedback?.(item, said, 0) as ExplainFeedback).points.map(({ found }) => found);

describe('an item', () => {
  test('needs no key points: its answer is cut into them', () => {
    expect(explain.key(itemOf())).toEqual({
      answer,
      points: [
        'Trees drop their leaves to save water',
        'which their roots cannot draw from frozen ground',
        'They also lose fewer branches under snow',
      ],
    });
  });

  test('keeps the key points that it brings, in their order and as they are written', () => {
    const item = itemOf({ keyPoints: [{ text: 'Less snow breaks branches.' }, { text: 'It saves water!' }] });
    expect(explain.key(item)).toEqual({ answer, points: ['Less snow breaks branches.', 'It saves water!'] });
    expect(explain.points?.(item)).toEqual(['Less snow breaks branches.', 'It saves water!']);
  });

  test('gives a minute and a half, where nothing else is said', () => {
    expect([itemOf().seconds, itemOf({ seconds: 30 }).seconds]).toEqual([90, 30]);
  });

  const point = { text: 'It saves water' };
  test.each([
    ['without an answer', { answer: '  ' }],
    ['with an answer that no phone shows whole', { answer: 'x'.repeat(referenceCharactersMax + 1) }],
    ['with a list of no key points', { keyPoints: [] }],
    ['with more key points than a person reads', { keyPoints: Array.from({ length: keyPointsMax + 1 }, () => point) }],
    ['with a key point that says nothing', { keyPoints: [{ text: ' ' }] }],
    ['with a weight of nothing', { keyPoints: [{ ...point, weight: 0 }] }],
    ['with a weight above ten', { keyPoints: [{ ...point, weight: 11 }] }],
    ['with a field that is misspelt', { keyPoints: [{ ...point, mustMentoin: ['water'] }] }],
    ['with a synonym of nothing', { synonyms: [['water']] }],
  ])('is refused %s', (_, fields) => {
    expect(isItem(fields)).toBe(false);
  });

  test('is taken at its limits', () => {
    const keyPoints = Array.from({ length: keyPointsMax }, () => ({ ...point, weight: 10, accept: ['less thirst'] }));
    expect(isItem({ answer: 'x'.repeat(referenceCharactersMax), keyPoints, synonyms: [['water', 'rain']] })).toBe(true);
  });
});

describe('an answer', () => {
  test.each([
    ['as it is', 'To save water.', 'To save water.'],
    ['without spaces around it', '  To save\t water. \n', 'To save water.'],
    ['in its lines, with one empty one at most', 'First.\r\n\r\n\r\n\r\nSecond.', 'First.\n\nSecond.'],
    ['without what turns a line around', 'sa\u202eve wa\u200bter', 'save water'],
    ['in another script', '木は水を守る。', '木は水を守る。'],
    ['at its longest', 'x'.repeat(writtenCharactersMax), 'x'.repeat(writtenCharactersMax)],
    ['at its longest between spaces', `  ${'x'.repeat(writtenCharactersMax)}  `, 'x'.repeat(writtenCharactersMax)],
  ])('is taken %s', (_, raw, given) => {
    expect(explain.parse(itemOf(), raw)).toBe(given);
  });

  test.each([
    ['one character too many', 'x'.repeat(writtenCharactersMax + 1)],
    ['a flood of spaces', ' '.repeat(writtenCharactersMax * 2) + 'x'],
    ['nothing', ''],
    ['lines without a letter', ' \n \n'],
    ['what nobody sees', '\u200b\u200d\u2060'],
    ['a number', 7],
    ['null', null],
    ['nothing given', undefined],
    ['a list', ['To save water.']],
    ['an object', { toString: () => 'To save water.' }],
  ])('is not %s', (_, raw) => {
    expect(explain.parse(itemOf(), raw)).toBeNull();
  });
});

describe('the face', () => {
  test('says how much may be written, and nothing of what is right', () => {
    const item = itemOf({
      keyPoints: [{ text: 'It saves water', accept: ['less thirst'] }],
      synonyms: [['tree', 'oak']],
    });
    expect(explain.face(item)).toEqual({ charactersMax: writtenCharactersMax });
  });
});

describe('the grade', () => {
  test('is full for the reference, half for one of two equal points, and nothing beside the matter', () => {
    const item = itemOf({
      keyPoints: [
        { text: 'Leafless trees save water', weight: 1 },
        { text: 'Snow breaks fewer branches', weight: 1 },
      ],
    });
    const graded = (said: string): number => explain.grade(item, said);
    expect(graded('Leafless trees save water. Snow breaks fewer branches.')).toBe(1);
    expect(graded('Leafless trees save water.')).toBeGreaterThan(0.3);
    expect(graded('Leafless trees save water.')).toBeLessThan(0.75);
    expect(graded('My favourite colour is green.')).toBeLessThan(0.1);
  });

  test('follows the leniency of the host, up and down, and stays between 0 and 1', () => {
    const said = 'They save water because the ground is frozen.';
    const credits = [-1, -0.5, 0, 0.5, 1].map((leniency) => explain.grade(itemOf(), said, leniency));
    expect(credits).toEqual([...credits].sort((a, b) => a - b));
    expect(new Set(credits).size).toBe(5);
    expect([Math.min(...credits) >= 0, Math.max(...credits) <= 1]).toEqual([true, true]);
  });

  test('gives nothing for the question itself, nor for a shrug', () => {
    expect(explain.grade(itemOf(), 'Why do trees drop their leaves in autumn?')).toBe(0);
    expect(explain.grade(itemOf(), "I don't know")).toBe(0);
  });

  test('counts a point less without a word that it must mention', () => {
    const said = 'Trees save water.';
    const [free, bound] = [{}, { mustMention: ['frozen'] }].map((must) =>
      explain.grade(itemOf({ keyPoints: [{ text: 'Trees save water', ...must }] }), said),
    );
    expect(free).toBe(1);
    expect(bound).toBeLessThan(0.75);
  });

  test('takes a point that is said in another way which the pack accepts', () => {
    const keyPoints = [{ text: 'Roots draw nothing from frozen ground', accept: ['winter drought'] }];
    expect(foundIn(itemOf({ keyPoints }), 'It is about winter drought.')).toEqual(['yes']);
    expect(foundIn(itemOf({ keyPoints: [{ text: keyPoints[0]!.text }] }), 'It is about winter drought.')).toEqual([
      'no',
    ]);
  });

  test('knows Swedish endings', () => {
    const item = parsePack({
      title: 'T',
      language: 'sv',
      items: [
        {
          kind: 'explain',
          text: 'Varför fäller träden sina löv på hösten?',
          answer: 'Träden sparar vatten. Grenarna bryts inte av tung snö.',
        },
      ],
    }).items[0] as ExplainItem;
    const said = 'Ett träd sparade vatten, och en gren bryts inte av den tunga snön.';
    expect(foundIn(item, said)).toEqual(['yes', 'yes']);
    expect(explain.grade(item, said)).toBeGreaterThan(0.75);
    expect(explain.grade(item, 'Löven är gula och röda.')).toBeLessThan(0.2);
  });
});

describe('the feedback', () => {
  const said = 'Well, trees save water. Snow is heavy.';
  const { points } = explain.feedback?.(itemOf(), said, 0) as ExplainFeedback;

  test('says of each point of the key, in its order, how it was found', () => {
    expect(points).toHaveLength((explain.key(itemOf()) as { points: string[] }).points.length);
    expect(foundIn(itemOf(), answer)).toEqual(['yes', 'yes', 'yes']);
    expect(points.map(({ found }) => found)).toContain('no');
  });

  test('says where, in words that stand there in the answer', () => {
    for (const { found, where, span } of points) {
      expect(where === null).toBe(span === null);
      if (found === 'no') expect(span).toBeNull();
      if (span !== null) expect(said.slice(span[0], span[1])).toBe(where);
    }
    expect(points[0]?.where).toBe('trees save water');
  });
});
