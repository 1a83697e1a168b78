/**
 * A crowd in a room: guests who note what they sent, what they were told of it and when, and what their screens showed.
 * What of that is wrong, the checker says.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Json } from '../../shared/kinds/kind.ts';
import type { Ack } from '../../shared/protocol/messages.ts';
import { unpackYou, type Packed } from '../../shared/protocol/packed.ts';
import { fromOf } from '../bench/arriving.ts';
import { freshRef, Guest } from '../support/guest.ts';
import { answerTo, nameOf } from '../support/personality.ts';
import { seenBy, type Evidence, type Frame, type Seen, type Sent } from './checker.ts';
import { comesTrue, type Day } from './day.ts';

/** As the page has it, somewhat sooner: what the server cannot take now is sent again. */
const againMs = 300;
/** Somebody who is not back by then is not waited for. */
const backMsMax = 120_000;

export interface Note extends Sent {
  ack: Ack | null;
  /** When it was answered last, by `performance.now()`. */
  ackedAtMs: number | null;
  /** What it was told on the way to that. */
  readonly heard: { readonly ack: Ack; readonly atMs: number }[];
}

/** A time without a connection, by `performance.now()`: until the first view on the next one. */
export interface Gap {
  readonly fromMs: number;
  readonly untilMs: number;
}

export class Player {
  readonly guest: Guest;
  readonly name: string;
  readonly sent: Note[] = [];
  readonly seen: Seen[] = [];
  readonly gaps: Gap[] = [];
  /** All that it was sent; empty unless it records. */
  readonly frames: Frame[] = [];
  #downAtMs: number | null = null;

