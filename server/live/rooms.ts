/**
 * The rooms of this node: opening one, finding one by its code, taking up the unfinished ones after a start, and giving
 * back the memory of those that are over.
 */
import type { Logger } from 'pino';
import type { Body, Entry, Outcome } from '../../shared/game/entry.ts';
import { quotaAt, type Quota } from '../../shared/clock.ts';
import type { Seat } from '../../shared/game/entry.ts';
import { seatsTaken } from '../../shared/game/people.ts';
import type { Pack } from '../../shared/pack.ts';
import type { Ack } from '../../shared/protocol/messages.ts';
import type { Settings } from '../../shared/settings.ts';
import { roomsMax } from '../../shared/limits.ts';
import type { LogHome, RoomLog } from '../log/log.ts';
import { Opinions, type Adviser } from './opinions.ts';
import { Room } from './room.ts';
import { hostsOf, playersOf, Screens } from './screens.ts';
import { hashToken, newCode, newSeed, newToken } from './tokens.ts';
import type { Connection, Wire } from './wire.ts';

/** A room that is over stays this long, so that phones still show how it ended. */
const lingerMs = 15 * 60_000;
/** Pairing words are typed or scanned at once. */
const pairMs = 5 * 60_000;
/** Random codes collide once in 100,000 at full load; five tries in a row never fail. */
const codeTries = 5;

/** A room with what this node alone knows of it. */
export interface LiveRoom {
  readonly room: Room<Connection>;
  readonly screens: Screens;
  readonly opinions: Opinions;
  /** Credit for lag that each seat has left: see shared/clock. */
  readonly quotas: Map<Seat, Quota>;
  /** The newest connection of each player who has not joined yet, by token hash. */
  readonly seatless: Map<string, Connection>;
  /** Answers on their way to the log, by seat and ref. */
  readonly asked: Map<string, Promise<Ack>>;
  /** What the host's last actions were answered, by host and ref. */
  readonly hostAnswers: Map<string, Promise<Ack>>;
  /** Pairing words by hash, with their end in room time. */
  readonly pairings: Map<string, number>;
}

export interface RoomsParts {
  readonly home: LogHome;
  readonly logger: Logger;
  readonly wire: Wire;
  /** For a second opinion on sentences; null where the operator named none. */
  readonly adviser?: Adviser | null | undefined;
  /** After the fold: connections of removed seats must go. */
  readonly onRemoved: (live: LiveRoom, seat: Seat) => void;
  /** A room is over, or is not held here any more. */
  readonly onOver?: () => void;
}

export class Rooms {
  readonly #parts: RoomsParts;
  readonly #byCode = new Map<string, LiveRoom>();
  /** Rooms on their way in, so that a burst of reconnects opens each log once. */
  readonly #opening = new Map<string, Promise<LiveRoom | null>>();
  /** Until it resolves nobody gets a room: one without its outage made good would close what is to be extended. */
  #resumed: Promise<void> = Promise.resolve();
  readonly #lingering = new Set<NodeJS.Timeout>();

  constructor(parts: RoomsParts) {
    this.#parts = parts;
  }

