/** The formulas of fair time with numbers worked out on paper. What holds for all numbers: tests/property/clock. */
import { describe, expect, test } from 'vitest';
import { RoomClock } from '../../client/live/clock.ts';
import {
  allowanceMs,
  ClockEstimate,
  creditCapMs,
  fairTime,
  quotaAt,
  quotaGrowthMs,
  TripRecord,
} from '../../shared/clock.ts';

describe('the credit', () => {
  test('is believed up to 0.7·rttMin + (rttP90 − rttMin) + 80 + loop', () => {
    expect(allowanceMs({ minMs: 100, p90Ms: 160 }, 10)).toBeCloseTo(70 + 60 + 80 + 10);
    // Nothing measured yet: only what the server itself may have cost.
    expect(allowanceMs(null, 10)).toBe(90);
  });

  test('is capped at a twentieth of the window, from half a second to a whole one', () => {
    expect([5_000, 10_000, 15_000, 20_000, 60_000].map(creditCapMs)).toEqual([500, 500, 750, 1_000, 1_000]);
  });

  const arrival = {
    arrivedMs: 5_000,
    claimedMs: 4_900,
    windowMs: 20_000,
    trips: { minMs: 200, p90Ms: 200 },
    loopP99Ms: 0,
    quotaMs: 1_200,
  };

  test.each([
    ['what the phone says, where that is little', {}, 4_900, 100],
    ['no more than the network can have cost', { claimedMs: 100 }, 4_780, 220],
    ['no more than the cap', { claimedMs: 100, trips: { minMs: 9_000, p90Ms: 9_000 } }, 4_000, 1_000],
    ['no more than the quota has left', { claimedMs: 100, quotaMs: 150 }, 4_850, 150],
    ['nothing without a quota', { claimedMs: 100, quotaMs: 0 }, 5_000, 0],
    ['nothing of a quota below nothing', { claimedMs: 100, quotaMs: -50 }, 5_000, 0],
    ['nothing where the phone says longer than it was', { claimedMs: 6_000 }, 5_000, 0],
    ['nothing for no number', { claimedMs: Number.NaN }, 5_000, 0],
    ['a claim below nothing as nothing', { claimedMs: -9_000, arrivedMs: 300 }, 250, 220],
    ['nothing to an answer that came early', { arrivedMs: -200, claimedMs: 0 }, 250, 0],
    ['nobody less than 250 ms', { arrivedMs: 260, claimedMs: 0 }, 250, 220],
    ['no more time than the window', { arrivedMs: 20_900, claimedMs: 20_900 }, 20_000, 0],
    ['a late answer back into the window', { arrivedMs: 20_100, claimedMs: 19_900 }, 19_900, 200],
  ])('gives %s', (_, change, tMs, creditMs) => {
    const time = fairTime({ ...arrival, ...change });
    expect(time?.tMs).toBe(tMs);
    expect(time?.creditMs).toBeCloseTo(creditMs);
  });
});

describe('the quota', () => {
  test('grows by a fiftieth of the window, from 300 to 500 ms', () => {
    expect([5_000, 20_000, 60_000].map(quotaGrowthMs)).toEqual([300, 400, 500]);
  });

  test('starts at three of them, grows with each item, and never beyond seven', () => {
    expect(quotaAt(undefined, 4, 20_000)).toEqual({ leftMs: 1_200, item: 4 });
    expect(quotaAt({ leftMs: 100, item: 4 }, 4, 20_000)).toEqual({ leftMs: 100, item: 4 });
    expect(quotaAt({ leftMs: 100, item: 4 }, 5, 20_000)).toEqual({ leftMs: 500, item: 5 });
    expect(quotaAt({ leftMs: 100, item: 4 }, 7, 20_000)).toEqual({ leftMs: 1_300, item: 7 });
    expect(quotaAt({ leftMs: 100, item: 4 }, 40, 20_000)).toEqual({ leftMs: 2_800, item: 40 });
  });

  test('does not grow backwards, nor shrink with a shorter item', () => {
    expect(quotaAt({ leftMs: 100, item: 4 }, 2, 20_000)).toEqual({ leftMs: 100, item: 4 });
    expect(quotaAt({ leftMs: 3_500, item: 4 }, 5, 5_000)).toEqual({ leftMs: 3_500, item: 5 });
  });
});

