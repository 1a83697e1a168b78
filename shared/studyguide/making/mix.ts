/** How many items of each kind: for a length in minutes, or as they were asked for, as far as the guide goes. */
import { itemsMax } from '../../limits.ts';
import { aroundMs } from '../../playMinutes.ts';
import { makes, type MadeKind } from './draft.ts';

export type Counts = Readonly<Record<MadeKind, number>>;

/** How much of a game's time each is to take. Choices carry it; what is written is slow, and what one remembers. */
const shares: Counts = { choice: 0.36, explain: 0.2, bluff: 0.17, match: 0.13, typed: 0.14, discuss: 0 };
/** A discussion takes four minutes: in a short game it would be half of it. */
const discussFromMinutes = 15;
const discussShare = 0.2;
/** An item that overruns by less than this part of it is still taken. */
const overrun = 0.4;

const none: Counts = { explain: 0, choice: 0, typed: 0, match: 0, bluff: 0, discuss: 0 };

/** `eachMs`: what one item of each kind takes. At least one item, however short the time. */
export function countsFor(minutes: number, capacity: Counts, eachMs: Counts): Counts {
  const counts = { ...none };
  const takes = { ...shares };
  const hasOthers = makes.some((name) => shares[name] > 0 && capacity[name] > 0);
  if (minutes >= discussFromMinutes || !hasOthers) takes.discuss = discussShare;
  const totalMs = minutes * 60_000;
  let leftMs = totalMs - aroundMs;
  for (let total = 0; total < itemsMax; total += 1) {
    const open = makes.filter(
      (name) =>
        takes[name] > 0 && counts[name] < capacity[name] && (total === 0 || leftMs >= eachMs[name] * (1 - overrun)),
    );
    // Whatever is furthest behind its share, counted with half of what it would add: short items come first.
    const behind = (name: MadeKind): number => ((counts[name] + 0.5) * eachMs[name]) / takes[name];
    const [next] = open.sort((a, b) => behind(a) - behind(b));
    if (next === undefined) break;
    counts[next] += 1;
    leftMs -= eachMs[next];
  }
  return counts;
}

/** What was asked for, as far as the guide and a pack go. */
export function countsWithin(wanted: Partial<Counts>, capacity: Counts): Counts {
  const counts = { ...none };
  for (const name of makes) {
    const asked = Math.floor(wanted[name] ?? 0);
    counts[name] = Number.isFinite(asked) ? Math.min(capacity[name], Math.max(0, asked)) : 0;
  }
  const total = (): number => makes.reduce((sum, name) => sum + counts[name], 0);
  while (total() > itemsMax) {
    const [largest] = [...makes].sort((a, b) => counts[b] - counts[a]);
    if (largest === undefined) break;
    counts[largest] -= Math.min(counts[largest], total() - itemsMax);
  }
  return counts;
}
