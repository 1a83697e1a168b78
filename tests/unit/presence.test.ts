/** Who is connected, here and to other nodes: who counts, who is awaited, and until when. */
import { describe, expect, it } from 'vitest';
import { Presence } from '../../server/live/presence.ts';
import { bitsOf, seatsOf } from '../../server/live/neighbours.ts';

const all = (): boolean => true;
const seats = (...list: number[]): ReadonlySet<number> => new Set(list);

describe('presence', () => {
  it('counts a seat once, however many nodes have a connection of it', () => {
    const presence = new Presence<string>();
    presence.arrive(0, 'a');
    expect(presence.hear('two', seats(0, 1), 0)).toBe(true);
    expect(presence.hear('three', seats(1, 2), 0)).toBe(true);
    expect(presence.hear('three', seats(1, 2), 0), 'nothing new').toBe(false);
    expect([presence.count, presence.has(2), presence.has(3)]).toEqual([3, true, false]);
    expect([...presence]).toEqual([[0, 'a']]);
    presence.drop(0, 'a', 0);
    expect(presence.count, 'it is connected elsewhere').toBe(3);
    presence.hear('two', seats(), 0);
    expect([presence.count, presence.has(1)]).toEqual([2, true]);
    presence.arrive(1, 'b');
    presence.hear('three', seats(), 0);
    expect([presence.count, presence.has(1)]).toEqual([1, true]);
  });

  it('waits without end for who is connected anywhere, and for a while for who was', () => {
    const presence = new Presence<string>();
    presence.hear('two', seats(4), 1_000);
    expect(presence.awaitedUntilMs(1_000, all)).toBe(Number.POSITIVE_INFINITY);
    expect(presence.awaitedUntilMs(1_000, (seat) => seat !== 4)).toBeNull();
    // The node died, or the phone went.
    presence.hear('two', seats(), 5_000);
    expect(presence.awaitedUntilMs(5_000, all)).toBe(25_000);
    expect(presence.awaitedUntilMs(25_000, all)).toBeNull();
    // It came back, to another node.
    presence.drop(9, 'never here', 0);
    presence.expect(4, 30_000);
    presence.hear('three', seats(4), 31_000);
    expect(presence.awaitedUntilMs(60_000, all)).toBe(Number.POSITIVE_INFINITY);
    presence.expect(4, 61_000);
    presence.forget(4);
    presence.hear('three', seats(), 62_000);
    expect(
      presence.awaitedUntilMs(62_000, () => false),
      'who left is not awaited',
    ).toBeNull();
  });

  it('tells by its version when there is something to tell', () => {
    const presence = new Presence<string>();
    presence.arrive(0, 'a');
    const { version } = presence;
    presence.arrive(0, 'b');
    presence.hear('two', seats(5), 0);
    expect(presence.version).toBe(version);
    presence.drop(0, 'b', 0);
    expect(presence.version).toBeGreaterThan(version);
  });

  it('is told in bits', () => {
    for (const list of [[], [0], [7, 8, 9], [0, 19_999], Array.from({ length: 10_000 }, (_, at) => at)])
      expect([...seatsOf(bitsOf(list))]).toEqual(list);
    expect(bitsOf(Array.from({ length: 10_000 }, (_, at) => at)).length).toBeLessThan(1_700);
    expect(bitsOf([])).toBe('');
  });
});