describe('measurements', () => {
  test('of round trips take what can be one, and keep twenty', () => {
    const record = new TripRecord();
    record.add(-1);
    record.add(Number.NaN);
    expect(record.summary()).toBeNull();
    record.add(0);
    expect(record.summary()).toEqual({ minMs: 0, p90Ms: 0 });
    for (let at = 1; at <= 19; at++) record.add(at * 10);
    expect(record.summary()).toEqual({ minMs: 0, p90Ms: 170 });
    record.add(200);
    expect(record.summary()).toEqual({ minMs: 10, p90Ms: 180 });
  });

  test('of round trips by a page are believed less, and start anew when frames measure', () => {
    const record = new TripRecord();
    for (const tripMs of [300, 120, 5_000, 180]) record.add(tripMs, 'page');
    // What varies may be the script as well as the network.
    expect([record.by, record.summary()]).toEqual(['page', { minMs: 120, p90Ms: 120 }]);
    record.add(70);
    record.add(90);
    expect([record.by, record.summary()]).toEqual(['frames', { minMs: 70, p90Ms: 90 }]);
    const slow = new TripRecord();
    slow.add(2_000, 'page');
    expect(slow.summary()).toEqual({ minMs: 400, p90Ms: 400 });
  });

  test('of the clock leave what all of them allow', () => {
    const estimate = new ClockEstimate();
    expect([estimate.offsetMs, estimate.tripMs]).toEqual([null, null]);
    // The room is 1,000 ahead. A stamp of 1,005 is from before 1,006.
    estimate.sample(0, 1_005, 10); // 5 ms each way: from 995 to 1,006
    expect(estimate.offsetMs).toBe(1_000.5);
    estimate.sample(100, 1_102, 120); // quick there, slow back: from 982 to 1,003
    expect(estimate.offsetMs).toBe(999);
    estimate.sample(200, 1_600, 602); // slow there, quick back: from 998 to 1,401
    expect(estimate.offsetMs).toBe(1_000.5);
    estimate.sample(1_000, 2_200, 1_400); // slow both ways: says nothing new
    expect(estimate.offsetMs).toBe(1_000.5);
    expect(estimate.tripMs).toBe(400);
  });

  test('of the clock that contradict each other: the newest is right', () => {
    const estimate = new ClockEstimate();
    for (const sentMs of [0, 100, 200]) estimate.sample(sentMs, sentMs + 1_005, sentMs + 10);
    // The device slept for a second, and its clock stood still.
    estimate.sample(300, 2_305, 310);
    expect(estimate.offsetMs).toBe(2_000.5);
    // An answer that it slept through: as if the room were an hour behind.
    estimate.sample(400, 2_405 - 3_600_000, 410);
    estimate.sample(500, 2_505, 510);
    expect(estimate.offsetMs).toBe(2_000.5);
  });

  test('of the clock take what can be one, and keep sixteen', () => {
    const estimate = new ClockEstimate();
    estimate.sample(10, 500, 0);
    estimate.sample(0, Number.NaN, 10);
    expect(estimate.offsetMs).toBeNull();
    estimate.sample(0, 500, 0);
    expect([estimate.offsetMs, estimate.tripMs]).toEqual([500.5, 0]);
    // The clock moved by less than can be told from the network: sixteen samples later nothing of the old time is left.
    const moved = new ClockEstimate();
    moved.sample(0, 5, 10);
    for (let at = 1; at <= 15; at++) moved.sample(at * 100, at * 100 + 10, at * 100 + 12);
    expect(moved.offsetMs).toBe(2);
    moved.sample(1_600, 1_610, 1_612);
    expect(moved.offsetMs).toBe(4.5);
  });
});

describe('room time on a phone', () => {
  /** A phone whose clock is 1,000 behind the room's, and pings that take so long there and back. */
  function phone() {
    let localMs = 0;
    let aheadMs = 1_000;
    const clock = new RoomClock(() => localMs);
    const ping = (upMs: number, downMs: number): Promise<boolean> =>
      clock.sample(async () => {
        localMs += upMs;
        const roomMs = localMs + aheadMs;
        localMs += downMs;
        return roomMs;
      });
    return { clock, ping, stand: (ms: number) => (aheadMs += ms), offBy: () => clock.nowMs() - localMs - aheadMs };
  }

  test('is not thrown off by a first ping that was held up on a new connection', async () => {
    const { clock, ping, offBy } = phone();
    await ping(40, 40);
    expect(offBy()).toBe(0.5);
    clock.restart();
    await ping(1_900, 40);
    await ping(1_900, 40);
    expect(offBy()).toBe(0.5);
    // From here on the new connection has its own estimate.
    await ping(60, 40);
    expect(offBy()).toBe(10.5);
  });

  test('is right at once where the clock stood still meanwhile', async () => {
    const { clock, ping, stand, offBy } = phone();
    await ping(40, 40);
    stand(5_000);
    clock.restart();
    await ping(60, 40);
    expect(offBy()).toBe(10.5);
  });

  test('stays what it was while no ping is answered', async () => {
    const { clock, ping, offBy } = phone();
    expect(clock.isKnown).toBe(false);
    expect(await clock.sample(async () => null)).toBe(false);
    expect(clock.isKnown).toBe(false);
    await ping(40, 40);
    clock.restart();
    expect(await clock.sample(async () => null)).toBe(false);
    expect([clock.isKnown, offBy()]).toEqual([true, 0.5]);
  });
});
