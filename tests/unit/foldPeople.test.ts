/** Joining, names, leaving and being removed: who sits where, and under which name. */
import { describe, expect, test } from 'vitest';
import { crowdOf } from '../../shared/game/crowd.ts';
import { playersMax, seatsMax } from '../../shared/limits.ts';
import type { Outcome } from '../../shared/game/entry.ts';
import {
  answer,
  bluff,
  classicRoom,
  counted,
  firstRound,
  next,
  pointsOf,
  question,
  ranksOf,
  refused,
  voting,
} from '../support/classic.ts';
import type { Play } from '../support/rooms.ts';

const join = (play: Play, name: string, tokenHash = `hash of ${name}`): Outcome =>
  play.append({ type: 'joined', name, tokenHash });
const empty = (): Play => classicRoom([question(), question()], {}, []);

describe('joining', () => {
  test('gives seats in order, and the same seat to the same token', () => {
    const play = empty();
    expect(join(play, 'Ana')).toEqual({ ok: true, seat: 0 });
    expect(join(play, 'Bo')).toEqual({ ok: true, seat: 1 });
    expect(join(play, 'Another name', 'hash of Ana')).toEqual({ ok: true, seat: 0 });
    expect(play.state.players.map(({ name }) => name)).toEqual(['Ana', 'Bo']);
    expect(play.state.seatedCount).toBe(2);
  });

  test('a hundred times with one name seats one', () => {
    const play = empty();
    const outcomes = Array.from({ length: 100 }, (_, at) => join(play, 'Ana', `t${String(at)}`));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.slice(1)).toEqual(outcomes.slice(1).map(() => refused('name-taken')));
    expect([play.state.players.length, play.state.seatedCount]).toEqual([1, 1]);
  });

  test('under a name that only looks like another is refused', () => {
    const play = empty();
    join(play, 'Oscar');
    for (const name of ['OSCAR', 'Óscar', 'Оsсаr', '0scar', 'O.s.c.a.r', 'Os car'])
      expect(join(play, name)).toEqual(refused('name-taken'));
    expect(join(play, 'Oskar')).toEqual({ ok: true, seat: 1 });
  });

  test('under the names of what every object has is joining as any other', () => {
    const play = empty();
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    names.forEach((name, seat) => expect(join(play, name, name)).toEqual({ ok: true, seat }));
    names.forEach((name, seat) => expect(join(play, 'again', name)).toEqual({ ok: true, seat }));
    expect(join(play, '__PROTO__', 't')).toEqual(refused('name-taken'));
  });

  test('needs a name', () => {
    expect(join(empty(), '')).toEqual(refused('name-unusable'));
    expect(join(empty(), ' ')).toEqual(refused('name-unusable'));
  });

  test('is not possible while locked, but coming back is', () => {
    const play = empty();
    join(play, 'Ana');
    play.append({ type: 'left', seat: 0 });
    play.append({ type: 'locked', locked: true });
    expect(join(play, 'Bo')).toEqual(refused('locked'));
    expect(join(play, 'Ana')).toEqual({ ok: true, seat: 0 });
  });

  test('is open up to the last seat; who leaves makes room, but not for ever', () => {
    const play = empty();
    for (let at = 0; at < playersMax; at++) join(play, `Player ${String(at)}`, String(at));
    expect(play.state.seatedCount).toBe(playersMax);
    expect(join(play, 'Late')).toEqual(refused('room-full'));
    expect(join(play, 'Anything', '7')).toEqual({ ok: true, seat: 7 });
    play.append({ type: 'left', seat: 0 });
    play.append({ type: 'removed', seat: 1 });
    expect(join(play, 'Late')).toEqual({ ok: true, seat: playersMax });
    expect(join(play, 'Later')).toEqual({ ok: true, seat: playersMax + 1 });
    expect(join(play, 'Latest')).toEqual(refused('room-full'));
    // Someone who joins and leaves all day does not grow the room without end.
    for (let seat = playersMax + 2; seat < seatsMax; seat++) {
      play.append({ type: 'left', seat: seat - 1 });
      expect(join(play, `Player ${String(seat)}`, String(seat)).ok).toBe(true);
    }
    play.append({ type: 'left', seat: seatsMax - 1 });
    expect(join(play, 'Once more')).toEqual(refused('room-full'));
  });

  test('is over after the end, but who was in still finds the own seat', () => {
    const play = classicRoom([question()]);
    play.append({ type: 'removed', seat: 1 });
    play.append({ type: 'ended' });
    expect(join(play, 'Di')).toEqual(refused('room-over'));
    expect(join(play, 'Ana')).toEqual({ ok: true, seat: 0 });
    expect(join(play, 'Bo')).toEqual(refused('removed'));
  });
});

