/** Pauses, extensions and outages: what time had left is left still, and what it had spent is spent. */
import { describe, expect, test } from 'vitest';
import { extendMsMax } from '../../shared/limits.ts';
import { answer, classicRoom, counted, next, pointsOf, question, refused, slide } from '../support/classic.ts';
import { startMs, type Play } from '../support/rooms.ts';

/** Opens at second 3 after 500 ms of lead and 2.5 s of reading; stands open for 20 s. */
function asked(): Play {
  const play = classicRoom([question({ readSeconds: 2.5 }), question()], { reading: true });
  play.append({ type: 'asked', item: 0, leadMs: 500 });
  return play;
}
const opensIn = (play: Play): number => (play.state.rounds.at(-1)?.opensAtMs ?? 0) - startMs;
const windowOf = (play: Play): number | undefined => play.state.rounds.at(-1)?.windowMs;

describe('an item opens', () => {
  test('after the lead and the time to read', () => {
    expect([opensIn(asked()), windowOf(asked())]).toEqual([3_000, 20_000]);
  });

  test('after the lead alone where the room gives no time to read', () => {
    const play = classicRoom([question({ readSeconds: 2.5 })], { reading: false });
    play.append({ type: 'asked', item: 0, leadMs: 700 });
    expect(opensIn(play)).toBe(700);
  });

  test('at once when it is a slide', () => {
    const play = classicRoom([slide], { reading: true });
    play.append({ type: 'asked', item: 0, leadMs: 700 });
    expect(opensIn(play)).toBe(0);
  });
});

describe('a pause', () => {
  test('while reading moves the opening', () => {
    const play = asked();
    play.nowMs += 1_000;
    play.append({ type: 'paused' });
    expect(play.state.pausedAtMs).toBe(startMs + 1_000);
    play.nowMs += 60_000;
    expect(play.append({ type: 'resumed' })).toEqual(counted);
    expect([opensIn(play), play.state.pausedAtMs]).toEqual([63_000, null]);
  });

  test('while open leaves the time that was left, and the times of answers before it', () => {
    const play = asked();
    play.nowMs += 13_000;
    answer(play, 0, [0], { tMs: 10_000 });
    play.append({ type: 'paused' });
    play.nowMs += 60_000;
    play.append({ type: 'resumed' });
    expect([opensIn(play), windowOf(play), play.state.phaseAtMs - startMs]).toEqual([63_000, 20_000, 60_000]);
    play.nowMs = startMs + 82_999;
    expect(play.append({ type: 'closed', item: 0, cause: 'time' })).toEqual(refused('stale'));
    play.nowMs += 1;
    expect(play.append({ type: 'closed', item: 0, cause: 'time' })).toEqual(counted);
    next(play);
    expect(pointsOf(play)[0]).toBe(750);
  });

  test('is not cut short by time that ran out meanwhile', () => {
    const play = asked();
    play.append({ type: 'paused' });
    play.nowMs += 3_600_000;
    expect(play.append({ type: 'closed', item: 0, cause: 'time' })).toEqual(refused('stale'));
    // The host may close all the same.
    expect(play.append({ type: 'closed', item: 0, cause: 'host' })).toEqual(counted);
    expect(play.state.pausedAtMs).toBeNull();
  });

  test('of the reveal moves the reveal and no question', () => {
    const play = asked();
    next(play);
    const opensAtMs = opensIn(play);
    play.append({ type: 'paused' });
    play.nowMs += 5_000;
    play.append({ type: 'resumed' });
    expect([play.state.phaseAtMs - startMs, opensIn(play)]).toEqual([opensAtMs + 5_000, opensAtMs]);
  });

  test('ends with the step that the host takes out of it', () => {
    const play = asked();
    next(play);
    play.append({ type: 'paused' });
    next(play);
    expect(play.state).toMatchObject({ phase: 'ranked', pausedAtMs: null });
  });

  test('twice adds up, and its ends are told once', () => {
    const play = asked();
    for (const ms of [2_000, 5_000]) {
      play.append({ type: 'paused' });
      expect(play.append({ type: 'paused' })).toEqual(refused('stale'));
      play.nowMs += ms;
      play.append({ type: 'resumed' });
      expect(play.append({ type: 'resumed' })).toEqual(refused('stale'));
    }
    expect(opensIn(play)).toBe(10_000);
  });
});

