/**
 * The rooms of this node: opening one, finding one by its code, taking up the unfinished ones after a start, and giving
 * back the memory of those that are over.
 */
import type { Logger } from 'pino';
import type { Body, Entry, Outcome } from '../../shared/game/entry.ts';
import { seatsTaken } from '../../shared/game/people.ts';
import type { Pack } from '../../shared/pack.ts';
import type { Settings } from '../../shared/settings.ts';
import { roomAwayMs, roomLingerMs, roomsMax } from '../../shared/limits.ts';
import type { LogHome, RoomLog } from '../log/log.ts';
import { meetNodes, type AcrossNodes, type AcrossNodesParts } from './acrossNodes.ts';
import { nobodyYet, type LiveRoom, type SeatRules } from './liveRoom.ts';
import { lookBack } from './lookBack.ts';
import { Opinions, type Adviser } from './opinions.ts';
import { Pairing } from './pairing.ts';
import { Room } from './room.ts';
import { hostsOf, playersOf, Screens } from './screens.ts';
import { hashToken, newCode, newSeed, newToken } from './tokens.ts';
import type { Tally } from './tally.ts';
import { renewPages } from './versions.ts';
import type { Connection, Wire } from './wire.ts';

/** Random codes collide once in 100,000 at full load; five tries in a row never fail. */
const codeTries = 5;

export type { LiveRoom } from './liveRoom.ts';

export interface RoomsParts {
  readonly home: LogHome;
  readonly logger: Logger;
  readonly wire: Wire;
  /** For a second opinion on sentences; null where the operator named none. */
  readonly adviser?: Adviser | null | undefined;
  readonly seats: SeatRules;
  readonly tally: Tally;
  /** An address guessed wrongly on another node. */
  readonly onWrong?: AcrossNodesParts['onWrong'];
  /** A room is over, or is not held here any more. */
  readonly onOver?: () => void;
}

export class Rooms {
  readonly pairing: Pairing;
  /** Null where this node is the only one. */
  readonly across: AcrossNodes | null;
  readonly tally: Tally;
  readonly #parts: RoomsParts;
  readonly #byCode = new Map<string, LiveRoom>();
  /** Rooms on their way in, so that a burst of reconnects opens each log once. */
  readonly #opening = new Map<string, Promise<LiveRoom | null>>();
  /** Until it resolves nobody gets a room: one without its outage made good would close what is to be extended. */
  #resumed: Promise<void> = Promise.resolve();
  /** Rooms that are over and still looked at, or just left; the oldest first. */
  readonly #lingering = new Map<LiveRoom, NodeJS.Timeout>();

  constructor(parts: RoomsParts) {
    const { home, logger, seats, onWrong = () => {} } = parts;
    this.#parts = parts;
    this.tally = parts.tally;
    this.pairing = new Pairing(home);
    this.across = meetNodes({
      home,
      logger,
      seats,
      onWrong,
      live: () => this.live,
      isVisited: (live) => this.#isVisited(live),
      find: (code) => this.find(code),
      drop: (live) => this.#drop(live),
    });
  }

