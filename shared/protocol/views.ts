/**
 * What leaves the server: one type a view. A view is the whole truth of its moment for one audience, never a change,
 * and carries the `seq` it was computed at; an older one is dropped. All times are room time in ms.
 */
import type { Json } from '../kinds/kind.ts';
import type { Seat } from '../game/entry.ts';
import type { Phase } from '../game/state.ts';
import type { Settings } from '../settings.ts';

/** An item as everybody may see it while it is open: never the key. */
export interface ItemView {
  readonly kind: string;
  /** Null where the room keeps the text to the stage. */
  readonly text: string | null;
  /** The kind's own part: see `Face` in shared/kinds. */
  readonly face: Json;
  /** Answered within a time; false for a slide. */
  readonly asked: boolean;
  /** 0 is a rehearsal or an unscored kind, 1 as usual, 2 double. */
  readonly worth: number;
  readonly scored: boolean;
  /** Which of its `steps` the item is at, from 0: most kinds have one; some are written first and then voted on. */
  readonly step: number;
  readonly steps: number;
  /** The host may overrule what answers earned, and players may say that they were right. */
  readonly judgeable: boolean;
}

export interface Timing {
  /** When answers count from, and until. A slide: from when it stands, and until when where the room goes on by itself. */
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  /** Since when the room stands still, or null. Times above do not move meanwhile. */
  readonly pausedAtMs: number | null;
}

/** The right answer, from the reveal on; null before, and where there is none. */
export interface RevealView {
  /** The kind's own part: see `Key` in shared/kinds. Null for a poll. */
  readonly key: Json;
  readonly explanation: string | null;
}

/** The same for all players, so it is encoded once. */
export interface Scene extends Timing {
  readonly seq: number;
  readonly phase: Phase;
  readonly title: string;
  readonly language: string;
  /** Position of the item in the pack, from 0; -1 in the lobby. */
  readonly index: number;
  readonly total: number;
  readonly item: ItemView | null;
  readonly reveal: RevealView | null;
  readonly skipped: boolean;
  readonly scored: boolean;
}

export interface ResultView {
  readonly credit: number;
  readonly points: number;
  /** Enough credit to be called right. */
  readonly right: boolean;
  /** The part of the points that is not for being right. */
  readonly bonus?: number;
  /** The kind's own word: see `feedback` in shared/kinds. */
  readonly feedback?: Json;
  /** The host gave the credit. */
  readonly judged?: true;
}

/** One player's own. */
export interface You {
  readonly seq: number;
  readonly seat: Seat;
  readonly name: string;
  /** The item that answer and result are about, from 0. A phone on another item (see the scene) has none yet. */
  readonly index: number;
  /** The own answer to that item, or null. */
  readonly answer: Json;
  readonly answered: boolean;
  /** The step of the item that the answer is about, where it is not the first. */
  readonly step?: number;
  /** What this player alone may see in a later step: see `hand` in shared/kinds. */
  readonly hand?: Json;
  /** What it earned, from the reveal on. */
  readonly result: ResultView | null;
  /** The player thinks that the answer was right, and said so. */
  readonly flagged?: true;
  readonly points: number;
  readonly streak: number;
  /** 1 is first; null where the room does not show ranks now. */
  readonly rank: number | null;
  readonly players: number;
}

export interface StandingView {
  readonly seat: Seat;
  readonly name: string;
  readonly points: number;
  readonly rank: number;
  /** Places gained (above 0) or lost since standings were shown last; null for the first time. */
  readonly moved: number | null;
  readonly streak: number;
  /** Points the item on the screens brought. */
  readonly gained: number;
}

