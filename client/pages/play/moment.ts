/**
 * What a phone is at: which screen, and how the own answer stands. Pure: views, own answer and room time go in, so
 * that each moment of a game can be tested without a game.
 */
import type { AnswerState } from '../../kinds/props.ts';
import type { Mine } from '../../live/room.svelte.ts';
import type { Rejection } from '../../../shared/game/entry.ts';
import type { Json } from '../../../shared/kinds/kind.ts';
import type { Parting, Refusal } from '../../../shared/protocol/messages.ts';
import type { Scene, You } from '../../../shared/protocol/views.ts';

export type Screen = 'connecting' | 'name' | 'lobby' | 'item' | 'result' | 'standings' | 'podium' | 'ended' | 'over';

export interface Seen {
  readonly scene: Scene | null;
  readonly you: You | null;
  readonly youKnown: boolean;
  readonly over: Refusal | Parting | null;
}

/** A game that was played to its end stays on the screen although the room is over. */
const hasEnded = (scene: Scene | null): boolean => scene?.phase === 'podium' || scene?.phase === 'ended';

export function screenOf({ scene, you, youKnown, over }: Seen): Screen {
  if (over !== null && !(over === 'room-over' && you !== null && hasEnded(scene))) return 'over';
  if (!youKnown || scene === null) return 'connecting';
  if (you === null) return scene.phase === 'ended' ? 'over' : 'name';
  switch (scene.phase) {
    case 'lobby':
      return 'lobby';
    case 'asked':
    case 'closed':
      return 'item';
    case 'revealed':
      return 'result';
    case 'ranked':
      return 'standings';
    case 'podium':
      return 'podium';
    case 'ended':
      return 'ended';
  }
}

export interface Answering {
  readonly state: AnswerState;
  /** Saved or on its way; null before. */
  readonly answer: Json;
  readonly isOpen: boolean;
  /** Why the last try did not count; null when it did or there was none. */
  readonly refused: Rejection | null;
}

/** The room time that counts: it stands still in a pause. */
export const runningMs = (scene: Scene, nowMs: number): number => scene.pausedAtMs ?? nowMs;

export const opensIn = (scene: Scene, nowMs: number): number => scene.opensAtMs - runningMs(scene, nowMs);
export const closesIn = (scene: Scene, nowMs: number): number => scene.closesAtMs - runningMs(scene, nowMs);

/** Too late, whatever is tried again. */
const isLate = (why: Rejection | null): boolean => why === 'closed' || why === 'answered-already';

export function answeringOf(scene: Scene, you: You | null, mine: Mine | null, nowMs: number): Answering {
  const step = scene.item?.step ?? 0;
  const own = mine?.item === scene.index && mine.step === step ? mine : null;
  const isSaved = you?.index === scene.index && (you.step ?? 0) === step && you.answered;
  const answer = isSaved ? you.answer : own !== null && own.state !== 'refused' ? own.answer : null;
  const refused = !isSaved && own?.state === 'refused' ? own.why : null;
  const isRunning = scene.phase === 'asked' && scene.item?.asked === true && scene.pausedAtMs === null;
  const isOpen = isRunning && opensIn(scene, nowMs) <= 0 && closesIn(scene, nowMs) > 0;
  return {
    state: stateOf(scene, nowMs, answer !== null, isSaved || own?.state === 'saved', refused),
    answer,
    isOpen,
    refused,
  };
}

function stateOf(
  scene: Scene,
  nowMs: number,
  isGiven: boolean,
  isSaved: boolean,
  refused: Rejection | null,
): AnswerState {
  if (scene.phase === 'revealed') return 'revealed';
  if (isGiven) return isSaved ? 'saved' : 'sending';
  if (scene.phase !== 'asked' || isLate(refused)) return 'closed';
  if (opensIn(scene, nowMs) > 0) return 'waiting';
  return closesIn(scene, nowMs) > 0 ? 'open' : 'closed';
}

/** Milliseconds to the next moment at which time alone changes the screen, or null. */
export function nextChangeIn(scene: Scene, nowMs: number): number | null {
  if (scene.phase !== 'asked' || scene.pausedAtMs !== null) return null;
  const ahead = [opensIn(scene, nowMs), closesIn(scene, nowMs)].filter((ms) => ms > 0);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

/** How the own result reads. `thanks`: nothing was right or wrong. `none`: no answer came from here. */
export type Verdict = 'right' | 'partly' | 'wrong' | 'none' | 'thanks' | 'skipped';

export function verdictOf(scene: Scene, you: You | null, answer: Json): Verdict {
  if (scene.skipped) return 'skipped';
  const result = you?.index === scene.index ? you.result : null;
  if (scene.item?.scored !== true) return answer === null && result === null ? 'none' : 'thanks';
  if (result === null || (answer === null && result.points === 0)) return 'none';
  if (result.right) return 'right';
  return result.credit > 0 || result.points > 0 ? 'partly' : 'wrong';
}
