/** One small room and its people on the wire: they join, answer each question within a second, and time what comes back. */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { graceMs } from '../../shared/limits.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { unpackScene, type Packed } from '../../shared/protocol/packed.ts';
import { RawClient } from './rawClient.ts';
import type { OpenRoom } from './roomsServer.ts';

const answersOverMs = 1_000;
const lostAfterMs = 30_000;

const ref = (): string => randomBytes(6).toString('base64url');

interface RoomParts extends OpenRoom {
  readonly port: number;
  /** The address to come from; undefined where the system does not let us choose. */
  readonly from: string | undefined;
}

export class BenchRoom {
  readonly ackMs: number[] = [];
  /** How far from its announced end the one question ended that nobody closed. */
  deadlineOffMs: number | null = null;
  lost = 0;
  readonly #parts: RoomParts;
  readonly #players: RawClient[] = [];
  #host: RawClient | null = null;
  #scene = { index: -1, opensAtMs: 0, closesAtMs: 0, phase: 'lobby' };
  #sceneAtMs = 0;

  constructor(parts: RoomParts) {
    this.#parts = parts;
  }

  async join(players: number): Promise<void> {
    this.#host = await this.#connect('desk', this.#parts.token, () => {});
    for (let at = 0; at < players; at++) {
      const token = randomBytes(32).toString('base64url');
      // All see the same: one looks for all.
      const player = await this.#connect('player', token, at === 0 ? (text) => this.#read(text) : () => {});
      await player.emit('act', { type: 'join', ref: ref(), name: `Player ${String(at)}` });
      this.#players.push(player);
    }
  }

  /** Plays all items; in the last, if wished, one keeps silent. Ends the room. */
  async play(items: number, restMs: () => number, isDeadlineKept: boolean): Promise<void> {
    for (let item = 0; item < items; item++) {
      await wait(restMs());
      const phase = item === 0 ? 'lobby' : 'revealed';
      await this.#host?.emit('act', { type: 'next', ref: ref(), phase, index: item - 1 });
      await this.#until(() => this.#scene.index === item);
      await wait(this.#scene.opensAtMs - Date.now() + 20);
      const isSilent = isDeadlineKept && item === items - 1;
      await this.#answer(item, isSilent ? this.#players.slice(1) : this.#players);
      await this.#until(() => this.#scene.phase === 'revealed');
      if (isSilent) this.deadlineOffMs = Math.abs(this.#sceneAtMs - this.#scene.closesAtMs - graceMs);
    }
    await this.#host?.emit('act', { type: 'end', ref: ref() });
  }

  leave(): void {
    for (const client of [this.#host, ...this.#players]) client?.close();
  }

  async #answer(item: number, players: readonly RawClient[]): Promise<void> {
    await Promise.all(
      players.map(async (player, at) => {
        await wait((at / players.length) * answersOverMs);
        const sentMs = performance.now();
        const ack = await player.emit('act', { type: 'answer', ref: ref(), item, answer: [at % 4], tookMs: 50 });
        this.ackMs.push(performance.now() - sentMs);
        if (!ack.includes('"ok":true')) this.lost += 1;
      }),
    );
  }

  #connect(audience: string, token: string, scene: (text: string) => void): Promise<RawClient> {
    const auth = { version: protocolVersion, code: this.#parts.code, audience, token };
    const take = (event: string, text: string): void => {
      if (event === 'scene') scene(text);
    };
    return RawClient.connect(this.#parts.port, auth, take, this.#parts.from);
  }

  #read(text: string): void {
    const [, packed] = JSON.parse(text.slice(2)) as [string, Packed];
    this.#scene = unpackScene(packed);
    this.#sceneAtMs = Date.now();
  }

  async #until(isSo: () => boolean): Promise<void> {
    const untilMs = performance.now() + lostAfterMs;
    while (!isSo()) {
      if (performance.now() > untilMs) throw new Error(`a view never came to room ${this.#parts.code}`);
      await wait(5);
    }
  }
}
