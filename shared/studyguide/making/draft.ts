/** An item that is about to be made: its fields, what it asks about, and what it tells while it is asked. */
import type * as v from 'valibot';
import type { Item, itemSchema } from '../../kinds/index.ts';
import { itemLinesMax } from '../../limits.ts';
import type { Entry } from './entries.ts';

/** The names of what is made, which are those of kinds. */
export const makes = ['explain', 'choice', 'typed', 'match', 'bluff', 'discuss'] as const;
export type MadeKind = (typeof makes)[number];

export type ItemOf<Name extends MadeKind> = Extract<Item, { kind: Name }>;
type Written<Name extends MadeKind> = Extract<v.InferInput<typeof itemSchema>, { kind: Name }>;

/** The fields as they are written in a pack; the kind is added where all are put together. */
export type Fields<Name extends MadeKind> = Omit<Written<Name>, 'kind'>;

export interface Draft<Name extends MadeKind = MadeKind> {
  readonly fields: Fields<Name>;
  /** The terms it asks about. */
  readonly about: ReadonlySet<Entry>;
  /** Other terms that stand in what it shows, each beside something that belongs to it. */
  readonly tells: ReadonlySet<Entry>;
  /** Where in its part of the guide it comes from, 0 to 1. */
  readonly place: number;
  /** How much it wants to be drawn beside its neighbours; 0 is as good as any. */
  readonly worth: number;
  /** Which of several items on the same subject it is: the first ones are easier. */
  readonly way: number;
}

/** In rising order, without repeats, as many as an item keeps. */
export const linesOf = (...parts: readonly (readonly number[])[]): number[] =>
  [...new Set(parts.flat())].sort((a, b) => a - b).slice(0, itemLinesMax);

const secondsEach = 5;
/** In steps of five seconds: what people expect of a ring. */
export const roundSeconds = (seconds: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.round(seconds / secondsEach) * secondsEach));

export const wordCount = (texts: readonly string[]): number =>
  texts.reduce((sum, each) => sum + each.split(/\s+/u).length, 0);
