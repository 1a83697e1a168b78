/**
 * A player or host as a program: a real Socket.IO client that keeps the newest views and repeats an action, with the
 * same ref, until the server has answered it. Used by live tests, bots and benches; it knows no answers.
 */
import { randomBytes } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import {
  protocolVersion,
  type Ack,
  type Audience,
  type Hello,
  type Intent,
  type Parting,
  type Refusal,
  type RefusalWord,
  type ToClient,
  type ToServer,
} from '../../shared/protocol/messages.ts';
import { Link, openSocket } from '../../client/live/link.ts';
import { nextTurn } from '../../client/live/seats.ts';
import { unpackScene, unpackYou } from '../../shared/protocol/packed.ts';
import type { Desk, Scene, Stage, You } from '../../shared/protocol/views.ts';
import { keepInMemory } from './memoryStorage.ts';

export const freshToken = (): string => randomBytes(32).toString('base64url');
export const freshRef = (): string => randomBytes(9).toString('base64url');

export interface GuestOptions {
  readonly url: string;
  readonly code: string;
  readonly audience?: Audience;
  readonly token?: string;
  /** Without it: WebSocket alone, as most phones end up with. */
  readonly transports?: readonly ('websocket' | 'polling')[];
  /** Which of its connections a phone says that this is. */
  readonly turn?: number;
  /** Without it: that of this server. */
  readonly version?: number;
  /** The address to come from, where the system lets us choose. */
  readonly from?: string | undefined;
  /** It comes back as the page does, by the page's own code, and counts its connections; without it sooner. */
  readonly isPage?: boolean;
}

/** What passes by itself is asked for again, as the page does; somewhat sooner. */
const passingWaitMs = 1_000;
const ackTimeoutMs = 4_000;

function openPlain({ url, transports = ['websocket'] }: GuestOptions, hello: () => Hello): Socket<ToClient, ToServer> {
  const back = { reconnectionDelay: 100, reconnectionDelayMax: 800 };
  const auth = (say: (hello: Hello) => void): void => say(hello());
  return io(url, { auth, transports: [...transports], forceNew: true, autoConnect: false, ...back });
}

export class Guest {
  readonly token: string;
  scene: Scene | null = null;
  you: You | null = null;
  stage: Stage | null = null;
  desk: Desk | null = null;
  /** Why the server ended it for good, or refused it. */
  over: Parting | Refusal | null = null;
  readonly #socket: Socket<ToClient, ToServer>;
  readonly #watchers = new Set<() => void>();
  #expected: NodeJS.Timeout | undefined;
  #link: Link | undefined;

  constructor(options: GuestOptions) {
    this.token = options.token ?? freshToken();
    const kept = keepInMemory();
    const hello = (): Hello => ({
      version: options.version ?? protocolVersion,
      code: options.code,
      audience: options.audience ?? 'player',
      token: this.token,
      turn: options.isPage === true ? nextTurn(kept) : options.turn,
    });
    this.#socket = options.isPage === true ? openSocket(hello, options.url) : openPlain(options, hello);
    // Not in the types: the WebSocket's own.
    Object.assign(this.#socket.io.opts, { localAddress: options.from });
    this.#socket.on('scene', (scene) => this.#seen(() => (this.scene = unpackScene(scene))));
    this.#socket.on('you', (you) => this.#seen(() => (this.you = you === null ? null : unpackYou(you))));
    this.#socket.on('stage', (stage) => this.#seen(() => (this.stage = stage)));
    this.#socket.on('desk', (desk) => this.#seen(() => (this.desk = desk)));
    this.#socket.on('gone', (why) => this.#seen(() => (this.over = why)));
    this.#socket.on('connect', () => this.#seen(() => {}));
    if (options.isPage === true) {
      const changed = (): void => this.#seen(() => {});
      this.#link = new Link(this.#socket, { changed, over: (why) => this.#seen(() => (this.over = why)) });
      // The answer says over how long to come back.
      this.#socket.on('connect', () => void this.#link?.ping());
      this.#link.open();
      return;
    }
    this.#socket.on('connect_error', ({ data }: Error & { data?: RefusalWord }) => this.#refused(data));
    this.#socket.connect();
  }

  get isConnected(): boolean {
    return this.#socket.connected;
  }

  get socket(): Socket<ToClient, ToServer> {
    return this.#socket;
  }

  /** Sends the action until the server has answered it, over as many connections as that takes. */
  async act(intent: Intent, ref = freshRef()): Promise<Ack> {
    for (;;) {
      if (!this.isConnected) await this.until(() => this.isConnected || this.over !== null);
      if (this.over !== null) return { ok: false, why: 'room-over' };
      const answer = await this.actOnce(intent, ref);
      if (answer !== null && (answer.ok || answer.why !== 'unavailable')) return answer;
    }
  }

  /** Sends it once; null when no answer came. */
  async actOnce(intent: Intent, ref = freshRef()): Promise<Ack | null> {
    try {
      return await Promise.race([
        this.#socket.timeout(ackTimeoutMs).emitWithAck('act', { ...intent, ref }),
        new Promise<never>((_, reject) => this.#socket.once('disconnect', reject)),
      ]);
    } catch {
      return null;
    }
  }

  join(name: string): Promise<Ack> {
    return this.act({ type: 'join', name });
  }

  /** Resolves when `seen` holds, which is asked after each view and connection. */
  until(seen: (guest: this) => boolean, timeoutMs = 60_000): Promise<void> {
    if (seen(this)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#watchers.delete(watch);
        reject(
          new Error(
            `waited ${String(timeoutMs)} ms in vain: ${seen.toString()}; at ${this.scene?.phase ?? this.stage?.phase ?? this.desk?.phase ?? 'nothing'}`,
          ),
        );
      }, timeoutMs);
      const watch = (): void => {
        if (!seen(this)) return;
        clearTimeout(timer);
        this.#watchers.delete(watch);
        resolve();
      };
      this.#watchers.add(watch);
    });
  }

  /** Cuts the network under it; it comes back by itself. */
  cut(): void {
    this.#socket.io.engine.close();
  }

  /** The connection is gone from one moment to the next, as when the wireless network goes. */
  drop(): void {
    const { transport } = this.#socket.io.engine as unknown as { transport: { ws?: { terminate(): void } } };
    transport.ws?.terminate();
  }

  close(): void {
    clearTimeout(this.#expected);
    this.#link?.close();
    this.#socket.disconnect();
  }

  #refused(refusal: RefusalWord | undefined): void {
    const passingMs = refusal?.why === 'unavailable' ? passingWaitMs * (0.5 + Math.random()) : undefined;
    const waitMs = refusal?.waitMs ?? passingMs;
    if (waitMs !== undefined) this.#expected = setTimeout(() => this.#socket.connect(), waitMs);
    else if (refusal !== undefined) this.#seen(() => (this.over = refusal.why));
  }

  #seen(change: () => void): void {
    change();
    for (const watch of [...this.#watchers]) watch();
  }
}
