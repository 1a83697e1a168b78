/** What credit and speed earn, and who ranks where. Pure numbers; the fold decides when. */
import type { Settings } from '../settings.ts';
import type { Player } from './state.ts';

/** Points of a full, instant answer to an item worth 1. */
export const fullPoints = 1_000;

/**
 * The share of the points that time leaves, 1 to 0.5 (classic) or 0.9 (gentle): 1 − t/2T and 1 − t/10T, the first from
 * the design ("Time is fair"). `tMs` beyond the window counts as its end.
 */
export function speedShare(speed: Settings['speed'], tMs: number, windowMs: number): number {
  const spent = Math.min(1, Math.max(0, tMs / windowMs));
  if (speed === 'none') return 1;
  return speed === 'classic' ? 1 - spent / 2 : 1 - spent / 10;
}

/** Whole points for an answer with this credit (0 to 1) after `tMs` of `windowMs`, to an item worth `worth` (0 to 2). */
export function pointsFor(
  credit: number,
  speed: Settings['speed'],
  tMs: number,
  windowMs: number,
  worth: number,
): number {
  return Math.round(fullPoints * worth * credit * speedShare(speed, tMs, windowMs));
}

/** Gives every seated player a rank by points; equal points share it (1, 1, 3). O(n log n), once a round. */
export function rankPlayers(players: readonly Player[]): void {
  const seated = players.filter((player) => !player.removed);
  seated.sort((a, b) => b.points - a.points);
  let rank = 0;
  let points = Number.NaN;
  seated.forEach((player, place) => {
    if (player.points !== points) rank = place + 1;
    points = player.points;
    player.rank = rank;
  });
}
