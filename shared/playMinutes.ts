/** How long a pack takes to play, for the host who plans a lesson: an estimate, rather a little long than short. */
import { kindOf, type Item } from './kinds/index.ts';
import { readMsOf, stepsOf, stepWindowMs, worthOf } from './game/steps.ts';
import type { Pack } from './pack.ts';
import { defaultSettings, type Settings } from './settings.ts';

const minuteMs = 60_000;
/** People in the lobby, "next" pressed a moment late, the podium. */
export const aroundMs = 30_000;
/** The look at the distribution, before anybody reads the explanation. */
const resultMs = 4_000;
/** An explanation is read out aloud: 150 words a minute. */
const sayMsPerWord = 400;
const standingsMs = 5_000;
const standingsEvery: Readonly<Record<Settings['standings'], number>> = { each: 1, some: 1 / 3, end: 0, none: 0 };

/** In whole minutes, at least one. */
export function playMinutes(pack: Pack): number {
  const settings = playedWith(pack.settings);
  const totalMs = pack.items.reduce((sum, item) => sum + itemMs(item, settings), aroundMs);
  return Math.max(1, Math.round(totalMs / minuteMs));
}

/** One item with all its steps, from its showing to the next one, in ms. */
export function itemMs(item: Item, settings: Settings): number {
  const windowsMs = Array.from({ length: stepsOf(item) }, (_, step) => stepWindowMs(item, step));
  const openMs = windowsMs.reduce((sum, windowMs) => sum + windowMs, readMsOf(item, settings));
  if (!kindOf(item).asked) return openMs;
  const words = item.explanation?.split(/\s+/u).length ?? 0;
  const standings = worthOf(item) > 0 ? standingsMs * standingsEvery[settings.standings] : 0;
  return openMs + resultMs + words * sayMsPerWord + standings;
}

/** A pack's own settings, and the usual ones where it has none. */
export const playedWith = (suggested: Pack['settings']): Settings => ({
  ...defaultSettings,
  ...(Object.fromEntries(Object.entries(suggested).filter(([, value]) => value !== undefined)) as Partial<Settings>),
});
