/** When a phone says that its network is slow: while an answer is wanted, and then without flickering. */
import { describe, expect, test } from 'vitest';
import { slowSign } from '../../client/pages/play/linkSign.ts';
import { RoomClock } from '../../client/live/clock.ts';

describe('the sign of a slow network', () => {
  test.each(['waiting', 'open', 'sending'] as const)('shows while the own answer is %s', (answer) => {
    expect(slowSign(0, 650, answer)).toBe(650);
  });

  test.each([null, 'saved', 'closed', 'revealed'] as const)('shows nothing while the own answer is %s', (answer) => {
    expect(slowSign(0, 650, answer)).toBe(0);
    expect(slowSign(650, 650, answer)).toBe(0);
  });

  test('shows nothing where the network is quick, or not known', () => {
    expect([null, 0, 40, 400].map((ms) => slowSign(0, ms, 'open'))).toEqual([0, 0, 0, 0]);
    expect(slowSign(650, null, 'open')).toBe(0);
  });

  test('does not flicker at its bound, and says one number until it goes', () => {
    let saidMs = 0;
    const said = [390, 410, 395, 405, 390, 700, 310, 300, 390, 410].map(
      (tripMs) => (saidMs = slowSign(saidMs, tripMs, 'open')),
    );
    expect(said).toEqual([0, 410, 410, 410, 410, 410, 410, 0, 0, 410]);
  });
});

describe('the round trip that it goes by', () => {
  /** What is known after pings that took so long. */
  async function after(tripsMs: readonly number[]): Promise<number | null> {
    let nowMs = 0;
    const clock = new RoomClock(() => nowMs);
    for (const tripMs of tripsMs) {
      const sentMs = nowMs;
      await clock.sample(() => {
        nowMs += tripMs;
        return Promise.resolve(Math.floor(sentMs + tripMs / 2));
      });
    }
    return clock.roundTripMs;
  }

  test('is not known from one or two, and not changed by one or two that were held up', async () => {
    expect(await after([900])).toBeNull();
    expect(await after([900, 900])).toBeNull();
    expect(await after([900, 30, 30])).toBe(30);
    expect(await after([900, 900, 30, 30, 30])).toBe(30);
    expect(await after([30, 30, 30, 30, 30, 900, 900])).toBe(30);
  });

  test('follows a network that changed', async () => {
    expect(await after([30, 30, 30, 30, 30, 30, 30, 900, 900, 900])).toBe(900);
  });
});
