/**
 * The real server and real phones in one process, joined by a simulated network: starts and kills the server, opens and
 * closes pages, breaks what the plan says should break. What people do is elsewhere.
 */
import { pino } from 'pino';
import type { Keep } from '../../client/live/keep.ts';
import type { RoomSocket } from '../../client/live/link.ts';
import { LiveRoom } from '../../client/live/room.svelte.ts';
import { seededRandom } from '../../shared/game/random.ts';
import type { Json, Random } from '../../shared/kinds/kind.ts';
import { closesAtMs, itemOf, roundOf } from '../../shared/game/state.ts';
import { kindOf } from '../../shared/kinds/index.ts';
import type { Ack, Action, Audience, Hello } from '../../shared/protocol/messages.ts';
import { Addresses } from '../../server/live/addresses.ts';
import { Doorkeeper } from '../../server/live/doorkeeper.ts';
import { openGateway } from '../../server/live/gateway.ts';
import { HostWatch } from '../../server/live/hostWatch.ts';
import { Rooms } from '../../server/live/rooms.ts';
import { seatRules } from '../../server/live/seats.ts';
import { Tally } from '../../server/live/tally.ts';
import { hashToken } from '../../server/live/tokens.ts';
import type { Known } from '../../server/live/wire.ts';
import { LogUnavailable } from '../../server/log/log.ts';
import { createMemoryHome } from '../../server/log/memory.ts';
import type { FakeClock } from '../support/fakeClock.ts';
import { FakeHome, type HomeLife } from '../support/fakeHome.ts';
import { FakeNetwork, type Line } from '../support/fakeNetwork.ts';
import { FakeSocket } from '../support/fakeSocket.ts';
import { FakeWire, type Overheard } from '../support/fakeWire.ts';
import { between, pick, type Plan } from './plan.ts';
import { Truth } from './truth.ts';

export const code = 'BCDFGH';

/** A page in some browser. */
export interface Page {
  readonly room: LiveRoom;
  readonly line: Line;
  readonly audience: Audience;
  readonly token: string;
  isClosed: boolean;
  /** Another page of the same token was open at some time of this one's life. */
  hadRival: boolean;
}

interface Life {
  readonly home: HomeLife;
  readonly rooms: Rooms;
  readonly startedAtMs: number;
  isReady: boolean;
}

export class World {
  readonly plan: Plan;
  readonly clock: FakeClock;
  readonly random: Random;
  readonly network: FakeNetwork;
  readonly home: FakeHome;
  readonly truth = new Truth();
  readonly pages = new Set<Page>();
  readonly hostToken: string;
  isHealed = false;
  #life: Life | null = null;
  #aliveBeforeMs: number | null = null;
  /** Time left of the open question when the server died, or null. */
  #leftMs: number | null = null;

  constructor(plan: Plan, clock: FakeClock) {
    this.plan = plan;
    this.clock = clock;
    this.random = seededRandom(plan.seed, 0x3017d);
    this.network = new FakeNetwork(clock);
    this.home = new FakeHome(createMemoryHome({ nowMs: () => clock.nowMs }), clock, seededRandom(plan.seed, 0x106));
    this.hostToken = this.secret();
  }

  get rooms(): Rooms | null {
    return this.#life?.isReady === true ? this.#life.rooms : null;
  }

  get isPlaying(): boolean {
    return !this.isHealed;
  }

  /** For people who read a log. */
  seconds(): string {
    return `${((this.clock.nowMs - this.clock.startMs) / 1_000).toFixed(3)} s`;
  }

  /** 43 characters, as a token must be. */
  secret(): string {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    return Array.from({ length: 43 }, () => letters[Math.floor(this.random() * 64)]).join('');
  }

  async open(): Promise<void> {
    const { pack, settings, roomSeed: seed } = this.plan;
    const log = await this.home.inner.create(code);
    await this.truth.follow(this.home.inner, code);
    await log?.append([{ type: 'opened', code, pack, settings, seed, hostHash: hashToken(this.hostToken) }]);
    this.start();
  }

