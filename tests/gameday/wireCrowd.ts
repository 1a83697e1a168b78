/**
 * Players by the thousand, on bare WebSockets: each takes a seat, sends an answer once, and keeps what it was told and
 * shown last. Nobody comes back by itself; what a full door says (come again, then) is heeded as pages do.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { protocolVersion, type Ack } from '../../shared/protocol/messages.ts';
import { unpackScene, unpackYou, type Packed } from '../../shared/protocol/packed.ts';
import type { Scene, You } from '../../shared/protocol/views.ts';
import { RawClient } from '../bench/rawClient.ts';
import { freshRef, freshToken } from '../support/guest.ts';
import { seenBy, type Evidence, type Frame, type Sent } from './checker.ts';
import { comesTrue } from './day.ts';

export interface TimedAnswer extends Sent {
  /** From sending it to its acknowledgement. */
  readonly ackMs: number;
}

/** As a page does that was turned away for now. */
const againMs = (): number => 1_500 + 3_000 * Math.random();

export interface Door {
  readonly port: number;
  readonly code: string;
  /** The address that this one comes from; the loopback's usual one without. */
  readonly fromOf?: (at: number) => string | undefined;
}

export class WirePlayer {
  readonly token = freshToken();
  readonly name: string;
  readonly sent: TimedAnswer[] = [];
  /** All that it was sent; null where that is not kept. */
  readonly frames: Frame[] | null;
  /** What the server said when it sent this one away. */
  gone: string | null = null;
  /** The newest scene, as it came. */
  sceneText = '';
  #client: RawClient | null = null;
  #youText: string | null = null;

  constructor(name: string, isKeepingFrames = false) {
    this.name = name;
    this.frames = isKeepingFrames ? [] : null;
  }

  /** As the phone shows it now; null before a seat. */
  get you(): You | null {
    if (this.#youText === null) return null;
    const [, packed] = JSON.parse(this.#youText.slice(2)) as [string, Packed | null];
    return packed === null ? null : unpackYou(packed);
  }

  /** Knocks until it is let in or refused for good; resolves with the refusal, or null. */
  async connect({ port, code, fromOf }: Door, at: number, saw: (text: string) => void): Promise<string | null> {
    const hello = { version: protocolVersion, code, audience: 'player', token: this.token };
    for (;;) {
      try {
        this.#client = await RawClient.connect(
          port,
          hello,
          (event, text) => this.#take(event, text, saw),
          fromOf?.(at),
        );
        return null;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        if (!/"why":"(?:too-many|unavailable)"/.test(why)) return why;
        await wait(againMs());
      }
    }
  }

  async act(intent: object, ref = freshRef()): Promise<Ack> {
    const [ack] = JSON.parse((await this.#client?.emit('act', { ...intent, ref })) ?? '[null]') as [Ack];
    return ack;
  }

  async answer(item: number, answer: number[], tookMs: number): Promise<TimedAnswer> {
    const ref = freshRef();
    const sentAtMs = performance.now();
    const ack = await this.act({ type: 'answer', item, answer, tookMs }, ref);
    const sent = { token: this.token, item, ref, answer, ack, ackMs: performance.now() - sentAtMs };
    this.sent.push(sent);
    return sent;
  }

  close(): void {
    this.#client?.close();
  }

  #take(event: 'scene' | 'you' | 'other', text: string, saw: (text: string) => void): void {
    if (this.frames !== null && event !== 'other') {
      const [, payload] = JSON.parse(text.slice(2)) as [string, Packed | null];
      this.frames.push({ event, payload });
    }
    if (event === 'you') this.#youText = text;
    else if (event === 'scene') saw((this.sceneText = text));
    else if (text.startsWith('42["gone"')) this.gone = text;
  }
}

export class WireCrowd {
  readonly players: readonly WirePlayer[];
  /** The newest that anybody was shown: it is the same for all. */
  scene: Scene | null = null;
  readonly #door: Door;
  #text = '';

  constructor(door: Door, names: readonly string[], framesKept = 0) {
    this.#door = door;
    this.players = names.map((name, at) => new WirePlayer(name, at < framesKept));
  }

  /** Takes a seat. Resolves with what it was told: the acknowledgement, or why it was not let in. */
  async enter(at: number): Promise<Ack | string> {
    const player = this.players[at];
    if (player === undefined) throw new Error(`there is no player ${String(at)}`);
    const refused = await player.connect(this.#door, at, (text) => this.#read(text));
    return refused ?? player.act({ type: 'join', name: player.name });
  }

  /** Everybody looks at this phase; what came with it for each of them alone was sent before. False: not in time. */
  allSee(phase: Scene['phase'], withinMs = 30_000): Promise<boolean> {
    const isThere = (): boolean =>
      this.players.every(({ gone, sceneText }) => gone !== null || sceneText === this.#text);
    return comesTrue(() => this.scene?.phase === phase && isThere(), withinMs);
  }

  /** What the checker asks for besides the log; of those who were let in. */
  evidence(): Omit<Evidence, 'entries'> {
    const screens = this.players.flatMap(({ you, token }) => (you === null ? [] : [seenBy(token, you)]));
    return {
      tokens: this.players.map(({ token }) => token),
      sent: this.players.flatMap(({ sent }) => sent),
      seen: screens,
      screens,
      frames: this.players.flatMap(({ frames }) => frames ?? []),
    };
  }

  close(): void {
    for (const player of this.players) player.close();
  }

  /** The same text for all: it is read once. */
  #read(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    const [, packed] = JSON.parse(text.slice(2)) as [string, Packed];
    const scene = unpackScene(packed);
    if (scene.seq >= (this.scene?.seq ?? 0)) this.scene = scene;
  }
}
