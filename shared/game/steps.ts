/**
 * The way through a pack: what comes after this moment, where standings are due, how long people read. Read by the
 * fold's guards, by time (due.ts) and by the host's "next".
 */
import { kindOf, type Item } from '../kinds/index.ts';
import type { ItemBase, LaterStep } from '../kinds/kind.ts';
import type { Settings } from '../settings.ts';
import { itemOf, roundOf, type State } from './state.ts';
import type { Body } from './entry.ts';

/** With `some`, standings come after every third scored item: often enough for tension, rare enough for pace. */
const someEvery = 3;

/** Adults read 238 words a minute silently (Brysbaert 2019); 200 leaves room for a second language and a far seat. */
const readMsPerWord = 300;

/**
 * Scripts without spaces between words, and what a letter is of a word: Chinese and Japanese are read at 260 to 360
 * characters a minute (Brysbaert 2019), Thai and its like have about five letters to a word.
 */
const unspaced: readonly (readonly [letters: RegExp, wordsEach: number])[] = [
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, 0.6],
  [/[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu, 0.2],
];

function wordCount(phrase: string): number {
  const spaced = phrase.split(/\s+/u).length;
  return unspaced.reduce((sum, [letters, each]) => sum + (phrase.match(letters)?.length ?? 0) * each, spaced);
}

export const worthOf = (item: Item): number => (kindOf(item).scored && 'points' in item ? item.points : 0);

/** How long people read a text, in ms. */
export const readMs = (phrase: string): number => (phrase === '' ? 0 : Math.round(wordCount(phrase) * readMsPerWord));

/** Time between an item's showing and its opening, in ms. */
export function readMsOf(item: Item, settings: Settings): number {
  if (!kindOf(item).asked || !settings.reading) return 0;
  if ('readSeconds' in item && item.readSeconds !== undefined) return item.readSeconds * 1_000;
  return Math.min(8_000, Math.max(2_000, 1_000 + readMs(item.text)));
}

/** The time in which answers count, in ms; for a slide, how long it stands where the room advances by itself. */
export const windowMsOf = (item: Item): number => item.seconds * 1_000;

/** The same for any of its steps. */
export const stepWindowMs = (item: Item, step: number): number =>
  (laterStep(item, step)?.seconds(item) ?? item.seconds) * 1_000;

const isLast = (state: State, item: number): boolean => item === state.items.length - 1;

/** Whether standings are shown after this item; after the last one the podium stands for them. */
export function standingsAfter(state: State, item: number): boolean {
  const { standings } = state.settings;
  const current = state.items[item];
  if (current === undefined || !state.scored || isLast(state, item) || worthOf(current) === 0) return false;
  if (standings === 'each') return true;
  if (standings !== 'some') return false;
  const scoredSoFar = state.items.slice(0, item + 1).filter((each) => worthOf(each) > 0).length;
  return scoredSoFar % someEvery === 0;
}

/** Whether a player may know the own rank while this item's result is shown. */
export const ranksShown = (state: State): boolean =>
  state.scored &&
  (state.phase === 'podium' || state.phase === 'ended'
    ? state.settings.standings !== 'none'
    : state.settings.standings === 'each' || state.settings.standings === 'some');

/** What goes on after an item: the next one, or the podium. */
function afterItem(state: State, item: number, leadMs: number): Body {
  return isLast(state, item) ? { type: 'ranked', item } : { type: 'asked', item: item + 1, leadMs };
}

/** The later step of an item, or undefined for its first and where it has none. */
export const laterStep = (item: Item, step: number): LaterStep<ItemBase> | undefined => kindOf(item).later?.[step - 1];

/** How many steps an item has. */
export const stepsOf = (item: Item): number => 1 + (kindOf(item).later?.length ?? 0);

/** The step that comes once the current one is closed, or null when that was the last, or nothing is left to do in it. */
export function stepAfter(state: State): number | null {
  const round = roundOf(state);
  const item = itemOf(state);
  if (round === undefined || item === undefined) return null;
  const step = round.step + 1;
  return laterStep(item, step)?.isWorthwhile(item, round.answerCount) === true ? step : null;
}

/** What a closed step is followed by: the next one, or the reveal. */
export function afterClosing(state: State, leadMs: number): Body {
  const item = roundOf(state)?.item ?? 0;
  const step = stepAfter(state);
  return step === null ? { type: 'revealed', item } : { type: 'stepped', item, step, leadMs };
}

/**
 * Closing and what follows it are one step for the room: nobody waits between them, and one frame tells of both. Who
 * answers in the moment between may make another thing follow; then it falls due at once.
 */
export function closing(state: State, cause: 'time' | 'host' | 'everybody', leadMs: number): Body[] {
  const { item, step } = roundOf(state) ?? { item: 0, step: 0 };
  const closed: Body = step === 0 ? { type: 'closed', item, cause } : { type: 'closed', item, step, cause };
  return [closed, afterClosing(state, leadMs)];
}

/** The entries that move the room one step on, as the host's "next" or the room itself would; none when it is over. */
export function nextSteps(state: State, leadMs: number): Body[] {
  const round = roundOf(state);
  const item = itemOf(state);
  if (state.phase === 'ended') return [];
  if (state.phase === 'podium') return [{ type: 'ended' }];
  if (round === undefined || item === undefined) return [{ type: 'asked', item: 0, leadMs }];
  switch (state.phase) {
    case 'asked':
      return kindOf(item).asked ? closing(state, 'host', leadMs) : [afterItem(state, round.item, leadMs)];
    case 'closed':
      return [afterClosing(state, leadMs)];
    case 'revealed':
      return round.outcome === 'revealed' && standingsAfter(state, round.item)
        ? [{ type: 'ranked', item: round.item }]
        : [afterItem(state, round.item, leadMs)];
    default:
      return [afterItem(state, round.item, leadMs)];
  }
}

/** The entries that leave the current item without points; none when there is nothing to skip. */
export function skipSteps(state: State, leadMs: number): Body[] {
  const round = roundOf(state);
  if (round === undefined || (state.phase !== 'asked' && state.phase !== 'closed')) return [];
  return [{ type: 'skipped', item: round.item }, afterItem(state, round.item, leadMs)];
}
