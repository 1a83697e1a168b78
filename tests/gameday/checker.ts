/**
 * What must hold after every game day, of the log that was left behind and of what the players were told: I1 to I5. It
 * gives a list of what is wrong, each with the name of what is broken, and knows no fault and no server.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Entry, Seat } from '../../shared/game/entry.ts';
import { fold } from '../../shared/game/fold.ts';
import { pointsFor } from '../../shared/game/score.ts';
import { emptyState, seatOf, type Given, type Round, type State } from '../../shared/game/state.ts';
import { laterStep, stepWindowMs, worthOf } from '../../shared/game/steps.ts';
import { youView } from '../../shared/game/views.ts';
import { kindOf } from '../../shared/kinds/index.ts';
import type { Json } from '../../shared/kinds/kind.ts';
import type { Ack } from '../../shared/protocol/messages.ts';
import type { You } from '../../shared/protocol/views.ts';
import { hashToken } from '../../server/live/tokens.ts';
import { earlyIn, type Frame } from './keyEarly.ts';

export type { Frame } from './keyEarly.ts';

/** One answer, as the player knows it. */
export interface Sent {
  readonly token: string;
  readonly item: number;
  /** 0 where it is left out. */
  readonly step?: number;
  readonly ref: string;
  readonly answer: Json;
  /** The last word of the server about it; null where there was none. */
  readonly ack: Ack | null;
}

/** What a player was shown of the own place at some time. */
export interface Seen {
  readonly token: string;
  readonly seq: number;
  readonly seat: Seat;
  readonly name: string;
  readonly points: number;
  readonly rank: number | null;
}

export const seenBy = (token: string, { seq, seat, name, points, rank }: You): Seen => ({
  token,
  seq,
  seat,
  name,
  points,
  rank,
});

export interface Evidence {
  /** The whole log of the room. */
  readonly entries: readonly Entry[];
  /** Of everybody who took a seat. */
  readonly tokens: readonly string[];
  readonly sent: readonly Sent[];
  /** Over the whole game, in any order. */
  readonly seen: readonly Seen[];
  /** What stands on the screens at the end of it. */
  readonly screens: readonly Seen[];
  /** All that some players were sent. */
  readonly frames: readonly Frame[];
}

/** What is wrong, each beginning with I1 to I5; empty where all holds. */
export function problemsIn(evidence: Evidence): readonly string[] {
  const played = playAgain(evidence);
  return [
    ...acknowledgedOnce(evidence, played),
    ...noneInvented(evidence, played),
    ...scoresOnScreen(evidence, played),
    ...earlyIn(evidence.entries, evidence.frames).map((each) => `I4: ${each}`),
    ...sameForTheSame(evidence, played),
  ];
}

interface Played {
  readonly state: State;
  /** How often an answer with this ref counted. */
  readonly counted: ReadonlyMap<string, number>;
  /** Of what was seen, what was not so at that place of the log. */
  readonly untrue: readonly string[];
}

/** The log, folded anew, beside what was seen at each of its places. */
function playAgain({ entries, seen }: Evidence): Played {
  const state = emptyState();
  const counted = new Map<string, number>();
  const bySeq = new Map<number, Seen[]>();
  for (const view of seen) {
    const there = bySeq.get(view.seq);
    if (there === undefined) bySeq.set(view.seq, [view]);
    else there.push(view);
  }
  const untrue: string[] = [];
  for (const entry of entries) {
    const round = state.rounds.at(-1);
    const before = round?.answerCount ?? 0;
    fold(state, entry);
    const isCounted = entry.type === 'answered' && (round?.answerCount ?? 0) > before;
    if (isCounted) counted.set(entry.ref, (counted.get(entry.ref) ?? 0) + 1);
    for (const view of bySeq.get(state.seq) ?? []) untrue.push(...notSoIn(state, view));
  }
  const beyond = [...bySeq.keys()].reduce((most, seq) => Math.max(most, seq), 0);
  if (beyond > state.seq)
    untrue.push(`a screen showed place ${String(beyond)}, and the log ends at ${String(state.seq)}`);
  return { state, counted, untrue };
}

function notSoIn(state: State, { seq, seat, name, points, rank }: Seen): string[] {
  const fresh = youView(state, seat);
  const shown = { name, points, rank };
  const so = fresh === null ? null : { name: fresh.name, points: fresh.points, rank: fresh.rank };
  if (isDeepStrictEqual(shown, so)) return [];
  return [`at ${String(seq)} seat ${String(seat)} saw ${JSON.stringify(shown)}, the log says ${JSON.stringify(so)}`];
}

/** I1. In the score: what stands is this answer, and where it was revealed it earned what it is worth. */
function acknowledgedOnce({ sent }: Evidence, { state, counted }: Played): string[] {
  return sent.flatMap((answer) => {
    if (answer.ack?.ok !== true) return [];
    const times = counted.get(answer.ref) ?? 0;
    const which = `the acknowledged answer ${answer.ref} to item ${String(answer.item)}`;
    if (times !== 1) return [`I1: ${which} counts ${String(times)} times`];
    const round = state.rounds.find(({ item }) => item === answer.item);
    const seat = seatOf(state, hashToken(answer.token));
    const given = round === undefined || seat === undefined ? null : givenIn(round, seat, answer.step ?? 0);
    if (round === undefined || seat === undefined || given?.ref !== answer.ref)
      return [`I1: ${which} does not stand for its player`];
    return earnsIn(state, round, seat, given) ? [] : [`I1: ${which} does not earn what it is worth`];
  });
}

