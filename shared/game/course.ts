/** The part of the fold that is about the way through the pack: asked, answered, closed, stepped, revealed, ranked. */
import { kindOf } from '../kinds/index.ts';
import { answerMsMin } from '../limits.ts';
import { checkAnswer } from './answers.ts';
import { enter, no, ok, type Appliers } from './applying.ts';
import { award } from './award.ts';
import { givenBySeat } from './played.ts';
import { seededRandom } from './random.ts';
import { itemOf, roundOf, type State } from './state.ts';
import { laterStep, readMsOf, stepAfter, stepWindowMs } from './steps.ts';

type CourseTypes = 'asked' | 'answered' | 'closed' | 'stepped' | 'skipped' | 'revealed' | 'ranked' | 'ended';

/** The chance of later steps is another stream than that of dealing, one for each item. */
const stepStream = 1_000_000;

/** A slide that is left has been seen. */
const leavesSlide = (state: State): boolean => {
  const item = itemOf(state);
  return state.phase === 'asked' && item !== undefined && !kindOf(item).asked;
};

export const course: Appliers<CourseTypes> = {
  asked(state, entry) {
    const round = roundOf(state);
    const item = state.items[entry.item];
    if (item === undefined) return no('no-such-item');
    const between = state.phase === 'lobby' || state.phase === 'revealed' || state.phase === 'ranked';
    const isLeaving = leavesSlide(state);
    if (entry.item !== (round?.item ?? -1) + 1 || !(between || isLeaving)) return no('stale');
    if (isLeaving && round !== undefined) round.outcome = 'revealed';
    if (state.phase === 'ranked') for (const player of state.players) player.rankShown = player.rank;
    state.rounds.push({
      item: entry.item,
      outcome: 'open',
      step: 0,
      opensAtMs: entry.atMs + (kindOf(item).asked ? entry.leadMs + readMsOf(item, state.settings) : 0),
      windowMs: stepWindowMs(item, 0),
      answers: [],
      answerCount: 0,
      earlier: [],
      board: null,
      awards: [],
      verdicts: [],
      flags: [],
      hostRefs: [],
    });
    enter(state, 'asked', entry.atMs);
    return ok;
  },

  answered(state, entry) {
    const check = checkAnswer(state, entry);
    if (!check.ok || check.counted) return check.ok ? ok : check;
    const { round } = check;
    const tMs = Number.isFinite(entry.tMs)
      ? Math.min(round.windowMs, Math.max(answerMsMin, entry.tMs))
      : round.windowMs;
    while (round.answers.length < entry.seat) round.answers.push(null);
    round.answers[entry.seat] = { answer: check.answer, tMs, ref: entry.ref };
    round.answerCount += 1;
    return ok;
  },

  closed(state, entry) {
    const round = roundOf(state);
    const item = itemOf(state);
    if (round?.item !== entry.item || state.phase !== 'asked' || round.step !== (entry.step ?? 0)) return no('stale');
    if (item === undefined || !kindOf(item).asked) return no('stale');
    // Time closes only what is due: an extension or a pause may have come between.
    const dueAtMs = round.opensAtMs + round.windowMs;
    if (entry.cause === 'time' && (entry.atMs < dueAtMs || state.pausedAtMs !== null)) return no('stale');
    // A second press of "next" must not take the question away before anybody could answer it; skipping is for that.
    if (entry.cause !== 'time' && entry.atMs < round.opensAtMs) return no('not-open-yet');
    enter(state, 'closed', entry.atMs);
    return ok;
  },

  stepped(state, entry) {
    const round = roundOf(state);
    const item = itemOf(state);
    if (round?.item !== entry.item || item === undefined || state.phase !== 'closed') return no('stale');
    const later = laterStep(item, entry.step);
    if (later === undefined || stepAfter(state) !== entry.step) return no('stale');
    const random = seededRandom(state.seed, stepStream + round.item);
    round.board = later.gather(item, givenBySeat(state, round.answers), random);
    round.earlier.push(round.answers);
    round.answers = [];
    round.answerCount = 0;
    round.step = entry.step;
    round.opensAtMs = entry.atMs + entry.leadMs;
    round.windowMs = stepWindowMs(item, entry.step);
    enter(state, 'asked', entry.atMs);
    return ok;
  },

  skipped(state, entry) {
    const round = roundOf(state);
    if (round?.item !== entry.item || (state.phase !== 'asked' && state.phase !== 'closed')) return no('stale');
    round.outcome = 'skipped';
    enter(state, 'revealed', entry.atMs);
    return ok;
  },

  revealed(state, entry) {
    const round = roundOf(state);
    if (round?.item !== entry.item || state.phase !== 'closed' || stepAfter(state) !== null) return no('stale');
    award(state, round);
    enter(state, 'revealed', entry.atMs);
    return ok;
  },

  ranked(state, entry) {
    const round = roundOf(state);
    if (round?.item !== entry.item) return no('stale');
    const isLeaving = leavesSlide(state);
    if (state.phase !== 'revealed' && !isLeaving) return no('stale');
    if (isLeaving) round.outcome = 'revealed';
    enter(state, round.item === state.items.length - 1 ? 'podium' : 'ranked', entry.atMs);
    return ok;
  },

  ended(state, entry) {
    enter(state, 'ended', entry.atMs);
    return ok;
  },
};
