/** What the desk's panel of answers says, and in which order, in both languages. */
import { describe, expect, test } from 'vitest';
import {
  answerNotes,
  arrange,
  changeSentence,
  creditOfKey,
  doubtOf,
  groupNotes,
  keyOf,
} from '../../client/pages/desk/answerList.ts';
import { deskWords as english } from '../../client/words/en/desk.ts';
import { deskWords as swedish } from '../../client/words/sv/desk.ts';
import { flagNames } from '../../shared/grading/flags.ts';
import type { PreviewView, ReviewAnswer, ReviewGroup } from '../../shared/protocol/views.ts';

const answer = (seat: number, more: Partial<ReviewAnswer> = {}): ReviewAnswer => ({
  seat,
  name: `Player ${String(seat)}`,
  text: 'text',
  credit: 0.5,
  flagged: false,
  judged: false,
  odd: [],
  ...more,
});

const group = (seats: number[], more: Partial<ReviewGroup> = {}): ReviewGroup => ({
  count: seats.length,
  seats,
  text: 'text',
  credit: 0.5,
  doubt: 0.5,
  flagged: 0,
  judged: 0,
  answers: seats.map((seat) => answer(seat)),
  ...more,
});

describe('the order of the groups', () => {
  const sure = group([1], { credit: 1, doubt: 0, flagged: 2 });
  const unsure = group([2], { credit: 0.5, doubt: 0.9 });
  const wrong = group([3], { credit: 0, doubt: 0.1, flagged: 1 });
  const keys = (groups: readonly ReviewGroup[]): number[] => groups.map(keyOf);

  test.each([
    ['doubt', [2, 3, 1]],
    ['best', [1, 2, 3]],
    ['flagged', [1, 3, 2]],
  ] as const)('by %s', (order, wanted) => {
    expect(keys(arrange([sure, unsure, wrong], order, []))).toEqual(wanted);
  });

  test('of equals: what more people have written comes first', () => {
    expect(keys(arrange([group([1]), group([2, 5]), group([3])], 'doubt', []))).toEqual([2, 1, 3]);
  });

  test('stays as it was begun, whatever verdicts do; what is new comes behind', () => {
    const judged = { ...unsure, doubt: 0, judged: 1, credit: 1 };
    expect(keys(arrange([group([9], { doubt: 1 }), sure, wrong, judged], 'doubt', [2, 3, 1]))).toEqual([2, 3, 1, 9]);
  });

  test('does not change the list that it is given', () => {
    const groups = [sure, unsure];
    arrange(groups, 'doubt', []);
    expect(keys(groups)).toEqual([1, 2]);
  });
});

test('doubt has a word where a host should look: from a credit of 0.8 or 0.2 on, and a stronger one around a half', () => {
  expect([0, 0.39, 0.4, 0.69, 0.7, 1].map((doubt) => doubtOf({ doubt }))).toEqual([
    ...['none', 'none', 'some', 'some', 'much', 'much'],
  ]);
});

test('keys: a is right, r is wrong, a digit is tens; nothing else is a verdict', () => {
  expect(['a', 'A', 'r', 'R', '0', '5', '9'].map(creditOfKey)).toEqual([1, 1, 0, 0, 0, 0.5, 0.9]);
  expect(['b', 'ArrowDown', 'Enter', ' ', '', '٣', 'F1', '10'].map(creditOfKey)).toEqual(Array<null>(8).fill(null));
});

describe.each([
  ['English', english.judging],
  ['Swedish', swedish.judging],
])('in %s', (_, words) => {
  test('all that the grader finds odd has words', () => {
    for (const flag of flagNames) expect(words.odd[flag], flag).toMatch(/\S/);
    expect(answerNotes(answer(1, { odd: [...flagNames] }), words).length).toBe(1 + flagNames.length);
  });

  test('what a newer server finds odd is left out rather than shown as its name', () => {
    expect(answerNotes(answer(1, { odd: ['sarcastic', 'constructor'] }), words)).toEqual(['Player 1']);
  });

  test('a second opinion is told where there is one', () => {
    expect(groupNotes(group([1, 2], { opinion: 0.8 }), words).join()).toContain('80');
    expect(groupNotes(group([1, 2]), words).join()).not.toContain('80');
    expect(answerNotes(answer(1, { opinion: 0 }), words).length).toBe(2);
  });

  test('one answer alone is told by its name, several by their number', () => {
    expect(groupNotes(group([4], { doubt: 0 }), words)).toEqual(['Player 4']);
    expect(groupNotes(group([4, 5], { doubt: 0 }), words)).toEqual([words.answers(2)]);
  });
});

describe('what a verdict changes', () => {
  const preview = (more: Partial<PreviewView>): PreviewView => ({
    reached: 12,
    carried: 0,
    changed: 12,
    points: 8_340,
    leaders: [],
    ...more,
  });
  const format = (value: number): string => value.toLocaleString('en');
  const say = (credit: number, more: Partial<PreviewView>, isDone = false, words = english.judging): string =>
    changeSentence(credit, preview(more), { words, format, isDone });
  const leaders = [
    { name: 'Bo', points: 9, rank: 1, moved: 0 },
    { name: 'Ana', points: 8, rank: 2, moved: 11 },
  ];

  test.each<[string, string]>([
    [say(1, {}), 'Right: 12 players gain 8,340 points.'],
    [say(1, { changed: 1, points: 40 }), 'Right: 1 player gains 40 points.'],
    [say(0, { changed: 1, points: -500 }), 'Wrong: 1 player loses 500 points.'],
    [say(0, { changed: 2, points: -500 }, true), 'Wrong: 2 players lost 500 points.'],
    [say(0.7, { changed: 0, points: 0 }), '70 % of the points: changes nothing.'],
    [say(0.7, { changed: 2, points: 0 }), '70 % of the points: changes little for 2 players.'],
    [
      say(1, { carried: 3, leaders }),
      'Right: 12 players gain 8,340 points; 3 nearly the same go with it; Ana moves from 13th to 2nd.',
    ],
    [
      say(1, { carried: 1, leaders }, true, swedish.judging),
      'Rätt: 12 spelare fick 8,340 poäng; 1 nästan likadant följer med; Ana gick från 13:e till 2:a plats.',
    ],
  ])('is one sentence: %s', (sentence, wanted) => expect(sentence).toBe(wanted));

  test('counts places as people do', () => {
    const { moves } = english.judging;
    const places = [1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111].map((rank) => moves('', rank, 1).split(' ')[3]);
    expect(places).toEqual(['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '22nd', '103rd', '111th']);
  });
});
