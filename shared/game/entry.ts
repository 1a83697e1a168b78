/**
 * The room's whole vocabulary: what can stand in a log, in the past tense. A log is self-contained (its first entry
 * carries pack, settings and seed) and is read for ever: a type may be added, never changed in meaning.
 */
import type { Json } from '../kinds/kind.ts';
import type { Pack } from '../pack.ts';
import type { Settings } from '../settings.ts';

/** Position of a player among all who ever joined this room; public, and unrelated to the token. */
export type Seat = number;

export type Body =
  /**
   * The room opened, in the lobby. `seed` is a 32-bit integer; `hostHash` is the SHA-256 of the host's token; `by` is the
   * account that opened it, where there are accounts.
   */
  | { type: 'opened'; code: string; pack: Pack; settings: Settings; seed: number; hostHash: string; by?: string }
  /** Another device got a host token of its own. */
  | { type: 'hosted'; hostHash: string }
  /** A player took a seat. The same `tokenHash` again is the same player asking again. */
  | { type: 'joined'; name: string; tokenHash: string }
  | { type: 'renamed'; seat: Seat; name: string }
  | { type: 'removed'; seat: Seat }
  /** All of a crowd were removed at once. The seats are named: who is one of it may be worked out otherwise some day. */
  | { type: 'cleared'; seats: readonly Seat[] }
  /** The player left by choice; the seat keeps its points and may come back. */
  | { type: 'left'; seat: Seat }
  | { type: 'locked'; locked: boolean }
  | { type: 'muted'; muted: boolean }
  /** Whether who wants a seat has to tap the signs on the stage. */
  | { type: 'guarded'; guarded: boolean }
  /** Item `item` was shown; it opens `leadMs` plus its reading time after this entry. */
  | { type: 'asked'; item: number; leadMs: number }
  /**
   * `step`: 0 where it is left out, as for `closed`. `tMs`: the fair answer time, worked out by the gateway (shared/clock), and
   * `creditMs` what was given for lag in it; none where it is left out. `ref`: the phone's id of the action.
   */
  | {
      type: 'answered';
      seat: Seat;
      item: number;
      step?: number;
      answer: Json;
      tMs: number;
      creditMs?: number;
      ref: string;
    }
  | { type: 'closed'; item: number; step?: number; cause: 'time' | 'host' | 'everybody' }
  /** A later step of the item began, about what the step before brought; it opens `leadMs` after this entry. */
  | { type: 'stepped'; item: number; step: number; leadMs: number }
  /** The item is over without points. */
  | { type: 'skipped'; item: number }
  | { type: 'revealed'; item: number }
  /** Standings were shown after item `item`; after the last item this is the podium. */
  | { type: 'ranked'; item: number }
  | { type: 'paused' }
  | { type: 'resumed' }
  /**
   * `host`: the window is longer by `byMs`; the same `ref` again is the same wish. `outage`: nothing ran for `byMs`, all
   * times move. `sinceMs`: it was appended because nothing stood in the log since; where something does, it does not apply.
   */
  | { type: 'extended'; item: number; byMs: number; cause: 'host' | 'outage'; ref?: string; sinceMs?: number }
  /** The host gave these seats' answers a credit, 0 to 1, whatever the grader says. The latest verdict counts; the same `ref` again is the same one. */
  | { type: 'judged'; item: number; seats: readonly Seat[]; credit: number; ref?: string }
  /** The last verdict on this item was taken back. `verdicts`: how many there were; of two hosts one takes it back. */
  | { type: 'unjudged'; item: number; verdicts?: number }
  /** How lenient free text is graded from here on and backwards: −1 strict, 0 the middle, 1 lenient. */
  | { type: 'tuned'; leniency: number }
  /** A player thinks that the own answer was right. */
  | { type: 'flagged'; seat: Seat; item: number }
  /** Whether the stage shows who wrote what. */
  | { type: 'named'; shown: boolean }
  /** `sinceMs`: as above, where it was time itself that ended the room. */
  | { type: 'ended'; sinceMs?: number };

/** A body that the log has placed: `seq` counts from 1 without gaps, `atMs` is room time and never goes back. */
export type Entry = { readonly seq: number; readonly atMs: number } & Body;

/** Why an entry or an action did not apply. A closed list: each is expected, and has its words in the client. */
export const rejections = [
  'not-open-yet',
  'closed',
  'answered-already',
  'not-an-answer',
  'no-such-item',
  'no-such-seat',
  'not-joined',
  'name-taken',
  'name-unusable',
  'name-unkind',
  'guarded',
  'room-full',
  'locked',
  'removed',
  'paused',
  'stale',
  'room-over',
  'not-host',
  'too-fast',
  'malformed',
  'unavailable',
] as const;
export type Rejection = (typeof rejections)[number];

/** What the fold said of an entry. */
export type Outcome = { readonly ok: true; readonly seat?: Seat } | { readonly ok: false; readonly why: Rejection };
