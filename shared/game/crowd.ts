/**
 * Players that a host means together: bots that came in a flood, or people who are not there. It only finds them; those
 * who were removed before are in no crowd.
 */
import type { Crowd } from '../protocol/messages.ts';
import { takesPart } from './answers.ts';
import type { Seat } from './entry.ts';
import type { Player, State } from './state.ts';

export const isNamed = (player: Player, part: string): boolean =>
  player.name.toLowerCase().includes(part.toLowerCase());

export function crowdOf(state: State, crowd: Crowd): Seat[] {
  const isOfIt = (player: Player, seat: Seat): boolean => {
    switch (crowd.by) {
      case 'name':
        return isNamed(player, crowd.name);
      case 'after':
        return seat > crowd.seat;
      case 'silent':
        return state.rounds.length > 0 && !hasAnswered(state, seat);
    }
  };
  return state.players.flatMap((player, seat) => (!player.removed && isOfIt(player, seat) ? [seat] : []));
}

const hasAnswered = (state: State, seat: Seat): boolean =>
  state.rounds.some(
    (round) => takesPart(round, seat) || round.earlier.some((answers) => (answers[seat] ?? null) !== null),
  );
