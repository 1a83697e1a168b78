/** Items of two steps through the fold: what is written comes back to be voted on, and each step counts by itself. */
import { describe, expect, test } from 'vitest';
import { due } from '../../shared/game/due.ts';
import { closing, nextSteps, skipSteps } from '../../shared/game/steps.ts';
import {
  answer,
  bareState,
  bluff,
  classicRoom,
  counted,
  discuss,
  firstRound,
  idOf,
  next,
  pointsOf,
  question,
  refused,
  truth,
  voting,
  whereIs,
  writing,
} from '../support/classic.ts';
import { replay } from '../support/rooms.ts';

describe('an item of two steps', () => {
  test('is written, voted on and revealed, and every number on the way is right', () => {
    const play = writing();
    expect(play.state.rounds[0]).toMatchObject({ step: 0, windowMs: 30_000, earlier: [], board: null });
    expect(answer(play, 0, ' a  moth ', { tMs: 29_000 })).toEqual(counted);
    expect(answer(play, 1, 'a bridge')).toEqual(counted);
    for (const body of nextSteps(play.state, 700)) expect(play.append(body)).toEqual(counted);
    expect(firstRound(play)).toMatchObject({ step: 1, answers: [], answerCount: 0, outcome: 'open', windowMs: 20_000 });
    expect(firstRound(play).opensAtMs).toBe(play.nowMs + 700);
    expect(firstRound(play).earlier[0]?.map((given) => given?.answer)).toEqual(['a moth', 'a bridge']);
    play.nowMs += 700;
    expect(answer(play, 0, idOf(play, truth), { tMs: 10_000 })).toEqual(counted);
    expect(answer(play, 1, idOf(play, 'a moth'))).toEqual(counted);
    expect(answer(play, 2, idOf(play, 'a moth'))).toEqual(counted);
    expect(firstRound(play).answerCount).toBe(3);
    expect(pointsOf(play)).toEqual([0, 0, 0]);
    next(play);
    expect(whereIs(play)).toBe('revealed 1 revealed');
    // Ana found it in half of the vote's time (750), and both who could have believed her did (1,000).
    expect(pointsOf(play)).toEqual([1_750, 0, 0]);
    expect(firstRound(play).awards).toMatchObject([
      { credit: 1, points: 1_750, bonus: 1_000 },
      { credit: 0, points: 0 },
      { credit: 0, points: 0 },
    ]);
    expect(play.state.players.map(({ streak, rank }) => [streak, rank])).toEqual([
      [1, 1],
      [0, 2],
      [0, 2],
    ]);
  });

  test('comes to the same from its log: the board is drawn from the seed of the room', () => {
    const play = voting();
    answer(play, 0, idOf(play, truth));
    next(play);
    expect(JSON.stringify(replay(play.entries))).toBe(JSON.stringify(play.state));
  });

  test.each(['time', 'host', 'everybody'] as const)('goes on from either step when %s closes it', (cause) => {
    const play = writing();
    answer(play, 0, 'a moth');
    const close = (): void => {
      if (cause === 'time') play.nowMs = firstRound(play).opensAtMs + firstRound(play).windowMs;
      for (const body of closing(play.state, cause, 0)) expect(play.append(body)).toEqual(counted);
    };
    close();
    expect(whereIs(play)).toBe('asked 1 open');
    answer(play, 1, idOf(play, truth));
    close();
    expect(whereIs(play)).toBe('revealed 1 revealed');
  });

  test('plays itself to the reveal by time alone', () => {
    const play = writing();
    answer(play, 0, 'a moth');
    play.pass(60_000);
    expect(whereIs(play)).toBe('revealed 1 revealed');
    expect(play.entries.slice(-4).map(({ type }) => type)).toEqual(['closed', 'stepped', 'closed', 'revealed']);
  });

  test('is not closed by time before its own end, whatever the step before took', () => {
    const play = voting();
    play.nowMs = firstRound(play).opensAtMs + 19_999;
    expect(play.append({ type: 'closed', item: 0, step: 1, cause: 'time' })).toEqual(refused('stale'));
    play.nowMs += 1;
    expect(play.append({ type: 'closed', item: 0, step: 1, cause: 'time' })).toEqual(counted);
  });
});

