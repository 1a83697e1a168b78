/** One archived room that a command is about, and the player in it: found by what people know, or refused in words. */
import { join } from 'node:path';
import type { Entry, Seat } from '../../shared/game/entry.ts';
import type { State } from '../../shared/game/state.ts';
import { nameKey } from '../../shared/names.ts';
import { roomsName } from '../backup/holdings.ts';
import { glance } from '../log/sqliteGlance.ts';
import { StartRefusal } from '../start/startRefusal.ts';
import { createArchive, type Archive, type ArchivedRoom } from '../store/archive.ts';
import type { Surroundings } from './command.ts';
import { withStore } from './heldStore.ts';

export interface ChosenRoom {
  readonly archive: Archive;
  readonly room: ArchivedRoom;
  /** The log has it too, because people still look at how it ended. */
  readonly isInLog: boolean;
}

/** Opens the archive, hands on the room of the first operand, and closes the archive again. */
export async function withArchivedRoom<Value>(
  surroundings: Surroundings,
  use: (chosen: ChosenRoom) => Promise<Value>,
): Promise<Value> {
  const [name] = surroundings.operands;
  if (name === undefined) throw new StartRefusal('the code of a room is needed');
  return withStore(surroundings, async (database, folder) => {
    const archive = createArchive(database);
    const rooms = await archive.find(name);
    const [room, ...others] = rooms;
    const logged = await glance(join(folder, roomsName), (room?.code ?? name).toUpperCase());
    if (room === undefined) throw new StartRefusal(whyNot(name, logged));
    if (others.length > 0) throw new StartRefusal(whichOf(name, rooms));
    return use({ archive, room, isInLog: logged.some((each) => each.room === room.room) });
  });
}

function whyNot(name: string, [logged]: Awaited<ReturnType<typeof glance>>): string {
  if (logged?.isInPlay === true)
    return `room ${name} is still in play: remove the player on the desk, and come back when the room is over`;
  if (logged !== undefined) return `room ${name} is over and not in the archive yet: try again in a minute`;
  return `no room ${name} is kept: it is still in play elsewhere, its days are over, or the code is another`;
}

const whichOf = (name: string, rooms: readonly ArchivedRoom[]): string =>
  `${String(rooms.length)} rooms had the code ${name}; use an id instead: ${rooms
    .map(({ room, title, endedMs }) => `${room} (${title}, ${new Date(endedMs).toISOString().slice(0, 16)})`)
    .join(', ')}`;

/** The entries of a room that was just found. */
export async function entriesOf({ archive, room }: ChosenRoom): Promise<readonly Entry[]> {
  const entries = await archive.entries(room.room);
  if (entries === null) throw new StartRefusal(`room ${room.code} has just been removed`);
  return entries;
}

/** The seat that --seat or --name means; null where neither was given. Seats count from 1, as people do. */
export function chosenSeat({ values }: Surroundings, { players }: State): Seat | null {
  const [number, name] = [values.get('seat'), values.get('name')];
  if (number !== undefined && name !== undefined) throw new StartRefusal('give either --seat or --name, not both');
  if (number !== undefined) {
    const seat = /^\d+$/.test(number) ? Number(number) - 1 : -1;
    if (players[seat] !== undefined) return seat;
    throw new StartRefusal(`there is no seat ${number}: the room has seats 1 to ${String(players.length)}`);
  }
  if (name === undefined) return null;
  const seats = [...players.keys()].filter((seat) => nameKey(players[seat]?.name ?? '') === nameKey(name));
  const [seat, ...others] = seats;
  if (seat === undefined) throw new StartRefusal(`nobody in the room was called "${name}"`);
  if (others.length === 0) return seat;
  const numbers = seats.map((each) => String(each + 1)).join(' and ');
  throw new StartRefusal(`"${name}" was the name of seats ${numbers}, one after the other: use --seat`);
}
