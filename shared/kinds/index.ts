/**
 * The registry: the only place in `shared` and `server` where kinds are known by name. To all others an item is an
 * item, and `kindOf(item)` answers for it.
 */
import * as v from 'valibot';
import { bluff } from './bluff.ts';
import { choice } from './choice.ts';
import { discuss } from './discuss.ts';
import { explain } from './explain.ts';
import type { ItemBase, Json, Kind } from './kind.ts';
import { match } from './match.ts';
import { poll } from './poll.ts';
import { slide } from './slide.ts';
import { typed } from './typed.ts';

export const itemSchema = v.variant('kind', [
  choice.schema,
  typed.schema,
  explain.schema,
  match.schema,
  bluff.schema,
  poll.schema,
  discuss.schema,
  slide.schema,
]);
export type Item = v.InferOutput<typeof itemSchema>;
export type KindName = Item['kind'];

/** A kind as the rest of the system sees it: of some item, with some answer. */
export type AnyKind = Kind<ItemBase, Json, Json, Json, Json>;

const registry: { readonly [Name in KindName]: unknown } = {
  choice,
  typed,
  explain,
  match,
  bluff,
  poll,
  discuss,
  slide,
};

export const kindNames = Object.keys(registry) as KindName[];

/**
 * The kind of an item. The cast is the registry's one promise: an item reaches only the kind of its own name, and
 * that kind only answers which its own `parse` let through.
 */
export function kindOf(item: ItemBase): AnyKind {
  return registry[item.kind as KindName] as AnyKind;
}