  get live(): readonly LiveRoom[] {
    return [...this.#byCode.values()];
  }

  /** Whether somebody here may still look at this room. */
  holds({ room, code }: Pick<RoomLog, 'room' | 'code'>): boolean {
    return this.#byCode.get(code)?.room.log.room === room;
  }

  /** Opens a room in its lobby. Null when this node holds as many as it may. */
  async open(pack: Pack, settings: Settings): Promise<{ code: string; token: string } | null> {
    if (this.#byCode.size >= roomsMax) return null;
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
    this.#resumed = this.#takeUp();
    return this.#resumed;
  }

  async #takeUp(): Promise<void> {
    const { home, logger } = this.#parts;
    const logs = await home.unfinished();
    // Asked anew for each room: reading those before it was a part of its outage.
    const outageMs = (): number =>
      home.aliveBeforeMs === null ? 0 : Math.max(0, Math.round(home.nowMs() - home.aliveBeforeMs));
    for (const log of logs) {
      const live = await this.#follow(log);
      if (live.room.state.seq === 0) await this.#giveUp(live);
      else if (live.room.state.openedAtMs === 0) this.#leaveAlone(live);
      else await live.room.resumeAfter(outageMs());
    }
    if (logs.length > 0) logger.info({ rooms: logs.length, outageMs: outageMs() }, 'rooms taken up again');
  }

  /** A word with which one other device becomes host, for a few minutes. */
  pairingWord(live: LiveRoom): string {
    const word = newToken().slice(0, 22);
    live.pairings.set(hashToken(word), this.#parts.home.nowMs() + pairMs);
    return word;
  }

  /** True when the word was good; it is used up. */
  redeem(live: LiveRoom, word: string): boolean {
    const hash = hashToken(word);
    const untilMs = live.pairings.get(hash);
    live.pairings.delete(hash);
    return untilMs !== undefined && untilMs >= this.#parts.home.nowMs();
  }

  /** A host token of its own for one more device. */
  async admitHost(live: LiveRoom): Promise<string> {
    const token = newToken();
    await live.room.append([{ type: 'hosted', hostHash: hashToken(token) }]);
    return token;
  }

  quotaOf(live: LiveRoom, seat: Seat, item: number, windowMs: number): Quota {
    const quota = quotaAt(live.quotas.get(seat), item, windowMs);
    live.quotas.set(seat, quota);
    return quota;
  }

  /** Stops following; the sockets are not its own to close. */
  close(): void {
    for (const timer of this.#lingering) clearTimeout(timer);
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
    const log = await this.#parts.home.find(code);
    if (log === null) return null;
    const live = await this.#follow(log);
    live.room.start();
    return live;
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
    });
    const opinions = new Opinions(this.#parts.adviser ?? null, () => live.screens.counters());
    const live: LiveRoom = {
      room,
      screens: new Screens(wire, room, opinions),
      opinions,
      quotas: new Map(),
      seatless: new Map(),
      asked: new Map(),
      hostAnswers: new Map(),
      pairings: new Map(),
    };
    // Known only once it is whole: who meets a room half read is taken for a stranger.
    await room.follow();
    this.#byCode.set(log.code, live);
    return live;
  }

  #folded(live: LiveRoom, entries: readonly Entry[], outcomes: readonly Outcome[]): void {
    const folded = entries.filter((_, at) => outcomes[at]?.ok === true);
    // They go before the others are shown a room without them.
    const taken = folded.flatMap(seatsTaken);
    for (const seat of taken) this.#parts.onRemoved(live, seat);
    // Perhaps nobody's answer is awaited any more.
    if (taken.length > 0) live.room.arm();
    live.screens.show(entries, outcomes);
    for (const entry of folded) if (entry.type === 'revealed') void live.opinions.ask(live.room.state, entry.item);
    if (folded.some(({ type }) => type === 'ended')) void this.#finish(live);
  }

  async #finish(live: LiveRoom): Promise<void> {
    const { home, logger } = this.#parts;
    const { log, state } = live.room;
    try {
      await home.finish(log.room);
    } catch (error) {
      logger.warn(
        { room: log.room, err: error },
        'a room that is over could not be marked so; the next start tries again',
      );
    }
    logger.info({ room: log.room, players: state.players.length, rounds: state.rounds.length }, 'room over');
    this.#parts.onOver?.();
    const timer = setTimeout(() => {
      this.#lingering.delete(timer);
      this.#letGo(live);
    }, lingerMs);
    timer.unref();
    this.#lingering.add(timer);
  }

  /** A log that this version cannot read, as after a step back to an older one: a newer one will. */
  #leaveAlone(live: LiveRoom): void {
    this.#parts.logger.warn(
      { room: live.room.log.room },
      'a room was left alone: a newer version of Quizloop wrote its log',
    );
    this.#letGo(live);
  }

  /** A log without its first entry: the process died between the two. Nobody ever saw the code. */
  async #giveUp(live: LiveRoom): Promise<void> {
    await this.#parts.home.finish(live.room.log.room);
    this.#letGo(live);
  }

  #letGo({ room, screens }: LiveRoom): void {
    room.close();
    screens.close();
    if (this.#byCode.get(room.code)?.room === room) this.#byCode.delete(room.code);
    const everybody = this.#parts.wire.in([playersOf(room), hostsOf(room)]);
    everybody.emit('gone', 'room-over');
    everybody.disconnectSockets(true);
    this.#parts.onOver?.();
  }
}
