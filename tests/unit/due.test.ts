/** What time itself appends, and when, in each phase of a room that a host drives and of one that goes by itself. */
import { describe, expect, test } from 'vitest';
import { due, type Due } from '../../shared/game/due.ts';
import { emptyState } from '../../shared/game/state.ts';
import { graceMs, leadMsMin, podiumIdleMs, roomIdleMs } from '../../shared/limits.ts';
import { answer, classicRoom, next, poll, question, slide, voting, writing } from '../support/classic.ts';
import { startMs, type Play } from '../support/rooms.ts';

const inMs = (found: Due | null): [string, number] | null =>
  found === null ? null : [found.bodies.map(({ type }) => type).join(' '), found.atMs - startMs];
const dueOf = (play: Play): [string, number] | null => inMs(due(play.state));
const autoRoom = (...items: object[]): Play => classicRoom(items, { autoAdvance: true });

describe('a room that a host drives', () => {
  test('waits for its host everywhere but in an open question', () => {
    const play = classicRoom([slide, question(), question()]);
    expect(dueOf(play)).toEqual(['ended', roomIdleMs]);
    next(play); // a slide stands until the host goes on
    expect(dueOf(play)).toEqual(['ended', roomIdleMs]);
    next(play);
    expect(dueOf(play)).toEqual(['closed revealed', 20_000 + graceMs]);
    expect(due(play.state)?.bodies[0]).toEqual({ type: 'closed', item: 1, cause: 'time' });
    next(play);
    expect(dueOf(play)).toEqual(['ended', roomIdleMs]);
    next(play);
    expect([play.state.phase, dueOf(play)]).toEqual(['ranked', ['ended', roomIdleMs]]);
    next(play);
    next(play);
    next(play);
    expect([play.state.phase, dueOf(play)]).toEqual(['podium', ['ended', podiumIdleMs]]);
    next(play);
    expect([play.state.phase, dueOf(play)]).toEqual(['ended', null]);
  });

  test('counts idle time from the last entry, whatever it was', () => {
    const play = classicRoom([question()]);
    play.nowMs += 60_000;
    play.append({ type: 'joined', name: 'Di', tokenHash: 'd' });
    expect(dueOf(play)).toEqual(['ended', 60_000 + roomIdleMs]);
  });

  test('reveals at once what was closed: the two are one step', () => {
    const play = classicRoom([question()]);
    next(play);
    play.nowMs += 4_000;
    play.append({ type: 'closed', item: 0, cause: 'everybody' });
    expect(dueOf(play)).toEqual(['revealed', 4_000]);
  });

  test('closes each step at its own end, and names what follows', () => {
    const play = writing();
    expect(dueOf(play)).toEqual(['closed revealed', 30_000 + graceMs]);
    answer(play, 0, 'a moth');
    expect(dueOf(play)).toEqual(['closed stepped', 30_000 + graceMs]);
    expect(due(play.state, 900)?.bodies[1]).toEqual({ type: 'stepped', item: 0, step: 1, leadMs: 900 });
    play.nowMs += 7_000;
    play.append({ type: 'closed', item: 0, cause: 'host' });
    expect(dueOf(play)).toEqual(['stepped', 7_000]);
    play.append({ type: 'stepped', item: 0, step: 1, leadMs: 500 });
    expect(dueOf(play)).toEqual(['closed revealed', 27_500 + graceMs]);
    expect(due(play.state)?.bodies[0]).toEqual({ type: 'closed', item: 0, step: 1, cause: 'time' });
    expect(dueOf(voting())).toEqual(['closed revealed', 20_000 + graceMs]);
  });

  test('closes later by what an extension, a pause or an outage gave', () => {
    const play = classicRoom([question()]);
    next(play);
    play.append({ type: 'extended', item: 0, byMs: 7_000, cause: 'host' });
    expect(dueOf(play)).toEqual(['closed revealed', 28_000]);
    play.append({ type: 'extended', item: 0, byMs: 2_000, cause: 'outage' });
    expect(dueOf(play)).toEqual(['closed revealed', 30_000]);
    play.append({ type: 'paused' });
    expect(dueOf(play)).toEqual(['ended', roomIdleMs]);
    play.nowMs += 10_000;
    play.append({ type: 'resumed' });
    expect(dueOf(play)).toEqual(['closed revealed', 40_000]);
  });

  test('has nothing due before its first entry', () => {
    expect(due(emptyState())).toBeNull();
  });
});

describe('a room that goes by itself', () => {
  test('waits for its host to start, and then goes all the way', () => {
    const play = autoRoom(slide, question({ seconds: 10 }), poll);
    expect(dueOf(play)).toEqual(['ended', roomIdleMs]);
    next(play);
    // The slide stands for its 15 s; nothing is due for a grace that nobody needs.
    expect(dueOf(play)).toEqual(['asked', 15_000]);
    play.pass(15_000);
    expect(dueOf(play)).toEqual(['closed revealed', 15_000 + leadMsMin + 10_000 + graceMs]);
    play.pass(leadMsMin + 11_000);
    expect([play.state.phase, dueOf(play)]).toEqual(['revealed', ['ranked', 26_500 + 7_000]]);
    play.pass(7_000);
    expect([play.state.phase, dueOf(play)]).toEqual(['ranked', ['asked', 33_500 + 5_000]]);
    play.pass(5_000 + leadMsMin + 20_000 + graceMs);
    expect([play.state.phase, dueOf(play)]).toEqual(['revealed', ['ranked', 60_000 + 7_000]]);
    play.pass(7_000);
    // At the podium it waits again: people look at it as long as they like.
    expect([play.state.phase, dueOf(play)]).toEqual(['podium', ['ended', 67_000 + podiumIdleMs]]);
  });

  test('sends the next item with the lead it is given', () => {
    const play = autoRoom(slide, question());
    next(play);
    expect(due(play.state, 900)?.bodies).toEqual([{ type: 'asked', item: 1, leadMs: 900 }]);
  });

  test('stands still in a pause, and goes on with the time that was left', () => {
    const play = autoRoom(question(), question());
    next(play);
    next(play);
    play.nowMs += 4_000;
    play.append({ type: 'paused' });
    expect(dueOf(play)).toEqual(['ended', 4_000 + roomIdleMs]);
    play.nowMs += 60_000;
    play.append({ type: 'resumed' });
    expect(dueOf(play)).toEqual(['ranked', 60_000 + 7_000]);
  });

  test('goes on at once from an item that was skipped and no further', () => {
    const play = autoRoom(question(), question());
    next(play);
    play.nowMs += 3_000;
    play.append({ type: 'skipped', item: 0 });
    expect(dueOf(play)).toEqual(['asked', 3_000]);
  });

  test('holds a slide longer when the host extends it', () => {
    const play = autoRoom(slide, question());
    next(play);
    play.append({ type: 'extended', item: 0, byMs: 5_000, cause: 'host' });
    expect(dueOf(play)).toEqual(['asked', 20_000]);
  });
});
