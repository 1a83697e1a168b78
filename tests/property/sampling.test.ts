/**
 * Who reads what, in rooms of any size: nobody the own, everybody as many as there are up to the limit, each text as
 * often as any other, and the true one nowhere in particular.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../shared/game/random.ts';
import { bluff, type BluffFeedback, type BluffHandFace, type BluffItem } from '../../shared/kinds/bluff.ts';
import { discuss, type DiscussHandFace, type DiscussItem } from '../../shared/kinds/discuss.ts';
import type { Json, LaterStep, Played } from '../../shared/kinds/kind.ts';
import { dealOut } from '../../shared/kinds/sampling.ts';
import { inventionsShown, optionsMax, thoughtsShown } from '../../shared/limits.ts';
import { parsePack } from '../support/rooms.ts';

const [bluffItem, discussItem] = parsePack({
  title: 'T',
  items: [
    { kind: 'bluff', text: 'Xylem', truth: 'wood that carries water' },
    { kind: 'discuss', text: 'Which tree?' },
  ],
}).items as [BluffItem, DiscussItem];

function only<Item extends BluffItem | DiscussItem>(steps: readonly LaterStep<Item>[] | undefined): LaterStep<Item> {
  const step = steps?.[0];
  if (step === undefined) throw new Error('the kind has no vote');
  return step;
}
const find = only<BluffItem>(bluff.later);
const read = only<DiscussItem>(discuss.later);
const nobody = (): boolean => false;

/** A room of all sizes where some wrote nothing, and some wrote the same as others. */
const anyRoom = fc.record({
  seed: fc.integer(),
  texts: fc.array(fc.option(fc.nat({ max: 60 }), { freq: 4 }), { minLength: 1, maxLength: 60 }),
});
const written = (texts: readonly (number | null)[]): (string | null)[] =>
  texts.map((text) => (text === null ? null : `thing ${String(text)}`));

/** How often each text is read. Who `isAway` reads nothing. */
function readings(players: number, count: number, seed: number, wrote: (seat: number) => boolean): number[] {
  const own: (number | null)[] = [];
  let texts = 0;
  for (let seat = 0; seat < players; seat++) own.push(wrote(seat) ? texts++ : null);
  const ids = Array.from({ length: texts }, (_, id) => id);
  const hands = dealOut({ ids, own, wrote: own.map((id) => id !== null), count }, seededRandom(seed));
  const read = ids.map(() => 0);
  for (const id of hands.flat()) read[id] = (read[id] ?? 0) + 1;
  return read;
}

