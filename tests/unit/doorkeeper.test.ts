/** Too many at once: over how long they are told to come, and who is let in when. */
import { describe, expect, test } from 'vitest';
import { Doorkeeper } from '../../server/live/doorkeeper.ts';
import { admittedBurst, admittedPerSecond, admittedWithinMs, keptMomentMs, playersMax } from '../../shared/limits.ts';
import { seededRandom } from '../../shared/game/random.ts';

describe('the spread that phones are told', () => {
  const door = new Doorkeeper();

  test('is nothing for small rooms', () => {
    for (const phones of [0, 1, 30, admittedBurst]) expect(door.spreadMs(phones)).toBe(0);
  });

  test('leaves a thousand back in half of a second, and the largest room in seven', () => {
    expect(door.spreadMs(1_000)).toBe(467);
    expect(door.spreadMs(playersMax)).toBeGreaterThan(5_000);
    expect(door.spreadMs(playersMax)).toBeLessThan(7_000);
  });
});

describe('the door', () => {
  const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `phone ${String(at)}`);

  test('lets a burst in, and keeps for each of the others a moment of its own, one after the other', () => {
    const door = new Doorkeeper({ perSecond: 10, burst: 3 });
    expect(names(7).map((who) => door.knock(who, 5_000))).toEqual([0, 0, 0, 100, 200, 300, 400]);
  });

  test('lets in who comes at its moment, whoever else came meanwhile', () => {
    const door = new Doorkeeper({ perSecond: 10, burst: 1 });
    expect([door.knock('ana', 0), door.knock('bo', 0), door.knock('cy', 0)]).toEqual([0, 100, 200]);
    // Dan was not here before: all that is free is behind Cy.
    expect(door.knock('dan', 150)).toBe(150);
    expect(door.knock('bo', 150)).toBe(0);
    expect(door.knock('cy', 230)).toBe(0);
    expect(door.knock('dan', 301)).toBe(0);
  });

  test('keeps the moment of who comes too early, and takes no other for it', () => {
    const door = new Doorkeeper({ perSecond: 10, burst: 1 });
    door.knock('ana', 0);
    expect(door.knock('bo', 0)).toBe(100);
    for (let ms = 10; ms < 100; ms += 10) expect(door.knock('bo', ms)).toBe(100 - ms);
    expect(door.knock('bo', 100)).toBe(0);
    expect(door.knock('cy', 201)).toBe(0);
  });

  test('expects who was told to come from that moment on, once, and nobody else', () => {
    const door = new Doorkeeper({ perSecond: 10, burst: 1 });
    door.knock('ana', 0);
    door.knock('bo', 0);
    const expected = (nowMs: number): boolean[] => ['ana', 'bo', 'cy'].map((who) => door.expects(who, nowMs));
    expect(expected(99)).toEqual([false, false, false]);
    expect(expected(100)).toEqual([false, true, false]);
    expect(door.expects('bo', 100 + keptMomentMs)).toBe(false);
    door.knock('bo', 120);
    expect(expected(120)).toEqual([false, false, false]);
  });

  test('keeps a moment once: who comes back later is like anybody', () => {
    const door = new Doorkeeper({ perSecond: 10, burst: 1 });
    door.knock('ana', 0);
    door.knock('bo', 0);
    expect(door.knock('bo', 120)).toBe(0);
    expect(door.knock('bo', 121)).toBe(79);
    // It did not come for a long time.
    expect(door.knock('cy', 60_000)).toBe(0);
    expect(door.knock('bo', 60_000)).toBe(100);
  });

  test('has the largest room in within seven seconds when nobody spread, and never more than it can take', () => {
    const door = new Doorkeeper();
    const random = seededRandom(7, 0xd00a);
    let knocks = names(playersMax).map((who) => ({ who, atMs: 1_000 + 50 * random() }));
    const inMs: number[] = [];
    let tries = 0;
    while (knocks.length > 0) {
      tries += 1;
      const later: typeof knocks = [];
      for (const { who, atMs } of knocks.sort((a, b) => a.atMs - b.atMs)) {
        const waitMs = door.knock(who, atMs);
        if (waitMs === 0) inMs.push(atMs - 1_000);
        // Networks are not equally quick.
        else later.push({ who, atMs: atMs + waitMs + 200 * random() });
      }
      knocks = later;
    }
    // Nobody is sent away a second time.
    expect(tries).toBe(2);
    expect(Math.max(...inMs)).toBeLessThan(7_000);
    for (let fromMs = 0; fromMs < 7_000; fromMs += 100) {
      const inside = inMs.filter((ms) => ms >= fromMs && ms < fromMs + 1_000).length;
      // What a fifth of a second of slow networks pushes together.
      expect(inside).toBeLessThanOrEqual(admittedPerSecond * 1.2 + admittedBurst);
    }
  });

  test('keeps nothing far away, so that a flood does not shut it for long', () => {
    const door = new Doorkeeper({ perSecond: 100, burst: 10 });
    const waits = names(50_000).map((who) => door.knock(who, 0));
    expect(Math.max(...waits)).toBeLessThanOrEqual(2 * admittedWithinMs);
    // Who got nothing is not called back to one and the same moment.
    expect(new Set(waits.filter((ms) => ms > admittedWithinMs)).size).toBeGreaterThan(1_000);
    expect(door.knock('ana', admittedWithinMs + 100)).toBe(0);
  });
});
