/**
 * Whether an answer counts, and why not. The fold decides with it, and the gateway asks it beforehand, so that what
 * cannot count never reaches the log. It reads the state and changes nothing.
 */
import { kindOf } from '../kinds/index.ts';
import type { Json } from '../kinds/kind.ts';
import { earlyMs } from '../limits.ts';
import type { Rejection, Seat } from './entry.ts';
import { itemOf, playerOf, roundOf, type Round, type State } from './state.ts';
import { laterStep } from './steps.ts';

export type AnswerCheck =
  | { readonly ok: true; readonly counted: true }
  | { readonly ok: true; readonly counted: false; readonly round: Round; readonly answer: Json }
  | { readonly ok: false; readonly why: Rejection };

/** Whether an answer counts at `atMs`. O(1) in the number of players: a full room sends ten thousand in a second. */
export function checkAnswer(
  state: State,
  given: {
    readonly seat: Seat;
    readonly item: number;
    readonly step?: number | undefined;
    readonly answer: unknown;
    readonly ref: string;
    readonly atMs: number;
  },
): AnswerCheck {
  const refuse = (why: Rejection): AnswerCheck => ({ ok: false, why });
  const player = playerOf(state, given.seat);
  if (player === undefined) return refuse('no-such-seat');
  if (player.removed) return refuse('removed');
  if (countedBefore(state, given)) return { ok: true, counted: true };
  const round = roundOf(state);
  const item = itemOf(state);
  if (state.phase === 'ended') return refuse('room-over');
  if (round === undefined || item === undefined || given.item > round.item) return refuse('not-open-yet');
  const step = given.step ?? 0;
  // A step that may still come. One that will not is over, or a phone would wait for it and ask again for ever.
  const isAhead = step > round.step && round.outcome === 'open' && laterStep(item, step) !== undefined;
  if (given.item === round.item && isAhead) return refuse('not-open-yet');
  const isOver = given.item < round.item || step !== round.step || state.phase !== 'asked';
  if (isOver || !kindOf(item).asked) return refuse('closed');
  if (takesPart(round, given.seat)) return refuse('answered-already');
  if (state.pausedAtMs !== null) return refuse('paused');
  if (given.atMs < round.opensAtMs - earlyMs) return refuse('not-open-yet');
  const later = laterStep(item, round.step);
  const answer =
    later === undefined
      ? kindOf(item).parse(item, given.answer)
      : later.parse(item, round.board, given.seat, given.answer);
  return answer === null ? refuse('not-an-answer') : { ok: true, counted: false, round, answer };
}

/** Whether this seat has an answer in this round's step. */
export const takesPart = (round: Round, seat: Seat): boolean => (round.answers[seat] ?? null) !== null;

/**
 * Whether this very action counted already: the phone did not hear so, and asks again. Items are asked in order, so
 * the round of an item stands at its own position.
 */
function countedBefore(
  state: State,
  entry: {
    readonly seat: Seat;
    readonly item: number;
    readonly step?: number | undefined;
    readonly ref: string;
  },
): boolean {
  const round = state.rounds[entry.item];
  const step = entry.step ?? 0;
  const answers = step === round?.step ? round.answers : round?.earlier[step];
  return answers?.[entry.seat]?.ref === entry.ref;
}
