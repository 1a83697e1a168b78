/** What the stage is at, from its view and room time alone: pure, so that a reload comes back to the same moment. */
import type { Stage } from '../../../shared/protocol/views.ts';

export type Screen = 'lobby' | 'question' | 'standings' | 'podium' | 'closing' | 'ended';

/** Where a question stands. `shown` is a slide, which is not asked. */
export type Step = 'reading' | 'open' | 'closed' | 'revealed' | 'skipped' | 'shown';

export function screenOf(stage: Stage): Screen {
  switch (stage.phase) {
    case 'lobby':
    case 'ended':
      return stage.phase;
    case 'podium':
      return hasPodium(stage) ? 'podium' : 'closing';
    case 'ranked':
      return 'standings';
    case 'asked':
    case 'closed':
    case 'revealed':
      return 'question';
  }
}

/** Someone stands on it, and the room wants places to be shown at all. */
const hasPodium = (stage: Stage): boolean =>
  stage.scored && stage.settings.standings !== 'none' && stage.standings.some((row) => row.points > 0);

/** While the room is paused its clock stands where it was paused. */
export const runningMs = (stage: Pick<Stage, 'pausedAtMs'>, nowMs: number): number => stage.pausedAtMs ?? nowMs;

export function stepOf(stage: Stage, nowMs: number): Step {
  if (stage.skipped) return 'skipped';
  if (stage.phase === 'revealed') return 'revealed';
  if (stage.item?.asked === false) return 'shown';
  if (stage.phase === 'closed') return 'closed';
  const atMs = runningMs(stage, nowMs);
  if (atMs < stage.opensAtMs) return 'reading';
  return atMs < stage.closesAtMs ? 'open' : 'closed';
}

/**
 * Which of the steps of which item is on: a vote is a new question about the same item. What is drawn, said and heard
 * of the step before ends with it.
 */
export const askedKeyOf = (stage: Stage): string => `${String(stage.index)} ${String(stage.item?.step ?? 0)}`;

/** How a step of an item of several is called: the first is written, the others are votes on it. Null where there is one. */
export const partOf = (item: Stage['item']): 'write' | 'vote' | null =>
  item === null || item.steps < 2 ? null : item.step === 0 ? 'write' : 'vote';

/** Room times at which the screen changes without a new view. */
export const turnsOf = (stage: Stage): readonly number[] =>
  stage.phase === 'asked' && stage.pausedAtMs === null && stage.item?.asked === true
    ? [stage.opensAtMs, stage.closesAtMs]
    : [];
