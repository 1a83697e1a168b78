/** What the ring of a timer shows, moment by moment. */
import { expect, it } from 'vitest';
import { timerFace } from '../../client/ui/ringTime.ts';

const times = { opensAtMs: 10_000, closesAtMs: 30_000, pausedAtMs: null };

it('opens while one waits, from when it was first seen', () => {
  expect(timerFace(times, 6_000, 6_000)).toEqual({ phase: 'before', fraction: 1, seconds: 4 });
  expect(timerFace(times, 9_000, 6_000)).toEqual({ phase: 'before', fraction: 0.25, seconds: 1 });
  expect(timerFace(times, 9_999, 6_000).seconds).toBe(1);
});

it('never shows more than a whole ring when the clock is set back', () => {
  expect(timerFace(times, 5_000, 6_000).fraction).toBe(1);
});

it('closes while time runs out, and is closed exactly at the end', () => {
  expect(timerFace(times, 10_000, 6_000)).toEqual({ phase: 'open', fraction: 0, seconds: 20 });
  expect(timerFace(times, 15_000, 6_000)).toEqual({ phase: 'open', fraction: 0.25, seconds: 15 });
  expect(timerFace(times, 29_001, 6_000).seconds).toBe(1);
  expect(timerFace(times, 29_999, 6_000).phase).toBe('open');
  expect(timerFace(times, 30_000, 6_000)).toEqual({ phase: 'over', fraction: 1, seconds: 0 });
  expect(timerFace(times, 99_000, 6_000)).toEqual({ phase: 'over', fraction: 1, seconds: 0 });
});

it('stands still in a pause', () => {
  expect(timerFace({ ...times, pausedAtMs: 20_000 }, 29_000, 6_000)).toEqual({
    phase: 'open',
    fraction: 0.5,
    seconds: 10,
  });
});

it('is closed where there is no time at all, as on a slide', () => {
  expect(timerFace({ opensAtMs: 5_000, closesAtMs: 5_000, pausedAtMs: null }, 5_000, 5_000)).toEqual({
    phase: 'over',
    fraction: 1,
    seconds: 0,
  });
});
