/**
 * What is true, kept apart from the server: the log, a fold of its own over it, and everything that was said against
 * it. It only finds faults; it touches nothing.
 */
import type { Entry, Seat } from '../../shared/game/entry.ts';
import { fold } from '../../shared/game/fold.ts';
import { emptyState, seatOf, type Given, type Round } from '../../shared/game/state.ts';
import type { Ack, Action } from '../../shared/protocol/messages.ts';
import type { LogHome } from '../../server/log/log.ts';
import { anySecret, anyTruth } from './plan.ts';

export type Answering = Extract<Action, { type: 'answer' }>;

interface Asked {
  readonly player: number;
  readonly answer: Answering;
  /** The newest page that asked it, and what that one was told. */
  page: number;
  told: Ack | null;
  /** Some page heard something. */
  isSettled: boolean;
}

export interface Counted {
  readonly seat: Seat;
  readonly round: Round;
  readonly step: number;
  readonly given: Given;
}

/** Not the last word: a phone may send the same again, and is right to. */
const passing: readonly string[] = ['unavailable', 'too-fast', 'paused', 'not-open-yet'];

export class Truth {
  readonly entries: Entry[] = [];
  readonly state = emptyState();
  readonly problems: string[] = [];
  readonly answers = new Map<string, Asked>();
  /** Which player a seat's token hash belongs to. */
  readonly playerByHash = new Map<string, number>();

  async follow(home: LogHome, code: string): Promise<void> {
    const log = await home.find(code);
    await log?.tail(1, (entries) => {
      for (const entry of entries) {
        this.entries.push(entry);
        fold(this.state, entry);
      }
    });
  }

  wrong(what: string): void {
    // One fault may show a thousand times; the first few tell.
    if (this.problems.length < 20) this.problems.push(what);
  }

  /** Every answer that counts, of every step of every item, by the fold. */
  all(): Counted[] {
    return this.state.rounds.flatMap((round) =>
      [...round.earlier, round.answers].flatMap((answers, step) =>
        answers.flatMap((given, seat) => (given === null ? [] : [{ seat, round, step, given }])),
      ),
    );
  }

  /** What counts under this ref. */
  counted(ref: string): Counted[] {
    return this.all().filter(({ given }) => given.ref === ref);
  }

  /** A phone sends an action: for the first time, or again. */
  asked(page: number, player: number, action: Action): void {
    if (action.type !== 'answer') return;
    const before = this.answers.get(action.ref);
    if (before === undefined)
      this.answers.set(action.ref, { player, answer: action, page, told: null, isSettled: false });
    else {
      if (JSON.stringify(before.answer) !== JSON.stringify(action)) {
        this.wrong(`player ${String(player)} sent another answer under the ref ${action.ref}`);
      }
      if (page > before.page) Object.assign(before, { page, told: null });
    }
  }

  /** A phone hears an acknowledgement. */
  told(page: number, player: number, action: Action, ack: Ack): void {
    const asked = action.type === 'answer' ? this.answers.get(action.ref) : undefined;
    if (asked === undefined) return;
    asked.isSettled = true;
    if (!ack.ok && passing.includes(ack.why)) return;
    // An older page, sent away or closed, has nobody who looks at it.
    if (page < asked.page) return;
    const before = asked.told;
    const isAfterLeaving = !ack.ok && ack.why === 'not-joined';
    if (before !== null && before.ok !== ack.ok && !isAfterLeaving) {
      this.wrong(`player ${String(player)} was told both ${JSON.stringify(before)} and ${JSON.stringify(ack)}`);
    }
    asked.told = before ?? ack;
  }

  /** The server acknowledges, whether or not it is ever heard: from this moment on it must be true. */
  acked(tokenHash: string, action: Action, ack: Ack): void {
    if (!ack.ok) return;
    if (action.type === 'answer' && this.counted(action.ref).length !== 1) {
      this.wrong(
        `the answer ${action.ref} was acknowledged, but counts ${String(this.counted(action.ref).length)} times`,
      );
    }
    if (action.type === 'join' && seatOf(this.state, tokenHash) !== ack.seat) {
      this.wrong(`a seat was acknowledged as ${String(ack.seat)}, but the log says otherwise`);
    }
  }

  /** The server sends a view. */
  said(name: string, text: string): void {
    if (text.includes('TRUTH-')) this.#saidTruth(name, text);
    if (!text.includes('KEY-')) return;
    for (const [, item] of text.matchAll(anySecret)) {
      const round = this.state.rounds[Number(item)];
      if (round?.outcome !== 'revealed') this.wrong(`"${name}" told the key to item ${String(item)} before its reveal`);
    }
  }

  /** What is true among inventions is one of them from the vote on, and no sooner. */
  #saidTruth(name: string, text: string): void {
    for (const [, item] of text.matchAll(anyTruth)) {
      const round = this.state.rounds[Number(item)];
      const isOut = round !== undefined && (round.step > 0 || round.outcome === 'revealed');
      if (!isOut) this.wrong(`"${name}" told what is true of item ${String(item)} while people invented`);
    }
  }
}