describe('a vote', () => {
  test('is left out when nobody wrote: there is nothing to choose among', () => {
    const play = writing();
    expect(nextSteps(play.state, 0).map(({ type }) => type)).toEqual(['closed', 'revealed']);
    next(play);
    expect(whereIs(play)).toBe('revealed 0 revealed');
    expect(pointsOf(play)).toEqual([0, 0, 0]);
  });

  test('is held for decoys alone', () => {
    const play = voting(bluff({ decoys: ['an insect'] }), []);
    expect(whereIs(play)).toBe('asked 1 open');
    expect(answer(play, 2, idOf(play, truth))).toEqual(counted);
  });

  test('is held for one invention, but nobody reads on where only one thought was written', () => {
    expect(whereIs(voting(bluff(), ['a moth']))).toBe('asked 1 open');
    expect(whereIs(voting(discuss, ['an oak']))).toBe('revealed 0 revealed');
    expect(whereIs(voting(discuss, ['an oak', 'a fir']))).toBe('asked 1 open');
  });

  test('is open to who joined during it, and who wrote nothing', () => {
    const play = voting(bluff(), ['a moth']);
    play.append({ type: 'joined', name: 'Di', tokenHash: 'hash of Di' });
    expect(answer(play, 3, idOf(play, truth), { tMs: 20_000 })).toEqual(counted);
    expect(answer(play, 1, idOf(play, 'a moth'))).toEqual(counted);
    next(play);
    expect(pointsOf(play)).toEqual([500, 0, 0, 500]);
  });

  test('takes no own invention, and nothing that is not on the list', () => {
    const play = voting();
    expect(answer(play, 0, idOf(play, 'a moth'))).toEqual(refused('not-an-answer'));
    for (const raw of [-1, 99, 0.5, 'a bridge', null]) expect(answer(play, 0, raw)).toEqual(refused('not-an-answer'));
    expect(answer(play, 0, idOf(play, truth))).toEqual(counted);
  });

  test('goes on without the invention of a player who was removed, and its votes earn nobody anything', () => {
    const play = voting();
    const [moth, right] = [idOf(play, 'a moth'), idOf(play, truth)];
    answer(play, 1, moth);
    expect(play.append({ type: 'removed', seat: 0 })).toEqual(counted);
    expect(idOf(play, 'a moth')).toBe(-1);
    expect(idOf(play, truth)).toBe(right);
    // A phone that has not heard yet may still send it.
    expect(answer(play, 2, moth)).toEqual(counted);
    expect(firstRound(play).answerCount).toBe(2);
    next(play);
    expect(firstRound(play).awards[0]).toBeNull();
    expect(pointsOf(play)).toEqual([0, 0, 0]);
  });

  test('counts the vote of a removed player no longer, and leaves what they wrote out of the next step', () => {
    const play = voting();
    answer(play, 0, idOf(play, truth));
    answer(play, 1, idOf(play, truth));
    play.append({ type: 'removed', seat: 0 });
    expect(firstRound(play).answerCount).toBe(1);
    const early = writing();
    answer(early, 0, 'a moth');
    answer(early, 1, 'a bridge');
    early.append({ type: 'removed', seat: 0 });
    expect(firstRound(early).answerCount).toBe(1);
    next(early);
    expect(JSON.stringify(firstRound(early).board)).not.toContain('a moth');
  });
});

describe('an answer', () => {
  test('to the step that is closed comes too late', () => {
    const play = voting(bluff(), ['a moth', 'a bridge']);
    expect(answer(play, 2, 'a knot', { step: 0 })).toEqual(refused('closed'));
    next(play);
    expect(answer(play, 2, 'a knot', { step: 0 })).toEqual(refused('closed'));
    expect(answer(play, 2, 0, { step: 1 })).toEqual(refused('closed'));
    expect(firstRound(play).earlier[0]).toHaveLength(2);
  });

  test('for the vote is too early while people write, and until it opens', () => {
    const play = writing();
    answer(play, 0, 'a moth');
    expect(answer(play, 1, 0, { step: 1 })).toEqual(refused('not-open-yet'));
    play.append({ type: 'closed', item: 0, cause: 'host' });
    expect(answer(play, 1, 0, { step: 1 })).toEqual(refused('not-open-yet'));
    play.append({ type: 'stepped', item: 0, step: 1, leadMs: 2_000 });
    expect(answer(play, 1, idOf(play, truth), { step: 1 })).toEqual(refused('not-open-yet'));
    play.nowMs += 2_000;
    expect(answer(play, 1, idOf(play, truth), { step: 1 })).toEqual(counted);
  });

  test('for a step that will never come is too late, or a phone would ask for ever', () => {
    const play = writing();
    expect(answer(play, 0, 0, { step: 2 })).toEqual(refused('closed'));
    next(play);
    // Nobody wrote, and so there was no vote.
    expect(answer(play, 0, 0, { step: 1 })).toEqual(refused('closed'));
    const single = classicRoom([question()]);
    next(single);
    expect(answer(single, 0, [0], { step: 1 })).toEqual(refused('closed'));
  });

  test('is acknowledged again in whichever step it was given, up to the end of the room', () => {
    const play = voting();
    const vote = idOf(play, truth);
    const again = (): void => {
      expect(answer(play, 0, 'a moth', { item: 0, step: 0 })).toEqual(counted);
      expect(answer(play, 0, vote, { item: 0, step: 1 })).toEqual(counted);
    };
    again();
    const before = bareState(play);
    again();
    expect(bareState(play)).toBe(before);
    for (let at = 0; at < 8; at++) {
      next(play);
      again();
    }
    expect(play.state.phase).toBe('ended');
    expect(answer(play, 1, 'another', { step: 0, ref: 'new' })).toEqual(refused('room-over'));
  });

  test('to one step is no answer to the other, though it came under the same ref', () => {
    const play = writing();
    answer(play, 0, 'a moth', { ref: 'same' });
    answer(play, 1, 'a bridge');
    expect(answer(play, 0, 0, { ref: 'same', step: 1 })).toEqual(refused('not-open-yet'));
    next(play);
    expect(answer(play, 0, 'nothing', { ref: 'same', step: 1 })).toEqual(refused('not-an-answer'));
    expect(answer(play, 0, idOf(play, truth), { ref: 'same', step: 1 })).toEqual(counted);
    expect(firstRound(play).answerCount).toBe(1);
  });

  test('is given once a step', () => {
    const play = voting();
    answer(play, 0, idOf(play, truth));
    expect(answer(play, 0, idOf(play, 'a knot'), { ref: 'second' })).toEqual(refused('answered-already'));
  });
});

