/**
 * What a round earns its players: the kind's grade, the host's verdict over it, points and streaks. A round can be
 * awarded again when the host judges; what it earned before is then taken back first.
 */
import { kindOf } from '../kinds/index.ts';
import { playedOf } from './played.ts';
import { fullPoints, pointsFor, rankPlayers } from './score.ts';
import type { Award, Round, State } from './state.ts';
import { stepWindowMs, worthOf } from './steps.ts';

/** The credit that the host gave, by seat; the latest verdict counts. */
export function verdictsOf(round: Round): ReadonlyMap<number, number> {
  const credits = new Map<number, number>();
  for (const { seats, credit } of round.verdicts) for (const seat of seats) credits.set(seat, credit);
  return credits;
}

/** What each seat earns by the round as it stands, by seat; null for who took no part. Changes nothing. */
export function awardsOf(state: State, round: Round): (Award | null)[] {
  const item = state.items[round.item];
  const kind = item === undefined ? undefined : kindOf(item);
  if (item === undefined || kind === undefined || !(kind.scored || kind.settle)) return [];
  const settled = kind.settle?.(item, playedOf(state, round));
  const verdicts = verdictsOf(round);
  const worth = worthOf(item);
  const windowMs = stepWindowMs(item, round.step);
  const speed = kind.timed ? state.settings.speed : 'none';
  return state.players.map((player, seat) => {
    const given = player.removed ? null : (round.answers[seat] ?? null);
    const made = player.removed ? null : (settled?.[seat] ?? null);
    if (given === null && made === null) return null;
    const own = made?.credit ?? (given === null ? 0 : kind.grade(item, given.answer, state.leniency));
    const credit = verdicts.get(seat) ?? own;
    const points = given === null ? 0 : pointsFor(credit, speed, given.tMs, windowMs, worth);
    const judged = verdicts.has(seat) ? { judged: true as const } : {};
    if (made === null) return { credit, points, ...judged };
    const bonus = Math.round(fullPoints * worth * made.bonus);
    return { credit, points: points + bonus, bonus, feedback: made.feedback, ...judged };
  });
}

/** Grades the round's answers and adds what they earn. Who did not answer a scored item loses the streak. */
export function award(state: State, round: Round): void {
  round.outcome = 'revealed';
  round.awards = awardsOf(state, round);
  const item = state.items[round.item];
  if (item === undefined || !kindOf(item).scored) return;
  const { rightFrom } = kindOf(item);
  const worth = worthOf(item);
  state.players.forEach((player, seat) => {
    const earned = round.awards[seat] ?? null;
    player.points += earned?.points ?? 0;
    if (worth > 0) player.streak = (earned?.credit ?? 0) >= rightFrom ? player.streak + 1 : 0;
  });
  // A rehearsal gives no places: everybody would be first.
  if (worth > 0) rankPlayers(state.players);
}

/** After a verdict or another leniency: the rounds are worth something else, and all that follows from it. */
export function awardAgain(state: State, rounds: readonly Round[]): void {
  for (const round of rounds) {
    round.awards.forEach((earned, seat) => addPoints(state, seat, -(earned?.points ?? 0)));
    round.awards = awardsOf(state, round);
    round.awards.forEach((earned, seat) => addPoints(state, seat, earned?.points ?? 0));
  }
  countStreaks(state);
  if (state.players.some((player) => player.rank > 0)) rankPlayers(state.players);
}

function addPoints(state: State, seat: number, points: number): void {
  const player = state.players[seat];
  if (player !== undefined) player.points += points;
}

/** From the last scored round backwards, for each player as far as the streak goes. */
function countStreaks(state: State): void {
  const scored = state.rounds.filter((round) => {
    const item = state.items[round.item];
    return round.outcome === 'revealed' && item !== undefined && worthOf(item) > 0;
  });
  state.players.forEach((player, seat) => {
    player.streak = 0;
    for (let at = scored.length - 1; at >= 0; at--) {
      const round = scored[at];
      const item = round === undefined ? undefined : state.items[round.item];
      if (round === undefined || item === undefined) return;
      if ((round.awards[seat]?.credit ?? 0) < kindOf(item).rightFrom) return;
      player.streak += 1;
    }
  });
}
