/**
 * The server's side of Socket.IO as server/live uses it, over a simulated network: middlewares, rooms, acknowledgements,
 * and the order in which a real one does things. Whoever needs more of Socket.IO adds it here.
 */
import { EventEmitter } from 'node:events';
import type { Wire } from '../../server/live/wire.ts';
import type { End, Frame, Listener } from './fakeNetwork.ts';

type Next = (error?: Error & { data?: unknown }) => void;
type Middleware = (connection: FakeConnection, next: Next) => void;
type PacketMiddleware = (packet: unknown[], next: (error?: Error) => void) => void;

/** Sees what the server says, at the moment it says it. */
export interface Overheard {
  /** An event to one connection, or to each of a broadcast. */
  sent(connection: FakeConnection, name: string, text: string): void;
  /** An acknowledgement of an event, whether or not it will ever arrive. */
  acked(connection: FakeConnection, eventArgs: readonly unknown[], ackArgs: readonly unknown[]): void;
}

/** A WebSocket whose other end answers pings below any script: what roundTrips.ts and outlet.ts look for. */
class FakeTransport extends EventEmitter {
  readonly name = 'websocket';
  readonly socket: object;
  readonly #end: End;
  readonly #windowFrames: number;

  constructor(end: End, pongs: EventEmitter, windowFrames: number) {
    super();
    this.#end = end;
    this.#windowFrames = windowFrames;
    end.moved = () => {
      if (this.writable) this.emit('ready');
    };
    this.socket = {
      ping: (nonce: Buffer) => end.send({ kind: 'ping', nonce: nonce.toString('hex') }),
      on: (event: string, heard: (payload: Buffer) => void) => pongs.on(event, heard),
      off: (event: string, heard: (payload: Buffer) => void) => pongs.off(event, heard),
    };
  }

  get writable(): boolean {
    return this.#end.underWay < this.#windowFrames;
  }
}

class FakeConn extends EventEmitter {
  readonly transport: FakeTransport;
  readonly #end: End;

  constructor(end: End, pongs: EventEmitter, windowFrames: number) {
    super();
    this.#end = end;
    this.transport = new FakeTransport(end, pongs, windowFrames);
  }

  close(): void {
    this.emit('close');
    this.#end.close();
  }
}

export class FakeConnection {
  readonly id: string;
  data: unknown = {};
  readonly handshake: { readonly auth: unknown };
  readonly conn: FakeConn;
  connected = false;
  readonly #wire: FakeWire;
  readonly #end: End;
  readonly #heard = new EventEmitter();
  readonly #pongs = new EventEmitter();
  readonly #middlewares: PacketMiddleware[] = [];

