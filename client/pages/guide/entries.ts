/**
 * The items of a quiz that is being made: drawn ones, and those the host has changed or thrown away, which a new draw
 * leaves as they are. Pure, so that it can be tested without a page.
 */
import * as v from 'valibot';
import { itemSchema, type Item } from '../../../shared/kinds/index.ts';

export interface Entry {
  /** Its own for as long as the page is open. */
  readonly key: number;
  readonly item: Item;
  /** What it was drawn as: a new draw does not bring it a second time. */
  readonly mark: string;
  readonly isEdited: boolean;
}

/** The same for what is drawn from the same place to the same end, whatever the wrong answers are. */
export const markOf = ({ kind, text, guideLines = [] }: Item): string => JSON.stringify([kind, text, guideLines]);

/** Keys are handed out once, so that a list on the screen knows what moved. */
export function createKeys(): () => number {
  let last = 0;
  return () => (last += 1);
}

/** What was changed keeps its place; what was thrown away does not come back; the rest is drawn anew. */
export function drawnAnew(
  drawn: readonly Item[],
  before: readonly Entry[],
  gone: readonly string[],
  newKey: () => number,
): Entry[] {
  const kept = before.flatMap((entry, at) => (entry.isEdited ? [{ entry, at }] : []));
  const known = new Set([...gone, ...kept.map(({ entry }) => entry.mark)]);
  const entries = drawn
    .filter((item) => !known.has(markOf(item)))
    .slice(0, Math.max(0, drawn.length - kept.length))
    .map((item): Entry => ({ key: newKey(), item, mark: markOf(item), isEdited: false }));
  for (const { entry, at } of kept) entries.splice(at, 0, entry);
  return entries;
}

export function moved(entries: readonly Entry[], key: number, by: -1 | 1): Entry[] {
  const from = entries.findIndex((entry) => entry.key === key);
  const to = from + by;
  const [ours, theirs] = [entries[from], entries[to]];
  if (ours === undefined || theirs === undefined) return [...entries];
  return entries.map((entry, at) => (at === from ? theirs : at === to ? ours : entry));
}

/** What of an item could not be played: the sort of thing, and the bound where there is one. */
export interface Fault {
  readonly sort: 'empty' | 'long' | 'few' | 'many' | 'same' | 'other';
  readonly bound: number;
}

const sorts: Readonly<Record<string, Fault['sort']>> = { min_length: 'few', max_length: 'many', check: 'other' };

export function faultsOf(item: Item): Fault[] {
  const { issues = [] } = v.safeParse(itemSchema, item);
  return issues.map((issue): Fault => {
    const isText = typeof issue.input === 'string';
    const bound = 'requirement' in issue && typeof issue.requirement === 'number' ? issue.requirement : 0;
    if (isText) return { sort: issue.type === 'max_length' ? 'long' : 'empty', bound };
    return { sort: /the same/.test(issue.message) ? 'same' : (sorts[issue.type] ?? 'other'), bound };
  });
}