describe('in any room', () => {
  test('nobody is shown the own, nothing twice, and everybody as many as there are up to the limit', () => {
    fc.assert(
      fc.property(anyRoom, ({ seed, texts }) => {
        const answers = written(texts);
        const board = read.gather(discussItem, answers, seededRandom(seed));
        const kinds = new Set(answers.filter((text) => text !== null));
        // Some seats joined after the dealing.
        for (let seat = 0; seat < texts.length + 5; seat++) {
          const { thoughts } = read.hand(discussItem, board, seat, nobody) as DiscussHandFace;
          const others = kinds.size - ((answers[seat] ?? null) === null ? 0 : 1);
          expect(thoughts).toHaveLength(Math.min(thoughtsShown, others));
          expect(new Set(thoughts.map(({ id }) => id)).size).toBe(thoughts.length);
          expect(thoughts.map(({ text }) => text)).not.toContain(answers[seat]);
        }
      }),
    );
  });

  test('what a player can choose among in a bluff is what the player can send, and no more', () => {
    fc.assert(
      fc.property(anyRoom, ({ seed, texts }) => {
        const answers = written(texts);
        const board = find.gather(bluffItem, answers, seededRandom(seed));
        const { options: common } = find.face(bluffItem, board, nobody) as { options: string[] | null };
        const inventions = new Set(answers.filter((text) => text !== null)).size;
        expect(common === null).toBe(inventions + 1 > optionsMax);
        for (let seat = 0; seat < texts.length + 5; seat++) {
          const { options, own } = find.hand(bluffItem, board, seat, nobody) as BluffHandFace;
          const shown = options ?? (common ?? []).map((text, id) => ({ id, text })).filter(({ id }) => id !== own);
          const sent = Array.from({ length: inventions + 3 }, (_, id) => find.parse(bluffItem, board, seat, id - 1));
          expect(sent.filter((id) => id !== null)).toEqual(shown.map(({ id }) => id).sort((a, b) => a - b));
          expect(shown.filter(({ text }) => text === bluffItem.truth)).toHaveLength(1);
          expect(shown.map(({ text }) => text)).not.toContain(answers[seat]);
          const others = inventions - ((answers[seat] ?? null) === null ? 0 : 1);
          expect(shown).toHaveLength(1 + Math.min(common === null ? inventionsShown : optionsMax, others));
        }
      }),
    );
  });

  test('every vote counts once, for nobody more than there were to fool, and a bonus is at most all', () => {
    fc.assert(
      fc.property(anyRoom, fc.array(fc.option(fc.nat())), ({ seed, texts }, wishes) => {
        const answers = written(texts);
        const board = find.gather(bluffItem, answers, seededRandom(seed));
        const votes: (Json | null)[] = wishes.map((wish, seat) => {
          const can = Array.from({ length: 70 }, (_, id) => find.parse(bluffItem, board, seat, id));
          const ids = can.filter((id) => id !== null);
          return wish === null || ids.length === 0 ? null : (ids[wish % ids.length] ?? null);
        });
        const played: Played = { answers: [answers, votes], board };
        const settled = bluff.settle?.(bluffItem, played) ?? [];
        const feedback = settled.flatMap((made) => (made === null ? [] : [made.feedback as BluffFeedback]));
        for (const made of settled) {
          if (made === null) continue;
          const { fooled, shown } = made.feedback as BluffFeedback;
          expect(made.bonus).toBeGreaterThanOrEqual(0);
          expect(made.bonus).toBeLessThanOrEqual(1);
          expect(fooled).toBeLessThanOrEqual(shown);
          expect(shown).toBeLessThanOrEqual(votes.length);
        }
        const voted = votes.filter((id) => id !== null).length;
        const found = feedback.filter((each) => each.found === true).length;
        // An invention that several wrote fools for each of them; its votes are one and the same.
        const fooledBy = new Map(feedback.map((each) => [each.own, each.fooled]));
        const fooled = [...fooledBy].reduce((sum, [own, count]) => sum + (own === null ? 0 : count), 0);
        expect(found + fooled).toBe(voted);
        settled.forEach((made, seat) => {
          const tookPart = (answers[seat] ?? null) !== null || (votes[seat] ?? null) !== null;
          expect(made !== null).toBe(tookPart);
        });
      }),
    );
  });

  test('the same chance deals the same', () => {
    fc.assert(
      fc.property(anyRoom, ({ seed, texts }) => {
        const [one, other] = [0, 1].map(() => [
          find.gather(bluffItem, written(texts), seededRandom(seed)),
          read.gather(discussItem, written(texts), seededRandom(seed)),
        ]);
        expect(one).toEqual(other);
      }),
    );
  });
});

