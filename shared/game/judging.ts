/** The part of the fold in which the host has the last word: verdicts and their undoing, leniency, flags, names shown. */
import { kindOf } from '../kinds/index.ts';
import { no, ok, withPlayer, type Appliers } from './applying.ts';
import { awardAgain } from './award.ts';
import type { Round, State } from './state.ts';

/** Whether the host may overrule what this round's answers earned. */
export function isJudgeable(state: State, round: Round): boolean {
  const item = state.items[round.item];
  return round.outcome === 'revealed' && item !== undefined && kindOf(item).reference !== undefined;
}

const judgeable = (state: State, item: number): Round | undefined => {
  const round = state.rounds[item];
  return round !== undefined && isJudgeable(state, round) ? round : undefined;
};

export const judging: Appliers<'judged' | 'unjudged' | 'tuned' | 'flagged' | 'named'> = {
  judged(state, entry) {
    const round = judgeable(state, entry.item);
    if (round === undefined || !Number.isFinite(entry.credit)) return no('stale');
    if (entry.ref !== undefined && round.hostRefs.includes(entry.ref)) return ok;
    const seats = [...new Set(entry.seats)].filter((seat) => (round.answers[seat] ?? null) !== null);
    if (seats.length === 0) return no('no-such-seat');
    if (entry.ref !== undefined) round.hostRefs.push(entry.ref);
    round.verdicts.push({ seats, credit: Math.min(1, Math.max(0, entry.credit)) });
    awardAgain(state, [round]);
    return ok;
  },

  unjudged(state, entry) {
    const round = judgeable(state, entry.item);
    const verdicts = round?.verdicts.length ?? 0;
    if (round === undefined || verdicts === 0 || verdicts !== (entry.verdicts ?? verdicts)) return no('stale');
    round.verdicts.pop();
    awardAgain(state, [round]);
    return ok;
  },

  tuned(state, entry) {
    if (!Number.isFinite(entry.leniency)) return no('malformed');
    state.leniency = Math.min(1, Math.max(-1, entry.leniency));
    awardAgain(
      state,
      state.rounds.filter((round) => isJudgeable(state, round)),
    );
    return ok;
  },

  flagged(state, entry) {
    return withPlayer(state, entry.seat, () => {
      const round = judgeable(state, entry.item);
      if (round === undefined) return no('stale');
      if ((round.answers[entry.seat] ?? null) === null) return no('not-an-answer');
      if (!round.flags.includes(entry.seat)) round.flags.push(entry.seat);
      return ok;
    });
  },

  named(state, entry) {
    state.namesShown = entry.shown;
    return ok;
  },
};
