/**
 * The one entrance for sockets: who may connect, what is a message, how many are too many. It stamps, checks and hands
 * on; what a message does is decided by the actions and the fold. Nothing that arrives here can throw past it.
 */
import type { Logger } from 'pino';
import * as v from 'valibot';
import { TripRecord } from '../../shared/clock.ts';
import type { Seat } from '../../shared/game/entry.ts';
import { seatOf } from '../../shared/game/state.ts';
import {
  actionsBurst,
  actionsPerSecond,
  hostActionsBurst,
  hostActionsPerSecond,
  seatlessMs,
} from '../../shared/limits.ts';
import {
  helloSchema,
  hostActionSchema,
  playerActionSchema,
  protocolVersion,
  type Ack,
  type Hello,
  type Parting,
  type Refusal,
} from '../../shared/protocol/messages.ts';
import { LogUnavailable } from '../log/log.ts';
import type { Addresses } from './addresses.ts';
import { hostAct } from './hostActions.ts';
import { Bucket } from './limiter.ts';
import type { LoopLag } from './loopLag.ts';
import { playerAct } from './playerActions.ts';
import type { LiveRoom, Rooms } from './rooms.ts';
import { measureRoundTrips } from './roundTrips.ts';
import { hostsOf, playersOf } from './screens.ts';
import { hashToken } from './tokens.ts';
import type { Connection, Wire } from './wire.ts';

/** A connection that keeps sending what nobody asked for is cut at this many strikes. */
const strikesMax = 100;

export interface GatewayParts {
  readonly wire: Wire;
  readonly rooms: Rooms;
  readonly addresses: Addresses;
  readonly loopLag: LoopLag;
  readonly logger: Logger;
  /** Room time. */
  readonly nowMs: () => number;
  readonly addressOf: (connection: Connection) => string;
}

/** A connection that is refused: Socket.IO hands `data` to the client as the reason. */
class Refused extends Error {
  readonly data: { readonly why: Refusal };
  constructor(why: Refusal) {
    super(why);
    this.data = { why };
  }
}

export function openGateway(parts: GatewayParts): void {
  const { wire, logger } = parts;
  let arrivals = 0;
  wire.use((connection, next) => {
    admit(parts, connection, ++arrivals).then(
      () => next(),
      (error: unknown) => {
        if (!(error instanceof Refused)) logger.error({ err: error }, 'a handshake failed');
        next(error instanceof Refused ? error : new Refused('unavailable'));
      },
    );
  });
  wire.on('connection', (connection) => {
    void parts.rooms.find(connection.data.room.code).then((live) => {
      if (live === null || !connection.connected) connection.disconnect(true);
      else welcome(parts, live, connection);
    });
  });
}

/** Finds out who speaks. Throws Refused. */
async function admit(parts: GatewayParts, connection: Connection, arrival: number): Promise<void> {
  const address = parts.addressOf(connection);
  if (!(await parts.addresses.mayConnect(address))) throw new Refused('too-many');
  const hello = parseHello(connection.handshake.auth);
  if (!(await parts.addresses.mayTry(address))) throw new Refused('too-many');
  const live = await parts.rooms.find(hello.code);
  if (live === null) {
    await parts.addresses.wrong(address);
    throw new Refused('no-such-room');
  }
  const { state } = live.room;
  const tokenHash = hashToken(hello.token);
  if (hello.audience !== 'player' && !state.hostHashes.includes(tokenHash)) {
    await parts.addresses.wrong(address);
    throw new Refused('not-host');
  }
  const seat = hello.audience === 'player' ? seatHeld(live, tokenHash) : null;
  if (seat === 'removed') throw new Refused('removed');
  const isHost = hello.audience !== 'player';
  connection.data = {
    room: live.room,
    audience: hello.audience,
    tokenHash,
    address,
    seat,
    trips: new TripRecord(),
    bucket: isHost
      ? new Bucket(hostActionsBurst, hostActionsPerSecond, performance.now())
      : new Bucket(actionsBurst, actionsPerSecond, performance.now()),
    strikes: 0,
    arrival,
    turn: hello.turn ?? 0,
    find: '',
  };
}

/** Who left by choice holds no seat before joining again. */
function seatHeld(live: LiveRoom, tokenHash: string): Seat | null | 'removed' {
  const { state } = live.room;
  const seat = seatOf(state, tokenHash);
  const player = seat === undefined ? undefined : state.players[seat];
  if (player?.removed === true) return 'removed';
  return seat === undefined || player?.left === true ? null : seat;
}

function parseHello(raw: unknown): Hello {
  const versioned = v.safeParse(v.object({ version: v.number() }), raw);
  if (versioned.success && versioned.output.version !== protocolVersion) throw new Refused('reload');
  const hello = v.safeParse(helloSchema, raw);
  if (!hello.success) throw new Refused('malformed');
  return hello.output;
}

function welcome(parts: GatewayParts, live: LiveRoom, connection: Connection): void {
  const { audience, tokenHash } = connection.data;
  // Asked again: since the handshake the seat may have been given, left or taken away.
  const seat = audience === 'player' ? seatHeld(live, tokenHash) : null;
  if (seat === 'removed') {
    sendAway(connection, 'removed');
    return;
  }
  connection.data.seat = seat;
  letGoOfHandshake(connection);
  guard(parts, connection);
  connection.on('clock', (ack: unknown) => {
    if (typeof ack === 'function') ack(parts.nowMs());
  });
  connection.on('act', (action: unknown, ack: unknown) => {
    const arrivedAtMs = parts.nowMs();
    if (typeof ack !== 'function') return;
    act(parts, live, connection, action, arrivedAtMs).then(
      (answer) => {
        live.screens.settle(connection);
        ack(answer);
      },
      (error: unknown) => {
        if (!(error instanceof LogUnavailable)) parts.logger.error({ err: error }, 'an action failed');
        ack({ ok: false, why: 'unavailable' } satisfies Ack);
      },
    );
  });
  connection.on('disconnect', () => depart(parts, live, connection));
  void connection.join(audience === 'player' ? playersOf(live.room) : hostsOf(live.room));
  if (audience === 'player') {
    measureRoundTrips(connection, () => performance.now());
    if (seat === null) expectSeat(live, connection);
    else takeSeat(live, connection, seat);
  }
  live.screens.greet(connection);
  live.screens.counters();
}