describe('an extension by the host', () => {
  test('makes the window longer, and nobody poorer who answered before', () => {
    const play = asked();
    play.nowMs += 13_000;
    answer(play, 0, [0], { tMs: 10_000 });
    expect(play.append({ type: 'extended', item: 0, byMs: 30_000, cause: 'host' })).toEqual(counted);
    expect([opensIn(play), windowOf(play)]).toEqual([3_000, 50_000]);
    play.nowMs += 30_000;
    answer(play, 1, [0], { tMs: 40_000 });
    next(play);
    // The bonus is measured by the item's own window: beyond it half is left, as at its end.
    expect(pointsOf(play)).toEqual([750, 500, 0]);
  });

  test('is bounded each time, and may come again', () => {
    const play = asked();
    play.append({ type: 'extended', item: 0, byMs: 10 * extendMsMax, cause: 'host' });
    play.append({ type: 'extended', item: 0, byMs: 1_000, cause: 'host' });
    expect(windowOf(play)).toBe(20_000 + extendMsMax + 1_000);
  });

  test('holds while paused, too', () => {
    const play = asked();
    play.append({ type: 'paused' });
    expect(play.append({ type: 'extended', item: 0, byMs: 5_000, cause: 'host' })).toEqual(counted);
    expect(windowOf(play)).toBe(25_000);
  });

  test.each([
    ['nothing', 0],
    ['less than nothing', -5_000],
    ['no number', Number.NaN],
  ])('by %s is none', (_, byMs) => {
    const play = asked();
    expect(play.append({ type: 'extended', item: 0, byMs, cause: 'host' })).toEqual(refused('stale'));
    expect(play.append({ type: 'extended', item: 0, byMs, cause: 'outage' })).toEqual(refused('stale'));
    expect([opensIn(play), windowOf(play)]).toEqual([3_000, 20_000]);
  });

  test('is for the item that is open, and not for another', () => {
    const play = asked();
    expect(play.append({ type: 'extended', item: 1, byMs: 5_000, cause: 'host' })).toEqual(refused('stale'));
    next(play);
    expect(play.append({ type: 'extended', item: 0, byMs: 5_000, cause: 'host' })).toEqual(refused('stale'));
  });
});

describe('an outage', () => {
  test('moves all times and keeps the window, however long it was', () => {
    const play = asked();
    play.nowMs += 13_000 + 600_000;
    expect(play.append({ type: 'extended', item: 0, byMs: 603_000, cause: 'outage' })).toEqual(counted);
    expect([opensIn(play), windowOf(play), play.state.phaseAtMs - startMs]).toEqual([606_000, 20_000, 603_000]);
    // Ten seconds had passed before it: what came then scores as it did.
    answer(play, 0, [0], { tMs: 10_000 });
    next(play);
    expect(pointsOf(play)[0]).toBe(750);
  });

  test('in a pause is part of the pause, and not counted twice', () => {
    const play = asked();
    play.append({ type: 'paused' });
    play.nowMs += 60_000;
    expect(play.append({ type: 'extended', item: 0, byMs: 50_000, cause: 'outage' })).toEqual(counted);
    play.append({ type: 'resumed' });
    expect([opensIn(play), windowOf(play)]).toEqual([63_000, 20_000]);
  });
});

describe('that nothing happened', () => {
  test('is true for the first node that says so, and for no other', () => {
    const play = asked();
    const sinceMs = play.nowMs;
    play.nowMs += 8_000;
    const outage = { type: 'extended', item: 0, byMs: 8_000, cause: 'outage', sinceMs } as const;
    expect(play.append(outage)).toEqual(counted);
    play.nowMs += 100;
    expect(play.append({ ...outage, byMs: 8_100 })).toEqual(refused('stale'));
    expect(opensIn(play)).toBe(11_000);
    // A second outage is another.
    const againMs = play.nowMs;
    play.nowMs += 5_000;
    expect(play.append({ ...outage, byMs: 5_000, sinceMs: againMs })).toEqual(counted);
    expect(opensIn(play)).toBe(16_000);
  });

  test('is not true where somebody answered meanwhile on another node', () => {
    const play = asked();
    const sinceMs = play.nowMs;
    play.nowMs += 5_000;
    answer(play, 0, [0], { tMs: 2_000 });
    play.nowMs += 5_000;
    expect(play.append({ type: 'extended', item: 0, byMs: 10_000, cause: 'outage', sinceMs })).toEqual(
      refused('stale'),
    );
  });

  test('ends a room only where it did not: a node that slept for a day knows nothing', () => {
    const play = asked();
    const sinceMs = play.nowMs;
    play.nowMs += 12 * 3_600_000;
    next(play);
    expect(play.append({ type: 'ended', sinceMs })).toEqual(refused('stale'));
    expect(play.append({ type: 'ended', sinceMs: play.state.atMs })).toEqual(counted);
  });
});

test('the same wish for more time is granted once', () => {
  const play = asked();
  const wish = { type: 'extended', item: 0, byMs: 5_000, cause: 'host', ref: 'r1' } as const;
  expect([play.append(wish), play.append(wish), play.append({ ...wish, ref: 'r2' })]).toEqual([
    counted,
    counted,
    counted,
  ]);
  expect(windowOf(play)).toBe(30_000);
});

describe('time closes an item', () => {
  test('when its window is over, and not a moment before', () => {
    const play = asked();
    play.nowMs += 22_999;
    expect(play.append({ type: 'closed', item: 0, cause: 'time' })).toEqual(refused('stale'));
    play.nowMs += 1;
    expect(play.append({ type: 'closed', item: 0, cause: 'time' })).toEqual(counted);
    // A second copy, from another node, does nothing.
    expect(play.append({ type: 'closed', item: 0, cause: 'time' })).toEqual(refused('stale'));
  });
});

describe('the host closes an item', () => {
  test('once it is open: a second press of "next" does not take it away unanswered', () => {
    const play = asked();
    play.nowMs += 2_999;
    expect(play.append({ type: 'closed', item: 0, cause: 'host' })).toEqual(refused('not-open-yet'));
    play.nowMs += 1;
    expect(play.append({ type: 'closed', item: 0, cause: 'host' })).toEqual(counted);
  });
});
