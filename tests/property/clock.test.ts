/** Fair time: a slow network costs nothing, a lie gains little, and the estimate finds the room's clock. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allowanceMs,
  ClockEstimate,
  creditCapMs,
  fairTime,
  quotaAt,
  quotaGrowthMs,
  TripRecord,
  type Quota,
} from '../../shared/clock.ts';
import { pointsFor } from '../../shared/game/score.ts';
import { answerMsMin, graceMs } from '../../shared/limits.ts';

const windowMs = fc.integer({ min: 5_000, max: 600_000 });
const trips = fc.option(
  fc.tuple(fc.nat({ max: 2_000 }), fc.nat({ max: 3_000 })).map(([minMs, more]) => ({ minMs, p90Ms: minMs + more })),
);

describe('the time that scores', () => {
  test('gains at most C from whatever the phone claims', () => {
    const claim = fc.oneof(
      fc.double({ min: 0, max: 1e7 }),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -5_000),
    );
    fc.assert(
      fc.property(
        windowMs,
        fc.nat(),
        trips,
        fc.nat({ max: 4_000 }),
        claim,
        (window, arrived, measured, quotaMs, claimedMs) => {
          const arrivedMs = arrived % (window + graceMs + 1);
          const common = { arrivedMs, windowMs: window, trips: measured, loopP99Ms: 5, quotaMs };
          const honest = fairTime({ ...common, claimedMs: arrivedMs });
          const forged = fairTime({ ...common, claimedMs });
          expect(honest).not.toBeNull();
          expect((honest?.tMs ?? 0) - (forged?.tMs ?? 0)).toBeLessThanOrEqual(creditCapMs(window) + 1);
          expect(forged?.creditMs).toBeLessThanOrEqual(
            Math.min(creditCapMs(window), quotaMs, allowanceMs(measured, 5)),
          );
          expect(forged?.tMs).toBeGreaterThanOrEqual(answerMsMin);
          expect(forged?.tMs).toBeLessThanOrEqual(window);
          // In points of a classic item: C of T is half of C/T of a thousand.
          const gain =
            pointsFor(1, 'classic', forged?.tMs ?? 0, window, 1) - pointsFor(1, 'classic', honest?.tMs ?? 0, window, 1);
          expect(gain).toBeLessThanOrEqual((1_000 * (creditCapMs(window) + 1)) / (2 * window) + 1);
        },
      ),
    );
  });

  test('counts nothing that comes after the window and the grace', () => {
    expect(
      fairTime({ arrivedMs: 21_001, claimedMs: 100, windowMs: 20_000, trips: null, loopP99Ms: 0, quotaMs: 900 }),
    ).toBeNull();
    expect(
      fairTime({ arrivedMs: 21_000, claimedMs: 100, windowMs: 20_000, trips: null, loopP99Ms: 0, quotaMs: 900 })?.tMs,
    ).toBe(20_000);
  });

  test('gives an honest phone on a slow network the time it took', () => {
    // 400 ms there and back: the answer is 200 ms under way, the allowance is 0.7·400 + 0 + 80 = 360 ms.
    const time = fairTime({
      arrivedMs: 3_200,
      claimedMs: 3_000,
      windowMs: 20_000,
      trips: { minMs: 400, p90Ms: 400 },
      loopP99Ms: 0,
      quotaMs: 1_200,
    });
    expect(time).toEqual({ tMs: 3_000, creditMs: 200 });
  });

  test('spends a quota that grows by g an item and never beyond 7g', () => {
    fc.assert(
      fc.property(
        windowMs,
        fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 1_000 })), { maxLength: 30 }),
        (window, items) => {
          const g = quotaGrowthMs(window);
          let quota: Quota | undefined;
          let item = 0;
          let spent = 0;
          for (const [skipped, wish] of items) {
            quota = quotaAt(quota, item, window);
            expect(quota.leftMs).toBeLessThanOrEqual(7 * g);
            const take = Math.min(wish, quota.leftMs);
            spent += take;
            quota = { ...quota, leftMs: quota.leftMs - take };
            item += skipped;
          }
          expect(spent).toBeLessThanOrEqual(3 * g + item * g);
        },
      ),
    );
  });
});

describe('measured round trips', () => {
  test('give the fastest and the 90th percentile of the last twenty', () => {
    const record = new TripRecord();
    expect(record.summary()).toBeNull();
    for (let at = 0; at < 30; at++) record.add(at < 10 ? 5 : 100 + at);
    expect(record.summary()).toEqual({ minMs: 110, p90Ms: 127 });
    record.add(Number.NaN);
    record.add(-3);
    expect(record.summary()?.minMs).toBe(110);
  });
});

describe("a phone's estimate of room time", () => {
  const offset = fc.integer({ min: -3_600_000, max: 3_600_000 });
  const ping = fc.record({
    up: fc.integer({ min: 5, max: 60 }),
    down: fc.integer({ min: 5, max: 60 }),
    stalledUp: fc.constantFrom(0, 0, 0, 900),
    stalledDown: fc.constantFrom(0, 0, 0, 900),
  });
  /** What each way took, of pings one after the other. */
  const sampled = (room: number, pings: readonly { up: number; down: number }[], estimate = new ClockEstimate()) => {
    let localMs = 1_000;
    for (const { up, down } of pings) {
      estimate.sample(localMs, localMs + up + room, localMs + up + down);
      localMs += up + down + 120;
    }
    return estimate.offsetMs ?? Number.NaN;
  };

  test('is off by no more than half of what the quickest way there and the quickest way back differ', () => {
    fc.assert(
      fc.property(offset, fc.array(ping, { minLength: 1, maxLength: 16 }), (room, pings) => {
        const ways = pings.map((each) => ({ up: each.up + each.stalledUp, down: each.down + each.stalledDown }));
        const quickest = (way: 'up' | 'down'): number => Math.min(...ways.map((each) => each[way]));
        // Half a millisecond more, as room time is told in whole ones.
        const errorMs = Math.abs(sampled(room, ways) - room);
        expect(errorMs).toBeLessThanOrEqual(Math.abs(quickest('up') - quickest('down')) / 2 + 0.5);
      }),
    );
  });

  test('is right with the first ping after the clock stood still for longer than a round trip', () => {
    fc.assert(
      fc.property(
        offset,
        fc.array(ping, { minLength: 1, maxLength: 15 }),
        fc.integer({ min: 2_000, max: 1e6 }),
        (room, pings, stoodMs) => {
          const estimate = new ClockEstimate();
          sampled(room, pings, estimate);
          const offBy = Math.abs(sampled(room + stoodMs, [{ up: 20, down: 30 }], estimate) - room - stoodMs);
          expect(offBy).toBeLessThanOrEqual(5.5);
        },
      ),
    );
  });

  test('starts anew when told to', () => {
    const estimate = new ClockEstimate();
    estimate.sample(0, 500, 10);
    expect(estimate.offsetMs).toBe(495.5);
    estimate.restart();
    expect(estimate.offsetMs).toBeNull();
  });
});
