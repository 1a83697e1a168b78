/**
 * What time itself will append next, and when. A node holds one timer a room for it; a second copy of the entry, from
 * another node or a restart, does not apply.
 */
import { graceMs, leadMsMin, podiumIdleMs, roomIdleMs } from '../limits.ts';
import { kindOf } from '../kinds/index.ts';
import type { Body } from './entry.ts';
import { closesAtMs, itemOf, roundOf, type State } from './state.ts';
import { afterClosing, closing, nextSteps, readMs } from './steps.ts';

/** How long the reveal and the standings stand where the room advances by itself. */
const revealMs = 7_000;
const standingsMs = 5_000;

export interface Due {
  readonly bodies: readonly Body[];
  readonly atMs: number;
}

/** `leadMs`: how long before its opening the next item is to be sent; the room knows its own fan-out. */
export function due(state: State, leadMs = leadMsMin): Due | null {
  if (state.phase === 'ended' || state.seq === 0) return null;
  const idle: Due = {
    bodies: [{ type: 'ended', sinceMs: state.atMs }],
    atMs: state.atMs + (state.phase === 'podium' ? podiumIdleMs : roomIdleMs),
  };
  if (state.pausedAtMs !== null) return idle;
  return byPhase(state, leadMs) ?? idle;
}

function byPhase(state: State, leadMs: number): Due | null {
  const round = roundOf(state);
  const item = itemOf(state);
  if (round === undefined || item === undefined) return null;
  const advance = (afterMs: number): Due | null => {
    const bodies = state.settings.autoAdvance ? nextSteps(state, leadMs) : [];
    return bodies.length === 0 ? null : { bodies, atMs: state.phaseAtMs + afterMs };
  };
  switch (state.phase) {
    case 'asked':
      if (!kindOf(item).asked) return advance(round.windowMs);
      return { bodies: closing(state, 'time', leadMs), atMs: closesAtMs(round) + graceMs };
    case 'closed':
      return { bodies: [afterClosing(state, leadMs)], atMs: state.phaseAtMs };
    case 'revealed':
      return advance(round.outcome === 'skipped' ? 0 : revealMs + readMs(item.explanation ?? ''));
    case 'ranked':
      return advance(standingsMs);
    default:
      return null;
  }
}
