/**
 * The one function that a room is: `fold(state, entry)`. It reads no clock, draws no random number, does no I/O and
 * never throws; an entry that does not apply changes nothing and says why. The same log gives the same state anywhere.
 */
import { kindNames, kindOf } from '../kinds/index.ts';
import { checkAnswer } from './answers.ts';
import { enter, no, ok, type Applier, type Appliers } from './applying.ts';
import { course } from './course.ts';
import type { Entry, Outcome } from './entry.ts';
import { judging } from './judging.ts';
import { pace } from './pace.ts';
import { people } from './people.ts';
import { seededRandom } from './random.ts';
import { playerOf, seatOf, type State } from './state.ts';
import { worthOf } from './steps.ts';

export function fold(state: State, entry: Entry): Outcome {
  if (entry.seq <= state.seq) return no('stale');
  // Several nodes, or one that woke after a long sleep, may find that nothing happens: only the first is right.
  const isOvertaken = 'sinceMs' in entry && entry.sinceMs !== undefined && state.atMs > entry.sinceMs;
  state.seq = entry.seq;
  state.atMs = Math.max(state.atMs, entry.atMs);
  if ((state.openedAtMs === 0) !== (entry.type === 'opened')) return no('stale');
  if (state.phase === 'ended') return afterTheEnd(state, entry);
  if (isOvertaken) return no('stale');
  // A log may have been written by a newer version, and this one must not stumble over it.
  if (!Object.hasOwn(appliers, entry.type)) return no('malformed');
  return (appliers[entry.type] as Applier<Entry['type']>)(state, entry);
}

/** Nothing applies to a room that is over, but who asks again for what counted gets the same answer. */
function afterTheEnd(state: State, entry: Entry): Outcome {
  if (entry.type === 'joined') {
    const seat = seatOf(state, entry.tokenHash);
    if (seat !== undefined) return playerOf(state, seat)?.removed === false ? { ok: true, seat } : no('removed');
  }
  if (entry.type === 'answered') {
    const check = checkAnswer(state, entry);
    return check.ok ? ok : check;
  }
  return no('room-over');
}

const house: Appliers<'opened' | 'hosted' | 'muted'> = {
  opened(state, entry) {
    const { pack } = entry;
    if (!pack.items.every((item) => kindNames.includes(item.kind))) return no('malformed');
    state.openedAtMs = entry.atMs;
    state.code = entry.code;
    state.title = pack.title;
    state.language = pack.language;
    state.settings = { ...entry.settings };
    state.seed = entry.seed;
    state.items = pack.items.map((item, at) => kindOf(item).deal(item, seededRandom(entry.seed, at)) as typeof item);
    state.scored = state.items.some((item) => worthOf(item) > 0);
    state.hostHashes = [entry.hostHash];
    state.by = entry.by ?? null;
    enter(state, 'lobby', entry.atMs);
    return ok;
  },

  hosted(state, entry) {
    if (!state.hostHashes.includes(entry.hostHash)) state.hostHashes.push(entry.hostHash);
    return ok;
  },

  muted(state, entry) {
    state.muted = entry.muted;
    return ok;
  },
};

const appliers: Appliers<Entry['type']> = { ...house, ...people, ...course, ...pace, ...judging };
