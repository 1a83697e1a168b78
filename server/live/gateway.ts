/**
 * The one entrance for sockets: who may connect, what is a message, how many are too many. It stamps, checks and hands
 * on; what a message does is decided by the actions and the fold. Nothing that arrives here can throw past it.
 */
import type { Logger } from 'pino';
import * as v from 'valibot';
import { TripRecord } from '../../shared/clock.ts';
import type { Seat } from '../../shared/game/entry.ts';
import { actionsBurst, actionsPerSecond, hostActionsBurst, hostActionsPerSecond } from '../../shared/limits.ts';
import {
  hostActionSchema,
  playerActionSchema,
  type Ack,
  type Refusal,
  type RefusalWord,
} from '../../shared/protocol/messages.ts';
import { LogUnavailable } from '../log/log.ts';
import { networkOf, type Addresses } from './addresses.ts';
import type { Doorkeeper } from './doorkeeper.ts';
import { Handshakes } from './handshakes.ts';
import { hostAct } from './hostActions.ts';
import type { HostWatch } from './hostWatch.ts';
import { Bucket } from './limiter.ts';
import { isHostOf, mayLookUp } from './lookUp.ts';
import type { LoopLag } from './loopLag.ts';
import { playerAct } from './playerActions.ts';
import type { LiveRoom, Rooms } from './rooms.ts';
import { measureRoundTrips } from './roundTrips.ts';
import { hostsOf, playersOf } from './screens.ts';
import { depart, expectSeat, seatHeld, seatNewest, sendAway, takeSeat } from './seats.ts';
import { hashToken } from './tokens.ts';
import { heard, helloFrom } from './versions.ts';
import type { Connection, Wire } from './wire.ts';

/** A connection that keeps sending what nobody asked for is cut at this many strikes. */
const strikesMax = 100;

export interface GatewayParts {
  readonly wire: Wire;
  readonly rooms: Rooms;
  readonly addresses: Addresses;
  readonly door: Doorkeeper;
  readonly loopLag: LoopLag;
  readonly hosts: HostWatch;
  readonly logger: Logger;
  /** Room time. */
  readonly nowMs: () => number;
  readonly addressOf: (connection: Connection) => string;
}

/** A connection that is refused: Socket.IO hands `data` to the client as the reason. */
class Refused extends Error {
  readonly data: RefusalWord;
  constructor(why: Refusal, waitMs?: number) {
    super(why);
    this.data = { why, waitMs };
  }
}

export function openGateway(parts: GatewayParts): void {
  const { wire, logger, rooms } = parts;
  const handshakes = new Handshakes(wire);
  let arrival = 0;
  wire.use((connection, next) => {
    // In room time, which all nodes share; of two in one millisecond the second is later.
    arrival = Math.max(arrival + 0.001, parts.nowMs());
    admit(parts, connection, arrival).then(
      () => next(),
      (error: unknown) => {
        const isExpected = error instanceof Refused || error instanceof LogUnavailable;
        if (!isExpected) logger.error({ err: error }, 'a handshake failed');
        const refused = error instanceof Refused ? error : new Refused('unavailable');
        const { why, waitMs } = refused.data;
        rooms.tally.turnAway(waitMs === undefined ? why : 'later');
        next(refused);
      },
    );
  });
  wire.on('connection', (connection) => {
    const letIn = (live: LiveRoom | null): void => {
      handshakes.letGo(connection);
      if (live === null || !connection.connected) connection.disconnect(true);
      else welcome(parts, live, connection);
    };
    rooms.find(connection.data.room.code).then(letIn, () => connection.disconnect(true));
  });
}

