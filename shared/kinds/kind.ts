/**
 * What a kind of item is: its schema, what players may see of it, how an answer is checked, graded and counted.
 * A kind is pure. It knows neither the room nor the clock, and never looks at another kind.
 */
import * as v from 'valibot';
import {
  explanationCharactersMax,
  guideLinesMax,
  itemLinesMax,
  promptCharactersMax,
  readSecondsMax,
  windowSecondsMax,
  windowSecondsMin,
} from '../limits.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A source of chance that its owner seeded: each call gives the next number in [0, 1). */
export type Random = () => number;

/** Text as people write it: trimmed, not empty, at most `max` characters. */
export const text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

/** How long something stands or is open, in seconds. */
export const windowSeconds = (says: string) =>
  v.pipe(v.number(), v.minValue(windowSecondsMin), v.maxValue(windowSecondsMax), v.description(says));

/** The fields that every item has, whatever its kind. */
export const itemFields = {
  text: v.pipe(text(promptCharactersMax), v.description('What is asked, or the title of a slide.')),
  explanation: v.optional(
    v.pipe(text(explanationCharactersMax), v.description('Shown at the reveal: why the right answer is right.')),
  ),
  source: v.optional(v.pipe(text(200), v.description('Where it comes from: a chapter, a page, a line.'))),
  guideLines: v.optional(
    v.pipe(
      v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(guideLinesMax))),
      v.maxLength(itemLinesMax),
      v.description('The lines of the study guide that the item was made from.'),
    ),
  ),
};

/** The fields of items that are answered within a time. */
export const askedFields = {
  ...itemFields,
  seconds: v.optional(windowSeconds('How long the item is open, in seconds.'), 20),
  readSeconds: v.optional(
    v.pipe(
      v.number(),
      v.minValue(0),
      v.maxValue(readSecondsMax),
      v.description('Time to read before the item opens, in seconds. Without it: from the length of the text.'),
    ),
  ),
};

/** The fields of items that earn points. */
export const scoredFields = {
  ...askedFields,
  points: v.optional(
    v.pipe(
      v.number(),
      v.minValue(0),
      v.maxValue(2),
      v.description('0 for a rehearsal, 1 as usual, 2 for double. Fractions are allowed.'),
    ),
    1,
  ),
};

export interface ItemBase {
  readonly kind: string;
  readonly text: string;
  readonly explanation?: string | undefined;
  readonly source?: string | undefined;
  readonly guideLines?: readonly number[] | undefined;
  readonly seconds?: number;
  readonly readSeconds?: number | undefined;
  readonly points?: number;
}

/** What the room gave to one item: by step, then by seat; null where there is nothing, or its player was removed. */
export interface Played {
  readonly answers: readonly (readonly (Json | null)[])[];
  /** What the later step was about, as its `gather` made it; null before, and without one. */
  readonly board: Json;
}

/** What one player made of an item of several steps. */
export interface Settled {
  /** 0 to 1, how right; speed counts. */
  readonly credit: number;
  /** 0 to 1, what else was earned; speed does not count. */
  readonly bonus: number;
  /** The kind's own word to this player, for the reveal. */
  readonly feedback: Json;
}

/** Whether this seat's player was removed: what was written from there is shown no more. */
export type IsGone = (seat: number) => boolean;

/** What a tally may show beside the answers themselves. */
export interface TallyRoom {
  readonly played: Played;
  /** Of the pack, as it says it. */
  readonly language: string;
  /** Null while the host keeps names from the stage. */
  nameOf(seat: number): string | null;
  /** 0 to 1; null where nothing was earned. */
  creditOf(seat: number): number | null;
}

/**
 * A step after the first: what the room gave comes back to be answered again (written first, then voted on). It is
 * settled once, when the step begins, so that every screen and every replay shows the same.
 */
export interface LaterStep<Item extends ItemBase> {
  /** How long it is open, in seconds. */
  seconds(item: Item): number;
  /** Whether there is anything to do in it, with so many answers before it. */
  isWorthwhile(item: Item, answerCount: number): boolean;
  /** `answers` of the step before, by seat. */
  gather(item: Item, answers: readonly (Json | null)[], random: Random): Json;
  /** What everybody may see of it while it is open. */
  face(item: Item, board: Json, isGone: IsGone): Json;
  /** What the player of this seat alone may see of it. */
  hand(item: Item, board: Json, seat: number, isGone: IsGone): Json;
  /** As a kind's own `parse`. */
  parse(item: Item, board: Json, seat: number, raw: unknown): Json | null;
}

/**
 * One kind. `Item` is the item as written in a pack, `Answer` what a player gives, `Face` what everybody may see
 * while the item is open (never the key), `Key` the right answer as the reveal shows it, `Tally` what the room
 * answered, for the reveal on the stage.
 */
export interface Kind<
  Item extends ItemBase,
  Answer extends Json,
  Face extends Json,
  Key extends Json,
  Tally extends Json,
> {
  readonly name: Item['kind'];
  readonly schema: v.GenericSchema<unknown, Item>;
  /** Players answer it within a time. A slide is only shown. */
  readonly asked: boolean;
  /** Answers earn credit. A poll is asked but not scored. */
  readonly scored: boolean;
  /** Speed earns points. Not where people write sentences: thinking is not to be hurried. */
  readonly timed: boolean;
  /** The credit from which an answer is called right, in counts and streaks. */
  readonly rightFrom: number;
  /** Settles, once for a room, what chance decides (the order of the options). */
  deal(item: Item, random: Random): Item;
  face(item: Item): Face;
  key(item: Item): Key | null;
  /** A raw answer from a phone, checked against the item and put in normal form; null when it is none. */
  parse(item: Item, raw: unknown): Answer | null;
  /** Credit, 0 to 1. `leniency`, −1 to 1, is the host's and moves free text only. */
  grade(item: Item, answer: Answer, leniency?: number): number;
  /** `room` is given in a room; without it only `answers` are known. */
  tally(item: Item, answers: readonly Answer[], room?: TallyRoom): Tally;
  /** What a right answer says. A kind that has it takes free text, and the host may overrule what that earns. */
  reference?(item: Item): string;
  /** What the reference says, one by one, for the host who judges by it. */
  points?(item: Item): readonly string[];
  /** What is odd about an answer, in the grader's own names, for the host to look at. */
  odd?(item: Item, answer: Answer): readonly string[];
  /** The kind's own word on one answer, to its player, for the reveal. */
  feedback?(item: Item, answer: Answer, leniency: number): Json;
  readonly later?: readonly LaterStep<Item>[];
  /** What everybody made of an item of several steps, by seat; null for who took no part. */
  settle?(item: Item, played: Played): readonly (Settled | null)[];
}