  constructor(wire: FakeWire, end: End, id: string, auth: unknown) {
    this.#wire = wire;
    this.#end = end;
    this.id = id;
    this.handshake = { auth };
    this.conn = new FakeConn(end, this.#pongs, wire.windowFrames);
    this.conn.on('close', () => this.closed('forced close'));
  }

  get overheard(): Overheard {
    return this.#wire.overheard;
  }

  use(middleware: PacketMiddleware): this {
    this.#middlewares.push(middleware);
    return this;
  }

  on(event: string, heard: (...args: unknown[]) => void): this {
    this.#heard.on(event, heard);
    return this;
  }

  once(event: string, heard: (...args: unknown[]) => void): this {
    this.#heard.once(event, heard);
    return this;
  }

  emit(name: string, ...args: unknown[]): boolean {
    if (!this.connected) return true;
    const text = JSON.stringify({ kind: 'event', name, args } satisfies Frame);
    this.overheard.sent(this, name, text);
    this.#end.sendText(text);
    return true;
  }

  join(room: string): void {
    const { rooms } = this.#wire.sockets.adapter;
    const ids = rooms.get(room) ?? new Set();
    ids.add(this.id);
    rooms.set(room, ids);
  }

  disconnect(close = false): this {
    if (!this.connected) return this;
    this.#end.send({ kind: 'goodbye' });
    this.closed('server namespace disconnect');
    if (close) this.#end.close();
    return this;
  }

  /** The middlewares let it in. */
  opened(): void {
    this.connected = true;
    this.#wire.sockets.sockets.set(this.id, this);
    this.#end.send({ kind: 'welcome' });
  }

  /** It leaves its rooms first and says so then, as a real one. */
  closed(reason: string): void {
    if (!this.connected) return;
    for (const ids of this.#wire.sockets.adapter.rooms.values()) ids.delete(this.id);
    this.#wire.sockets.sockets.delete(this.id);
    this.connected = false;
    this.#heard.emit('disconnect', reason);
  }

  receive(frame: Frame): void {
    if (frame.kind === 'pong') this.#pongs.emit('pong', Buffer.from(frame.nonce, 'hex'));
    if (frame.kind === 'goodbye') this.closed('client namespace disconnect');
    if (frame.kind !== 'event') return;
    if (frame.twice === true) this.receive({ ...frame, twice: false });
    const { ack, args } = frame;
    const all = ack === undefined ? args : [...args, this.#acknowledge(ack, args)];
    const run = (at: number): void => {
      const middleware = this.#middlewares[at];
      if (middleware !== undefined) return middleware([frame.name, ...all], () => run(at + 1));
      process.nextTick(() => {
        if (this.connected) this.#heard.emit(frame.name, ...all);
      });
    };
    run(0);
  }

  #acknowledge(ack: number, eventArgs: readonly unknown[]): (...args: unknown[]) => void {
    let isSent = false;
    return (...args) => {
      if (isSent) return;
      isSent = true;
      this.overheard.acked(this, eventArgs, args);
      this.#end.send({ kind: 'ack', ack, args });
    };
  }
}

export class FakeWire implements Listener {
  readonly sockets = {
    adapter: { rooms: new Map<string, Set<string>>() },
    sockets: new Map<string, FakeConnection>(),
  };
  /** No requests come in here that would have to be let go. */
  readonly engine = { use: (): void => {} };
  readonly overheard: Overheard;
  /** Frames under way to a phone before the network takes no more. */
  readonly windowFrames: number;
  readonly #middlewares: Middleware[] = [];
  #onConnection: (connection: FakeConnection) => void = () => {};
  #connections = 0;

  constructor(overheard: Overheard, windowFrames = Infinity) {
    this.overheard = overheard;
    this.windowFrames = windowFrames;
  }

  /** As the server's own code sees it. */
  get asWire(): Wire {
    return this as unknown as Wire;
  }

  use(middleware: Middleware): this {
    this.#middlewares.push(middleware);
    return this;
  }

  on(event: string, heard: (connection: FakeConnection) => void): this {
    if (event === 'connection') this.#onConnection = heard;
    return this;
  }

  in(rooms: readonly string[]): {
    emit: (name: string, ...args: unknown[]) => void;
    disconnectSockets: (close: boolean) => void;
  } {
    const inside = (): FakeConnection[] => {
      const ids = new Set(rooms.flatMap((room) => [...(this.sockets.adapter.rooms.get(room) ?? [])]));
      return [...ids].flatMap((id) => this.sockets.sockets.get(id) ?? []);
    };
    return {
      emit: (name, ...args) => {
        for (const connection of inside()) connection.emit(name, ...args);
      },
      disconnectSockets: (close) => {
        for (const connection of inside()) connection.disconnect(close);
      },
    };
  }

  accept(end: End): void {
    let connection: FakeConnection | null = null;
    end.heard = (frame) => {
      if (frame.kind === 'hello') {
        connection = new FakeConnection(this, end, `c${String(++this.#connections)}`, frame.auth);
        this.#admit(connection, end);
      } else connection?.receive(frame);
    };
    end.ended = () => connection?.closed('transport close');
  }

  #admit(connection: FakeConnection, end: End): void {
    const run = (at: number): void => {
      const middleware = this.#middlewares[at];
      if (middleware !== undefined) {
        middleware(connection, (error) => {
          if (error === undefined) return run(at + 1);
          end.send({ kind: 'refusal', message: error.message, reason: error.data });
        });
        return;
      }
      process.nextTick(() => {
        if (end.isOver) return;
        connection.opened();
        this.#onConnection(connection);
      });
    };
    run(0);
  }
}
