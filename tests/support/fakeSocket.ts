/**
 * The phone's side of Socket.IO as client/live uses it, over a simulated network: connecting, coming back by itself at
 * spread moments, refusals and goodbyes, in the order of the real client.
 */
import { EventEmitter } from 'node:events';
import type { RoomSocket } from '../../client/live/link.ts';
import type { Hello } from '../../shared/protocol/messages.ts';
import type { Cable, FakeNetwork, Frame, Line } from './fakeNetwork.ts';

const openTimeoutMs = 8_000;

type Heard = (...args: unknown[]) => void;

/** Sees what this phone asks for, and what it is answered. */
export interface PhoneEar {
  asked(action: unknown): void;
  answered(action: unknown, ack: unknown): void;
}

let sockets = 0;

export class FakeSocket {
  connected = false;
  /** Tells it from all others to whoever listens in. */
  readonly phone = ++sockets;
  readonly #network: FakeNetwork;
  readonly #line: Line;
  readonly #hello: () => Hello;
  readonly #ear: PhoneEar;
  readonly #heard = new EventEmitter();
  readonly #heardOfManager = new EventEmitter();
  readonly io = {
    opts: {},
    on: (event: string, heard: Heard) => this.#heardOfManager.on(event, heard),
    reconnectionDelay: (ms: number) => (this.#firstWaitMs = ms),
    reconnectionDelayMax: (ms: number) => (this.#lastWaitMs = ms),
  };
  /** As openSocket in client/live/link.ts sets them, until Link knows better. */
  #firstWaitMs = 150 + 300 * Math.random();
  #lastWaitMs = 1_500;
  /** Whoever began before the last connect or disconnect is too late. */
  #era = 0;
  #cable: Cable | null = null;
  #isWaiting = false;
  #tries = 0;
  #acks = new Map<number, { readonly done: (...args: unknown[]) => void; readonly lost: (() => void) | null }>();
  #ackCount = 0;

  constructor(network: FakeNetwork, line: Line, hello: () => Hello, ear: PhoneEar) {
    this.#network = network;
    this.#line = line;
    this.#hello = hello;
    this.#ear = ear;
  }

  get asRoomSocket(): RoomSocket {
    return this as unknown as RoomSocket;
  }

  on(event: string, heard: Heard): this {
    this.#heard.on(event, heard);
    return this;
  }

  connect(): this {
    if (!this.connected && !this.#isWaiting && this.#cable === null) this.#open();
    return this;
  }

  disconnect(): this {
    if (this.connected) this.#cable?.phone.send({ kind: 'goodbye' });
    this.#hangUp();
    if (this.connected) this.#down('io client disconnect');
    return this;
  }

  emit(event: string, ...args: unknown[]): this {
    const ack = args.pop() as (...args: unknown[]) => void;
    const [action] = args;
    if (event === 'act') this.#ear.asked(action);
    const done = (...answer: unknown[]): void => {
      if (event === 'act') this.#ear.answered(action, answer[0]);
      ack(...answer);
    };
    this.#send(event, args, done, null);
    return this;
  }

  timeout(waitMs: number): { emit: (event: string, ...args: unknown[]) => void } {
    return {
      emit: (event, ...args) => {
        const ack = args.pop() as (error: Error | null, ...args: unknown[]) => void;
        const timer = this.#network.clock.after(waitMs, () => {
          this.#acks.delete(id);
          ack(new Error('operation has timed out'));
        });
        const off = (): void => {
          timer.isOff = true;
        };
        const id = this.#send(
          event,
          args,
          (...answer) => {
            off();
            ack(null, ...answer);
          },
          () => {
            off();
            ack(new Error('socket has been disconnected'));
          },
        );
      },
    };
  }

  #send(name: string, args: unknown[], done: (...args: unknown[]) => void, lost: (() => void) | null): number {
    // The real one would keep it and send it later; nothing of ours relies on that.
    if (!this.connected) throw new Error(`${name} was sent while disconnected`);
    const ack = ++this.#ackCount;
    this.#acks.set(ack, { done, lost });
    this.#cable?.phone.send({ kind: 'event', name, args, ack, twice: this.#isTwice(args[0]) });
    return ack;
  }

  /** Only what says who asked for it: nothing of ours sends a control of the host twice on one connection. */
  #isTwice(action: unknown): boolean {
    const { type } = (action ?? {}) as { type?: unknown };
    return (type === 'answer' || type === 'join') && Math.random() < this.#network.duplicates;
  }

  #open(): void {
    const era = ++this.#era;
    this.#isWaiting = true;
    const failed = (): void => {
      if (era !== this.#era) return;
      this.#era += 1;
      this.#isWaiting = false;
      this.#heard.emit('connect_error', new Error('network'));
      if (era + 1 === this.#era) this.#openLater();
    };
    const timer = this.#network.clock.after(openTimeoutMs, failed);
    this.#network.dial(
      this.#line,
      (cable) => {
        if (era !== this.#era) return cable.phone.close();
        timer.isOff = true;
        this.#isWaiting = false;
        this.#tries = 0;
        this.#cable = cable;
        cable.phone.heard = (frame) => {
          if (era === this.#era) this.#receive(frame);
        };
        cable.phone.ended = () => {
          if (era === this.#era) this.#lost();
        };
        cable.phone.send({ kind: 'hello', auth: this.#hello() });
      },
      () => {
        timer.isOff = true;
        failed();
      },
    );
  }

  #openLater(): void {
    const era = ++this.#era;
    this.#isWaiting = true;
    const waitMs = Math.min(this.#lastWaitMs, this.#firstWaitMs * 2 ** this.#tries++);
    this.#network.clock.after(waitMs, () => {
      if (era !== this.#era) return;
      this.#heardOfManager.emit('reconnect_attempt');
      this.#open();
    });
  }

  /** The connection broke: it comes back by itself. */
  #lost(): void {
    const era = ++this.#era;
    this.#cable = null;
    this.#down('transport close');
    if (era === this.#era) this.#openLater();
  }

  #receive(frame: Frame): void {
    switch (frame.kind) {
      case 'welcome':
        this.connected = true;
        this.#heard.emit('connect');
        return;
      case 'refusal': {
        this.#hangUp();
        this.#heard.emit('connect_error', Object.assign(new Error(frame.message), { data: frame.reason }));
        return;
      }
      case 'event':
        this.#heard.emit(frame.name, ...frame.args);
        return;
      case 'ack': {
        const waiting = this.#acks.get(frame.ack);
        this.#acks.delete(frame.ack);
        waiting?.done(...frame.args);
        return;
      }
      case 'goodbye':
        this.#hangUp();
        this.#down('io server disconnect');
        return;
      case 'ping':
        this.#cable?.phone.send({ kind: 'pong', nonce: frame.nonce });
        return;
      default:
        throw new Error(`a phone does not expect ${frame.kind}`);
    }
  }

  /** Lets go of the connection and of every try; nothing comes back by itself after this. */
  #hangUp(): void {
    this.#era += 1;
    this.#isWaiting = false;
    this.#tries = 0;
    this.#cable?.phone.close();
    this.#cable = null;
  }

  #down(reason: string): void {
    this.connected = false;
    this.#heard.emit('disconnect', reason);
    const acks = [...this.#acks.values()];
    this.#acks.clear();
    for (const { lost } of acks) lost?.();
  }
}
