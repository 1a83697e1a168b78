/** Dealing texts to readers: the cases that can be worked out by hand. Rooms of all sizes are a property. */
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../shared/game/random.ts';
import { dealLate, dealOut, newSalt, placeFor } from '../../shared/kinds/sampling.ts';

const sorted = (ids: readonly number[]): number[] => [...ids].sort((a, b) => a - b);
const allWrote = (own: readonly (number | null)[]): boolean[] => own.map((id) => id !== null);

describe('dealing', () => {
  test('gives everybody all of the others where there are no more than that', () => {
    const own = [2, 0, 1];
    const hands = dealOut({ ids: [0, 1, 2], own, wrote: allWrote(own), count: 5 }, seededRandom(1));
    expect(hands.map(sorted)).toEqual([
      [0, 1],
      [1, 2],
      [0, 2],
    ]);
  });

  test('gives who wrote nothing the same number as the others', () => {
    const own = [0, null, 1, null];
    const hands = dealOut({ ids: [0, 1], own, wrote: allWrote(own), count: 5 }, seededRandom(1));
    expect(hands.map(sorted)).toEqual([[1], [0, 1], [0], [0, 1]]);
  });

  test('gives who wrote what does not go round all that does', () => {
    // Whoever wrote the truth has nothing among the inventions.
    const hands = dealOut({ ids: [0, 1], own: [9], wrote: [true], count: 5 }, seededRandom(1));
    expect(hands.map(sorted)).toEqual([[0, 1]]);
  });

  test('ends where everybody wrote the same, and nobody has anything to read', () => {
    const own = Array.from({ length: 10_000 }, () => 0);
    expect(dealOut({ ids: [0], own, wrote: allWrote(own), count: 7 }, seededRandom(1)).flat()).toEqual([]);
  });

  test('ends where nearly everybody wrote the same: the few others read it, all others are read', () => {
    const own = Array.from({ length: 10_000 }, (_, seat) => (seat < 9_990 ? 0 : seat - 9_989));
    const ids = Array.from({ length: 11 }, (_, id) => id);
    const hands = dealOut({ ids, own, wrote: allWrote(own), count: 7 }, seededRandom(1));
    expect(hands.every((hand) => hand.length === 7)).toBe(true);
    expect(hands.filter((hand) => hand.includes(0)).length).toBeGreaterThan(5);
  });

  test('is about nothing where nothing was written', () => {
    expect(dealOut({ ids: [], own: [], wrote: [], count: 7 }, seededRandom(1))).toEqual([]);
  });

  test('comes out the same from the same chance', () => {
    const own = Array.from({ length: 50 }, (_, seat) => seat);
    const deal = (seed: number) => dealOut({ ids: own, own, wrote: allWrote(own), count: 7 }, seededRandom(seed));
    expect(deal(3)).toEqual(deal(3));
    expect(deal(3)).not.toEqual(deal(4));
  });
});

describe('who comes late', () => {
  test('goes on around the table, each where the one before stopped', () => {
    expect([0, 1, 2, 3].map((place) => dealLate(place, 5, 3))).toEqual([
      [0, 1, 2],
      [3, 4, 0],
      [1, 2, 3],
      [4, 0, 1],
    ]);
  });

  test('gets each once where there are few, and none where there is none', () => {
    expect(dealLate(7, 2, 5)).toEqual([1, 0]);
    expect(dealLate(0, 0, 5)).toEqual([]);
  });
});

describe('the place of the truth', () => {
  test('depends on the salt, which no seat knows', () => {
    const places = (salt: number): number[] => Array.from({ length: 40 }, (_, seat) => placeFor(seat, salt, 6));
    expect(places(1)).not.toEqual(places(2));
  });

  test('is there also for one place, and for the largest salt', () => {
    expect(placeFor(19_999, 4_294_967_295, 1)).toBe(0);
    expect(newSalt(() => 1 - 2 ** -32)).toBe(4_294_967_295);
  });
});