/** Finds out who speaks. Throws Refused. */
async function admit(parts: GatewayParts, connection: Connection, arrival: number): Promise<void> {
  const address = parts.addressOf(connection);
  const said = helloFrom(connection.handshake.auth);
  const tokenHash = 'why' in said ? '' : hashToken(said.output.token);
  // Who comes at the moment that was kept was counted when it was: a hall behind one address would count twice.
  const isCounted = parts.door.expects(tokenHash, performance.now());
  if (!isCounted && !(await parts.addresses.mayConnect(address))) throw new Refused('too-many');
  if ('why' in said) throw new Refused(said.why);
  const hello = said.output;
  if (!(await mayLookUp(parts, { address, code: hello.code, tokenHash }))) throw new Refused('too-many');
  const waitMs = hello.audience === 'player' ? parts.door.knock(tokenHash, performance.now()) : 0;
  if (waitMs > 0) throw new Refused('too-many', waitMs);
  const live = await parts.rooms.find(hello.code);
  if (live === null) {
    await parts.addresses.wrong(address, 'code');
    throw new Refused('no-such-room');
  }
  if (hello.audience !== 'player' && !(await isHostOf(live, tokenHash))) {
    await parts.addresses.wrong(address, 'code');
    throw new Refused('not-host');
  }
  const seat = hello.audience === 'player' ? seatHeld(live, tokenHash) : null;
  if (seat === 'removed') throw new Refused('removed');
  live.comers.from(networkOf(address));
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
    version: hello.version,
    find: '',
  };
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
  connection.data.room = live.room;
  guard(parts, connection);
  // Hosts are few, and everybody waits for them.
  const spreadMs = (): number => (audience === 'player' ? parts.door.spreadMs(parts.wire.sockets.sockets.size) : 0);
  connection.on('clock', (ack: unknown) => {
    if (typeof ack === 'function') ack(parts.nowMs(), spreadMs());
  });
  connection.on('act', (action: unknown, ack: unknown) => {
    const arrivedAtMs = parts.nowMs();
    if (typeof ack !== 'function') return;
    act(parts, live, connection, action, arrivedAtMs).then(
      (answer) => {
        live.screens.settle(connection);
        parts.rooms.tally.acted(answer);
        ack(answer);
      },
      (error: unknown) => {
        if (!(error instanceof LogUnavailable)) parts.logger.error({ err: error }, 'an action failed');
        parts.rooms.tally.actions.unavailable += 1;
        ack({ ok: false, why: 'unavailable' } satisfies Ack);
      },
    );
  });
  connection.on('disconnect', (reason) => {
    if (connection.data.seat !== null) parts.rooms.tally.lose(reason);
    depart(live, connection, parts.nowMs());
  });
  void connection.join(audience === 'player' ? playersOf(live.room) : hostsOf(live.room));
  if (audience !== 'player') watchHost(parts, live, connection);
  if (audience === 'player') {
    measureRoundTrips(connection, () => performance.now(), parts.logger);
    if (seat === null) expectSeat(live, connection);
    else comeBack(parts.rooms, live, connection, seat);
  }
  live.screens.greet(connection);
  live.screens.counters();
}

function comeBack({ tally }: Rooms, live: LiveRoom, connection: Connection, seat: Seat): void {
  tally.cameBack += 1;
  takeSeat(live, connection, seat);
}

/** One screen of perhaps several. */
function watchHost({ hosts, wire }: GatewayParts, live: LiveRoom, connection: Connection): void {
  hosts.came(live);
  connection.once('disconnect', () => {
    const left = wire.sockets.adapter.rooms.get(hostsOf(live.room))?.size ?? 0;
    if (left === 0) hosts.went(live);
  });
}

/** Every event passes here first: only known ones, and only so many. */
function guard(parts: GatewayParts, connection: Connection): void {
  connection.use(([event, ...rest], next) => {
    const isKnown = event === 'act' || event === 'clock';
    if (isKnown && connection.data.bucket.take(performance.now())) return next();
    connection.data.strikes += 1;
    const ack: unknown = rest.at(-1);
    if (event === 'act' && typeof ack === 'function') ack({ ok: false, why: 'too-fast' } satisfies Ack);
    if (connection.data.strikes < strikesMax || !connection.connected) return;
    parts.rooms.tally.cut('flood');
    sendAway(connection, 'too-fast');
  });
  // Socket.IO reports what its parser refuses here; unheard it would be thrown.
  connection.on('error', () => {
    if (connection.connected) parts.rooms.tally.cut('unreadable');
    connection.disconnect(true);
  });
}

async function act(
  parts: GatewayParts,
  live: LiveRoom,
  connection: Connection,
  raw: unknown,
  arrivedAtMs: number,
): Promise<Ack> {
  if (connection.data.audience === 'player') {
    const action = heard(playerActionSchema, raw, connection.data.version);
    if (!action.success) return malformed(connection, v.is(hostActionSchema, raw));
    const wasSeated = connection.data.seat !== null;
    return playerAct(live, connection, action.output, {
      arrivedAtMs,
      loopP99Ms: parts.loopLag.p99Ms(),
      seated: (seat) => {
        // Who asks again, because no answer was heard, had it already.
        if (!wasSeated) parts.rooms.tally.joined += 1;
        seatNewest(live, connection, seat);
      },
      timesRightFor: (isRight) => parts.addresses.timesRightFor(connection.data.address, isRight),
    });
  }
  const action = heard(hostActionSchema, raw, connection.data.version);
  return action.success ? hostAct(parts.rooms, live, connection, action.output) : malformed(connection, false);
}

function malformed(connection: Connection, isHostAction: boolean): Ack {
  connection.data.strikes += 1;
  return { ok: false, why: isHostAction ? 'not-host' : 'malformed' };
}
