/**
 * State as one audience may see it: the only place where state becomes something that leaves the server. Each view is
 * a list of allowed fields; the key to an item is in none of them before its reveal.
 */
import { kindOf } from '../kinds/index.ts';
import type { IsGone, Json, TallyRoom } from '../kinds/kind.ts';
import { lobbyNamesMax, rosterRows, standingsRows } from '../limits.ts';
import type {
  Desk,
  ItemView,
  ResultView,
  RevealView,
  RosterRow,
  Scene,
  Stage,
  StandingView,
  Timing,
  You,
} from '../protocol/views.ts';
import { isNamed } from './crowd.ts';
import { signsKey } from '../signs.ts';
import type { Seat } from './entry.ts';
import { playedOf } from './played.ts';
import { judgingView } from './review.ts';
import { closesAtMs, itemOf, roundOf, type Player, type Round, type State } from './state.ts';
import { laterStep, nextSteps, ranksShown, stepAfter, stepsOf, worthOf } from './steps.ts';

/** Who is connected now: not in the log, so not in the state. */
export interface Presence {
  readonly count: number;
  has(seat: Seat): boolean;
}

/** The reveal of an item lasts until the next one is asked. */
const isRevealed = (round: Round | undefined): round is Round => round?.outcome === 'revealed';

function timingOf(state: State): Timing {
  const round = roundOf(state);
  const opensAtMs = round?.opensAtMs ?? state.phaseAtMs;
  return { opensAtMs, closesAtMs: round === undefined ? opensAtMs : closesAtMs(round), pausedAtMs: state.pausedAtMs };
}

function itemView(state: State, withText: boolean): ItemView | null {
  const item = itemOf(state);
  if (item === undefined) return null;
  const kind = kindOf(item);
  const round = roundOf(state);
  const step = round?.step ?? 0;
  const later = laterStep(item, step);
  return {
    kind: item.kind,
    text: withText || !kind.asked ? item.text : null,
    face: later === undefined ? kind.face(item) : later.face(item, round?.board ?? null, isGoneIn(state)),
    asked: kind.asked,
    worth: worthOf(item),
    scored: kind.scored,
    step,
    steps: stepsOf(item),
    judgeable: kind.reference !== undefined,
  };
}

const isGoneIn =
  (state: State): IsGone =>
  (seat) =>
    state.players[seat]?.removed === true;

function revealView(state: State): RevealView | null {
  const item = itemOf(state);
  if (item === undefined || !isRevealed(roundOf(state))) return null;
  return { key: kindOf(item).key(item), explanation: item.explanation ?? null };
}

export function sceneView(state: State): Scene {
  const round = roundOf(state);
  return {
    seq: state.seq,
    phase: state.phase,
    title: state.title,
    language: state.language,
    index: round?.item ?? -1,
    total: state.items.length,
    ...timingOf(state),
    item: itemView(state, state.settings.phoneText),
    reveal: revealView(state),
    skipped: round?.outcome === 'skipped',
    scored: state.scored,
  };
}

/** A player's own view, or null for a seat that is not taken. */
export function youView(state: State, seat: Seat): You | null {
  const player = state.players[seat];
  if (player === undefined || player.removed) return null;
  const round = roundOf(state);
  const item = itemOf(state);
  const given = round?.answers[seat] ?? null;
  const later = round === undefined || item === undefined ? undefined : laterStep(item, round.step);
  return {
    seq: state.seq,
    seat,
    name: player.name,
    index: round?.item ?? -1,
    answer: given?.answer ?? null,
    answered: given !== null,
    ...(round !== undefined && item !== undefined && later !== undefined
      ? { step: round.step, hand: later.hand(item, round.board, seat, isGoneIn(state)) }
      : {}),
    result: resultView(state, seat),
    ...(round?.flags.includes(seat) === true ? { flagged: true as const } : {}),
    points: player.points,
    streak: player.streak,
    rank: ranksShown(state) && player.rank > 0 ? player.rank : null,
    players: state.seatedCount,
  };
}

function resultView(state: State, seat: Seat): ResultView | null {
  const round = roundOf(state);
  const item = itemOf(state);
  const award = isRevealed(round) ? (round.awards[seat] ?? null) : null;
  if (round === undefined || item === undefined || award === null) return null;
  const kind = kindOf(item);
  const given = round.answers[seat] ?? null;
  const feedback = award.feedback ?? (given === null ? undefined : kind.feedback?.(item, given.answer, state.leniency));
  return {
    credit: award.credit,
    points: award.points,
    right: award.credit >= kind.rightFrom,
    ...(award.bonus === undefined ? {} : { bonus: award.bonus }),
    ...(feedback === undefined ? {} : { feedback }),
    ...(award.judged === undefined ? {} : { judged: award.judged }),
  };
}

