/** The part of the fold that is about people: who takes a seat, under what name, and who goes. */
import { playersMax, seatsMax } from '../limits.ts';
import { nameKey } from '../names.ts';
import { no, ok, withPlayer, type Appliers } from './applying.ts';
import { takesPart } from './answers.ts';
import type { Body, Outcome, Seat } from './entry.ts';
import { rankPlayers } from './score.ts';
import { playerOf, seatOf, type Player, type State } from './state.ts';

export const people: Appliers<'joined' | 'renamed' | 'removed' | 'cleared' | 'left' | 'locked' | 'guarded'> = {
  joined(state, entry) {
    const known = seatOf(state, entry.tokenHash);
    if (known !== undefined) return rejoined(state, known);
    if (state.locked) return no('locked');
    if (state.seatedCount >= playersMax || state.players.length >= seatsMax) return no('room-full');
    const key = nameKey(entry.name);
    if (key === '') return no('name-unusable');
    if (isTaken(state, key)) return no('name-taken');
    const seat = state.players.length;
    state.players.push({
      name: entry.name,
      key,
      tokenHash: entry.tokenHash,
      removed: false,
      left: false,
      points: 0,
      streak: 0,
      rank: 0,
      rankShown: 0,
    });
    state.seatByToken[`$${entry.tokenHash}`] = seat;
    state.seatByKey[`$${key}`] = seat;
    state.seatedCount += 1;
    return { ok: true, seat };
  },

  renamed(state, entry) {
    return withPlayer(state, entry.seat, (player) => {
      const key = nameKey(entry.name);
      if (key === '') return no('name-unusable');
      if (key !== player.key && isTaken(state, key)) return no('name-taken');
      freeName(state, player, entry.seat);
      player.name = entry.name;
      player.key = key;
      state.seatByKey[`$${key}`] = entry.seat;
      return ok;
    });
  },

  removed(state, entry) {
    return withPlayer(state, entry.seat, (player) => {
      takeAway(state, player, entry.seat);
      if (player.points > 0) rankPlayers(state.players);
      return ok;
    });
  },

  cleared(state, entry) {
    let [removed, hadPoints] = [0, false];
    for (const seat of entry.seats) {
      const player = playerOf(state, seat);
      if (player === undefined || player.removed) continue;
      takeAway(state, player, seat);
      removed += 1;
      hadPoints ||= player.points > 0;
    }
    if (removed === 0) return no('no-such-seat');
    // Once for all of them: a ranking for each would take a full room's server seconds.
    if (hadPoints) rankPlayers(state.players);
    return ok;
  },

  left(state, entry) {
    return withPlayer(state, entry.seat, (player) => {
      if (!player.left) state.seatedCount -= 1;
      player.left = true;
      return ok;
    });
  },

  locked(state, entry) {
    state.locked = entry.locked;
    return ok;
  },

  guarded(state, entry) {
    state.guarded = entry.guarded;
    return ok;
  },
};

/** The seats that an entry takes from their players. */
export function seatsTaken(entry: Body): readonly Seat[] {
  if (entry.type === 'removed') return [entry.seat];
  return entry.type === 'cleared' ? entry.seats : [];
}

/** Without the others' new ranks. */
function takeAway(state: State, player: Player, seat: Seat): void {
  if (!player.left) state.seatedCount -= 1;
  player.removed = true;
  player.rank = 0;
  freeName(state, player, seat);
  for (const round of state.rounds) if (takesPart(round, seat)) round.answerCount -= 1;
}

/** Who asks again for a seat that a token already holds is told the same. */
export function rejoined(state: State, seat: Seat): Outcome {
  const player = playerOf(state, seat);
  if (player === undefined || player.removed) return no('removed');
  if (player.left) {
    player.left = false;
    state.seatedCount += 1;
  }
  return { ok: true, seat };
}

const isTaken = (state: State, key: string): boolean => state.seatByKey[`$${key}`] !== undefined;

function freeName(state: State, player: Player, seat: Seat): void {
  if (state.seatByKey[`$${player.key}`] === seat) delete state.seatByKey[`$${player.key}`];
}
