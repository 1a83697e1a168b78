/**
 * Somebody with a phone: what the page would show when, by the page's own clock and its own count of time, over a real
 * Socket.IO connection. What they tap, and when, the scenario says.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { RoomClock } from '../../client/live/clock.ts';
import { Shown } from '../../client/pages/play/shown.ts';
import type { Ack } from '../../shared/protocol/messages.ts';
import { Guest } from '../support/guest.ts';
import { Player } from './crowd.ts';

/** As a page asks after it connected. */
const pings = 5;
const pingGapMs = 120;

export interface PersonOptions {
  readonly url: string;
  readonly code: string;
  readonly name: string;
  /** How far the phone's own clock is off. */
  readonly clockOffMs?: number;
  /** Keeps every frame, for the key that comes early. */
  readonly isRecording?: boolean;
}

export class Person {
  readonly player: Player;
  readonly #clock: RoomClock;
  readonly #shown = new Shown();
  readonly #localMs: () => number;

  constructor({ url, code, name, clockOffMs = 0, isRecording = false }: PersonOptions) {
    this.player = new Player(new Guest({ url, code }), name, isRecording);
    this.#localMs = () => performance.now() + clockOffMs;
    this.#clock = new RoomClock(this.#localMs);
  }

  get seat(): number {
    return this.player.guest.you?.seat ?? -1;
  }

  /** Takes a seat, and learns room time as pages do. */
  async join(isPage = true): Promise<Ack> {
    const { guest, name } = this.player;
    const ack = await guest.join(name);
    if (!ack.ok) return ack;
    for (let at = 0; isPage && at < pings; at++) {
      await this.#clock.sample(() => guest.socket.emitWithAck('clock').catch(() => null));
      await wait(pingGapMs);
    }
    await guest.until(({ you }) => you !== null);
    return ack;
  }

  /** Resolves when the item can be answered on this phone. */
  async shows(item: number): Promise<void> {
    const { guest } = this.player;
    await guest.until(({ scene }) => scene?.phase === 'asked' && scene.index === item);
    await wait(Math.max(0, (guest.scene?.opensAtMs ?? 0) - this.#clock.nowMs()));
    this.#shown.mark(String(item), this.#localMs());
  }

  /** Answers with the time that the page counted. Resolves with how long the acknowledgement took. */
  async tap(item: number, answer: number[]): Promise<number> {
    const tappedAtMs = performance.now();
    await this.player.answer(item, answer, this.#shown.tookMs(String(item), this.#localMs()));
    return performance.now() - tappedAtMs;
  }

  close(): void {
    this.player.guest.close();
  }
}