  /** As `quizloop serve` does it: it listens first, then takes the rooms up. */
  start(): void {
    // Each entry is a life sign too, also one that was just being stored.
    const signMs = this.#aliveBeforeMs;
    const home = this.home.life(signMs === null ? null : Math.max(signMs, this.truth.state.atMs));
    const overheard: Overheard = {
      sent: (_, name, text) => this.truth.said(name, text),
      acked: ({ data }, [action], [ack]) => {
        if (typeof ack === 'object') this.truth.acked((data as Known).tokenHash, action as Action, ack as Ack);
      },
    };
    const wire = new FakeWire(overheard, this.plan.windowFrames);
    const logger = pino({ level: 'error' }, { write: (line) => this.#logged(line) });
    const rooms = new Rooms({ home, logger, wire: wire.asWire, seats: seatRules, tally: new Tally(logger) });
    openGateway({
      wire: wire.asWire,
      rooms,
      addresses: new Addresses(),
      // Slow, so that a few phones at once are many.
      door: new Doorkeeper({ perSecond: 4, burst: 4 }),
      loopLag: { p99Ms: () => 0, stop: () => {} },
      hosts: new HostWatch(logger),
      logger,
      nowMs: () => home.nowMs(),
      addressOf: () => '192.0.2.1',
    });
    const life: Life = { home, rooms, startedAtMs: this.clock.nowMs, isReady: false };
    this.#life = life;
    this.network.listener = wire;
    rooms.resume().then(
      () => this.#resumed(life),
      (error: unknown) => {
        if (!(error instanceof LogUnavailable)) this.truth.wrong(`the server did not start: ${String(error)}`);
        if (this.#life === life) this.#restartIn(1_000);
      },
    );
  }

  /** `kill -9`, and somebody starts it again. */
  kill(downMs: number): void {
    if (this.#life === null) return;
    if (this.#life.isReady) {
      // A life sign a second: what is known of the last moment is up to that much older.
      this.#aliveBeforeMs = this.clock.nowMs - Math.floor(this.random() * 1_000);
      this.#leftMs = this.#timeLeftMs();
    }
    this.#restartIn(downMs);
  }

  openPage(line: Line, audience: Audience, token: string, keep: Keep, player = -1): Page {
    let phone = 0;
    const ear = {
      asked: (action: unknown) => this.truth.asked(phone, player, action as Action),
      answered: (action: unknown, ack: unknown) => this.truth.told(phone, player, action as Action, ack as Ack),
    };
    const connect = (hello: () => Hello): RoomSocket => {
      const socket = new FakeSocket(this.network, line, hello, ear);
      phone = socket.phone;
      return socket.asRoomSocket;
    };
    const room = new LiveRoom({ code, audience, token }, { connect, keep });
    const page: Page = { room, line, audience, token, isClosed: false, hadRival: false };
    for (const other of this.pages) if (other.token === token) page.hadRival = other.hadRival = true;
    this.pages.add(page);
    return page;
  }

  /** A tab is closed, or dies without a word. */
  closePage(page: Page, isSudden: boolean): void {
    if (page.isClosed) return;
    page.isClosed = true;
    if (isSudden) page.line.cut(0, between(this.random, 0, 45_000));
    page.room.close();
    this.pages.delete(page);
  }

  /** Calls `go` again and again while people play, so many times a minute. */
  often(perMinute: number, go: () => void): void {
    if (perMinute <= 0) return;
    const next = (): void => {
      this.clock.after((-Math.log(1 - this.random()) * 60_000) / perMinute, () => {
        if (!this.isPlaying) return;
        go();
        next();
      });
    };
    next();
  }

  breakThings(): void {
    const { random, clock, home } = this;
    const { perMinute } = this.plan;
    const line = (): Line | undefined => pick(random, this.network.lines);
    this.often(perMinute.cut, () => line()?.cut(between(random, 0, 400), between(random, 0, 1_500)));
    this.often(perMinute.vanish, () => {
      const gone = line();
      if (gone === undefined) return;
      gone.deadUntilMs = clock.nowMs + between(random, 500, 30_000);
      gone.cut(between(random, 500, 45_000), between(random, 500, 45_000));
    });
    this.often(perMinute.stall, () => {
      const slow = line();
      if (slow !== undefined) slow.stalledUntilMs = clock.nowMs + between(random, 300, 12_000);
    });
    this.often(perMinute.kill, () => this.kill(between(random, 200, 15_000)));
    this.often(perMinute.hold, () => {
      home.hold();
      clock.after(between(random, 20, 6_000), () => home.release());
    });
    this.often(perMinute.refuse, () => {
      home.isRefusing = true;
      clock.after(between(random, 20, 4_000), () => (home.isRefusing = false));
    });
    this.often(perMinute.late, () => {
      home.lateMs = between(random, 20, 2_000);
      clock.after(between(random, 500, 8_000), () => (home.lateMs = 0));
    });
    home.readMs = this.plan.readMs;
    this.network.duplicates = this.plan.duplicates;
  }

  heal(): void {
    this.isHealed = true;
    this.network.heal();
    this.home.isRefusing = false;
    this.home.lateMs = 0;
    this.home.readMs = 0;
    this.home.release();
  }

  #restartIn(downMs: number): void {
    const life = this.#life;
    this.#life = null;
    this.network.die();
    life?.home.kill();
    // Only its timers: it can say and write nothing any more.
    life?.rooms.close();
    this.clock.after(downMs, () => this.start());
  }

  #resumed(life: Life): void {
    if (this.#life !== life) return;
    life.isReady = true;
    const leftMs = this.#timeLeftMs();
    // What a log that stands still costs after the outage was measured, nobody can know beforehand.
    const isFair = this.home.heldUntilMs < life.startedAtMs;
    const isWorse = isFair && this.#leftMs !== null && (leftMs === null || leftMs < this.#leftMs);
    if (isWorse) this.truth.wrong(`an outage took time: ${String(this.#leftMs)} ms were left, ${String(leftMs)} are`);
    this.#leftMs = null;
  }

  #timeLeftMs(): number | null {
    const { state } = this.truth;
    const [round, item] = [roundOf(state), itemOf(state)];
    const isOpen = state.phase === 'asked' && state.pausedAtMs === null && item !== undefined && kindOf(item).asked;
    if (!isOpen || round === undefined) return null;
    const leftMs = closesAtMs(round) - this.clock.nowMs;
    return leftMs > 0 ? leftMs : null;
  }

  #logged(line: string): void {
    const said = JSON.parse(line) as { msg: string; err?: { type?: string; message?: string } };
    if (said.err?.type !== 'LogUnavailable') this.truth.wrong(`the server logged an error: ${said.msg} ${line}`);
  }
}

/** A browser's storage. */
export function keepInMemory(): Keep {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, text) => void kept.set(key, text),
    remove: (key) => void kept.delete(key),
    keys: () => [...kept.keys()],
  };
}

/** An answer that is not the same again. */
export const otherThan = (answer: Json): Json => (Array.isArray(answer) && answer[0] === 0 ? [1] : [0]);