describe('leaving', () => {
  test('keeps points and name, and coming back finds them', () => {
    const play = classicRoom([question(), question()]);
    next(play);
    answer(play, 0, [0]);
    next(play);
    expect(play.append({ type: 'left', seat: 0 })).toEqual(counted);
    expect(play.append({ type: 'left', seat: 0 })).toEqual(counted);
    expect(play.state.seatedCount).toBe(2);
    expect(join(play, 'ana', 'another token')).toEqual(refused('name-taken'));
    expect(join(play, 'Ana')).toEqual({ ok: true, seat: 0 });
    expect(join(play, 'Ana')).toEqual({ ok: true, seat: 0 });
    expect([play.state.seatedCount, pointsOf(play)[0], ranksOf(play)[0]]).toEqual([3, 875, 1]);
  });

  test('does not end being ranked: the seat may come back', () => {
    const play = classicRoom([question()]);
    play.append({ type: 'left', seat: 0 });
    next(play);
    answer(play, 1, [0]);
    next(play);
    expect(ranksOf(play)).toEqual([2, 1, 2]);
  });
});

describe('being removed', () => {
  test('is for good: the token does not come back, under no name', () => {
    const play = classicRoom([question()]);
    expect(play.append({ type: 'removed', seat: 1 })).toEqual(counted);
    expect(play.append({ type: 'removed', seat: 1 })).toEqual(refused('removed'));
    expect(join(play, 'Bo')).toEqual(refused('removed'));
    expect(join(play, 'New', 'hash of Bo')).toEqual(refused('removed'));
    expect(play.append({ type: 'renamed', seat: 1, name: 'New' })).toEqual(refused('removed'));
    expect(play.append({ type: 'left', seat: 1 })).toEqual(refused('removed'));
    expect(play.state.seatedCount).toBe(2);
  });

  test('frees the name, once', () => {
    const play = classicRoom([question()]);
    play.append({ type: 'removed', seat: 1 });
    expect(join(play, 'Bo', 'another')).toEqual({ ok: true, seat: 3 });
    expect(join(play, 'Bo', 'a third')).toEqual(refused('name-taken'));
  });

  test('after leaving takes the seat from the count only once', () => {
    const play = classicRoom([question()]);
    play.append({ type: 'left', seat: 1 });
    play.append({ type: 'removed', seat: 1 });
    expect(play.state.seatedCount).toBe(2);
  });

  test('takes the answers to all items out of the counts; the points stay with the seat', () => {
    const play = classicRoom([question(), question()]);
    for (let item = 0; item < 2; item++) {
      next(play);
      answer(play, 0, [0]);
      answer(play, 1, [0]);
      next(play);
      next(play);
    }
    play.append({ type: 'removed', seat: 0 });
    expect(play.state.rounds.map(({ answerCount }) => answerCount)).toEqual([1, 1]);
    expect(pointsOf(play)).toEqual([1_750, 1_750, 0]);
    play.append({ type: 'ended' });
    expect(answer(play, 0, [0], { item: 0 })).toEqual(refused('removed'));
    expect(answer(play, 1, [0], { item: 0 })).toEqual(counted);
  });

  test('while an item is open takes the answer out; it is not graded', () => {
    const play = classicRoom([question()]);
    next(play);
    answer(play, 0, [0]);
    answer(play, 1, [0]);
    play.append({ type: 'removed', seat: 0 });
    play.append({ type: 'removed', seat: 2 });
    expect(play.state.rounds[0]?.answerCount).toBe(1);
    next(play);
    expect(play.state.rounds[0]?.awards).toEqual([null, { credit: 1, points: 875 }, null]);
    expect(ranksOf(play)).toEqual([0, 1, 0]);
  });

  test('after the reveal closes the gap in the ranks at once', () => {
    const play = classicRoom([question()]);
    next(play);
    answer(play, 0, [0], { tMs: 1_000 });
    answer(play, 1, [0], { tMs: 2_000 });
    answer(play, 2, [0], { tMs: 3_000 });
    next(play);
    expect(ranksOf(play)).toEqual([1, 2, 3]);
    play.append({ type: 'removed', seat: 0 });
    expect(ranksOf(play)).toEqual([0, 1, 2]);
    expect(play.state.rounds[0]?.answerCount).toBe(2);
  });

  test.each(['removed', 'left'] as const)('needs a seat that exists: %s', (type) => {
    const play = classicRoom([question()]);
    for (const seat of [3, -1, 0.5]) expect(play.append({ type, seat })).toEqual(refused('no-such-seat'));
    expect(play.state.seatedCount).toBe(3);
  });
});

