/**
 * Small classic rooms for hand-written cases: items with known answers and no time to read, so that every moment and
 * every point can be worked out on paper.
 */
import type { Outcome } from '../../shared/game/entry.ts';
import { itemOf, roundOf, type Round } from '../../shared/game/state.ts';
import { nextSteps } from '../../shared/game/steps.ts';
import { sceneView } from '../../shared/game/views.ts';
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
/** What is true of the bluff below. */
export const truth = 'wood that carries water';
/** Written for 30 s, then voted on for 20 s. */
export const bluff = (fields: object = {}): object => ({
  kind: 'bluff',
  text: 'Xylem',
  truth,
  seconds: 30,
  voteSeconds: 20,
  ...fields,
});
/** Written for 40 s, then read for 25 s; worth nothing. */
export const discuss = { kind: 'discuss', text: 'Which tree?', seconds: 40, voteSeconds: 25 };

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

/** An answer to the item and step on the screens, or to others. */
export function answer(
  play: Play,
  seat: number,
  given: Json,
  { tMs = 5_000, ref = '', item = play.state.rounds.length - 1, step = roundOf(play.state)?.step ?? 0 } = {},
): Outcome {
  const ownRef = step === 0 ? `ref ${String(seat)}` : `ref ${String(seat)} ${String(step)}`;
  const at = step === 0 ? {} : { step };
  return play.append({ type: 'answered', seat, item, ...at, answer: given, tMs, ref: ref === '' ? ownRef : ref });
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

/** A room at its first item, open for writing. */
export function writing(item: object = bluff(), ...more: readonly object[]): Play {
  const play = classicRoom([item, ...more]);
  next(play);
  return play;
}

/** The same after Ana, Bo and Cy wrote, as far as they did, and the host went on; a question comes after it. */
export function voting(
  item: object = bluff(),
  texts: readonly (string | null)[] = ['a moth', 'a bridge', 'a knot'],
): Play {
  const play = writing(item, question());
  texts.forEach((text, seat) => {
    if (text !== null) answer(play, seat, text);
  });
  next(play);
  return play;
}

/** The id under which the vote lists a text to everybody. */
export const idOf = (play: Play, text: string): number =>
  (sceneView(play.state).item?.face as { options: (string | null)[] }).options.indexOf(text);

export function firstRound(play: Play): Round {
  const [round] = play.state.rounds;
  if (round === undefined) throw new Error('nothing was asked yet');
  return round;
}

/** Phase, step and outcome of the first item. */
export const whereIs = (play: Play): string =>
  `${play.state.phase} ${String(firstRound(play).step)} ${firstRound(play).outcome}`;

/** The state without its place in the log: entries that do not apply move it on. */
export const bareState = (play: Play): string => JSON.stringify({ ...play.state, seq: 0, atMs: 0 });
