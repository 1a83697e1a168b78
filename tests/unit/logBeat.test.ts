/** Life signs: once a second while a game runs, and the disk may sleep when none does. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { beatsAfterEntryMs } from '../../shared/limits.ts';
import { Beat } from '../../server/log/beat.ts';

let nowMs: number;
let written: number[];
let isBroken: boolean;
let beat: Beat;

beforeEach(() => {
  vi.useFakeTimers();
  nowMs = 1_000_000;
  written = [];
  isBroken = false;
  beat = new Beat({
    nowMs: () => nowMs,
    write(atMs) {
      if (isBroken) throw new Error('disk full');
      written.push(atMs);
    },
  });
});

afterEach(() => {
  beat.close();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

function pass(seconds: number): void {
  for (let second = 0; second < seconds; second++) {
    nowMs += 1_000;
    vi.advanceTimersByTime(1_000);
  }
}

it('writes nothing before the first entry, then once a second', () => {
  pass(10);
  expect(vi.getTimerCount()).toBe(0);
  beat.keep('a', nowMs);
  const fromMs = nowMs;
  pass(3);
  expect(written.map((atMs) => atMs - fromMs)).toEqual([1_000, 2_000, 3_000]);
});

it('writes none of its own while some go with the entries', () => {
  for (let n = 0; n < 10; n++) {
    beat.keep('a', nowMs);
    expect(beat.isDue(nowMs)).toBe(true);
    beat.wrote(nowMs);
    expect(beat.isDue(nowMs + 999)).toBe(false);
    nowMs += 500;
    vi.advanceTimersByTime(500);
    nowMs += 499;
    vi.advanceTimersByTime(499);
    nowMs += 1;
  }
  expect(written).toEqual([]);
});

it('stops a while after the last entry, or when the last room is over, and starts again', () => {
  beat.keep('a', nowMs);
  pass(beatsAfterEntryMs / 1_000 + 5);
  expect(written).toHaveLength(beatsAfterEntryMs / 1_000);
  expect(vi.getTimerCount()).toBe(0);
  beat.keep('a', nowMs);
  beat.keep('b', nowMs);
  beat.finish('a');
  pass(2);
  beat.finish('b');
  const count = written.length;
  pass(5);
  expect(written).toHaveLength(count);
});

it('goes on after a disk that was full', () => {
  beat.keep('a', nowMs);
  isBroken = true;
  pass(3);
  isBroken = false;
  pass(1);
  expect(written).toEqual([nowMs]);
});

it('writes a last one when a game is broken off, and none otherwise', () => {
  beat.close();
  expect(written).toEqual([]);
  beat.keep('a', nowMs);
  beat.wrote(nowMs);
  nowMs += 300;
  beat.close();
  expect(written).toEqual([nowMs]);
});
