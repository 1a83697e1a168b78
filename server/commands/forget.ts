/**
 * `quizloop forget CODE`: takes a room that is over out of the archive, or one player out of it. What a player chose stays
 * as nobody's; the name, the token and every written word go, from the disk too.
 */
import { withoutPlayer } from '../../shared/game/forgetting.ts';
import { StartRefusal } from '../start/startRefusal.ts';
import { foldInTurns } from '../store/foldInTurns.ts';
import { chosenSeat, entriesOf, withArchivedRoom } from './archivedRoom.ts';
import type { Command } from './command.ts';

export const forget: Command = {
  name: 'forget',
  usage: 'CODE',
  operandsMax: 1,
  valued: ['seat', 'name'],
  summary: 'delete a room that is over; with --seat NUMBER or --name NAME, the name and words of one player in it',
  run: (surroundings) =>
    withArchivedRoom(surroundings, async (chosen) => {
      const { archive, room, isInLog } = chosen;
      if (isInLog)
        throw new StartRefusal(`people still look at how room ${room.code} ended: try again in a quarter of an hour`);
      const entries = await entriesOf(chosen);
      const seat = chosenSeat(surroundings, await foldInTurns(entries));
      if (seat === null) await archive.remove(room.room);
      else await archive.rewrite(room.room, withoutPlayer(entries, seat) ?? entries);
      const what = seat === null ? `room ${room.code}` : `seat ${String(seat + 1)} of room ${room.code}`;
      surroundings.out.write(`${what} is forgotten\n`);
      return 0;
    }),
};
