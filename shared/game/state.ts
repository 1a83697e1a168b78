/**
 * What a room is at one moment: plain JSON, computed from the log by the fold alone, which may change it in place.
 * Everybody else only reads.
 */
import type { Json } from '../kinds/kind.ts';
import type { Item } from '../kinds/index.ts';
import type { Settings } from '../settings.ts';
import type { Seat } from './entry.ts';

/**
 * lobby → asked → closed → revealed → (ranked) → asked … → podium → ended.
 * `asked` covers reading and answering: which of the two it is, `opensAtMs` and the clock say.
 */
export type Phase = 'lobby' | 'asked' | 'closed' | 'revealed' | 'ranked' | 'podium' | 'ended';

/** An answer that counted. `tMs` is the fair answer time. */
export interface Given {
  readonly answer: Json;
  readonly tMs: number;
  readonly ref: string;
}

/** What an answer earned. */
export interface Award {
  /** 0 to 1: how right. */
  readonly credit: number;
  readonly points: number;
  /** The part of the points that speed had no part in; for kinds of several steps. */
  readonly bonus?: number;
  /** The kind's own word to the player. */
  readonly feedback?: Json;
  /** The host gave the credit. */
  readonly judged?: true;
}

/** The host's word on some answers, over that of the grader. */
export interface Verdict {
  readonly seats: readonly Seat[];
  readonly credit: number;
}

/** One item as it was played. `answers` and `awards` are by seat; a hole is null or beyond the end. */
export interface Round {
  readonly item: number;
  outcome: 'open' | 'revealed' | 'skipped';
  /** 0, or the later step that the item is at; window and answers are of this step. */
  step: number;
  opensAtMs: number;
  /** How long answers count, with the host's extensions. */
  windowMs: number;
  answers: (Given | null)[];
  /** Without those of players who were removed. */
  answerCount: number;
  /** The answers of the steps before this one. */
  earlier: (Given | null)[][];
  /** What the later step is about; the kind's own. */
  board: Json;
  awards: (Award | null)[];
  /** In the order they were given. */
  verdicts: Verdict[];
  /** Who thinks that the own answer was right. */
  flags: Seat[];
  /** What the host asked for and got, more time or a verdict: asked again, on whatever node, it is there already. */
  hostRefs: string[];
}

export interface Player {
  name: string;
  /** What makes two names the same to the eye; see names.ts. */
  key: string;
  tokenHash: string;
  removed: boolean;
  left: boolean;
  points: number;
  /** Scored items in a row with full credit. */
  streak: number;
  /** 1 is first; ties share a rank. 0 before anything was scored. */
  rank: number;
  /** The rank when standings were shown last; 0 before. */
  rankShown: number;
}

export interface State {
  seq: number;
  atMs: number;
  openedAtMs: number;
  code: string;
  title: string;
  language: string;
  settings: Settings;
  /** What all chance in this room is drawn from. */
  seed: number;
  /** The pack's items with chance settled (options in their order for this room). */
  items: Item[];
  /** At least one item earns points. Who sees places, and when, the settings say. */
  scored: boolean;
  hostHashes: string[];
  /** The account that opened the room; null where there was none. */
  by: string | null;
  phase: Phase;
  /** When the phase began, in room time; moves on by pauses. */
  phaseAtMs: number;
  pausedAtMs: number | null;
  locked: boolean;
  muted: boolean;
  /** Who wants a seat taps the signs on the stage; see shared/signs. */
  guarded: boolean;
  /** How lenient free text is graded: −1 strict to 1 lenient. */
  leniency: number;
  /** The stage shows who wrote what. */
  namesShown: boolean;
  players: Player[];
  /** Seat by token hash and by name key, each key behind a "$": a name may be "__proto__". */
  seatByToken: Record<string, Seat>;
  seatByKey: Record<string, Seat>;
  /** Players that are neither removed nor left. */
  seatedCount: number;
  rounds: Round[];
}

/** A room before its first entry. */
export function emptyState(): State {
  return {
    seq: 0,
    atMs: 0,
    openedAtMs: 0,
    code: '',
    title: '',
    language: 'en',
    settings: { speed: 'classic', standings: 'each', autoAdvance: false, reading: true, phoneText: true },
    seed: 0,
    items: [],
    scored: false,
    hostHashes: [],
    by: null,
    phase: 'lobby',
    phaseAtMs: 0,
    pausedAtMs: null,
    locked: false,
    muted: false,
    guarded: false,
    leniency: 0,
    namesShown: false,
    players: [],
    seatByToken: {},
    seatByKey: {},
    seatedCount: 0,
    rounds: [],
  };
}

export const roundOf = (state: State): Round | undefined => state.rounds[state.rounds.length - 1];

/** The item on the screens, or undefined in the lobby. */
export function itemOf(state: State): Item | undefined {
  const round = roundOf(state);
  return round === undefined ? undefined : state.items[round.item];
}

/** When answers of this round stop counting on time, without the grace. */
export const closesAtMs = (round: Round): number => round.opensAtMs + round.windowMs;

export const playerOf = (state: State, seat: Seat): Player | undefined => state.players[seat];

/** The seat that a token's hash belongs to, or undefined. */
export const seatOf = (state: State, tokenHash: string): Seat | undefined => state.seatByToken[`$${tokenHash}`];