/** A kilobyte or two for each connection, as long as it lasts; and nobody needs its token in the clear any more. */
function letGoOfHandshake(connection: Connection): void {
  Reflect.deleteProperty(connection.conn, 'request');
  connection.handshake.headers = {};
  connection.handshake.auth = {};
}

/** Every event passes here first: only known ones, and only so many. */
function guard(parts: GatewayParts, connection: Connection): void {
  connection.use(([event, ...rest], next) => {
    const isKnown = event === 'act' || event === 'clock';
    if (isKnown && connection.data.bucket.take(performance.now())) return next();
    connection.data.strikes += 1;
    const ack: unknown = rest.at(-1);
    if (event === 'act' && typeof ack === 'function') ack({ ok: false, why: 'too-fast' } satisfies Ack);
    if (connection.data.strikes < strikesMax) return;
    parts.logger.debug({ room: connection.data.room.log.room }, 'a connection was cut for its flood of messages');
    sendAway(connection, 'too-fast');
  });
  // Socket.IO reports what its parser refuses here; unheard it would be thrown.
  connection.on('error', () => connection.disconnect(true));
}

async function act(
  parts: GatewayParts,
  live: LiveRoom,
  connection: Connection,
  raw: unknown,
  arrivedAtMs: number,
): Promise<Ack> {
  if (connection.data.audience === 'player') {
    const action = v.safeParse(playerActionSchema, raw);
    if (!action.success) return malformed(connection, v.is(hostActionSchema, raw));
    return playerAct(parts.rooms, live, connection, action.output, {
      arrivedAtMs,
      loopP99Ms: parts.loopLag.p99Ms(),
      seated: (seat) => seatNewest(live, connection, seat),
      guess: (isRight) => parts.addresses.guess(connection.data.address, isRight),
    });
  }
  const action = v.safeParse(hostActionSchema, raw);
  return action.success ? hostAct(parts.rooms, live, connection, action.output) : malformed(connection, false);
}

function malformed(connection: Connection, isHostAction: boolean): Ack {
  connection.data.strikes += 1;
  return { ok: false, why: isHostAction ? 'not-host' : 'malformed' };
}

/**
 * A seat was given. Whoever asked may be gone by now, or have come again since on a newer connection, which then waits
 * for the seat without knowing: it must not be asked for the name a second time.
 */
function seatNewest(live: LiveRoom, asker: Connection, seat: Seat): void {
  const waiting = live.seatless.get(asker.data.tokenHash);
  const taker = waiting !== undefined && isNewer(waiting, asker) ? waiting : asker;
  if (taker !== asker) sendAway(asker, 'elsewhere');
  if (!taker.connected) return;
  // Removed in the same moment, before there was a connection to tell.
  if (seatHeld(live, taker.data.tokenHash) === 'removed') {
    sendAway(taker, 'removed');
    return;
  }
  takeSeat(live, taker, seat);
  live.screens.showYou(seat);
  live.screens.counters();
}

/**
 * The newest connection of a seat wins; the other one is told so and goes. What a connection asked for may be late, from
 * behind a stalled network: then it is the one that goes.
 */
function takeSeat(live: LiveRoom, connection: Connection, seat: Seat): void {
  const holder = live.room.presence.get(seat);
  if (holder !== undefined && isNewer(holder, connection)) {
    sendAway(connection, 'elsewhere');
    return;
  }
  connection.data.seat = seat;
  if (live.seatless.get(connection.data.tokenHash) === connection) live.seatless.delete(connection.data.tokenHash);
  const before = live.room.presence.arrive(seat, connection);
  if (before !== undefined) sendAway(before, 'elsewhere');
}

/** Of one phone's connections. By its own count, as one that was held up on its way is not newer for that. */
function isNewer({ data: one }: Connection, { data: other }: Connection): boolean {
  return one.turn === other.turn ? one.arrival > other.arrival : one.turn > other.turn;
}

function expectSeat(live: LiveRoom, connection: Connection): void {
  const { tokenHash } = connection.data;
  const waiting = live.seatless.get(tokenHash);
  if (waiting === undefined || isNewer(connection, waiting)) live.seatless.set(tokenHash, connection);
  const timer = setTimeout(() => {
    if (connection.data.seat === null) connection.disconnect(true);
  }, seatlessMs);
  timer.unref();
  connection.once('disconnect', () => {
    clearTimeout(timer);
    if (live.seatless.get(tokenHash) === connection) live.seatless.delete(tokenHash);
  });
}

function depart(parts: GatewayParts, live: LiveRoom, connection: Connection): void {
  const { seat } = connection.data;
  if (seat !== null && live.room.presence.drop(seat, connection, parts.nowMs())) live.room.arm();
  live.screens.counters();
}

/** A removed player's connection is told and cut. */
export function partFrom(live: LiveRoom, seat: Seat): void {
  const connection = live.room.presence.get(seat);
  live.room.presence.forget(seat);
  if (connection !== undefined) sendAway(connection, 'removed');
}

function sendAway(connection: Connection, why: Parting): void {
  if (why === 'removed') connection.data.seat = null;
  connection.emit('gone', why);
  connection.disconnect(true);
}