describe('each text is read as often as any other, give or take one', () => {
  const sizes = [3, 4, 7, 8, 30, 200, 1_000, 10_000];
  /** Of the limits: what five or seven may be, one more or less. */
  const widest: Readonly<Record<number, readonly [least: number, most: number]>> = {
    [inventionsShown]: [4, 6],
    [thoughtsShown]: [6, 8],
  };

  test.each(sizes)('in a room of %i where all wrote', (players) => {
    for (const count of [inventionsShown, thoughtsShown]) {
      for (let seed = 0; seed < (players > 500 ? 3 : 60); seed++) {
        const read = readings(players, count, seed, () => true);
        const all: [number, number] = [players - 1, players - 1];
        const [least, most] = players > count ? (widest[count] ?? [0, 0]) : all;
        expect(Math.min(...read)).toBeGreaterThanOrEqual(least);
        expect(Math.max(...read)).toBeLessThanOrEqual(most);
      }
    }
  });

  test.each(sizes.slice(2))('in a room of %i where a third wrote nothing, and reads', (players) => {
    for (let seed = 0; seed < (players > 500 ? 3 : 60); seed++) {
      const random = seededRandom(seed, 1);
      const silent = Array.from({ length: players }, (_, seat) => seat > 1 && random() < 1 / 3);
      const read = readings(players, thoughtsShown, seed, (seat) => silent[seat] !== true);
      expect(Math.max(...read) - Math.min(...read)).toBeLessThanOrEqual(2);
    }
  });

  test('beside others each time: no two texts always go together, or one would be judged by the other', () => {
    const own = Array.from({ length: 210 }, (_, seat) => seat);
    const hands = dealOut({ ids: own, own, wrote: own.map(() => true), count: thoughtsShown }, seededRandom(6));
    const together = new Map<number, number>();
    for (const hand of hands)
      for (const one of hand)
        for (const other of hand) {
          const pair = one * 210 + other;
          if (one < other) together.set(pair, (together.get(pair) ?? 0) + 1);
        }
    expect(Math.max(...together.values())).toBeLessThanOrEqual(4);
  });

  test('whatever seats stay empty: where every second one wrote nothing and is gone, too', () => {
    const own = Array.from({ length: 200 }, (_, seat) => (seat % 2 === 0 ? seat / 2 : null));
    const ids = Array.from({ length: 100 }, (_, id) => id);
    const wrote = own.map((id) => id !== null);
    const hands = dealOut({ ids, own, wrote, count: thoughtsShown }, seededRandom(5));
    const read = ids.map((id) => hands.filter((hand, seat) => seat % 2 === 0 && hand.includes(id)).length);
    expect(Math.min(...read)).toBeGreaterThanOrEqual(6);
    expect(Math.max(...read)).toBeLessThanOrEqual(8);
  });
});

describe('the truth', () => {
  const crowd = Array.from({ length: 600 }, (_, seat) => `thing ${String(seat)}`);
  const placesFor = (seed: number): number[] => {
    const board = find.gather(bluffItem, crowd, seededRandom(seed));
    return crowd.map((_, seat) => {
      const { options } = find.hand(bluffItem, board, seat, nobody) as BluffHandFace;
      return (options ?? []).findIndex(({ text }) => text === bluffItem.truth);
    });
  };

  test('stands at each place about as often as at any other', () => {
    const counts = [0, 0, 0, 0, 0, 0];
    for (let seed = 0; seed < 10; seed++) for (const place of placesFor(seed)) counts[place] = (counts[place] ?? 0) + 1;
    // 6,000 throws of a die: each side 1,000 times, within five standard deviations of 29.
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(5 * 29);
  });

  test('stands elsewhere for the same seat in another room, and for its neighbour', () => {
    const [one, other] = [placesFor(1), placesFor(2)];
    const same = one.filter((place, seat) => place === other[seat]).length;
    const beside = one.filter((place, seat) => place === one[seat + 1]).length;
    // A sixth, by chance, of 600: 100, within five standard deviations of 9.
    for (const count of [same, beside]) expect(Math.abs(count - 100)).toBeLessThan(5 * 9.2);
  });

  test('stands at each letter about as often, where all choose among the same', () => {
    const counts = [0, 0, 0, 0];
    for (let seed = 0; seed < 2_000; seed++) {
      const board = find.gather(bluffItem, ['a', 'b', 'c'], seededRandom(seed, 1_000_000));
      const { options } = find.face(bluffItem, board, nobody) as { options: string[] };
      const at = options.indexOf(bluffItem.truth);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(5 * 19.4);
  });
});
