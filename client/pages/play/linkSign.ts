/** When a phone says how slow its network is: a pure rule, so that it can be tested without one. */
import type { AnswerState } from '../../kinds/props.ts';

/** Below this nobody notices. */
const slowMs = 400;
/** What is said stays until the network is clearly better: a sign that comes and goes is worse than none. */
const quickMs = 300;
/** The own answer is still to come, or on its way. At any other time a slow network costs nobody anything. */
const wanted: readonly (AnswerState | null)[] = ['waiting', 'open', 'sending'];

/**
 * The round trip to show, or 0 for none. `saidMs`: what is shown now, which does not change under the eye. `answer`: how
 * the own answer stands, or null where nothing is asked.
 */
export function slowSign(saidMs: number, roundTripMs: number | null, answer: AnswerState | null): number {
  const slowFromMs = saidMs > 0 ? quickMs : slowMs;
  return wanted.includes(answer) && roundTripMs !== null && roundTripMs > slowFromMs ? saidMs || roundTripMs : 0;
}
