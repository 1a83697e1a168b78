/**
 * What a kind of item is: its schema, what players may see of it, how an answer is checked, graded and counted.
 * A kind is pure. It knows neither the room nor the clock, and never looks at another kind.
 */
import * as v from 'valibot';
import {
  explanationCharactersMax,
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

/** The fields that every item has, whatever its kind. */
export const itemFields = {
  text: v.pipe(text(promptCharactersMax), v.description('What is asked, or the title of a slide.')),
  explanation: v.optional(
    v.pipe(text(explanationCharactersMax), v.description('Shown at the reveal: why the right answer is right.')),
  ),
  source: v.optional(v.pipe(text(200), v.description('Where it comes from: a chapter, a page, a line.'))),
};

/** The fields of items that are answered within a time. */
export const askedFields = {
  ...itemFields,
  seconds: v.optional(
    v.pipe(
      v.number(),
      v.minValue(windowSecondsMin),
      v.maxValue(windowSecondsMax),
      v.description('How long the item is open, in seconds.'),
    ),
    20,
  ),
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
  readonly seconds?: number;
  readonly readSeconds?: number | undefined;
  readonly points?: number;
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
  /** Settles, once for a room, what chance decides (the order of the options). */
  deal(item: Item, random: Random): Item;
  face(item: Item): Face;
  key(item: Item): Key | null;
  /** A raw answer from a phone, checked against the item and put in normal form; null when it is none. */
  parse(item: Item, raw: unknown): Answer | null;
  /** Credit, 0 to 1. */
  grade(item: Item, answer: Answer): number;
  tally(item: Item, answers: readonly Answer[]): Tally;
}
