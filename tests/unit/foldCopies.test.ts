/** Closings of steps that come twice, late or out of date, as from two nodes: the room goes one way all the same. */
import { describe, expect, test } from 'vitest';
import type { Body } from '../../shared/game/entry.ts';
import { closing, nextSteps } from '../../shared/game/steps.ts';
import { answer, bareState, counted, idOf, refused, truth, voting, whereIs, writing } from '../support/classic.ts';
import type { Play } from '../support/rooms.ts';

/** Every way in which two lists may come after one another, each in its own order. */
function interleaved(a: readonly Body[], b: readonly Body[]): Body[][] {
  const [x, y] = [a[0], b[0]];
  if (x === undefined || y === undefined) return [[...a, ...b]];
  return [
    ...interleaved(a.slice(1), b).map((rest) => [x, ...rest]),
    ...interleaved(a, b.slice(1)).map((rest) => [y, ...rest]),
  ];
}

describe('a second copy from another node', () => {
  const closed: Body = { type: 'closed', item: 0, cause: 'host' };
  const stepped: Body = { type: 'stepped', item: 0, step: 1, leadMs: 0 };
  const closedLater: Body = { type: 'closed', item: 0, step: 1, cause: 'host' };
  const revealed: Body = { type: 'revealed', item: 0 };
  const written = (): Play => {
    const play = writing();
    answer(play, 0, 'a moth');
    answer(play, 1, 'a bridge');
    return play;
  };
  const voted = (): Play => {
    const play = voting();
    answer(play, 0, idOf(play, truth));
    return play;
  };
  /** What a batch alone comes to. */
  const after = (begin: () => Play, bodies: readonly Body[]): string => {
    const play = begin();
    for (const body of bodies) play.append(body);
    return bareState(play);
  };

  test.each([
    ['of the same closing of the first step', written, [closed, stepped], [closed, stepped]],
    // Another node had not seen the writing yet, and went for the reveal.
    ['of a closing that knew of no answer', written, [closed, stepped], [closed, revealed]],
    ['of the same closing of the vote', voted, [closedLater, revealed], [closedLater, revealed]],
    ['of the closing of the first step, late', voted, [closedLater, revealed], [closed, stepped]],
    ['of a closing of the first step that knew of no answer, late', voted, [closedLater, revealed], [closed, revealed]],
  ])('%s does not apply, however the two come together', (_, begin, one, other) => {
    const wanted = after(begin, one);
    const ways = interleaved(one, other);
    expect(ways).toHaveLength(6);
    for (const way of ways) expect(after(begin, way), way.map(({ type }) => type).join(' ')).toBe(wanted);
  });

  test('of the step before changes nothing at any moment of the vote', () => {
    const play = voted();
    const stale = (): void => {
      const before = bareState(play);
      for (const body of [closed, stepped]) expect(play.append(body)).toEqual(refused('stale'));
      expect(bareState(play)).toBe(before);
    };
    stale();
    play.append(closedLater);
    stale();
    play.append(revealed);
    stale();
    expect(play.append({ ...stepped, step: 2 })).toEqual(refused('stale'));
  });

  test('of "next" cannot take the vote away before anybody could answer it', () => {
    const play = written();
    for (const body of nextSteps(play.state, 2_000)) play.append(body);
    expect(play.append(closedLater)).toEqual(refused('not-open-yet'));
    expect(play.append({ ...closedLater, cause: 'everybody' })).toEqual(refused('not-open-yet'));
    expect(whereIs(play)).toBe('asked 1 open');
  });
});

describe('what comes between the computing of a closing and its append', () => {
  test('an answer makes a vote worth while: the reveal is refused, and the vote falls due at once', () => {
    const play = writing();
    const batch = closing(play.state, 'host', 0);
    answer(play, 0, 'a moth');
    expect(batch.map((body) => play.append(body))).toEqual([counted, refused('stale')]);
    expect(whereIs(play)).toBe('closed 0 open');
    play.pass(0);
    expect(whereIs(play)).toBe('asked 1 open');
  });

  test('the removal of the only author leaves nothing to vote on: the vote is refused, and the reveal falls due', () => {
    const play = writing();
    answer(play, 0, 'a moth');
    const batch = closing(play.state, 'host', 0);
    play.append({ type: 'removed', seat: 0 });
    expect(batch.map((body) => play.append(body))).toEqual([counted, refused('stale')]);
    play.pass(0);
    expect(whereIs(play)).toBe('revealed 0 revealed');
  });

  test('another answer is part of the vote like those before it', () => {
    const play = writing();
    answer(play, 0, 'a moth');
    const batch = closing(play.state, 'host', 0);
    answer(play, 1, 'a bridge');
    for (const body of batch) expect(play.append(body)).toEqual(counted);
    expect(idOf(play, 'a bridge')).toBeGreaterThanOrEqual(0);
  });
});