export function stageView(state: State, presence: Presence): Stage {
  const round = roundOf(state);
  return {
    seq: state.seq,
    phase: state.phase,
    code: state.code,
    title: state.title,
    language: state.language,
    settings: state.settings,
    index: round?.item ?? -1,
    total: state.items.length,
    locked: state.locked,
    muted: state.muted,
    guard: state.guarded ? signsKey(state.seed) : null,
    scored: state.scored,
    namesShown: state.namesShown,
    players: state.seatedCount,
    connected: presence.count,
    names: state.phase === 'lobby' ? newestNames(state.players) : [],
    ...timingOf(state),
    item: itemView(state, true),
    answered: round?.answerCount ?? 0,
    skipped: round?.outcome === 'skipped',
    reveal: stageReveal(state),
    standings: standingsNow(state),
  };
}

function stageReveal(state: State): Stage['reveal'] {
  const reveal = revealView(state);
  const round = roundOf(state);
  const item = itemOf(state);
  if (reveal === null || round === undefined || item === undefined) return null;
  const kind = kindOf(item);
  const answers: Json[] = [];
  round.answers.forEach((given, seat) => {
    if (given !== null && state.players[seat]?.removed === false) answers.push(given.answer);
  });
  const isRight = (seat: Seat): boolean => (round.awards[seat]?.credit ?? 0) >= kind.rightFrom;
  const right = kind.scored ? state.players.filter((player, seat) => !player.removed && isRight(seat)).length : null;
  const room: TallyRoom = {
    played: playedOf(state, round),
    language: state.language,
    nameOf: (seat) => (state.namesShown ? (state.players[seat]?.name ?? null) : null),
    creditOf: (seat) => round.awards[seat]?.credit ?? null,
  };
  return { ...reveal, tally: kind.tally(item, answers, room), right };
}

function newestNames(players: readonly Player[]): { seat: Seat; name: string }[] {
  const names: { seat: Seat; name: string }[] = [];
  for (let seat = players.length - 1; seat >= 0 && names.length < lobbyNamesMax; seat--) {
    const player = players[seat];
    if (player !== undefined && !player.removed && !player.left) names.unshift({ seat, name: player.name });
  }
  return names;
}

function standingsNow(state: State): StandingView[] {
  const isShown = state.phase === 'ranked' || state.phase === 'podium' || state.phase === 'ended';
  if (!state.scored || state.settings.standings === 'none' || !isShown) return [];
  const round = roundOf(state);
  const rows: StandingView[] = [];
  // Ranks are known, so the best few need no sort of everybody: one pass picks them.
  state.players.forEach((player, seat) => {
    if (player.removed || player.rank === 0 || player.rank > standingsRows) return;
    rows.push({
      seat,
      name: player.name,
      points: player.points,
      rank: player.rank,
      moved: player.rankShown === 0 ? null : player.rankShown - player.rank,
      streak: player.streak,
      gained: round?.awards[seat]?.points ?? 0,
    });
  });
  return rows.sort((a, b) => a.rank - b.rank || a.seat - b.seat).slice(0, standingsRows);
}

/** `find`: only players whose name contains it. */
export function deskView(state: State, presence: Presence, find = ''): Desk {
  const round = roundOf(state);
  const roster: RosterRow[] = [];
  for (let seat = state.players.length - 1; seat >= 0 && roster.length < rosterRows; seat--) {
    const player = state.players[seat];
    if (player === undefined || player.removed || !isNamed(player, find)) continue;
    roster.push({
      seat,
      name: player.name,
      points: player.points,
      rank: player.rank,
      connected: presence.has(seat),
      answered: (round?.answers[seat] ?? null) !== null,
      left: player.left,
    });
  }
  const after = state.items[(round?.item ?? -1) + 1];
  return {
    ...stageView(state, presence),
    roster,
    next: nextName(state),
    upNext: after?.text ?? null,
    judging: judgingView(state),
  };
}

function nextName(state: State): Desk['next'] {
  const body = nextSteps(state, 0)[0];
  if (body === undefined) return null;
  if (body.type === 'asked') return state.phase === 'lobby' ? 'start' : 'item';
  if (body.type === 'ranked') return body.item === state.items.length - 1 ? 'podium' : 'standings';
  if (body.type === 'stepped' || (body.type === 'closed' && stepAfter(state) !== null)) return 'vote';
  if (body.type === 'closed') return 'close';
  return body.type === 'revealed' ? 'reveal' : 'end';
}
