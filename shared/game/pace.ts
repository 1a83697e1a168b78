/** The part of the fold that is about time standing still or being given: pauses, extensions, outages. */
import { extendMsMax } from '../limits.ts';
import { no, ok, type Appliers } from './applying.ts';
import { roundOf, type State } from './state.ts';

export const pace: Appliers<'paused' | 'resumed' | 'extended'> = {
  paused(state, entry) {
    if (state.pausedAtMs !== null || state.phase === 'lobby' || state.phase === 'podium') return no('stale');
    state.pausedAtMs = entry.atMs;
    return ok;
  },

  resumed(state, entry) {
    if (state.pausedAtMs === null) return no('stale');
    moveTimes(state, entry.atMs - state.pausedAtMs);
    state.pausedAtMs = null;
    return ok;
  },

  extended(state, entry) {
    const round = roundOf(state);
    const byMs = Number.isFinite(entry.byMs) ? Math.max(0, entry.byMs) : 0;
    if (entry.ref !== undefined && round?.hostRefs.includes(entry.ref) === true) return ok;
    if (round?.item !== entry.item || state.phase !== 'asked' || byMs === 0) return no('stale');
    if (entry.ref !== undefined) round.hostRefs.push(entry.ref);
    if (entry.cause === 'host') round.windowMs += Math.min(byMs, extendMsMax);
    else if (state.pausedAtMs === null) moveTimes(state, byMs);
    return ok;
  },
};

/** Nothing ran for `byMs`: what time had left is left still, and what time had spent is spent. */
function moveTimes(state: State, byMs: number): void {
  state.phaseAtMs += byMs;
  const round = roundOf(state);
  if (state.phase === 'asked' && round !== undefined) round.opensAtMs += byMs;
}
