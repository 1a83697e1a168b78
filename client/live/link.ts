/**
 * One connection to a room, kept up: it comes back by itself, at spread moments, and finds out when a connection that
 * looks alive is dead. It knows nothing of what is said over it.
 */
import { io, type Socket } from 'socket.io-client';
import type { Hello, Parting, Refusal, RefusalWord, ToClient, ToServer } from '../../shared/protocol/messages.ts';

export type RoomSocket = Socket<ToClient, ToServer>;
export type LinkState = 'connecting' | 'up' | 'down';

/** Long enough for a bad mobile network, short enough not to be taken for a broken page. */
const pingTimeoutMs = 2_000;
/** A try that is younger than this is left to succeed. */
const tryMs = 3_000;
/** These pass by themselves: wait and ask again. All other refusals are final. */
const passing: readonly Refusal[] = ['too-many', 'unavailable'];
const passingWaitMs = 3_000;
/** The server let go without a word (it does with connections that take no seat). */
const droppedWaitMs = 1_000;
/** Back within a second of the server's return. */
const firstWaitMs = 300;
const lastWaitMs = 1_500;

/** A hall of phones never knocks all at once: over how long they come, the server says. */
const someTimeIn = (waitMs: number, spreadMs: number): number => waitMs / 2 + Math.random() * (waitMs + spreadMs);

/** `hello` is asked for each connection. `url` is for tests; a page talks to where it came from. */
export function openSocket(hello: () => Hello, url?: string): RoomSocket {
  const options = {
    auth: (give: (hello: Hello) => void) => give(hello()),
    autoConnect: false,
    forceNew: true,
    // Polling is for networks that break WebSockets; it is only tried when WebSocket failed: it costs more handshakes.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    // Chance is in the first wait; each further one doubles it.
    reconnectionDelay: someTimeIn(firstWaitMs, 0),
    reconnectionDelayMax: lastWaitMs,
    randomizationFactor: 0,
    timeout: 8_000,
  };
  return url === undefined ? io(options) : io(url, options);
}

export interface LinkEvents {
  readonly changed: (state: LinkState) => void;
  /** It ended for good. */
  readonly over: (why: Refusal | Parting) => void;
}

export class Link {
  readonly #socket: RoomSocket;
  readonly #on: LinkEvents;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #triedAtMs: number | null = null;
  #verifying = false;
  #isOpen = false;
  /** Over how long phones come back when all lose this server at once. */
  #spreadMs = 0;
  /** The server keeps a moment for this phone: earlier it would knock in vain. */
  #isExpected = false;

  constructor(socket: RoomSocket, on: LinkEvents) {
    this.#socket = socket;
    this.#on = on;
    socket.on('connect', () => {
      this.#triedAtMs = null;
      on.changed('up');
    });
    socket.on('disconnect', (reason) => {
      // Who was not heard of any more lost it alone.
      const spreadMs = reason === 'ping timeout' ? 0 : this.#spreadMs;
      socket.io.reconnectionDelay(someTimeIn(firstWaitMs, spreadMs));
      socket.io.reconnectionDelayMax(lastWaitMs + spreadMs);
      on.changed('down');
      if (reason === 'io server disconnect') this.#retryIn(someTimeIn(droppedWaitMs, spreadMs));
    });
    socket.on('connect_error', (error) => this.#refused(error));
    socket.on('gone', (why) => this.#end(why));
    socket.on('trip', (ack) => ack());
    socket.io.on('reconnect_attempt', () => {
      this.#triedAtMs = performance.now();
    });
  }

  get isUp(): boolean {
    return this.#socket.connected;
  }

  open(): void {
    this.#isOpen = true;
    this.#triedAtMs = performance.now();
    this.#socket.connect();
  }

  close(): void {
    this.#isOpen = false;
    clearTimeout(this.#timer);
    this.#socket.disconnect();
  }

  /** Asks for room time; null without an answer in time. */
  ping(): Promise<number | null> {
    return new Promise((resolve) => {
      if (!this.#socket.connected) return resolve(null);
      // A server of the version before says nothing of spreading.
      this.#socket.timeout(pingTimeoutMs).emit('clock', (error: Error | null, roomMs: number, spreadMs = 0) => {
        if (error !== null || !Number.isFinite(roomMs)) return resolve(null);
        this.#spreadMs = spreadMs;
        resolve(roomMs);
      });
    });
  }

  /** Connects now if it is down, and if it looks up finds out whether it is. */
  async verify(): Promise<void> {
    if (!this.#isOpen || this.#verifying) return;
    if (!this.#socket.connected) return this.#connectNow();
    this.#verifying = true;
    const roomMs = await this.ping();
    this.#verifying = false;
    if (roomMs !== null || !this.#socket.connected) return;
    this.#on.changed('down');
    this.#connectNow();
  }

  /** Skips the wait between tries. */
  #connectNow(): void {
    if (!this.#isOpen || this.#isExpected) return;
    const isTrying = this.#triedAtMs !== null && performance.now() - this.#triedAtMs < tryMs;
    if (isTrying && !this.#socket.connected) return;
    clearTimeout(this.#timer);
    this.#triedAtMs = performance.now();
    this.#socket.disconnect().connect();
  }

  #refused({ message, data: refusal }: Error & { data?: RefusalWord }): void {
    this.#triedAtMs = null;
    if (refusal !== undefined && !passing.includes(refusal.why)) return this.#end(refusal.why);
    this.#on.changed('down');
    if (refusal !== undefined) {
      this.#isExpected = refusal.waitMs !== undefined;
      return this.#retryIn(refusal.waitMs ?? someTimeIn(passingWaitMs, 0));
    }
    // Without a reason it was the network: Socket.IO tries again by itself. One that swallows WebSockets says nothing, so
    // polling is tried first then, until that fails.
    const { transports } = this.#socket.io.opts;
    if (message === 'timeout' || transports?.[0] === 'polling') transports?.reverse();
  }

  #end(why: Refusal | Parting): void {
    this.close();
    this.#on.over(why);
  }

  #retryIn(waitMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#isExpected = false;
      this.#connectNow();
    }, waitMs);
  }
}
