/** What the desk says about where the room is, from its view and room time: pure. */
import type { Desk } from '../../../shared/protocol/views.ts';

export type DeskPhase =
  'lobby' | 'reading' | 'open' | 'shown' | 'closed' | 'revealed' | 'skipped' | 'ranked' | 'podium' | 'ended' | 'paused';

export function deskPhaseOf(desk: Desk, nowMs: number): DeskPhase {
  if (desk.pausedAtMs !== null && desk.phase !== 'ended') return 'paused';
  if (desk.phase !== 'asked') return desk.phase === 'revealed' && desk.skipped ? 'skipped' : desk.phase;
  if (desk.item?.asked === false) return 'shown';
  if (nowMs < desk.opensAtMs) return 'reading';
  return nowMs < desk.closesAtMs ? 'open' : 'closed';
}

/** Room times at which the desk changes without a new view. */
export const deskTurnsOf = (desk: Desk): readonly number[] =>
  desk.phase === 'asked' && desk.pausedAtMs === null ? [desk.opensAtMs, desk.closesAtMs] : [];

export const canPause = (desk: Desk): boolean =>
  desk.phase !== 'lobby' && desk.phase !== 'podium' && desk.phase !== 'ended';

export const canExtend = (desk: Desk): boolean => desk.phase === 'asked' && desk.item?.asked === true;

export const canSkip = (desk: Desk): boolean => desk.phase === 'asked' || desk.phase === 'closed';
