/** What the room gave to an item, as kinds read it: plain answers by seat, without those of players who were removed. */
import type { Json, Played } from '../kinds/kind.ts';
import type { Given, Round, State } from './state.ts';

export const givenBySeat = (state: State, answers: readonly (Given | null)[]): (Json | null)[] =>
  answers.map((given, seat) => (given === null || state.players[seat]?.removed === true ? null : given.answer));

export const playedOf = (state: State, round: Round): Played => ({
  answers: [...round.earlier, round.answers].map((answers) => givenBySeat(state, answers)),
  board: round.board,
});