/** The projector. */
export interface Stage extends Timing {
  readonly seq: number;
  readonly phase: Phase;
  readonly code: string;
  readonly title: string;
  readonly language: string;
  readonly settings: Settings;
  readonly index: number;
  readonly total: number;
  readonly locked: boolean;
  readonly muted: boolean;
  /** What the signs for a seat are worked out from (shared/signs); null where everybody gets one. */
  readonly guard: number | null;
  readonly scored: boolean;
  /** The stage shows who wrote what. */
  readonly namesShown: boolean;
  /** Players seated, and how many of them are connected now. */
  readonly players: number;
  readonly connected: number;
  /** In the lobby: the newest names, newest last. */
  readonly names: readonly { readonly seat: Seat; readonly name: string }[];
  /** Position of the item in the pack, from 0; -1 in the lobby. */
  readonly item: ItemView | null;
  readonly answered: number;
  readonly skipped: boolean;
  readonly reveal: (RevealView & { readonly tally: Json; readonly right: number | null }) | null;
  /** When standings or the podium are shown, best first; else empty. */
  readonly standings: readonly StandingView[];
}

export interface RosterRow {
  readonly seat: Seat;
  readonly name: string;
  readonly points: number;
  readonly rank: number;
  readonly connected: boolean;
  readonly answered: boolean;
  readonly left: boolean;
}

/** The host's private controls. It knows no key before the reveal either. */
export interface Desk extends Stage {
  /** At most `rosterRows`, newest first. */
  readonly roster: readonly RosterRow[];
  /** What "next" will do now. */
  readonly next: 'start' | 'close' | 'vote' | 'reveal' | 'standings' | 'item' | 'podium' | 'end' | null;
  /** The text of the item after this one, or null. */
  readonly upNext: string | null;
  /** The latest item with answers that the host may overrule; the answers themselves come when asked for. */
  readonly judging: JudgingView | null;
}

/** One item whose answers the host may overrule. A different `version` means that a review fetched before is out of date. */
export interface JudgingItem {
  readonly item: number;
  readonly version: string;
  readonly answers: number;
  /** How many players think that they were right. */
  readonly flagged: number;
  /** How many verdicts the host gave: each can be undone, the last first. */
  readonly verdicts: number;
}

/** What there is to judge. */
export interface JudgingView extends JudgingItem {
  readonly leniency: number;
  /** The items before it, latest first; at most `judgedItemsMax`. */
  readonly earlier: readonly JudgingItem[];
}

/** Answers that say the same, as the desk lists them. */
export interface ReviewGroup {
  readonly count: number;
  /** Who gave them; of a crowd, one for each wording, whose verdict reaches the others. */
  readonly seats: readonly Seat[];
  /** One of them, in its player's words. */
  readonly text: string;
  /** The median. */
  readonly credit: number;
  /** 0 to 1: how unsure the grade is. */
  readonly doubt: number;
  readonly flagged: number;
  /** How many of them the host gave the credit of. */
  readonly judged: number;
  /** The credit that a second opinion, where the operator named one, would give: a suggestion, 0 to 1. */
  readonly opinion?: number;
  /** Some of the answers, each with its player. */
  readonly answers: readonly ReviewAnswer[];
}

export interface ReviewAnswer {
  readonly seat: Seat;
  readonly name: string;
  readonly text: string;
  readonly credit: number;
  readonly flagged: boolean;
  readonly judged: boolean;
  /** What is odd about it: the grader's own names, see shared/grading/flags. */
  readonly odd: readonly string[];
  readonly opinion?: number;
}

/** The answers to one item, like with like. */
export interface ReviewView {
  readonly item: number;
  readonly version: string;
  readonly text: string;
  readonly reference: string;
  /** What the reference says, one by one; empty where it is not cut up. */
  readonly points: readonly string[];
  /** How many answers are right as things stand, of how many. */
  readonly right: number;
  readonly answers: number;
  /** What players flagged first, then most doubtful first. */
  readonly groups: readonly ReviewGroup[];
  /** Groups beyond those listed. */
  readonly more: number;
}

/** What a verdict would change, or has changed. */
export interface PreviewView {
  /** Answers that it reaches, and how many of them beyond those it was given for: they say nearly the same. */
  readonly reached: number;
  readonly carried: number;
  /** Players whose points change, and by how much in all. */
  readonly changed: number;
  readonly points: number;
  /** The best few after it, and by how many places each moves. Empty while nobody has a place. */
  readonly leaders: readonly {
    readonly name: string;
    readonly points: number;
    readonly rank: number;
    readonly moved: number;
  }[];
}
