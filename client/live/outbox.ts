/**
 * What was asked for and not yet answered: sent again with the same ref after each reconnect, so that it counts once
 * whatever was lost. An answer is also kept over a reload. It decides nothing about what an answer means.
 */
import type { Rejection } from '../../shared/game/entry.ts';
import type { Ack, Action, Intent } from '../../shared/protocol/messages.ts';
import type { Keep } from './keep.ts';
import { newRef } from './secrets.ts';

export type AnswerAction = Extract<Action, { type: 'answer' }>;

/** An acknowledgement normally takes milliseconds; after this the connection itself is in doubt. */
const ackWaitMs = 4_000;

interface Waiting {
  readonly action: Action;
  readonly settle: (ack: Ack) => void;
  timer?: ReturnType<typeof setTimeout>;
}

export interface OutboxParts {
  readonly code: string;
  readonly keep: Keep;
  readonly isUp: () => boolean;
  readonly emit: (action: Action, ack: (ack: Ack) => void) => void;
  /** How long to wait before an answer refused like this is sent again, in ms; null where that would not help. */
  readonly againInMs: (answer: AnswerAction, why: Rejection) => number | null;
  /** No acknowledgement came although the connection looks up. */
  readonly doubt: () => void;
}

export class Outbox {
  readonly #parts: OutboxParts;
  readonly #waiting = new Map<string, Waiting>();

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** The answer that an earlier page could not deliver, or null. */
  kept(): AnswerAction | null {
    const text = this.#parts.keep.get(this.#key);
    if (text === null) return null;
    try {
      const kept = JSON.parse(text) as AnswerAction | null;
      return kept?.type === 'answer' && typeof kept.ref === 'string' && Number.isInteger(kept.item) ? kept : null;
    } catch {
      return null;
    }
  }

  /** Whether this page has asked that, and had no answer yet. */
  isWaiting(ref: string): boolean {
    return this.#waiting.has(ref);
  }

  act(intent: Intent): Promise<Ack> {
    return this.send({ ...intent, ref: newRef() });
  }

  send(action: Action): Promise<Ack> {
    if (action.type === 'answer') this.#parts.keep.set(this.#key, JSON.stringify(action));
    return new Promise((settle) => {
      this.#waiting.set(action.ref, { action, settle });
      this.#emit(action.ref);
    });
  }

  /** After a reconnect, in the order they were asked. */
  sendAgain(): void {
    for (const ref of this.#waiting.keys()) this.#emit(ref);
  }

  /** Nobody will answer any more. Answers stay kept for the next page. */
  abandon(): void {
    for (const waiting of this.#waiting.values()) {
      clearTimeout(waiting.timer);
      waiting.settle({ ok: false, why: 'unavailable' });
    }
    this.#waiting.clear();
  }

  get #key(): string {
    return `pending.${this.#parts.code}`;
  }

  #emit(ref: string): void {
    const waiting = this.#waiting.get(ref);
    if (waiting === undefined || !this.#parts.isUp()) return;
    clearTimeout(waiting.timer);
    this.#doubtIn(ackWaitMs, waiting);
    this.#parts.emit(waiting.action, (ack) => this.#acked(ref, ack));
  }

  /**
   * A connection that lives keeps what it was given, in order: a copy on it could only come after what was asked since,
   * and undo it. So the connection is asked whether it lives, and only a new one is given the same again.
   */
  #doubtIn(waitMs: number, waiting: Waiting): void {
    waiting.timer = setTimeout(() => {
      this.#parts.doubt();
      this.#doubtIn(waitMs, waiting);
    }, waitMs);
  }

  #acked(ref: string, ack: Ack): void {
    const waiting = this.#waiting.get(ref);
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    const { action } = waiting;
    const againInMs = action.type === 'answer' && !ack.ok ? this.#parts.againInMs(action, ack.why) : null;
    if (againInMs !== null) {
      waiting.timer = setTimeout(() => this.#emit(ref), againInMs);
      return;
    }
    this.#waiting.delete(ref);
    if (action.type === 'answer' && this.kept()?.ref === ref) this.#parts.keep.remove(this.#key);
    waiting.settle(ack);
  }
}
