/**
 * A log's home that outlives the server's process, and has bad moments: it holds everything back for a while, refuses,
 * or says late that an entry is durable. What it did say stays true. Beneath it is the real home in memory.
 */
import type { Body, Entry } from '../../shared/game/entry.ts';
import type { Random } from '../../shared/kinds/kind.ts';
import { LogUnavailable, type LogHome, type RoomLog } from '../../server/log/log.ts';
import type { FakeClock } from './fakeClock.ts';

export class FakeHome {
  readonly inner: LogHome;
  readonly clock: FakeClock;
  readonly random: Random;
  isRefusing = false;
  /** How late, at most, it says that an entry is durable. */
  lateMs = 0;
  /** How long, at most, a log takes to be read. */
  readMs = 0;
  /** Until when it held something back last. */
  heldUntilMs = 0;
  #isHeld = false;
  #held: (() => void)[] = [];

  constructor(inner: LogHome, clock: FakeClock, random: Random) {
    this.inner = inner;
    this.clock = clock;
    this.random = random;
  }

  /** From now on nothing becomes durable until `release`; then all of it at once, as one group. */
  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    this.heldUntilMs = this.clock.nowMs;
    const held = this.#held;
    this.#held = [];
    for (const go of held) go();
  }

  /** What one process has of it. */
  life(aliveBeforeMs: number | null): HomeLife {
    return new HomeLife(this, aliveBeforeMs);
  }

  /** Runs `go` when nothing is held back. */
  whenFree(go: () => void): void {
    if (this.#isHeld) this.#held.push(go);
    else go();
  }
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});

export class HomeLife implements LogHome {
  readonly aliveBeforeMs: number | null;
  readonly #home: FakeHome;
  readonly #stops: (() => void)[] = [];
  #saidAtMs = 0;
  #isDead = false;

  constructor(home: FakeHome, aliveBeforeMs: number | null) {
    this.#home = home;
    this.aliveBeforeMs = aliveBeforeMs;
  }

  /** The process is gone: what it had not handed to the disk is lost, and nobody hears the rest. */
  kill(): void {
    this.#isDead = true;
    for (const stop of this.#stops) stop();
  }

  nowMs(): number {
    return this.#home.inner.nowMs();
  }

  get health(): LogHome['health'] {
    return this.#home.inner.health;
  }

  async create(code: string): Promise<RoomLog | null> {
    const log = await this.#home.inner.create(code);
    return log === null ? null : this.#logOf(log);
  }

  async find(code: string): Promise<RoomLog | null> {
    await this.#read();
    const log = await this.#home.inner.find(code);
    return log === null ? null : this.#logOf(log);
  }

  async unfinished(): Promise<readonly RoomLog[]> {
    await this.#read();
    return (await this.#home.inner.unfinished()).map((log) => this.#logOf(log));
  }

  finish(room: string): Promise<void> {
    return this.#isDead ? never() : this.#home.inner.finish(room);
  }

  finished(): Promise<readonly RoomLog[]> {
    return this.#isDead ? never() : this.#home.inner.finished();
  }

  forget(room: string): Promise<void> {
    return this.#isDead ? never() : this.#home.inner.forget(room);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #logOf(log: RoomLog): RoomLog {
    return {
      room: log.room,
      code: log.code,
      append: (bodies) => this.#append(log, bodies),
      read: async (fromSeq) => {
        await this.#read();
        return log.read(fromSeq);
      },
      tail: async (fromSeq, each) => {
        await this.#read();
        const stop = await log.tail(fromSeq, (entries) => {
          if (!this.#isDead) each(entries);
        });
        this.#stops.push(stop);
        return stop;
      },
    };
  }

  #append(log: RoomLog, bodies: readonly Body[]): Promise<readonly Entry[]> {
    const home = this.#home;
    if (this.#isDead) return never();
    return new Promise((resolve, reject) => {
      home.whenFree(() => {
        if (this.#isDead) return;
        if (home.isRefusing) return reject(new LogUnavailable('the disk is full'));
        // In order, as every home of ours does it.
        this.#saidAtMs = Math.max(this.#saidAtMs, home.clock.nowMs + home.random() * home.lateMs);
        const lateMs = this.#saidAtMs - home.clock.nowMs;
        log.append(bodies).then(
          (entries) => {
            if (lateMs === 0) this.#say(() => resolve(entries));
            else home.clock.after(lateMs, () => this.#say(() => resolve(entries)));
          },
          (error: unknown) => this.#say(() => reject(error instanceof Error ? error : new Error(String(error)))),
        );
      });
    });
  }

  #say(speak: () => void): void {
    if (!this.#isDead) speak();
  }

  async #read(): Promise<void> {
    if (this.#isDead) await never();
    const { clock, random, readMs } = this.#home;
    if (readMs > 0) await clock.wait(random() * readMs);
    if (this.#isDead) await never();
  }
}
