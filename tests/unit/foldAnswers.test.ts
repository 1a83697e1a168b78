/** Which answer counts, and what is said of the others: each rejection has its reason. */
import { describe, expect, test } from 'vitest';
import { checkAnswer } from '../../shared/game/answers.ts';
import { earlyMs } from '../../shared/limits.ts';
import { answer, classicRoom, counted, next, pointsOf, poll, question, refused, slide } from '../support/classic.ts';
import type { Play } from '../support/rooms.ts';

const countOf = (play: Play): number | undefined => play.state.rounds.at(-1)?.answerCount;

describe('an answer', () => {
  test('counts once: the first one stands', () => {
    const play = classicRoom([question()]);
    next(play);
    expect(answer(play, 0, [1], { ref: 'a', tMs: 3_000 })).toEqual(counted);
    expect(answer(play, 0, [0], { ref: 'b' })).toEqual(refused('answered-already'));
    expect(countOf(play)).toBe(1);
    expect(play.state.rounds[0]?.answers).toEqual([{ answer: [1], tMs: 3_000, ref: 'a' }]);
  });

  test('that comes again with its own ref is told again that it counts, and changes nothing', () => {
    const play = classicRoom([question()]);
    next(play);
    answer(play, 0, [0], { ref: 'a', tMs: 3_000 });
    // Even with another content: the ref is what makes an action itself.
    expect(answer(play, 0, [1], { ref: 'a', tMs: 250 })).toEqual(counted);
    expect(countOf(play)).toBe(1);
    expect(play.state.rounds[0]?.answers[0]).toEqual({ answer: [0], tMs: 3_000, ref: 'a' });
  });

  test('is remembered as counted while paused, after the reveal, on later items and after the end', () => {
    const play = classicRoom([question(), question()]);
    next(play);
    answer(play, 0, [0], { ref: 'a' });
    const again = () => answer(play, 0, [0], { ref: 'a', item: 0 });
    play.append({ type: 'paused' });
    expect(again()).toEqual(counted);
    for (const phase of ['revealed', 'ranked', 'asked', 'revealed', 'podium', 'ended']) {
      next(play);
      expect(play.state.phase).toBe(phase);
      expect(again()).toEqual(counted);
      // Another action of the same player is not the same.
      expect(answer(play, 0, [0], { ref: 'b', item: 0 }).ok).toBe(false);
    }
    expect(pointsOf(play)).toEqual([875, 0, 0]);
  });

  test('with the ref of an answer to another item, or of another player, is one of its own', () => {
    const play = classicRoom([question(), question()]);
    next(play);
    answer(play, 0, [0], { ref: 'a' });
    expect(answer(play, 1, [0], { ref: 'a' })).toEqual(counted);
    next(play);
    next(play);
    next(play);
    expect(answer(play, 0, [0], { ref: 'a' })).toEqual(counted);
    expect(play.state.rounds.map(({ answerCount }) => answerCount)).toEqual([2, 1]);
  });

  test('is too early before the opening, but for a phone whose clock runs a little ahead', () => {
    const play = classicRoom([question({ readSeconds: 3 })], { reading: true });
    play.append({ type: 'asked', item: 0, leadMs: 500 });
    play.nowMs += 3_500 - earlyMs - 1;
    expect(answer(play, 0, [0])).toEqual(refused('not-open-yet'));
    play.nowMs += 1;
    expect(answer(play, 0, [0])).toEqual(counted);
  });

  test.each([
    ['to an item that is still to come', 1, 'not-open-yet'],
    ['to an item that does not exist', 99, 'not-open-yet'],
    ['to an item below the first', -1, 'closed'],
  ])('%s is refused', (_, item, why) => {
    const play = classicRoom([question(), question()]);
    expect(answer(play, 0, [0], { item: 0 })).toEqual(refused('not-open-yet'));
    next(play);
    expect(answer(play, 0, [0], { item })).toEqual(refused(why));
    expect(countOf(play)).toBe(0);
  });

  test('to an item that is over is closed, whatever the room does now', () => {
    const play = classicRoom([question(), question()]);
    next(play);
    play.append({ type: 'closed', item: 0, cause: 'time' });
    expect(play.state.phase).toBe('asked'); // too early for time to close it
    play.append({ type: 'closed', item: 0, cause: 'everybody' });
    expect(answer(play, 0, [0])).toEqual(refused('closed'));
    for (let step = 0; step < 3; step++) {
      next(play);
      expect(answer(play, 0, [0], { item: 0 })).toEqual(refused('closed'));
    }
    expect(play.state.phase).toBe('asked');
    play.append({ type: 'skipped', item: 1 });
    expect(answer(play, 0, [0], { item: 1 })).toEqual(refused('closed'));
    play.append({ type: 'ended' });
    expect(answer(play, 0, [0], { item: 1 })).toEqual(refused('room-over'));
  });

  test('to a slide is refused: there is nothing to answer', () => {
    const play = classicRoom([slide]);
    next(play);
    expect(answer(play, 0, [0])).toEqual(refused('closed'));
  });

  test('to a poll counts as any other', () => {
    const play = classicRoom([poll]);
    next(play);
    expect(answer(play, 0, [1])).toEqual(counted);
    expect(answer(play, 1, [2])).toEqual(refused('not-an-answer'));
  });

  test('waits while the room is paused', () => {
    const play = classicRoom([question()]);
    next(play);
    play.append({ type: 'paused' });
    expect(answer(play, 0, [0])).toEqual(refused('paused'));
    play.append({ type: 'resumed' });
    expect(answer(play, 0, [0])).toEqual(counted);
  });

  test('that is none is refused, and another may follow', () => {
    const play = classicRoom([question()]);
    next(play);
    for (const garbage of [[9], [0, 1], 'right', null, {}])
      expect(answer(play, 0, garbage)).toEqual(refused('not-an-answer'));
    expect(countOf(play)).toBe(0);
    expect(answer(play, 0, [0])).toEqual(counted);
  });

  test('of a seat that nobody has, or that was removed, is refused', () => {
    const play = classicRoom([question()]);
    next(play);
    expect(answer(play, 3, [0])).toEqual(refused('no-such-seat'));
    expect(answer(play, -1, [0])).toEqual(refused('no-such-seat'));
    expect(answer(play, 0.5, [0])).toEqual(refused('no-such-seat'));
    answer(play, 0, [0], { ref: 'a' });
    play.append({ type: 'removed', seat: 0 });
    expect(answer(play, 0, [0], { ref: 'b' })).toEqual(refused('removed'));
    // Also what counted before: it counts no longer.
    expect(answer(play, 0, [0], { ref: 'a' })).toEqual(refused('removed'));
    expect(countOf(play)).toBe(0);
  });

  test('of a player who left in that moment still counts: it was under way', () => {
    const play = classicRoom([question()]);
    next(play);
    play.append({ type: 'left', seat: 1 });
    expect(answer(play, 1, [0])).toEqual(counted);
    next(play);
    expect(pointsOf(play)).toEqual([0, 875, 0]);
  });

  test('of a late comer counts from the item that is open', () => {
    const play = classicRoom([question(), question()]);
    next(play);
    expect(play.append({ type: 'joined', name: 'Di', tokenHash: 'hash of Di' })).toEqual({ ok: true, seat: 3 });
    expect(answer(play, 3, [0])).toEqual(counted);
    // Seats before it without an answer are holes, not answers.
    expect(play.state.rounds[0]?.answers).toEqual([null, null, null, expect.objectContaining({ answer: [0] })]);
    expect(countOf(play)).toBe(1);
    next(play);
    expect(pointsOf(play)).toEqual([0, 0, 0, 875]);
  });

  test.each([
    ['quicker than anybody can be', 0, 250],
    ['of a negative time', -9_000, 250],
    ['as it is', 7_654, 7_654],
    ['after the window, within the grace', 20_900, 20_000],
    ['of a time that is none', Number.NaN, 20_000],
    ['of an endless time', Number.POSITIVE_INFINITY, 20_000],
  ])('%s is timed within the window', (_, tMs, kept) => {
    const play = classicRoom([question()]);
    next(play);
    answer(play, 0, [0], { tMs });
    expect(play.state.rounds[0]?.answers[0]?.tMs).toBe(kept);
  });

  test('is kept in normal form', () => {
    const play = classicRoom([
      question({ options: [{ text: 'a', right: true }, { text: 'b', right: true }, { text: 'c' }] }),
    ]);
    next(play);
    answer(play, 0, [1, 0]);
    expect(play.state.rounds[0]?.answers[0]?.answer).toEqual([0, 1]);
  });
});

describe('asking beforehand', () => {
  test('says what the fold will say, and changes nothing', () => {
    const play = classicRoom([question()]);
    next(play);
    answer(play, 1, [0], { ref: 'a' });
    const before = JSON.stringify(play.state);
    const ask = (given: object) =>
      checkAnswer(play.state, { seat: 0, item: 0, answer: [0], ref: 'x', atMs: play.nowMs, ...given });
    expect(ask({})).toEqual({ ok: true, counted: false, round: play.state.rounds[0], answer: [0] });
    expect(ask({ seat: 1, ref: 'a' })).toEqual({ ok: true, counted: true });
    expect(ask({ seat: 1, ref: 'b' })).toEqual(refused('answered-already'));
    expect(ask({ atMs: play.nowMs - 10_000 })).toEqual(refused('not-open-yet'));
    expect(ask({ answer: undefined })).toEqual(refused('not-an-answer'));
    expect(JSON.stringify(play.state)).toBe(before);
  });
});
