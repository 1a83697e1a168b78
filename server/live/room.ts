/**
 * One room on this node: its log folded into state, the timer for what time itself will append, and the outcome of
 * each append. It knows neither sockets nor HTTP; who shows the room listens.
 */
import type { Body, Entry, Outcome } from '../../shared/game/entry.ts';
import { due } from '../../shared/game/due.ts';
import { fold } from '../../shared/game/fold.ts';
import { emptyState, itemOf, roundOf, type State } from '../../shared/game/state.ts';
import { closing } from '../../shared/game/steps.ts';
import { kindOf } from '../../shared/kinds/index.ts';
import { leadMsMax, leadMsMin, outageGraceMs } from '../../shared/limits.ts';
import type { Seat } from '../../shared/game/entry.ts';
import type { RoomLog } from '../log/log.ts';
import { Presence } from './presence.ts';

/** setTimeout cannot wait longer than this (2^31 − 1 ms); a longer wait is taken up again. */
const timerMaxMs = 2_147_000_000;
/** A log that could not take an entry is asked again after this. */
const retryMs = 500;

export interface RoomParts<Connection> {
  readonly log: RoomLog;
  /** Room time now. */
  readonly nowMs: () => number;
  /** After each batch of entries was folded, with what each did. */
  readonly onFolded: (room: Room<Connection>, entries: readonly Entry[], outcomes: readonly Outcome[]) => void;
  /** A timer's append failed; it is tried again. */
  readonly onUnavailable: (room: Room<Connection>, error: unknown) => void;
}

export class Room<Connection> {
  readonly log: RoomLog;
  readonly presence = new Presence<Connection>();
  /** How long before its opening the next item is sent; whoever fans out sets it from what that took. */
  leadMs = leadMsMin;
  readonly #state: State = emptyState();
  readonly #parts: RoomParts<Connection>;
  readonly #outcomes = new Map<number, Outcome>();
  #appending = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopTail: () => void = () => {};
  /** Before that no timer runs: what an outage took must be given back first. */
  #isStarted = false;
  #isClosed = false;

  constructor(parts: RoomParts<Connection>) {
    this.#parts = parts;
    this.log = parts.log;
  }

  /** Folds the log from its first entry and follows it. */
  async follow(): Promise<void> {
    this.#stopTail = await this.log.tail(1, (entries) => this.#take(entries));
  }

  /** Only to read. */
  get state(): Readonly<State> {
    return this.#state;
  }

  get code(): string {
    return this.log.code;
  }

  /**
   * Appends, and resolves with what the fold said of each body once all are durable. Rejects with LogUnavailable when
   * the log could not take them.
   */
  async append(bodies: readonly Body[]): Promise<readonly Outcome[]> {
    this.#appending += 1;
    try {
      const entries = await this.log.append(bodies);
      return entries.map((entry) => this.#outcomes.get(entry.seq) ?? { ok: false, why: 'unavailable' });
    } finally {
      this.#appending -= 1;
      if (this.#appending === 0) this.#outcomes.clear();
    }
  }

  /** From here on the room does by itself what falls due. */
  start(): void {
    this.#isStarted = true;
    this.arm();
  }

  /** A node that starts takes the room up: what was lost of a question's time is given back, and a moment more. */
  async resumeAfter(outageMs: number): Promise<void> {
    const round = roundOf(this.#state);
    const item = itemOf(this.#state);
    const isOpen = this.#state.phase === 'asked' && item !== undefined && kindOf(item).asked;
    const nowMs = this.#parts.nowMs();
    this.#state.players.forEach((player, seat) => {
      if (!player.removed && !player.left) this.presence.expect(seat, nowMs);
    });
    if (isOpen && round !== undefined && this.#state.pausedAtMs === null) {
      await this.append([{ type: 'extended', item: round.item, byMs: outageMs + outageGraceMs, cause: 'outage' }]);
    }
    this.start();
  }

  /** Starts (or starts anew) the one timer: for what is due next, or for a drop-out who is no longer awaited. */
  arm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isClosed || !this.#isStarted) return;
    const nowMs = this.#parts.nowMs();
    const next = due(this.#state, this.leadMs);
    const early = this.#everybodyAtMs(nowMs);
    if (next === null) return;
    const atMs = Math.min(next.atMs, early ?? Number.POSITIVE_INFINITY);
    this.#timer = setTimeout(() => void this.#fire(), Math.min(timerMaxMs, Math.max(0, Math.ceil(atMs - nowMs))));
    this.#timer.unref();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#stopTail();
  }

  hasAnswered(seat: Seat): boolean {
    return (roundOf(this.#state)?.answers[seat] ?? null) !== null;
  }

  /** Sets the lead from what sending to everybody took lately (95th percentile, ms). */
  setFanOut(p95Ms: number): void {
    this.leadMs = Math.round(Math.min(leadMsMax, Math.max(leadMsMin, leadMsMin + 2 * p95Ms)));
  }

  #take(entries: readonly Entry[]): void {
    const outcomes = entries.map((entry) => {
      const outcome = fold(this.#state, entry);
      if (this.#appending > 0) this.#outcomes.set(entry.seq, outcome);
      return outcome;
    });
    this.arm();
    this.#parts.onFolded(this, entries, outcomes);
  }

  async #fire(): Promise<void> {
    const nowMs = this.#parts.nowMs();
    const next = due(this.#state, this.leadMs);
    const round = roundOf(this.#state);
    const early = this.#everybodyAtMs(nowMs);
    try {
      if (next !== null && next.atMs <= nowMs) await this.append(next.bodies);
      else if (early !== null && early <= nowMs && round !== undefined)
        await this.append(closing(this.#state, 'everybody', this.leadMs));
      else this.arm();
    } catch (error) {
      this.#parts.onUnavailable(this, error);
      if (this.#isClosed) return;
      this.#timer = setTimeout(() => void this.#fire(), retryMs);
      this.#timer.unref();
    }
  }

  /** When the open item may close because nobody's answer is awaited any more; null when that is not in sight. */
  #everybodyAtMs(nowMs: number): number | null {
    const round = roundOf(this.#state);
    const item = itemOf(this.#state);
    const isOpen = this.#state.phase === 'asked' && this.#state.pausedAtMs === null;
    if (!isOpen || round === undefined || item === undefined || !kindOf(item).asked) return null;
    // Cheap first: most answers come while many are still awaited.
    if (round.answerCount === 0 || round.answerCount < this.presence.count) return null;
    const until = this.presence.awaitedUntilMs(nowMs, (seat) => this.hasAnswered(seat));
    if (until === Number.POSITIVE_INFINITY) return null;
    return Math.max(until ?? nowMs, round.opensAtMs);
  }
}
