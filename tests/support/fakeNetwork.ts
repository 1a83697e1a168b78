/**
 * A network as phones know it: seeded delay, in order within one connection, stalls that hold everything up, and
 * losses that one end notices long before the other. What crosses it is text, so nothing is shared by reference.
 * It knows nothing of Socket.IO beyond that frames come and go.
 */
import type { Random } from '../../shared/kinds/kind.ts';
import type { FakeClock } from './fakeClock.ts';

export type Frame =
  | { kind: 'hello'; auth: unknown }
  | { kind: 'welcome' }
  | { kind: 'refusal'; message: string; reason: unknown }
  | { kind: 'event'; name: string; args: unknown[]; ack?: number; twice?: boolean }
  | { kind: 'ack'; ack: number; args: unknown[] }
  /** Socket.IO's own goodbye, before the connection is closed. */
  | { kind: 'goodbye' }
  | { kind: 'ping'; nonce: string }
  | { kind: 'pong'; nonce: string };

export interface Delay {
  readonly minMs: number;
  readonly spreadMs: number;
}

/** One way of one connection: in order, each message no sooner than its delay. A null is the end of it. */
class Lane {
  receive: (text: string | null) => void = () => {};
  moved: () => void = () => {};
  #queue: { readonly text: string | null; readonly atMs: number }[] = [];
  #isLost = false;
  #isMoving = false;
  readonly #clock: FakeClock;
  readonly #line: Line;

  constructor(clock: FakeClock, line: Line) {
    this.#clock = clock;
    this.#line = line;
  }

  send(text: string | null): void {
    if (this.#isLost) return;
    this.#queue.push({ text, atMs: this.#clock.nowMs + this.#line.delayMs() });
    this.#move();
  }

  /** Nothing more arrives, nor what is on its way. */
  lose(): void {
    this.#isLost = true;
    this.#queue = [];
  }

  /** How much is on its way. */
  get length(): number {
    return this.#queue.length;
  }

  #move(): void {
    const head = this.#queue[0];
    if (head === undefined || this.#isMoving) return;
    this.#isMoving = true;
    const atMs = Math.max(head.atMs, this.#line.stalledUntilMs);
    this.#clock.after(atMs - this.#clock.nowMs, () => {
      this.#isMoving = false;
      if (this.#isLost) return;
      if (this.#line.stalledUntilMs <= this.#clock.nowMs) {
        this.#queue.shift();
        this.receive(head.text);
        this.moved();
      }
      this.#move();
    });
  }
}

/** One end of a cable. */
export class End {
  heard: (frame: Frame) => void = () => {};
  /** The other end is gone, or so it seems. Told once. */
  ended: () => void = () => {};
  /** Something of what this end sent has arrived. */
  moved: () => void = () => {};
  #isOver = false;
  readonly #out: Lane;

  constructor(out: Lane, inward: Lane) {
    this.#out = out;
    out.moved = () => this.moved();
    inward.receive = (text) => {
      if (this.#isOver) return;
      if (text === null) this.end();
      else this.heard(JSON.parse(text) as Frame);
    };
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get underWay(): number {
    return this.#out.length;
  }

  send(frame: Frame): void {
    this.sendText(JSON.stringify(frame));
  }

  sendText(text: string): void {
    if (!this.#isOver) this.#out.send(text);
  }

  /** Hangs up: what was sent still arrives, then the other end learns of it. */
  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#out.send(null);
  }

  /** This end notices that the connection is dead. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.ended();
  }
}

/** One connection, from a phone to the server. */
export class Cable {
  readonly phone: End;
  readonly server: End;
  readonly #clock: FakeClock;
  readonly #lanes: readonly [Lane, Lane];

  constructor(clock: FakeClock, line: Line) {
    this.#clock = clock;
    const [up, down] = (this.#lanes = [new Lane(clock, line), new Lane(clock, line)]);
    this.phone = new End(up, down);
    this.server = new End(down, up);
  }

  /** Nothing crosses any more; each end notices in its own time. Until then it speaks into the void. */
  cut(phoneNoticesMs: number, serverNoticesMs: number): void {
    for (const lane of this.#lanes) lane.lose();
    this.#clock.after(phoneNoticesMs, () => this.phone.end());
    this.#clock.after(serverNoticesMs, () => this.server.end());
  }

  get isQuiet(): boolean {
    return this.#lanes.every((lane) => lane.length === 0);
  }
}

/** A device's way to the server, whatever connections it holds. */
export class Line {
  stalledUntilMs = 0;
  deadUntilMs = 0;
  readonly cables = new Set<Cable>();
  /** Losses so far: what was being set up during one fails. */
  cuts = 0;
  readonly #delay: Delay;
  readonly #random: Random;

  constructor(delay: Delay, random: Random) {
    this.#delay = delay;
    this.#random = random;
  }

  /** Mostly near the least, seldom far from it, as networks are. */
  delayMs(): number {
    return Math.round(this.#delay.minMs + this.#delay.spreadMs * this.#random() ** 3);
  }

  cut(phoneNoticesMs: number, serverNoticesMs: number): void {
    this.cuts += 1;
    for (const cable of this.cables) cable.cut(phoneNoticesMs, serverNoticesMs);
    this.cables.clear();
  }
}

/** Whoever answers at the server's address. */
export interface Listener {
  accept(end: End): void;
}

export class FakeNetwork {
  /** Null while no server runs. */
  listener: Listener | null = null;
  /** How often, 0 to 1, an answer or a request for a seat arrives twice. */
  duplicates = 0;
  readonly clock: FakeClock;
  readonly lines: Line[] = [];

  constructor(clock: FakeClock) {
    this.clock = clock;
  }

  line(delay: Delay, random: Random): Line {
    const line = new Line(delay, random);
    this.lines.push(line);
    return line;
  }

  /** Sets up a connection, in one round trip, or fails. A dead network says nothing at all. */
  dial(line: Line, opened: (cable: Cable) => void, failed: () => void): void {
    const { cuts } = line;
    const tripMs = line.delayMs() + line.delayMs();
    const atMs = Math.max(this.clock.nowMs + tripMs, line.stalledUntilMs);
    this.clock.after(atMs - this.clock.nowMs, () => {
      if (line.cuts !== cuts || line.deadUntilMs > this.clock.nowMs) return;
      if (this.listener === null) return failed();
      const cable = new Cable(this.clock, line);
      line.cables.add(cable);
      this.listener.accept(cable.server);
      opened(cable);
    });
  }

  /** The server's process is gone: its machine says so at once to whoever can still hear it. */
  die(): void {
    this.listener = null;
    for (const line of this.lines) {
      for (const cable of line.cables) cable.cut(line.delayMs(), 0);
      line.cables.clear();
    }
  }

  /** Everything works again from now on; what was lost stays lost. */
  heal(): void {
    for (const line of this.lines) {
      line.stalledUntilMs = 0;
      line.deadUntilMs = 0;
    }
  }

  get isQuiet(): boolean {
    return this.lines.every((line) => [...line.cables].every((cable) => cable.isQuiet));
  }
}
