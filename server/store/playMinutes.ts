/** How long a pack takes to play, for the host who plans a lesson: an estimate, rather a little long than short. */
import { kindOf, type Item } from '../../shared/kinds/index.ts';
import { readMsOf, windowMsOf, worthOf } from '../../shared/game/steps.ts';
import type { Pack } from '../../shared/pack.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';

const minuteMs = 60_000;
/** People in the lobby, "next" pressed a moment late, the podium. */
const aroundMs = 30_000;
/** The look at the distribution, before anybody reads the explanation. */
const resultMs = 4_000;
/** An explanation is read out aloud: 150 words a minute. */
const sayMsPerWord = 400;
const standingsMs = 5_000;
const standingsEvery: Readonly<Record<Settings['standings'], number>> = { each: 1, some: 1 / 3, end: 0, none: 0 };

export function playMinutes(pack: Pack): number {
  const settings: Settings = { ...defaultSettings, ...withoutGaps(pack.settings) };
  const totalMs = pack.items.reduce((sum, item) => sum + itemMs(item, settings), aroundMs);
  return Math.max(1, Math.round(totalMs / minuteMs));
}

function itemMs(item: Item, settings: Settings): number {
  const openMs = readMsOf(item, settings) + windowMsOf(item);
  if (!kindOf(item).asked) return openMs;
  const words = item.explanation?.split(/\s+/u).length ?? 0;
  const standings = worthOf(item) > 0 ? standingsMs * standingsEvery[settings.standings] : 0;
  return openMs + resultMs + words * sayMsPerWord + standings;
}

const withoutGaps = (settings: Pack['settings']): Partial<Settings> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
