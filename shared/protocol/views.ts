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
  /** What it earned, from the reveal on. */
  readonly result: { readonly credit: number; readonly points: number } | null;
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
  readonly scored: boolean;
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
  readonly next: 'start' | 'close' | 'reveal' | 'standings' | 'item' | 'podium' | 'end' | null;
  /** The text of the item after this one, or null. */
  readonly upNext: string | null;
}
