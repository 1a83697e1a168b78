/** What answers would have earned where their arrival alone counted: what fair time is held against. */
import type { Entry } from '../../shared/game/entry.ts';
import { pointsFor } from '../../shared/game/score.ts';
import type { State } from '../../shared/game/state.ts';

/** By seat. `windowMs`: of every question. */
export function pointsByArrival(entries: readonly Entry[], { rounds, players }: State, windowMs: number): number[] {
  const points = players.map(() => 0);
  for (const entry of entries) {
    if (entry.type !== 'answered') continue;
    const tookMs = entry.atMs - (rounds[entry.item]?.opensAtMs ?? Number.NaN);
    points[entry.seat] = (points[entry.seat] ?? 0) + pointsFor(1, 'classic', tookMs, windowMs, 1);
  }
  return points;
}