describe('a skip', () => {
  test.each([0, 1])('in step %i leaves the item without points, and takes no streak', (step) => {
    const play = classicRoom([question(), bluff(), question()]);
    next(play);
    answer(play, 0, [0]);
    next(play);
    next(play);
    next(play);
    answer(play, 0, 'a moth');
    if (step === 1) next(play);
    expect(play.state.rounds[1]?.step).toBe(step);
    for (const body of skipSteps(play.state, 0)) expect(play.append(body)).toEqual(counted);
    expect(play.state.rounds[1]).toMatchObject({ outcome: 'skipped', awards: [] });
    expect(play.state).toMatchObject({ phase: 'asked', rounds: [{}, {}, { item: 2, step: 0 }] });
    expect(play.state.players[0]).toMatchObject({ points: 875, streak: 1 });
    expect(answer(play, 1, 'a bridge', { item: 1, step: 0 })).toEqual(refused('closed'));
  });
});

describe('time in a later step', () => {
  test('stands still in a pause, and answers wait', () => {
    const play = voting();
    play.nowMs += 5_000;
    const { opensAtMs } = firstRound(play);
    play.append({ type: 'paused' });
    expect(answer(play, 0, idOf(play, truth))).toEqual(refused('paused'));
    play.nowMs += 60_000;
    play.append({ type: 'resumed' });
    expect([firstRound(play).opensAtMs, firstRound(play).windowMs]).toEqual([opensAtMs + 60_000, 20_000]);
    expect(answer(play, 0, idOf(play, truth))).toEqual(counted);
  });

  test('is made longer by the host, from its own length and not by what the step before got', () => {
    const play = writing();
    play.append({ type: 'extended', item: 0, byMs: 10_000, cause: 'host' });
    answer(play, 0, 'a moth');
    answer(play, 1, 'a bridge');
    next(play);
    expect(firstRound(play).windowMs).toBe(20_000);
    play.append({ type: 'extended', item: 0, byMs: 10_000, cause: 'host' });
    expect(firstRound(play).windowMs).toBe(30_000);
    // The bonus for speed is measured by the step's own length: half of it is left at its end and later.
    answer(play, 1, idOf(play, truth), { tMs: 25_000 });
    next(play);
    expect(pointsOf(play)).toEqual([0, 500, 0]);
  });

  test('is given back after an outage', () => {
    const play = voting();
    const { opensAtMs } = firstRound(play);
    play.append({ type: 'extended', item: 0, byMs: 9_000, cause: 'outage' });
    expect([firstRound(play).opensAtMs, firstRound(play).windowMs]).toEqual([opensAtMs + 9_000, 20_000]);
  });

  test('goes on from a pause between the steps', () => {
    const play = writing();
    answer(play, 0, 'a moth');
    play.append({ type: 'closed', item: 0, cause: 'host' });
    play.append({ type: 'paused' });
    play.pass(60_000);
    expect(whereIs(play)).toBe('closed 0 open');
    play.append({ type: 'resumed' });
    expect(due(play.state)?.atMs).toBe(play.nowMs);
    play.pass(0);
    expect([whereIs(play), play.state.pausedAtMs]).toEqual(['asked 1 open', null]);
  });
});
