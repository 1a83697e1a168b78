/**
 * One virtual clock for a whole simulation: while it is installed, every timer, every reading of the time and every
 * random number in this process comes from here, so that a seed decides them all. Time jumps from timer to timer, in
 * order; between two of them everything that was promised is done.
 */
import type { Random } from '../../shared/kinds/kind.ts';

/** Taken before anything can be replaced. */
const realSetImmediate = globalThis.setImmediate;
const turn = (): Promise<void> => new Promise((resolve) => realSetImmediate(resolve));

type Ring = () => void;

/** What `setTimeout` returns here: the part of Node's own that is used. */
class FakeTimer {
  isOff = false;
  atMs: number;
  readonly order: number;
  readonly ring: Ring;
  constructor(atMs: number, order: number, ring: Ring) {
    this.atMs = atMs;
    this.order = order;
    this.ring = ring;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
}

const isBefore = (a: FakeTimer, b: FakeTimer): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

/** The earliest first: a binary heap. */
class Agenda {
  readonly #timers: FakeTimer[] = [];

  get first(): FakeTimer | undefined {
    return this.#timers[0];
  }

  add(timer: FakeTimer): void {
    const timers = this.#timers;
    let at = timers.push(timer) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = timers[up];
      if (parent === undefined || !isBefore(timer, parent)) break;
      timers[at] = parent;
      at = up;
    }
    timers[at] = timer;
  }

  takeFirst(): void {
    const timers = this.#timers;
    const last = timers.pop();
    if (last === undefined || timers.length === 0) return;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      const [left, right] = [timers[down], timers[down + 1]];
      if (left === undefined) break;
      if (right !== undefined && isBefore(right, left)) down += 1;
      const child = timers[down];
      if (child === undefined || !isBefore(child, last)) break;
      timers[at] = child;
      at = down;
    }
    timers[at] = last;
  }
}

export class FakeClock {
  readonly startMs: number;
  /** What a timer threw: in a real process nobody would have caught it. */
  readonly thrown: unknown[] = [];
  #nowMs: number;
  #order = 0;
  readonly #agenda = new Agenda();

  constructor(startMs: number) {
    this.startMs = startMs;
    this.#nowMs = startMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Calls `ring` after `waitMs`; at once is never within the call. */
  after(waitMs: number, ring: Ring): FakeTimer {
    const timer = new FakeTimer(this.#nowMs + (waitMs > 0 ? waitMs : 0), ++this.#order, ring);
    this.#agenda.add(timer);
    return timer;
  }

  /** For whoever drives: waits in virtual time. */
  wait(waitMs: number): Promise<void> {
    return new Promise((resolve) => this.after(waitMs, resolve));
  }

  /** Lets all that is promised happen, without letting time pass. */
  settle(): Promise<void> {
    return turn();
  }

  async runUntil(untilMs: number): Promise<void> {
    await turn();
    for (let timer = this.#agenda.first; timer !== undefined && timer.atMs <= untilMs; timer = this.#agenda.first) {
      this.#agenda.takeFirst();
      if (timer.isOff) continue;
      this.#nowMs = timer.atMs;
      try {
        timer.ring();
      } catch (error) {
        this.thrown.push(error);
      }
      await turn();
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  /** Replaces the process's clocks and chance until the returned function is called. */
  install(random: Random): () => void {
    const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
    const { now } = Date;
    const { random: realRandom } = Math;
    const later = (run: (...args: unknown[]) => void, waitMs = 0, ...args: unknown[]): FakeTimer =>
      // As Node does it: at least a millisecond.
      this.after(Math.max(1, waitMs), () => run(...args));
    const again = (run: (...args: unknown[]) => void, everyMs = 0, ...args: unknown[]): FakeTimer => {
      const timer: FakeTimer = this.after(Math.max(1, everyMs), () => {
        timer.atMs = this.#nowMs + Math.max(1, everyMs);
        this.#agenda.add(timer);
        run(...args);
      });
      return timer;
    };
    const stop = (timer: unknown): void => {
      if (timer instanceof FakeTimer) timer.isOff = true;
    };
    const draw = <T extends ArrayBufferView>(into: T): T => {
      const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
      for (let at = 0; at < bytes.length; at++) bytes[at] = Math.floor(random() * 256);
      return into;
    };
    Object.assign(globalThis, { setTimeout: later, setInterval: again, clearTimeout: stop, clearInterval: stop });
    Date.now = () => Math.floor(this.#nowMs);
    Math.random = random;
    performance.now = () => this.#nowMs - this.startMs;
    Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: draw, configurable: true });
    return () => {
      Object.assign(globalThis, { setTimeout, setInterval, clearTimeout, clearInterval });
      Date.now = now;
      Math.random = realRandom;
      // The real ones are on the prototypes.
      Reflect.deleteProperty(performance, 'now');
      Reflect.deleteProperty(globalThis.crypto, 'getRandomValues');
    };
  }
}
