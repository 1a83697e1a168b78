/**
 * One room on this node: its log folded into state, the timer for what time itself will append, and the outcome of
 * each append. It knows neither sockets nor HTTP; who shows the room listens.
 */
import type { Body, Entry, Outcome } from '../../shared/game/entry.ts';
import { due } from '../../shared/game/due.ts';
import { fold } from '../../shared/game/fold.ts';
import { emptyState, itemOf, roundOf, type Round, type State } from '../../shared/game/state.ts';
import { closing } from '../../shared/game/steps.ts';
import { kindOf } from '../../shared/kinds/index.ts';
import { leadMsMax, leadMsMin, outageGraceMs } from '../../shared/limits.ts';
import type { Seat } from '../../shared/game/entry.ts';
import { LogUnavailable, type RoomLog } from '../log/log.ts';
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
  /** The log's home lost entries that were folded here: this room is not what the log says. */
  readonly onLost?: (room: Room<Connection>) => void;
  /** An open question was given the time of an outage back. */
  readonly onMadeGood?: () => void;
  /** The nodes that play this room as well, and whether it is known who is connected to them; null where there are none. */
  readonly others?: () => { readonly knowsAll: boolean } | null;
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
  /** Since when nobody could append, until that is made good. */
  #lostSinceMs: number | null = null;
  /** What is due is being appended. */
  #passing: Promise<void> | null = null;
  /** Before that no timer runs: what an outage took must be given back first. */
  #isStarted = false;
  #isClosed = false;

  constructor(parts: RoomParts<Connection>) {
    this.#parts = parts;
    this.log = parts.log;
  }

  /** Folds the log from its first entry and follows it. */
  async follow(): Promise<void> {
    this.#stopTail = await this.log.tail(
      1,
      (entries) => this.#take(entries),
      () => this.#parts.onLost?.(this),
    );
  }

  /** Resolves when all is folded that was in the log before the call. */
  async catchUp(): Promise<void> {
    // Replies come in the order in which things were done, so what was appended before is here by then.
    await this.log.read(this.#state.seq + 1);
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
   * the log could not take them. What an outage took goes in front, so that nothing is judged by times that are to move.
   */
  async append(bodies: readonly Body[]): Promise<readonly Outcome[]> {
    const owed = this.#owed();
    const fromMs = Math.max(this.#parts.nowMs(), this.#state.atMs);
    this.#appending += 1;
    try {
      const entries = await this.log.append([...owed, ...bodies]);
      if (owed.length > 0) this.#lostSinceMs = null;
      const outcomes = entries.map(({ seq }): Outcome => this.#outcomes.get(seq) ?? { ok: false, why: 'unavailable' });
      // A second copy, from another node, does not apply.
      if (outcomes.slice(0, owed.length).some(({ ok }) => ok)) this.#parts.onMadeGood?.();
      return outcomes.slice(owed.length);
    } catch (error) {
      // Where others append, too, all of them find out together whether nobody could.
      const isAlone = (this.#parts.others?.() ?? null) === null;
      if (isAlone && error instanceof LogUnavailable) this.#lostSinceMs ??= fromMs;
      throw error;
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

  /** A node takes the room up. `outageFromMs`: since when nobody was there, or null. */
  async resume(outageFromMs: number | null): Promise<void> {
    this.#lostSinceMs = outageFromMs;
    if (this.#owed().length > 0) await this.append([]);
    this.start();
  }

  /** Nobody could append since then, here or on any node: an open question is given the time back, and a moment more. */
  makeGood(outageFromMs: number): void {
    this.#lostSinceMs = outageFromMs;
    this.arm();
  }

  /** Appends what is due, at once. Who is told that it is too late is told so by the log and not by a clock. */
  pass(): Promise<void> {
    this.#passing ??= this.#pass().finally(() => (this.#passing = null));
    return this.#passing;
  }

  /** Starts (or starts anew) the one timer: for what is due next, or for a drop-out who is no longer awaited. */
  arm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isClosed || !this.#isStarted) return;
    const nowMs = this.#parts.nowMs();
    const next = due(this.#state, this.leadMs);
    const early = this.#owed().length > 0 ? nowMs : this.#everybodyAtMs(nowMs);
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

  /** Nothing will happen here by itself, but for the end after a very long silence. */
  get rests(): boolean {
    const { phase } = this.#state;
    return phase !== 'podium' && phase !== 'ended' && due(this.#state, this.leadMs)?.bodies[0]?.type === 'ended';
  }

  hasAnswered(seat: Seat): boolean {
    return (roundOf(this.#state)?.answers[seat] ?? null) !== null;
  }

  #isAwaited(seat: Seat): boolean {
    const player = this.#state.players[seat];
    return player !== undefined && !player.removed && !player.left && !this.hasAnswered(seat);
  }

  /** Sets the lead from what sending to everybody took lately (95th percentile, ms). */
  setFanOut(p95Ms: number): void {
    this.leadMs = Math.round(Math.min(leadMsMax, Math.max(leadMsMin, leadMsMin + 2 * p95Ms)));
  }

  #take(entries: readonly Entry[]): void {
    const nowMs = this.#parts.nowMs();
    const outcomes = entries.map((entry) => {
      const outcome = fold(this.#state, entry);
      // Whoever took a seat is on the way here, or to another node.
      if (entry.type === 'joined' && outcome.ok && outcome.seat !== undefined)
        this.presence.expect(outcome.seat, nowMs);
      if (this.#appending > 0) this.#outcomes.set(entry.seq, outcome);
      return outcome;
    });
    this.arm();
    this.#parts.onFolded(this, entries, outcomes);
  }

  async #fire(): Promise<void> {
    try {
      await this.pass();
    } catch (error) {
      this.#parts.onUnavailable(this, error);
      if (this.#isClosed) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#fire(), retryMs);
      this.#timer.unref();
    }
  }

  async #pass(): Promise<void> {
    const nowMs = this.#parts.nowMs();
    const next = due(this.#state, this.leadMs);
    const early = this.#everybodyAtMs(nowMs);
    if (this.#owed().length > 0) await this.append([]);
    else if (next !== null && next.atMs <= nowMs) await this.append(next.bodies);
    else if (early !== null && early <= nowMs) await this.append(closing(this.#state, 'everybody', this.leadMs));
    else this.arm();
  }

  /** The entry that makes an outage good; nothing where no question was open, or somebody was faster. */
  #owed(): readonly Body[] {
    const sinceMs = this.#lostSinceMs;
    if (sinceMs === null) return [];
    const round = this.#openRound();
    if (round === undefined || this.#state.atMs > sinceMs) {
      this.#lostSinceMs = null;
      return [];
    }
    const byMs = Math.max(0, Math.round(this.#parts.nowMs() - sinceMs)) + outageGraceMs;
    return [{ type: 'extended', item: round.item, byMs, cause: 'outage', sinceMs }];
  }

  /** The round whose answers count now, unless time stands still. */
  #openRound(): Round | undefined {
    const item = itemOf(this.#state);
    const isOpen = this.#state.phase === 'asked' && this.#state.pausedAtMs === null;
    return isOpen && item !== undefined && kindOf(item).asked ? roundOf(this.#state) : undefined;
  }

  /** When the open item may close because nobody's answer is awaited any more; null when that is not in sight. */
  #everybodyAtMs(nowMs: number): number | null {
    const round = this.#openRound();
    if (round === undefined || this.#parts.others?.()?.knowsAll === false) return null;
    // Cheap first: most answers come while many are still awaited.
    if (round.answerCount === 0 || round.answerCount < this.presence.count) return null;
    const until = this.presence.awaitedUntilMs(nowMs, (seat) => this.#isAwaited(seat));
    if (until === Number.POSITIVE_INFINITY) return null;
    return Math.max(until ?? nowMs, round.opensAtMs);
  }
}
