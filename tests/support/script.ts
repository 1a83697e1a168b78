/** A Socket.IO server that says to a page what a test wants, so that every message can be lost on purpose. */
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { expect, vi } from 'vitest';
import type { Ack, Action, RefusalWord, ToClient, ToServer } from '../../shared/protocol/messages.ts';
import { packScene, packYou } from '../../shared/protocol/packed.ts';
import { sceneView, youView } from '../../shared/game/views.ts';
import type { Scene } from '../../shared/protocol/views.ts';
import { joined, opened, Play, samplePack } from './rooms.ts';

/** Its room time is far from this machine's. */
export const roomAheadMs = 3_600_000;

export class Script {
  readonly http: HttpServer = createServer();
  readonly wire = new Server<ToServer, ToClient>(this.http);
  readonly acts: Action[] = [];
  /** Null: the acknowledgement is lost. */
  answer: (action: Action) => Ack | null = () => ({ ok: true });
  /** What the next handshake is refused with, or null. */
  refuse: RefusalWord | null = null;
  /** When handshakes came, refused ones too; by a monotonic clock. */
  readonly knockedMs: number[] = [];
  /** Null: a server of the version before, which does not say. */
  spreadMs: number | null = 0;
  isDeaf = false;
  views: { scene: Scene; you: ReturnType<typeof youView> };

  constructor() {
    const play = new Play();
    play.append(opened(samplePack));
    play.append(joined(0));
    this.views = { scene: sceneView(play.state), you: youView(play.state, 0) };
    this.wire.use((_socket, next) => {
      this.knockedMs.push(performance.now());
      next(this.refuse === null ? undefined : Object.assign(new Error(this.refuse.why), { data: this.refuse }));
    });
    this.wire.on('connection', (socket) => {
      socket.on('clock', (ack) => {
        const tell: (...told: number[]) => void = ack;
        const roomMs = Date.now() + roomAheadMs;
        if (!this.isDeaf) tell(...(this.spreadMs === null ? [roomMs] : [roomMs, this.spreadMs]));
      });
      socket.on('act', (action, ack) => {
        this.acts.push(action as Action);
        const answer = this.answer(action as Action);
        if (answer !== null) ack(answer);
      });
      socket.emit('you', this.views.you === null ? null : packYou(this.views.you));
      socket.emit('scene', packScene(this.views.scene));
    });
  }

  async listen(port = 0): Promise<number> {
    await new Promise<void>((resolve) => this.http.listen(port, '127.0.0.1', resolve));
    return (this.http.address() as AddressInfo).port;
  }

  drop(): void {
    this.wire.disconnectSockets(true);
  }

  /** As a network does it, or a server that ends: without a word. */
  cut(): void {
    for (const { conn } of this.wire.sockets.sockets.values()) conn.close();
  }
}

export const until = (condition: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: 8_000, interval: 20 });