  constructor(guest: Guest, name: string, isRecording: boolean) {
    this.guest = guest;
    this.name = name;
    const { socket, token } = guest;
    socket.on('you', (packed) => {
      if (packed === null) return;
      this.seen.push(seenBy(token, unpackYou(packed)));
    });
    socket.on('disconnect', () => (this.#downAtMs ??= performance.now()));
    socket.on('scene', () => {
      if (this.#downAtMs !== null) this.gaps.push({ fromMs: this.#downAtMs, untilMs: performance.now() });
      this.#downAtMs = null;
    });
    if (isRecording)
      socket.onAny((event: string, payload: Packed | null) => this.frames.push({ event, payload: payload ?? null }));
  }

  /** It is connected, and has seen the room since: a connection comes a moment before its first view. */
  get isBack(): boolean {
    return this.guest.isConnected && this.#downAtMs === null;
  }

  /** Sends one answer, with one ref, until the server has taken it or refused it for good, as the page does. */
  async answer(item: number, answer: Json, tookMs = 500): Promise<Ack | null> {
    const ref = freshRef();
    const note: Note = { token: this.guest.token, item, ref, answer, ack: null, ackedAtMs: null, heard: [] };
    this.sent.push(note);
    for (;;) {
      if (!this.guest.isConnected)
        await this.guest.until(({ isConnected, over }) => isConnected || over !== null, backMsMax);
      if (this.guest.over !== null) return note.ack;
      const ack = await this.guest.actOnce({ type: 'answer', item, answer, tookMs }, ref);
      const atMs = performance.now();
      if (ack !== null) {
        note.heard.push({ ack, atMs });
        [note.ack, note.ackedAtMs] = [ack, atMs];
      }
      const waitMs = this.#againInMs(ack, item);
      if (waitMs === null) return ack;
      await wait(waitMs);
    }
  }

  #againInMs(ack: Ack | null, item: number): number | null {
    if (ack === null) return 20;
    if (ack.ok) return null;
    const { why } = ack;
    if (why === 'unavailable' || why === 'too-fast' || why === 'paused') return againMs * (0.5 + Math.random());
    const { scene } = this.guest;
    if (why !== 'not-open-yet' || scene === null || scene.index > item) return null;
    return scene.index < item ? againMs : Math.max(50, scene.opensAtMs - Date.now() + 50);
  }
}

export interface CrowdOptions {
  readonly url: string;
  readonly code: string;
  readonly count: number;
  /** So many at once are on their way in. */
  readonly atOnce?: number;
  /** So many of them note every frame, for the key that comes early. */
  readonly recording?: number;
}

export class Crowd {
  readonly players: readonly Player[];
  readonly #day: Day;

  private constructor(day: Day, players: readonly Player[]) {
    this.#day = day;
    this.players = players;
  }

  /** Resolves when everybody has a seat; rejects where somebody gets none. They leave with the day. */
  static async enter(day: Day, { url, code, count, atOnce = 100, recording = 5 }: CrowdOptions): Promise<Crowd> {
    const players: Player[] = [];
    day.atEnd(() => players.forEach(({ guest }) => guest.close()));
    const enterOne = async (at: number): Promise<void> => {
      const guest = new Guest({ url, code, from: fromOf(at), isPage: true });
      const player = new Player(guest, nameOf(at), at < recording);
      players[at] = player;
      const ack = await guest.join(player.name);
      if (!ack.ok) throw new Error(`${player.name} got no seat: ${ack.why}`);
    };
    const waiting = Array.from({ length: count }, (_, at) => at).values();
    const inTurn = async (): Promise<void> => {
      for (const at of waiting) await enterOne(at);
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, count) }, inTurn));
    return new Crowd(day, players);
  }

  /**
   * Each of them answers once what the own screen asks, or blindly where it does not show the item, at a moment of its own
   * within `overMs`. Resolves when all have their word.
   */
  async answer(item: number, overMs: number, who: readonly Player[] = this.players): Promise<void> {
    const { random } = this.#day;
    const moments = who.map((player) => {
      const chance = this.#day.randomOf(Math.floor(random() * 2 ** 30));
      return { player, atMs: random() * overMs, chance };
    });
    await Promise.all(
      moments.map(async ({ player, atMs, chance }) => {
        await wait(atMs);
        const { scene } = player.guest;
        const shown = scene?.index === item ? scene.item : null;
        await player.answer(item, shown === null ? [Math.floor(chance() * 3)] : answerTo(shown, chance));
      }),
    );
  }

  /** Resolves when it holds for everybody. */
  async all(holds: (guest: Guest) => boolean, withinMs = 60_000): Promise<void> {
    await Promise.all(this.players.map(({ guest }) => guest.until(holds, withinMs)));
  }

  /** Everybody is connected and looks at the room again. Who was sent away for good never will be, and is named by why. */
  async allBack(withinMs = 60_000): Promise<void> {
    const settled = ({ isBack, guest: { over } }: Player): boolean => isBack || over !== null;
    const isDone = await comesTrue(() => this.players.every(settled), withinMs);
    const away = this.players.flatMap(({ guest: { over } }) => (over === null ? [] : [over]));
    if (away.length > 0)
      throw new Error(`${String(away.length)} players were sent away: ${[...new Set(away)].join(', ')}`);
    if (!isDone)
      throw new Error(`${String(this.players.filter((each) => !settled(each)).length)} players are not back`);
  }

  /** Everything that was sent, by everybody. */
  get sent(): readonly Note[] {
    return this.players.flatMap(({ sent }) => sent);
  }

  /** Of them, those that were never taken. */
  get lost(): number {
    return this.sent.filter(({ ack }) => ack?.ok !== true).length;
  }

  evidence(): Omit<Evidence, 'entries'> {
    return evidenceOf(this.players);
  }
}

/** What the checker asks for besides the log. `screens`: what stands now on each screen of who is in the room. */
export function evidenceOf(players: readonly Player[]): Omit<Evidence, 'entries'> {
  return {
    tokens: players.map(({ guest }) => guest.token),
    sent: players.flatMap(({ sent }) => sent),
    seen: players.flatMap(({ seen }) => seen),
    screens: players.flatMap(({ guest: { you, token, over } }) =>
      you === null || over !== null ? [] : [seenBy(token, you)],
    ),
    frames: players.flatMap(({ frames }) => frames),
  };
}

/** Times from the fault to each player's first view after it, of those who lost their connection then; ascending. */
export function gapsSince(players: readonly Player[], faultAtMs: number): readonly number[] {
  return players
    .flatMap(({ gaps }) => gaps.filter(({ fromMs }) => fromMs >= faultAtMs).slice(0, 1))
    .map(({ untilMs }) => untilMs - faultAtMs)
    .sort((a, b) => a - b);
}