  get live(): readonly LiveRoom[] {
    return [...this.#byCode.values()];
  }

  here(code: string): LiveRoom | null {
    return this.#byCode.get(code) ?? null;
  }

  /** Whether somebody here may still look at this room. */
  holds({ room, code }: Pick<RoomLog, 'room' | 'code'>): boolean {
    return this.#byCode.get(code)?.room.log.room === room;
  }

  /** Opens a room in its lobby, `by` an account or nobody. Null when this node holds as many as it may. */
  async open(pack: Pack, settings: Settings, by?: string): Promise<{ code: string; token: string } | null> {
    if (!this.#makeRoom()) return null;
    const token = newToken();
    // The study guide plays no part in a room, and would be read with each log.
    const { guide: _guide, ...played } = pack;
    for (let attempt = 0; attempt < codeTries; attempt++) {
      const code = newCode();
      // A room that is over may linger under this code; its people still look at it.
      const log = this.#byCode.has(code) ? null : await this.#parts.home.create(code);
      if (log === null) continue;
      const opened: Body = {
        type: 'opened',
        code,
        pack: played,
        settings,
        seed: newSeed(),
        hostHash: hashToken(token),
        ...(by === undefined ? {} : { by }),
      };
      await log.append([opened]);
      const live = await this.#once(code, () => this.#follow(log));
      live?.room.start();
      this.#parts.logger.info({ room: log.room, pack: pack.title, items: pack.items.length }, 'room opened');
      return { code, token };
    }
    throw new Error('no free room code was found');
  }

  /** The room of a code, or null; one that is over is found while it lingers. */
  async find(code: string): Promise<LiveRoom | null> {
    await this.#resumed;
    return this.#byCode.get(code) ?? this.#once(code, () => this.#load(code));
  }

  /** Takes up every unfinished room after a start. Whoever knocks meanwhile waits. */
  resume(): Promise<void> {
    // Where nodes share their rooms, others play them: each is taken up when somebody asks for it.
    if (this.#parts.home.shared === undefined) this.#resumed = this.#takeUp();
    return this.#resumed;
  }

  async #takeUp(): Promise<void> {
    const { home, logger } = this.#parts;
    const logs = await home.unfinished();
    for (const log of logs) await this.#enter(await this.#follow(log), home.aliveBeforeMs);
    if (logs.length > 0) logger.info({ rooms: logs.length }, 'rooms taken up again');
  }

  /** A host token of its own for one more device. */
  async admitHost(live: LiveRoom): Promise<string> {
    const token = newToken();
    await live.room.append([{ type: 'hosted', hostHash: hashToken(token) }]);
    return token;
  }

  /** Stops following; the sockets are not its own to close. */
  close(): void {
    for (const timer of this.#lingering.values()) clearTimeout(timer);
    this.across?.close();
    for (const { room, screens } of this.#byCode.values()) {
      room.close();
      screens.close();
    }
  }

  #once(code: string, open: () => Promise<LiveRoom | null>): Promise<LiveRoom | null> {
    let opening = this.#opening.get(code);
    if (opening === undefined) {
      opening = open().finally(() => this.#opening.delete(code));
      this.#opening.set(code, opening);
    }
    return opening;
  }

  async #load(code: string): Promise<LiveRoom | null> {
    const { home } = this.#parts;
    const log = (await home.find(code)) ?? (await home.shared?.findOver(code)) ?? null;
    return log === null ? null : this.#enter(await this.#follow(log), home.shared?.outageFromMs ?? null);
  }

  /** Goes on with a room whose log was read. Null where there is nothing to go on with. */
  async #enter(live: LiveRoom, outageFromMs: number | null): Promise<LiveRoom | null> {
    const { home, logger } = this.#parts;
    const { log, state } = live.room;
    if (state.openedAtMs > 0) {
      await live.room.resume(outageFromMs);
      return live;
    }
    // A log without its first entry: the process died between the two, and nobody ever saw the code.
    if (state.seq === 0) await home.finish(log.room);
    // A log that this version cannot read, as after a step back to an older one: a newer one will.
    else logger.warn({ room: log.room }, 'a room was left alone: a newer version of Quizloop wrote its log');
    this.#letGo(live);
    return null;
  }

  async #follow(log: RoomLog): Promise<LiveRoom> {
    const known = this.#byCode.get(log.code);
    if (known?.room.log.room === log.room) return known;
    const { home, logger, wire } = this.#parts;
    const room = new Room<Connection>({
      log,
      nowMs: () => home.nowMs(),
      onFolded: (_, entries, outcomes) => this.#folded(live, entries, outcomes),
      onUnavailable: (_, error) =>
        logger.debug({ room: log.room, err: error }, 'what fell due could not be logged yet'),
      onMadeGood: () => this.tally.makeGood(),
      onLost: () => {
        this.#drop(live);
        live.screens.cut();
      },
      others: () => this.across?.neighbours ?? null,
    });
    const opinions = new Opinions(this.#parts.adviser ?? null, () => live.screens.counters());
    const live: LiveRoom = {
      room,
      screens: new Screens(wire, room, opinions, this.tally),
      opinions,
      ...nobodyYet(),
      claim: (seat, claim) => this.across?.neighbours.claim(log.room, seat, claim),
    };
    // Known only once it is whole: who meets a room half read is taken for a stranger.
    await room.follow();
    this.#byCode.set(log.code, live);
    this.across?.neighbours.greet(log.room);
    return live;
  }

  #folded(live: LiveRoom, entries: readonly Entry[], outcomes: readonly Outcome[]): void {
    const { seats } = this.#parts;
    const folded = entries.filter((_, at) => outcomes[at]?.ok === true);
    // They go before the others are shown a room without them.
    const taken = folded.flatMap(seatsTaken);
    for (const seat of taken) seats.partFrom(live, seat);
    for (const entry of folded) {
      if (entry.type === 'left') seats.unseat(live, entry.seat);
      else if (entry.type === 'answered') live.quotas.spend(live.room.state, entry);
    }
    // Perhaps nobody's answer is awaited any more.
    if (taken.length > 0) live.room.arm();
    live.screens.show(entries, outcomes);
    entries.forEach((entry, at) => {
      const outcome = outcomes[at];
      if (entry.type === 'joined' && outcome?.ok === true && outcome.seat !== undefined)
        seats.seatWaiting(live, entry.tokenHash, outcome.seat);
    });
    // Where a host is to see it: every node would ask for the same.
    const isJudgedHere = this.across === null || this.#parts.wire.sockets.adapter.rooms.has(hostsOf(live.room));
    for (const entry of folded)
      if (entry.type === 'revealed' && isJudgedHere) void live.opinions.ask(live.room.state, entry.item);
    if (folded.some(({ type }) => type === 'revealed')) renewPages(live.room, () => this.#parts.home.nowMs());
    if (folded.some(({ type }) => type === 'ended')) void this.#finish(live);
  }

  async #finish(live: LiveRoom): Promise<void> {
    const { home, logger } = this.#parts;
    try {
      await home.finish(live.room.log.room);
    } catch (error) {
      logger.warn(
        { room: live.room.log.room, err: error },
        'a room that is over could not be marked so; the next start tries again',
      );
    }
    logger.info(lookBack(live.room), 'room over');
    this.#parts.onOver?.();
    this.#linger(live, performance.now() + roomLingerMs);
  }

