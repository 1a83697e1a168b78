/** Folds the log of a room that is over, while games go on: the log of a large one holds everybody up for a moment too long. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Entry } from '../../shared/game/entry.ts';
import { fold } from '../../shared/game/fold.ts';
import { emptyState, type State } from '../../shared/game/state.ts';

/** Folded at once: a few ms, also where most are people whose names are compared. */
const foldedAtOnce = 500;

/** What the room came to. */
export async function foldInTurns(entries: readonly Entry[]): Promise<State> {
  const state = emptyState();
  for (const [at, entry] of entries.entries()) {
    fold(state, entry);
    if (at % foldedAtOnce === foldedAtOnce - 1) await turn();
  }
  return state;
}
