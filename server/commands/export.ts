/** `quizloop export CODE`: prints as JSON what is kept of a room that is over, or of one player in it. It changes nothing. */
import { exported } from '../store/exported.ts';
import { foldInTurns } from '../store/foldInTurns.ts';
import { chosenSeat, entriesOf, withArchivedRoom } from './archivedRoom.ts';
import type { Command } from './command.ts';

export const exportRoom: Command = {
  name: 'export',
  usage: 'CODE',
  operandsMax: 1,
  valued: ['seat', 'name'],
  summary: 'print what is kept of a room that is over, as JSON; with --seat NUMBER or --name NAME, of one player',
  run: (surroundings) =>
    withArchivedRoom(surroundings, async (chosen) => {
      const state = await foldInTurns(await entriesOf(chosen));
      const seat = chosenSeat(surroundings, state);
      for await (const piece of exported(chosen.room, state, seat)) surroundings.out.write(piece);
      return 0;
    }),
};
