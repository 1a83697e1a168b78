/**
 * What is kept of a room that is over, as JSON for people to take with them: whole, or of one player. It comes in pieces,
 * and between them others have their turn: a large room's is many megabytes.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Seat } from '../../shared/game/entry.ts';
import type { Given, Round, State } from '../../shared/game/state.ts';
import type { ArchivedRoom } from './archive.ts';

/** Written at once: a few ms, as long as a pack has few hundred items. */
const playersAtOnce = 50;

const timeOf = (ms: number): string => new Date(ms).toISOString();

/** With the items as they stood on the screens: an answer may be the position of an option. */
export async function* exported(
  { room, code, title, openedMs, endedMs }: Omit<ArchivedRoom, 'owner'>,
  state: State,
  only: Seat | null,
): AsyncGenerator<string> {
  const seats = only === null ? [...state.players.keys()] : [only];
  const times = { openedAt: timeOf(openedMs), endedAt: timeOf(endedMs) };
  const items = state.rounds.map(({ item }) => state.items[item]);
  const head = JSON.stringify({ room, code, title, ...times, items }, null, 2);
  yield `${head.slice(0, head.lastIndexOf('\n'))},\n  "players": [`;
  for (let at = 0; at < seats.length; at += playersAtOnce) {
    const players = seats.slice(at, at + playersAtOnce).map((seat) => JSON.stringify(playerOf(state, seat), null, 2));
    yield `${at === 0 ? '' : ','}\n${players.join(',\n')}`.replaceAll('\n', '\n    ');
    await turn();
  }
  yield `${seats.length === 0 ? '' : '\n  '}]\n}\n`;
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