describe('a crowd', () => {
  test('is found by name, by who was there before, and by silence once something was asked', () => {
    const play = classicRoom([question()], {}, ['Ana', 'Bot 1', 'BOT 2', 'Cy', 'Bot 3']);
    expect(crowdOf(play.state, { by: 'name', name: 'bot' })).toEqual([1, 2, 4]);
    expect(crowdOf(play.state, { by: 'after', seat: 2 })).toEqual([3, 4]);
    expect(crowdOf(play.state, { by: 'silent' })).toEqual([]);
    next(play);
    answer(play, 0, [0]);
    answer(play, 3, [1]);
    expect(crowdOf(play.state, { by: 'silent' })).toEqual([1, 2, 4]);
    play.append({ type: 'removed', seat: 1 });
    expect(crowdOf(play.state, { by: 'name', name: 'bot' })).toEqual([2, 4]);
  });

  test('of who answered an earlier step only is not silent', () => {
    const play = voting(bluff(), ['a moth', null, null]);
    expect(crowdOf(play.state, { by: 'silent' })).toEqual([1, 2]);
  });

  test('is removed at once, each once, with names and answers, and the others move up', () => {
    const play = classicRoom([question()]);
    next(play);
    for (const seat of [0, 1, 2]) answer(play, seat, [0], { tMs: 1_000 * (seat + 1) });
    next(play);
    expect(play.append({ type: 'cleared', seats: [0, 1, 1, 7] })).toEqual(counted);
    expect(ranksOf(play)).toEqual([0, 0, 1]);
    expect(play.state.seatedCount).toBe(1);
    expect(firstRound(play).answerCount).toBe(1);
    expect(join(play, 'Ana', 'another')).toMatchObject({ ok: true });
    expect(play.append({ type: 'cleared', seats: [0, 1] })).toEqual(refused('no-such-seat'));
  });
});

describe('being renamed', () => {
  test('frees the old name and takes the new one', () => {
    const play = classicRoom([question()]);
    expect(play.append({ type: 'renamed', seat: 0, name: 'Di' })).toEqual(counted);
    expect(play.state.players[0]).toMatchObject({ name: 'Di', key: 'di' });
    expect(join(play, 'Ana', 'another')).toEqual({ ok: true, seat: 3 });
    expect(join(play, 'DI', 'a third')).toEqual(refused('name-taken'));
  });

  test('may change only the spelling', () => {
    const play = classicRoom([question()]);
    expect(play.append({ type: 'renamed', seat: 0, name: 'ANA' })).toEqual(counted);
    expect(play.state.players[0]?.name).toBe('ANA');
    expect(join(play, 'Ana', 'another')).toEqual(refused('name-taken'));
  });

  test('never to the name of another, to none, or for nobody', () => {
    const play = classicRoom([question()]);
    expect(play.append({ type: 'renamed', seat: 0, name: 'BO' })).toEqual(refused('name-taken'));
    expect(play.append({ type: 'renamed', seat: 0, name: '' })).toEqual(refused('name-unusable'));
    expect(play.append({ type: 'renamed', seat: 9, name: 'Di' })).toEqual(refused('no-such-seat'));
    expect(play.state.players[0]?.name).toBe('Ana');
    expect(join(play, 'Ana', 'another')).toEqual(refused('name-taken'));
  });

  test('to a name that a removed player had is fine, and stays so', () => {
    const play = classicRoom([question()]);
    play.append({ type: 'removed', seat: 1 });
    expect(play.append({ type: 'renamed', seat: 0, name: 'Bo' })).toEqual(counted);
    expect(join(play, 'Ana', 'another')).toEqual({ ok: true, seat: 3 });
    expect(join(play, 'Bo', 'a third')).toEqual(refused('name-taken'));
  });
});
