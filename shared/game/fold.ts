/**
 * The one function that a room is: `fold(state, entry)`. It reads no clock, draws no random number, does no I/O and
 * never throws; an entry that does not apply changes nothing and says why. The same log gives the same state anywhere.
 */
import { answerMsMin, extendMsMax, playersMax, seatsMax } from '../limits.ts';
import { nameKey } from '../names.ts';
import { kindNames, kindOf } from '../kinds/index.ts';
import { checkAnswer, takesPart } from './answers.ts';
import type { Entry, Outcome, Rejection, Seat } from './entry.ts';
import { seededRandom } from './random.ts';
import { pointsFor, rankPlayers } from './score.ts';
import { itemOf, playerOf, roundOf, seatOf, type Phase, type Player, type Round, type State } from './state.ts';
import { readMsOf, windowMsOf, worthOf } from './steps.ts';

type Of<Type extends Entry['type']> = Extract<Entry, { type: Type }>;
type Applier<Type extends Entry['type']> = (state: State, entry: Of<Type>) => Outcome;

const ok: Outcome = { ok: true };
const no = (why: Rejection): Outcome => ({ ok: false, why });

export function fold(state: State, entry: Entry): Outcome {
  if (entry.seq <= state.seq) return no('stale');
  state.seq = entry.seq;
  state.atMs = Math.max(state.atMs, entry.atMs);
  if ((state.openedAtMs === 0) !== (entry.type === 'opened')) return no('stale');
  if (state.phase === 'ended') return afterTheEnd(state, entry);
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

const appliers: { readonly [Type in Entry['type']]: Applier<Type> } = {
  opened(state, entry) {
    const { pack } = entry;
    if (!pack.items.every((item) => kindNames.includes(item.kind))) return no('malformed');
    state.openedAtMs = entry.atMs;
    state.code = entry.code;
    state.title = pack.title;
    state.language = pack.language;
    state.settings = { ...entry.settings };
    state.items = pack.items.map((item, at) => kindOf(item).deal(item, seededRandom(entry.seed, at)) as typeof item);
    state.scored = state.items.some((item) => worthOf(item) > 0);
    state.hostHashes = [entry.hostHash];
    enter(state, 'lobby', entry.atMs);
    return ok;
  },

  hosted(state, entry) {
    if (!state.hostHashes.includes(entry.hostHash)) state.hostHashes.push(entry.hostHash);
    return ok;
  },

  joined(state, entry) {
    const known = seatOf(state, entry.tokenHash);
    if (known !== undefined) return rejoined(state, known);
    if (state.locked) return no('locked');
    if (state.seatedCount >= playersMax || state.players.length >= seatsMax) return no('room-full');
    const key = nameKey(entry.name);
    if (key === '') return no('name-unusable');
    if (isTaken(state, key)) return no('name-taken');
    const seat = state.players.length;
    state.players.push({
      name: entry.name,
      key,
      tokenHash: entry.tokenHash,
      removed: false,
      left: false,
      points: 0,
      streak: 0,
      rank: 0,
      rankShown: 0,
    });
    state.seatByToken[`$${entry.tokenHash}`] = seat;
    state.seatByKey[`$${key}`] = seat;
    state.seatedCount += 1;
    return { ok: true, seat };
  },

  renamed(state, entry) {
    return withPlayer(state, entry.seat, (player) => {
      const key = nameKey(entry.name);
      if (key === '') return no('name-unusable');
      if (key !== player.key && isTaken(state, key)) return no('name-taken');
      freeName(state, player, entry.seat);
      player.name = entry.name;
      player.key = key;
      state.seatByKey[`$${key}`] = entry.seat;
      return ok;
    });
  },

  removed(state, entry) {
    return withPlayer(state, entry.seat, (player) => {
      if (!player.left) state.seatedCount -= 1;
      player.removed = true;
      freeName(state, player, entry.seat);
      for (const round of state.rounds) if (takesPart(round, entry.seat)) round.answerCount -= 1;
      // A crowd of bots is removed before it scored; only then is a new ranking for each of them affordable to skip.
      if (player.points > 0) rankPlayers(state.players);
      player.rank = 0;
      return ok;
    });
  },

  left(state, entry) {
    return withPlayer(state, entry.seat, (player) => {
      if (!player.left) state.seatedCount -= 1;
      player.left = true;
      return ok;
    });
  },

  locked(state, entry) {
    state.locked = entry.locked;
    return ok;
  },

  muted(state, entry) {
    state.muted = entry.muted;
    return ok;
  },

  asked(state, entry) {
    const round = roundOf(state);
    const current = itemOf(state);
    const item = state.items[entry.item];
    if (item === undefined) return no('no-such-item');
    const between = state.phase === 'lobby' || state.phase === 'revealed' || state.phase === 'ranked';
    const leavesSlide = state.phase === 'asked' && current !== undefined && !kindOf(current).asked;
    if (entry.item !== (round?.item ?? -1) + 1 || !(between || leavesSlide)) return no('stale');
    if (leavesSlide && round !== undefined) round.outcome = 'revealed';
    if (state.phase === 'ranked') for (const player of state.players) player.rankShown = player.rank;
    state.rounds.push({
      item: entry.item,
      outcome: 'open',
      opensAtMs: entry.atMs + (kindOf(item).asked ? entry.leadMs + readMsOf(item, state.settings) : 0),
      windowMs: windowMsOf(item),
      answers: [],
      answerCount: 0,
      awards: [],
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
    if (round?.item !== entry.item || state.phase !== 'asked') return no('stale');
    if (item === undefined || !kindOf(item).asked) return no('stale');
    // Time closes only what is due: an extension or a pause may have come between.
    const dueAtMs = round.opensAtMs + round.windowMs;
    if (entry.cause === 'time' && (entry.atMs < dueAtMs || state.pausedAtMs !== null)) return no('stale');
    // A second press of "next" must not take the question away before anybody could answer it; skipping is for that.
    if (entry.cause !== 'time' && entry.atMs < round.opensAtMs) return no('not-open-yet');
    enter(state, 'closed', entry.atMs);
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
    if (round?.item !== entry.item || state.phase !== 'closed') return no('stale');
    award(state, round);
    enter(state, 'revealed', entry.atMs);
    return ok;
  },

  ranked(state, entry) {
    const round = roundOf(state);
    const item = itemOf(state);
    if (round?.item !== entry.item || item === undefined) return no('stale');
    const leavesSlide = state.phase === 'asked' && !kindOf(item).asked;
    if (state.phase !== 'revealed' && !leavesSlide) return no('stale');
    if (leavesSlide) round.outcome = 'revealed';
    enter(state, round.item === state.items.length - 1 ? 'podium' : 'ranked', entry.atMs);
    return ok;
  },

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
    if (round?.item !== entry.item || state.phase !== 'asked' || byMs === 0) return no('stale');
    if (entry.cause === 'host') round.windowMs += Math.min(byMs, extendMsMax);
    else if (state.pausedAtMs === null) moveTimes(state, byMs);
    return ok;
  },

  ended(state, entry) {
    enter(state, 'ended', entry.atMs);
    return ok;
  },
};

function enter(state: State, phase: Phase, atMs: number): void {
  state.phase = phase;
  state.phaseAtMs = atMs;
  state.pausedAtMs = null;
}

/** Nothing ran for `byMs`: what time had left is left still, and what time had spent is spent. */
function moveTimes(state: State, byMs: number): void {
  state.phaseAtMs += byMs;
  const round = roundOf(state);
  if (state.phase === 'asked' && round !== undefined) round.opensAtMs += byMs;
}

function rejoined(state: State, seat: Seat): Outcome {
  const player = playerOf(state, seat);
  if (player === undefined || player.removed) return no('removed');
  if (player.left) {
    player.left = false;
    state.seatedCount += 1;
  }
  return { ok: true, seat };
}

function withPlayer(state: State, seat: Seat, change: (player: Player) => Outcome): Outcome {
  const player = playerOf(state, seat);
  if (player === undefined) return no('no-such-seat');
  return player.removed ? no('removed') : change(player);
}

const isTaken = (state: State, key: string): boolean => state.seatByKey[`$${key}`] !== undefined;

function freeName(state: State, player: Player, seat: Seat): void {
  if (state.seatByKey[`$${player.key}`] === seat) delete state.seatByKey[`$${player.key}`];
}

/** Grades the round's answers and adds what they earn. Who did not answer a scored item loses the streak. */
function award(state: State, round: Round): void {
  round.outcome = 'revealed';
  const item = state.items[round.item];
  if (item === undefined || !kindOf(item).scored) return;
  const kind = kindOf(item);
  const worth = worthOf(item);
  const windowMs = windowMsOf(item);
  state.players.forEach((player, seat) => {
    const given = player.removed ? null : (round.answers[seat] ?? null);
    const credit = given === null ? 0 : kind.grade(item, given.answer);
    const points = given === null ? 0 : pointsFor(credit, state.settings.speed, given.tMs, windowMs, worth);
    round.awards[seat] = given === null ? null : { credit, points };
    player.points += points;
    if (worth > 0) player.streak = credit === 1 ? player.streak + 1 : 0;
  });
  // A rehearsal gives no places: everybody would be first.
  if (worth > 0) rankPlayers(state.players);
}
