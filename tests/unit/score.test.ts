/** Points, ranks, movement and streaks, worked out on paper. */
import { describe, expect, test } from 'vitest';
import { pointsFor, speedShare } from '../../shared/game/score.ts';
import { answer, answerAll, classicRoom, next, pointsOf, question, ranksOf } from '../support/classic.ts';
import type { Play } from '../support/rooms.ts';

const right = [0];
const wrong = [1];
const streaksOf = (play: Play): number[] => play.state.players.map(({ streak }) => streak);

describe('speed', () => {
  test.each([
    ['classic', 0, 1],
    ['classic', 5_000, 0.875],
    ['classic', 20_000, 0.5],
    ['gentle', 0, 1],
    ['gentle', 10_000, 0.95],
    ['gentle', 20_000, 0.9],
    ['none', 20_000, 1],
    // An extension of the window takes nothing more, and no time gives more than all.
    ['classic', 90_000, 0.5],
    ['classic', -5_000, 1],
    ['gentle', 90_000, 0.9],
  ] as const)('%s leaves after %i of 20,000 ms a share of %f', (speed, tMs, share) => {
    expect(speedShare(speed, tMs, 20_000)).toBeCloseTo(share, 10);
  });

  test.each([
    [1, 'classic', 250, 1, 994],
    [1, 'classic', 5_000, 1, 875],
    [0.5, 'classic', 5_000, 1, 438],
    [1, 'classic', 5_000, 2, 1_750],
    [1, 'classic', 5_000, 0.5, 438],
    [1, 'classic', 5_000, 0, 0],
    [0, 'classic', 250, 2, 0],
    [1, 'none', 19_000, 1, 1_000],
    [1, 'gentle', 250, 1, 999],
  ] as const)('credit %f, %s, %i ms, worth %f: %i points', (credit, speed, tMs, worth, points) => {
    expect(pointsFor(credit, speed, tMs, 20_000, worth)).toBe(points);
  });

  test('is a setting of the room', () => {
    const earned = (['classic', 'gentle', 'none'] as const).map((speed) => {
      const play = classicRoom([question()], { speed });
      next(play);
      answer(play, 0, right, { tMs: 10_000 });
      next(play);
      return pointsOf(play)[0];
    });
    expect(earned).toEqual([750, 950, 1_000]);
  });

  test('is measured by the window of the item', () => {
    const play = classicRoom([question({ seconds: 40 })]);
    next(play);
    answer(play, 0, right, { tMs: 10_000 });
    next(play);
    expect(pointsOf(play)[0]).toBe(875);
  });
});

describe('an item counts', () => {
  test('for nothing as a rehearsal: the credit is told, and points and streaks stay', () => {
    const play = classicRoom([question(), question({ points: 0 }), question()]);
    next(play);
    answerAll(play, [right, right]);
    next(play);
    next(play);
    answerAll(play, [right, wrong]);
    expect(play.state.rounds[1]?.awards).toEqual([{ credit: 1, points: 0 }, { credit: 0, points: 0 }, null]);
    expect([pointsOf(play), streaksOf(play)]).toEqual([
      [875, 875, 0],
      [1, 1, 0],
    ]);
  });

  test('twice as double', () => {
    const play = classicRoom([question({ points: 2 })]);
    next(play);
    answerAll(play, [right]);
    expect(pointsOf(play)).toEqual([1_750, 0, 0]);
  });
});

describe('a streak', () => {
  test('grows with full credit, and ends with anything less, or with silence', () => {
    const several = { options: [{ text: 'a', right: true }, { text: 'b' }, { text: 'c', right: true }] };
    const play = classicRoom([question(), question(several), question()]);
    next(play);
    answerAll(play, [right, right, right]);
    expect(streaksOf(play)).toEqual([1, 1, 1]);
    next(play);
    next(play);
    answerAll(play, [[0, 2], [0], null]);
    expect(streaksOf(play)).toEqual([2, 0, 0]);
    next(play);
    next(play);
    answerAll(play, [right, right, wrong]);
    expect(streaksOf(play)).toEqual([3, 1, 0]);
  });
});

describe('ranks', () => {
  test('are shared by equal points, and the next one counts all before it', () => {
    const play = classicRoom([question()], { speed: 'none' }, ['A', 'B', 'C', 'D', 'E']);
    next(play);
    expect(ranksOf(play)).toEqual([0, 0, 0, 0, 0]);
    answerAll(play, [wrong, right, right, null, wrong]);
    expect(ranksOf(play)).toEqual([3, 1, 1, 3, 3]);
  });

  test('all are first where nobody was right', () => {
    const play = classicRoom([question()]);
    next(play);
    answerAll(play, [wrong, wrong, null]);
    expect(ranksOf(play)).toEqual([1, 1, 1]);
  });

  test('go by all points so far, not by those of the last item', () => {
    const play = classicRoom([question({ points: 2 }), question()]);
    next(play);
    answerAll(play, [right, wrong, wrong]);
    next(play);
    next(play);
    answerAll(play, [wrong, right, right]);
    expect([pointsOf(play), ranksOf(play)]).toEqual([
      [1_750, 875, 875],
      [1, 2, 2],
    ]);
  });

  test('come to a late comer with the next scored reveal', () => {
    const play = classicRoom([question(), question()]);
    next(play);
    answerAll(play, [right, wrong, wrong]);
    play.append({ type: 'joined', name: 'Di', tokenHash: 'd' });
    expect(ranksOf(play)).toEqual([1, 2, 2, 0]);
    next(play);
    next(play);
    answerAll(play, [wrong, wrong, wrong, right]);
    expect(ranksOf(play)).toEqual([1, 3, 3, 1]);
  });

  test('are remembered from standings to standings, not from reveal to reveal', () => {
    const play = classicRoom([question(), question(), question(), question()], { standings: 'some' });
    const shown = (): number[] => play.state.players.map(({ rankShown }) => rankShown);
    next(play);
    answerAll(play, [right, wrong, wrong]);
    next(play);
    answerAll(play, [wrong, right, wrong]);
    next(play);
    expect(shown()).toEqual([0, 0, 0]);
    answerAll(play, [wrong, right, wrong]);
    next(play);
    // While the standings stand, they still tell the movement since the ones before.
    expect([play.state.phase, ranksOf(play), shown()]).toEqual(['ranked', [2, 1, 3], [0, 0, 0]]);
    next(play);
    expect(shown()).toEqual([2, 1, 3]);
  });
});