  /** Until the last who looks at how it ended has gone, or it has stood long enough. */
  #linger(live: LiveRoom, untilMs: number): void {
    const wasVisited = this.#isVisited(live);
    const timer = setTimeout(() => {
      const isLookedAt = wasVisited || this.#isVisited(live);
      if (isLookedAt && performance.now() < untilMs) this.#linger(live, untilMs);
      else this.#letGo(live);
    }, roomAwayMs);
    timer.unref();
    this.#lingering.set(live, timer);
  }

  /** Who only looks back makes room for who wants to play. False when this node plays as many rooms as it may. */
  #makeRoom(): boolean {
    for (const [oldest] of this.#lingering) {
      if (this.#byCode.size < roomsMax) break;
      this.#letGo(oldest);
    }
    return this.#byCode.size < roomsMax;
  }

  #isVisited({ room }: LiveRoom): boolean {
    const { rooms } = this.#parts.wire.sockets.adapter;
    return rooms.has(playersOf(room)) || rooms.has(hostsOf(room));
  }

  /** The room is over for everybody who still looks at it. */
  #letGo(live: LiveRoom): void {
    clearTimeout(this.#lingering.get(live));
    this.#lingering.delete(live);
    const everybody = this.#parts.wire.in([playersOf(live.room), hostsOf(live.room)]);
    everybody.emit('gone', 'room-over');
    everybody.disconnectSockets(true);
    this.#drop(live);
    this.#parts.onOver?.();
  }

  /** This node has nothing to do with the room any more. */
  #drop({ room, screens }: LiveRoom): void {
    room.close();
    screens.close();
    if (this.#byCode.get(room.code)?.room === room) this.#byCode.delete(room.code);
  }
}
