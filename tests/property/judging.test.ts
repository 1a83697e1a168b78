/** What holds for any row of verdicts, undoings and leniencies, whatever comes between. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankPlayers } from '../../shared/game/score.ts';
import type { State } from '../../shared/game/state.ts';
import { worthOf } from '../../shared/game/steps.ts';
import { kindOf } from '../../shared/kinds/index.ts';
import { judgedPack, playedTo } from '../support/judged.ts';
import { replay } from '../support/rooms.ts';

/** Worked out from the log's outcome anew, round by round and without what the fold did step by step. */
function expectRecounted(state: State): void {
  const sums = state.players.map(() => 0);
  const streaks = state.players.map(() => 0);
  for (const round of state.rounds) {
    const item = state.items[round.item];
    if (item === undefined || round.outcome !== 'revealed') continue;
    state.players.forEach((player, seat) => {
      const award = round.awards[seat] ?? null;
      sums[seat] = (sums[seat] ?? 0) + (award?.points ?? 0);
      if (worthOf(item) === 0 || player.removed) return;
      streaks[seat] = (award?.credit ?? 0) >= kindOf(item).rightFrom ? (streaks[seat] ?? 0) + 1 : 0;
      const given = round.answers[seat] ?? null;
      if (given === null || kindOf(item).reference === undefined) return;
      const last = round.verdicts.filter(({ seats }) => seats.includes(seat)).at(-1);
      expect(award?.credit).toBe(last?.credit ?? kindOf(item).grade(item, given.answer, state.leniency));
    });
  }
  expect(state.players.map((player) => player.points)).toEqual(sums);
  const seated = (numbers: readonly number[]): number[] =>
    numbers.filter((_, seat) => state.players[seat]?.removed === false);
  expect(seated(state.players.map((player) => player.streak))).toEqual(seated(streaks));
  const ranked = structuredClone(state.players);
  rankPlayers(ranked);
  if (state.players.some((player) => player.rank > 0))
    expect(seated(state.players.map((player) => player.rank))).toEqual(seated(ranked.map((player) => player.rank)));
}

const item = fc.constantFrom(0, 1, 3);
const credit = fc.constantFrom(0, 0.1, 0.5, 0.75, 1);
const seats = fc.subarray([0, 1, 2], { minLength: 1 });
const verdict = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('judged' as const), item, seats, credit }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('unjudged' as const), item }) },
  fc.record({ type: fc.constant('tuned' as const), leniency: fc.constantFrom(-1, -0.4, 0, 0.3, 1) }),
  fc.record({ type: fc.constant('flagged' as const), seat: fc.nat({ max: 2 }), item }),
);
const between = fc.oneof(
  { weight: 6, arbitrary: verdict },
  fc.record({ type: fc.constant('left' as const), seat: fc.nat({ max: 2 }) }),
  fc.record({ type: fc.constant('removed' as const), seat: fc.nat({ max: 2 }) }),
);

describe('any row of verdicts', () => {
  test('comes to what the awards come to, and to what the same log folds to anew', () => {
    fc.assert(
      fc.property(fc.array(between, { maxLength: 25 }), fc.nat({ max: 3 }), (bodies, last) => {
        const play = playedTo(last, 'classic');
        for (const body of bodies) {
          play.append(body);
          expectRecounted(play.state);
        }
        const again = replay(JSON.parse(JSON.stringify(play.entries)) as typeof play.entries);
        expect(JSON.parse(JSON.stringify(again))).toEqual(JSON.parse(JSON.stringify(play.state)));
      }),
      { numRuns: 150 },
    );
  });

  test('leaves no trace once all of it is taken back', () => {
    fc.assert(
      fc.property(fc.array(verdict, { maxLength: 25 }), fc.nat({ max: 3 }), (bodies, last) => {
        const play = playedTo(last, 'classic');
        const before = structuredClone({ players: play.state.players, awards: play.state.rounds.map((r) => r.awards) });
        for (const body of bodies) play.append(body);
        for (const round of play.state.rounds)
          while (round.verdicts.length > 0) play.append({ type: 'unjudged', item: round.item });
        play.append({ type: 'tuned', leniency: 0 });
        expect({ players: play.state.players, awards: play.state.rounds.map((r) => r.awards) }).toEqual(before);
      }),
      { numRuns: 150 },
    );
  });
});

describe('leniency', () => {
  test('never lowers a credit by being more lenient', () => {
    const words = fc.constantFrom(
      ...'trees drop their leaves to save water not frost less lose pretty because and'.split(' '),
    );
    const leniency = fc.double({ min: -1, max: 1, noNaN: true });
    const [item] = judgedPack.items;
    if (item === undefined) throw new Error('no item');
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 25 }), leniency, leniency, (given, one, other) => {
        const [strict, lenient] = [Math.min(one, other), Math.max(one, other)];
        const creditAt = (at: number): number => kindOf(item).grade(item, given.join(' '), at);
        expect(creditAt(lenient)).toBeGreaterThanOrEqual(creditAt(strict));
      }),
    );
  });
});