const givenIn = (round: Round, seat: Seat, step: number): Given | null =>
  (step === round.step ? round.answers : round.earlier[step])?.[seat] ?? null;

/** Kinds of several steps are worth what others make of them; there it is enough that something was awarded. */
function earnsIn(state: State, round: Round, seat: Seat, given: Given): boolean {
  const item = state.items[round.item];
  if (item === undefined || round.outcome !== 'revealed') return round.awards.length === 0;
  const kind = kindOf(item);
  const award = round.awards[seat] ?? null;
  if (!kind.scored && kind.settle === undefined) return true;
  if (award === null || kind.settle !== undefined || award.judged === true) return award !== null;
  const speed = kind.timed ? state.settings.speed : 'none';
  const credit = kind.grade(item, given.answer, state.leniency);
  return award.points === pointsFor(credit, speed, given.tMs, stepWindowMs(item, round.step), worthOf(item));
}

/** I2. Also what was refused for good does not count, and nobody has a seat who did not come. */
function noneInvented({ sent, tokens }: Evidence, { state, counted }: Played): string[] {
  const byRef = new Map(sent.map((answer) => [answer.ref, answer]));
  const known = new Set(tokens.map(hashToken));
  const strangers = state.players.filter(({ tokenHash }) => !known.has(tokenHash));
  const problems = strangers.map(({ name }) => `I2: ${name} has a seat, and never came`);
  for (const ref of counted.keys()) {
    const { ack } = byRef.get(ref) ?? {};
    if (!byRef.has(ref)) problems.push(`I2: nobody sent the answer ${ref}, which counts`);
    else if (ack?.ok === false && isFinal(ack.why))
      problems.push(`I2: the answer ${ref} counts, and its player was told "${ack.why}"`);
  }
  for (const round of state.rounds)
    [...round.earlier, round.answers].forEach((answers, step) =>
      answers.forEach((given, seat) => {
        const answer = given === null ? undefined : byRef.get(given.ref);
        if (given !== null && answer !== undefined && !isWhatWasSent(state, round, { step, seat, given, answer }))
          problems.push(`I2: the answer ${given.ref} counts as something else than its player sent`);
      }),
    );
  return problems;
}

/** These say nothing about whether it counts: the room is over, or an earlier copy may be on its way. */
const isFinal = (why: string): boolean => !['unavailable', 'too-fast', 'room-over', 'not-joined'].includes(why);

interface Standing {
  readonly step: number;
  readonly seat: Seat;
  readonly given: Given;
  readonly answer: Sent;
}

function isWhatWasSent(state: State, round: Round, { step, seat, given, answer }: Standing): boolean {
  const item = state.items[round.item];
  if (item === undefined || answer.item !== round.item || (answer.step ?? 0) !== step) return false;
  if (state.players[seat]?.tokenHash !== hashToken(answer.token)) return false;
  const later = laterStep(item, step);
  const { answer: raw } = answer;
  const parsed = later === undefined ? kindOf(item).parse(item, raw) : later.parse(item, round.board, seat, raw);
  return isDeepStrictEqual(parsed, given.answer);
}

/** I3. */
function scoresOnScreen({ screens }: Evidence, { state, untrue }: Played): string[] {
  const problems = untrue.map((each) => `I3: ${each}`);
  for (const screen of screens) {
    const player = state.players[screen.seat];
    const isSame = player?.points === screen.points && (screen.rank === null || screen.rank === player.rank);
    if (isSame) continue;
    const [shown, kept] = [screen, player].map((of) => `${String(of?.points)} points, rank ${String(of?.rank)}`);
    problems.push(`I3: ${screen.name}'s screen shows ${String(shown)}, the log gives ${String(kept)}`);
  }
  return problems;
}

/** I5. The score of a token at each place of the log is in I3. */
function sameForTheSame({ seen, screens }: Evidence, { state }: Played): string[] {
  const problems = new Set<string>();
  for (const { token, seat, name } of [...seen, ...screens]) {
    const own = seatOf(state, hashToken(token));
    if (own !== seat)
      problems.add(`I5: ${name} had seat ${String(seat)}, and the log knows the token at ${String(own)}`);
  }
  const first = new Map<string, Seen>();
  for (const view of seen) {
    const { token, name } = view;
    const before = first.get(token) ?? view;
    first.set(token, before);
    const isRenamed = state.players[view.seat]?.name !== before.name;
    if (before.name !== name && !isRenamed) problems.add(`I5: ${before.name} was called ${name}`);
  }
  for (const { token, name, seat } of screens)
    if (state.players[seat]?.name !== name && seatOf(state, hashToken(token)) === seat)
      problems.add(`I5: ${name} is ${String(state.players[seat]?.name)} in the log`);
  return [...problems];
}
