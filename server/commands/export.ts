/** `quizloop export CODE`: prints as JSON what is kept of a room that is over, or of one player in it. It changes nothing. */
import type { Seat } from '../../shared/game/entry.ts';
import type { Given, Round, State } from '../../shared/game/state.ts';
import type { ArchivedRoom } from '../store/archive.ts';
import { chosenSeat, entriesOf, stateOf, withArchivedRoom } from './archivedRoom.ts';
import type { Command } from './command.ts';

const timeOf = (ms: number): string => new Date(ms).toISOString();

/** With the items as they stood on the screens: an answer may be the position of an option. */
function exported({ room, code, title, openedMs, endedMs }: ArchivedRoom, state: State, only: Seat | null): unknown {
  const seats = only === null ? [...state.players.keys()] : [only];
  return {
    room,
    code,
    title,
    openedAt: timeOf(openedMs),
    endedAt: timeOf(endedMs),
    items: state.rounds.map(({ item }) => state.items[item]),
    players: seats.map((seat) => playerOf(state, seat)),
  };
}

function playerOf({ players, rounds }: State, seat: Seat): unknown {
  const player = players[seat];
  if (player === undefined) return null;
  const { name, points, rank, removed, left } = player;
  const answers = rounds.flatMap((round, at) => answersIn(round, at, seat));
  return { seat: seat + 1, name, points, rank, removed, left, answers };
}

/** `item` is the position among those that were played. */
function answersIn({ answers, earlier, awards, flags }: Round, item: number, seat: Seat): unknown[] {
  const steps = [...earlier, answers].map((given) => given[seat] ?? null);
  const award = awards[seat] ?? null;
  const earned = award === null ? {} : { credit: award.credit, points: award.points };
  return steps.flatMap((given: Given | null, step) => {
    if (given === null) return [];
    const isLast = step === steps.length - 1;
    return [
      { item, step, answer: given.answer, ms: given.tMs, objected: flags.includes(seat), ...(isLast ? earned : {}) },
    ];
  });
}

export const exportRoom: Command = {
  name: 'export',
  usage: 'CODE',
  operandsMax: 1,
  valued: ['seat', 'name'],
  summary: 'print what is kept of a room that is over, as JSON; with --seat NUMBER or --name NAME, of one player',
  run: (surroundings) =>
    withArchivedRoom(surroundings, async (chosen) => {
      const state = stateOf(await entriesOf(chosen));
      const seat = chosenSeat(surroundings, state);
      surroundings.out.write(`${JSON.stringify(exported(chosen.room, state, seat), null, 2)}\n`);
      return 0;
    }),
};
