/** What must hold of any state that a log folds to, worked out anew from the whole state and not step by step. */
import { expect } from 'vitest';
import type { Entry, Outcome } from '../../shared/game/entry.ts';
import { pointsFor } from '../../shared/game/score.ts';
import type { Round, State } from '../../shared/game/state.ts';
import { windowMsOf, worthOf } from '../../shared/game/steps.ts';
import { kindOf } from '../../shared/kinds/index.ts';
import { answerMsMin } from '../../shared/limits.ts';
import { nameKey } from '../../shared/names.ts';

export function expectSound(state: State): void {
  expectSeats(state);
  expectPoints(state);
  for (const round of state.rounds) expectRound(state, round);
  expect(state.rounds.map((round) => round.item)).toEqual(state.rounds.map((_, at) => at));
  for (const round of state.rounds.slice(0, -1)) expect(round.outcome).not.toBe('open');
}

function expectSeats(state: State): void {
  const seats = [...state.players.keys()].filter((seat) => state.players[seat]?.removed === false);
  expect(state.seatedCount).toBe(seats.filter((seat) => state.players[seat]?.left === false).length);
  // Each name in use leads to its player, and no other name to anybody.
  expect(Object.entries(state.seatByKey).sort()).toEqual(
    seats.map((seat) => [`$${nameKey(state.players[seat]?.name ?? '')}`, seat]).sort(),
  );
  expect(Object.entries(state.seatByToken).sort()).toEqual(
    state.players.map(({ tokenHash }, seat) => [`$${tokenHash}`, seat]).sort(),
  );
}

function expectPoints(state: State): void {
  const seated = state.players.filter((player) => !player.removed);
  state.players.forEach((player, seat) => {
    const earned = state.rounds.reduce((sum, round) => sum + (round.awards[seat]?.points ?? 0), 0);
    expect(player.points).toBe(earned);
    if (player.removed) expect(player.rank).toBe(0);
    else if (player.rank > 0)
      expect(player.rank).toBe(seated.filter((other) => other.points > player.points).length + 1);
  });
}

function expectRound(state: State, round: Round): void {
  const item = state.items[round.item];
  if (item === undefined) throw new Error('a round of no item');
  const kind = kindOf(item);
  expect(Number.isFinite(round.opensAtMs)).toBe(true);
  expect(round.windowMs).toBeGreaterThanOrEqual(windowMsOf(item));
  const isCounted = (seat: number): boolean => (round.answers[seat] ?? null) !== null;
  const counted = [...state.players.keys()].filter((seat) => isCounted(seat) && state.players[seat]?.removed === false);
  expect(round.answerCount).toBe(counted.length);
  for (const given of round.answers) {
    if (given === null) continue;
    expect(kind.parse(item, given.answer)).toEqual(given.answer);
    expect(given.tMs).toBeGreaterThanOrEqual(answerMsMin);
    expect(given.tMs).toBeLessThanOrEqual(round.windowMs);
  }
  if (round.outcome !== 'revealed' || !kind.scored) {
    expect(round.awards).toEqual([]);
    return;
  }
  for (const seat of counted) expect(round.awards[seat] ?? null).not.toBeNull();
  round.awards.forEach((award, seat) => {
    if (award === null) return;
    const given = round.answers[seat];
    if (given === null || given === undefined) throw new Error('an award without an answer');
    const credit = kind.grade(item, given.answer);
    expect(credit).toBeGreaterThanOrEqual(0);
    expect(credit).toBeLessThanOrEqual(1);
    const points = pointsFor(credit, state.settings.speed, given.tMs, windowMsOf(item), worthOf(item));
    expect(award).toEqual({ credit, points });
    expect(Number.isInteger(points)).toBe(true);
  });
}

/**
 * The room as its outcomes told it: the first answer of a player that was told to count is the one that stands, and a
 * reveal that brought points ranks everybody.
 */
export class Told {
  readonly #first = new Map<string, Extract<Entry, { type: 'answered' }>>();

  hear(state: State, entry: Entry, outcome: Outcome): void {
    if (!outcome.ok) return;
    if (entry.type === 'answered') {
      const key = `${String(entry.item)} ${String(entry.seat)}`;
      if (!this.#first.has(key)) this.#first.set(key, entry);
    }
    if (entry.type === 'revealed') {
      const item = state.items[entry.item];
      if (item === undefined || worthOf(item) === 0) return;
      for (const player of state.players) expect(player.rank > 0).toBe(!player.removed);
    }
  }

  expectKept(state: State): void {
    const given = state.rounds.flatMap((round) => round.answers.map((each, seat) => ({ ...each, seat, round })));
    const kept = given.filter(({ ref }) => ref !== undefined);
    expect(kept.length).toBe(this.#first.size);
    for (const { ref, seat, round } of kept)
      expect(ref).toBe(this.#first.get(`${String(round.item)} ${String(seat)}`)?.ref);
  }
}
