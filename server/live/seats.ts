/**
 * Which connection holds a seat: of one phone's connections the newest wins, whichever node they are on. What entries and
 * other nodes say of seats is done to the connections here. Who gets a seat at all, the fold decides.
 */
import type { Seat } from '../../shared/game/entry.ts';
import { seatOf } from '../../shared/game/state.ts';
import { seatlessMs } from '../../shared/limits.ts';
import type { Parting } from '../../shared/protocol/messages.ts';
import type { Claim } from './neighbours.ts';
import type { LiveRoom, SeatRules } from './liveRoom.ts';
import type { Connection } from './wire.ts';

/** Who left by choice holds no seat before joining again. */
export function seatHeld(live: LiveRoom, tokenHash: string): Seat | null | 'removed' {
  const { state } = live.room;
  const seat = seatOf(state, tokenHash);
  const player = seat === undefined ? undefined : state.players[seat];
  if (player?.removed === true) return 'removed';
  return seat === undefined || player?.left === true ? null : seat;
}

/**
 * A seat was given. Whoever asked may be gone by now, or have come again since on a newer connection, which then waits
 * for the seat without knowing: it must not be asked for the name a second time.
 */
export function seatNewest(live: LiveRoom, asker: Connection, seat: Seat): void {
  const waiting = live.seatless.get(asker.data.tokenHash);
  const taker = waiting !== undefined && isNewer(waiting.data, asker.data) ? waiting : asker;
  if (taker !== asker) sendAway(asker, 'elsewhere');
  // It has it already where the entry was folded first.
  if (!taker.connected || live.room.presence.get(seat) === taker) return;
  // Removed in the same moment, before there was a connection to tell.
  if (seatHeld(live, taker.data.tokenHash) === 'removed') {
    sendAway(taker, 'removed');
    return;
  }
  takeSeat(live, taker, seat);
  live.screens.showYou(seat);
  live.screens.counters();
}

/** A seat was given to a token. Its connection may be to this node, though another one was asked. */
function seatWaiting(live: LiveRoom, tokenHash: string, seat: Seat): void {
  const waiting = live.seatless.get(tokenHash);
  if (waiting !== undefined) seatNewest(live, waiting, seat);
}

/**
 * The newest connection of a seat wins; the other one is told so and goes. What a connection asked for may be late, from
 * behind a stalled network: then it is the one that goes.
 */
export function takeSeat(live: LiveRoom, connection: Connection, seat: Seat): void {
  const holder = live.room.presence.get(seat);
  if (holder !== undefined && isNewer(holder.data, connection.data)) {
    sendAway(connection, 'elsewhere');
    return;
  }
  connection.data.seat = seat;
  if (live.seatless.get(connection.data.tokenHash) === connection) live.seatless.delete(connection.data.tokenHash);
  const before = live.room.presence.arrive(seat, connection);
  if (before !== undefined) sendAway(before, 'elsewhere');
  live.claim(seat, connection.data);
}

/** A connection to another node took the seat. One that is older, and came late, is told that this one is there. */
function yieldSeat(live: LiveRoom, seat: Seat, claim: Claim): void {
  const holder = live.room.presence.get(seat);
  if (holder === undefined) return;
  if (isNewer(claim, holder.data)) sendAway(holder, 'elsewhere');
  else if (isNewer(holder.data, claim)) live.claim(seat, holder.data);
}

/** Of one phone's connections. By its own count, as one that was held up on its way is not newer for that. */
function isNewer(one: Claim, other: Claim): boolean {
  return one.turn === other.turn ? one.arrival > other.arrival : one.turn > other.turn;
}

export function expectSeat(live: LiveRoom, connection: Connection): void {
  const { tokenHash } = connection.data;
  const waiting = live.seatless.get(tokenHash);
  if (waiting === undefined || isNewer(connection.data, waiting.data)) live.seatless.set(tokenHash, connection);
  const timer = setTimeout(() => {
    if (connection.data.seat === null) connection.disconnect(true);
  }, seatlessMs);
  timer.unref();
  connection.once('disconnect', () => {
    clearTimeout(timer);
    if (live.seatless.get(tokenHash) === connection) live.seatless.delete(tokenHash);
  });
}

export function depart(live: LiveRoom, connection: Connection, nowMs: number): void {
  const { seat } = connection.data;
  if (seat !== null && live.room.presence.drop(seat, connection, nowMs)) live.room.arm();
  live.screens.counters();
}

/** The player left, from this page or another one: none of them must go on as if seated. */
function unseat(live: LiveRoom, seat: Seat): void {
  const holder = live.room.presence.get(seat);
  live.room.presence.forget(seat);
  if (holder !== undefined) {
    holder.data.seat = null;
    live.screens.greet(holder);
  }
  // One fewer is connected, and perhaps nobody's answer is awaited any more.
  live.room.arm();
  live.screens.counters();
}

/** A removed player's connection is told and cut. */
function partFrom(live: LiveRoom, seat: Seat): void {
  const connection = live.room.presence.get(seat);
  live.room.presence.forget(seat);
  if (connection !== undefined) sendAway(connection, 'removed');
}

export function sendAway(connection: Connection, why: Parting): void {
  if (why === 'removed') connection.data.seat = null;
  connection.emit('gone', why);
  connection.disconnect(true);
}

export const seatRules: SeatRules = { partFrom, unseat, seatWaiting, yieldSeat };
