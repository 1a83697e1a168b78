/**
 * What a verdict would do before it is an entry: whom it reaches, and what changes by it. Reads the state and changes
 * nothing; the desk shows it, and the entry then names the seats.
 */
import { nearlySameAs } from '../grading/groups.ts';
import type { PreviewView } from '../protocol/views.ts';
import { awardsOf, verdictsOf } from './award.ts';
import type { Seat } from './entry.ts';
import { isJudgeable } from './judging.ts';
import { writtenIn } from './review.ts';
import { rankPlayers } from './score.ts';
import type { State } from './state.ts';

/** Leaders that a preview names. */
const leadersShown = 5;

/**
 * These seats, and those whose answer is nearly the same and that the host has not judged. Who was removed is not
 * among them, and who wrote nothing.
 */
export function reachOf(state: State, itemAt: number, seats: readonly Seat[]): Seat[] {
  const round = state.rounds[itemAt];
  if (round === undefined || !isJudgeable(state, round)) return [];
  const chosen = new Set(seats);
  const verdicts = verdictsOf(round);
  const written = writtenIn(state, round);
  const texts = new Set(written.filter(({ seat }) => chosen.has(seat)).map(({ text }) => text));
  const isNear = nearlySameAs([...texts], state.language);
  const known = new Map<string, boolean>();
  const isAlike = (text: string): boolean => {
    let alike = known.get(text);
    if (alike === undefined) known.set(text, (alike = texts.has(text) || isNear(text)));
    return alike;
  };
  return written
    .filter(({ seat, text }) => chosen.has(seat) || (!verdicts.has(seat) && isAlike(text)))
    .map(({ seat }) => seat);
}

/** What a credit for `reached`, the reach of `chosen`, would change; null where that cannot be. */
export function previewVerdict(
  state: State,
  itemAt: number,
  { chosen, reached, credit }: { chosen: readonly Seat[]; reached: readonly Seat[]; credit: number },
): PreviewView | null {
  const round = state.rounds[itemAt];
  if (round === undefined || !isJudgeable(state, round) || reached.length === 0) return null;
  const after = awardsOf(state, { ...round, verdicts: [...round.verdicts, { seats: reached, credit }] });
  let changed = 0;
  let points = 0;
  const players = state.players.map((player, seat) => {
    const by = (after[seat]?.points ?? 0) - (round.awards[seat]?.points ?? 0);
    if (by !== 0 && !player.removed) {
      changed += 1;
      points += by;
    }
    return { ...player, points: player.points + by };
  });
  const named = new Set(chosen);
  const carried = reached.filter((seat) => !named.has(seat)).length;
  const isRanked = state.players.some((player) => player.rank > 0);
  if (!isRanked) return { reached: reached.length, carried, changed, points, leaders: [] };
  rankPlayers(players);
  const leaders = players
    .map((player, seat) => ({ player, before: state.players[seat]?.rank ?? 0 }))
    .filter(({ player }) => !player.removed && player.rank > 0 && player.rank <= leadersShown)
    .sort((a, b) => a.player.rank - b.player.rank)
    .slice(0, leadersShown)
    // Who had no place yet, having come late, does not move.
    .map(({ player: { name, points: sum, rank }, before }) => ({
      name,
      points: sum,
      rank,
      moved: before === 0 ? 0 : before - rank,
    }));
  return { reached: reached.length, carried, changed, points, leaders };
}
