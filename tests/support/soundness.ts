/** What must hold of any state that a log folds to, worked out anew from the whole state and not step by step. */
import { expect } from 'vitest';
import type { Entry, Outcome } from '../../shared/game/entry.ts';
import { playedOf } from '../../shared/game/played.ts';
import { fullPoints, pointsFor } from '../../shared/game/score.ts';
import type { Round, State } from '../../shared/game/state.ts';
import { laterStep, stepsOf, stepWindowMs, worthOf } from '../../shared/game/steps.ts';
import { kindOf, type Item } from '../../shared/kinds/index.ts';
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
  const scored = state.rounds.filter(({ item, outcome }) => outcome === 'revealed' && worthAt(state, item) > 0);
  state.players.forEach((player, seat) => {
    const misses = scored.findLastIndex(({ item, awards }) => (awards[seat]?.credit ?? 0) < rightFromAt(state, item));
    expect(player.streak).toBe(scored.length - 1 - misses);
    const earned = state.rounds.reduce((sum, round) => sum + (round.awards[seat]?.points ?? 0), 0);
    expect(player.points).toBe(earned);
    if (player.removed) expect(player.rank).toBe(0);
    else if (player.rank > 0)
      expect(player.rank).toBe(seated.filter((other) => other.points > player.points).length + 1);
  });
}

const worthAt = (state: State, at: number): number => {
  const item = state.items[at];
  return item === undefined ? 0 : worthOf(item);
};
const rightFromAt = (state: State, at: number): number => {
  const item = state.items[at];
  return item === undefined ? 1 : kindOf(item).rightFrom;
};

function expectRound(state: State, round: Round): void {
  const item = state.items[round.item];
  if (item === undefined) throw new Error('a round of no item');
  const kind = kindOf(item);
  expect(Number.isFinite(round.opensAtMs)).toBe(true);
  expect(round.step).toBeLessThan(stepsOf(item));
  expect(round.earlier.length).toBe(round.step);
  if (round.step === 0) expect(round.board).toBeNull();
  expect(round.windowMs).toBeGreaterThanOrEqual(stepWindowMs(item, round.step));
  const isCounted = (seat: number): boolean => (round.answers[seat] ?? null) !== null;
  const counted = [...state.players.keys()].filter((seat) => isCounted(seat) && state.players[seat]?.removed === false);
  expect(round.answerCount).toBe(counted.length);
  [...round.earlier, round.answers].forEach((answers, step) => {
    const later = laterStep(item, step);
    answers.forEach((given, seat) => {
      if (given === null) return;
      const { answer } = given;
      expect(later === undefined ? kind.parse(item, answer) : later.parse(item, round.board, seat, answer)).toEqual(
        answer,
      );
      expect(given.tMs).toBeGreaterThanOrEqual(answerMsMin);
      if (step === round.step) expect(given.tMs).toBeLessThanOrEqual(round.windowMs);
    });
  });
  expectLastWord(state, round, isCounted);
  if (round.outcome !== 'revealed' || !(kind.scored || kind.settle)) {
    expect(round.awards).toEqual([]);
    return;
  }
  for (const seat of counted) expect(round.awards[seat] ?? null).not.toBeNull();
  expectAwards(state, round, item);
}

/** Verdicts and flags are about answers that the host may judge, and nothing else. */
function expectLastWord(state: State, round: Round, isCounted: (seat: number) => boolean): void {
  const item = state.items[round.item];
  const isJudgeable = round.outcome === 'revealed' && item !== undefined && kindOf(item).reference !== undefined;
  if (!isJudgeable) expect([round.verdicts, round.flags]).toEqual([[], []]);
  expect(new Set(round.flags).size).toBe(round.flags.length);
  for (const seat of [...round.flags, ...round.verdicts.flatMap(({ seats }) => seats)])
    expect(isCounted(seat)).toBe(true);
  for (const { seats, credit } of round.verdicts) {
    expect(seats.length).toBeGreaterThan(0);
    expect(credit).toBeGreaterThanOrEqual(0);
    expect(credit).toBeLessThanOrEqual(1);
  }
  expect(Math.abs(state.leniency)).toBeLessThanOrEqual(1);
}

function expectAwards(state: State, round: Round, item: Item): void {
  const kind = kindOf(item);
  const settled = kind.settle?.(item, playedOf(state, round));
  // Who is removed after the reveal is read no more, but what was earned then stands.
  const isWhole = state.players.every(({ removed }) => !removed);
  const speed = kind.timed ? state.settings.speed : 'none';
  round.awards.forEach((award, seat) => {
    if (award === null) return;
    const given = round.answers[seat] ?? null;
    const made = settled?.[seat] ?? null;
    if (given === null && made === null && isWhole) throw new Error('an award without an answer');
    expect(award.credit).toBeGreaterThanOrEqual(0);
    expect(award.credit).toBeLessThanOrEqual(1);
    expect(Number.isInteger(award.points)).toBe(true);
    const verdict = round.verdicts.findLast(({ seats }) => seats.includes(seat))?.credit;
    expect(award.judged).toBe(verdict === undefined ? undefined : true);
    const window = stepWindowMs(item, round.step);
    const points = given === null ? 0 : pointsFor(award.credit, speed, given.tMs, window, worthOf(item));
    expect(award.points).toBe(points + (award.bonus ?? 0));
    expect(award.bonus ?? 0).toBeLessThanOrEqual(fullPoints * worthOf(item));
    if (settled === undefined) {
      expect(award).not.toHaveProperty('bonus');
      if (given !== null) expect(award.credit).toBe(verdict ?? kind.grade(item, given.answer, state.leniency));
    } else if (isWhole && made !== null) {
      expect(award.credit).toBe(made.credit);
      expect(award.bonus).toBe(Math.round(fullPoints * worthOf(item) * made.bonus));
      expect(award.feedback).toEqual(made.feedback);
    }
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
      const key = `${String(entry.item)} ${String(entry.step ?? 0)} ${String(entry.seat)}`;
      if (!this.#first.has(key)) this.#first.set(key, entry);
    }
    if (entry.type === 'revealed') {
      const item = state.items[entry.item];
      if (item === undefined || worthOf(item) === 0) return;
      for (const player of state.players) expect(player.rank > 0).toBe(!player.removed);
    }
  }

  expectKept(state: State): void {
    const kept = state.rounds.flatMap(({ item, earlier, answers }) =>
      [...earlier, answers].flatMap((given, step) =>
        given.flatMap((each, seat) =>
          each === null ? [] : [{ key: `${String(item)} ${String(step)} ${String(seat)}`, ref: each.ref }],
        ),
      ),
    );
    expect(kept.length).toBe(this.#first.size);
    for (const { key, ref } of kept) expect(ref, key).toBe(this.#first.get(key)?.ref);
  }
}
