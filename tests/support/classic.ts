/**
 * Small classic rooms for hand-written cases: items with known answers and no time to read, so that every moment and
 * every point can be worked out on paper.
 */
import type { Outcome } from '../../shared/game/entry.ts';
import { itemOf, roundOf } from '../../shared/game/state.ts';
import { nextSteps } from '../../shared/game/steps.ts';
import { kindOf } from '../../shared/kinds/index.ts';
import type { Json } from '../../shared/kinds/kind.ts';
import type { Settings } from '../../shared/settings.ts';
import { opened, parsePack, Play } from './rooms.ts';

/** Right is [0]. Open for 20 s. */
export const question = (fields: object = {}): object => ({
  kind: 'choice',
  text: 'Which?',
  options: [{ text: 'right', right: true }, { text: 'wrong' }, { text: 'too' }],
  shuffle: false,
  ...fields,
});
export const slide = { kind: 'slide', text: 'Read.' };
export const poll = { kind: 'poll', text: 'How?', options: ['good', 'so-so'] };

/** A room in its lobby with Ana, Bo and Cy on seats 0, 1 and 2. */
export function classicRoom(
  items: readonly object[],
  settings: Partial<Settings> = {},
  names: readonly string[] = ['Ana', 'Bo', 'Cy'],
): Play {
  const play = new Play();
  play.append(opened(parsePack({ title: 'Classic', items }), { reading: false, ...settings }));
  for (const name of names) play.append({ type: 'joined', name, tokenHash: `hash of ${name}` });
  return play;
}

/** What the host's "next" does: at once, or as soon as the question on the screens is open. */
export function next(play: Play): void {
  const round = roundOf(play.state);
  const item = itemOf(play.state);
  const isQuestion = play.state.phase === 'asked' && item !== undefined && kindOf(item).asked;
  if (isQuestion && round !== undefined) play.nowMs = Math.max(play.nowMs, round.opensAtMs);
  for (const body of nextSteps(play.state, 0)) play.append(body);
}

/** An answer to the item on the screens, or to another one. */
export function answer(
  play: Play,
  seat: number,
  given: Json,
  { tMs = 5_000, ref = `ref ${String(seat)}`, item = play.state.rounds.length - 1 } = {},
): Outcome {
  return play.append({ type: 'answered', seat, item, answer: given, tMs, ref });
}

/** Closes the open item after these answers, by seat, and reveals it; null is no answer. */
export function answerAll(play: Play, answers: readonly Json[]): void {
  answers.forEach((given, seat) => {
    if (given !== null) answer(play, seat, given);
  });
  next(play);
}

export const pointsOf = (play: Play): number[] => play.state.players.map(({ points }) => points);
export const ranksOf = (play: Play): number[] => play.state.players.map(({ rank }) => rank);

export const refused = (why: string): { ok: false; why: string } => ({ ok: false, why });
export const counted = { ok: true };
