/**
 * What is said of people's networks and of a room that is over: how many came, how much was answered, and how long the way
 * to the phones was. Numbers only, and of a crowd as a whole.
 */
import type { Room } from './room.ts';
import type { Connection } from './wire.ts';

/** Of a hall, so many say how the network is; to ask all ten thousand would hold everybody up. */
const askedMax = 500;
/** How the slower phones fare: for one in ten the way is longer than that. */
const slowShare = 0.9;

type Rooms = readonly Pick<Room<Connection>, 'presence'>[];

/** There and back, for the slower tenth of who is connected to these rooms here; null while nobody was measured. */
export function slowTripMs(rooms: Rooms): number | null {
  const trips: number[] = [];
  let asked = 0;
  for (const { presence } of rooms)
    for (const [, { data }] of presence) {
      if (asked++ === askedMax) return slowOf(trips);
      const measured = data.trips.summary();
      if (measured !== null) trips.push(measured.minMs);
    }
  return slowOf(trips);
}

function slowOf(trips: readonly number[]): number | null {
  const sorted = [...trips].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * slowShare) - 1] ?? null;
}

export function lookBack(room: Room<Connection>): Readonly<Record<string, string | number | null>> {
  const { players, rounds } = room.state;
  const answers = rounds.reduce((sum, { answerCount }) => sum + answerCount, 0);
  const tripMs = slowTripMs([room]);
  return {
    room: room.log.room,
    players: players.length,
    rounds: rounds.length,
    answers,
    slowTripMs: tripMs === null ? null : Math.round(tripMs),
  };
}
