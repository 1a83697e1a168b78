/**
 * Draws drafts from a pool: spread over the guide, on subjects that were not drawn before as long as there are any, and
 * so that one does not answer another. Decides nothing about their order.
 */
import type { Draft } from './draft.ts';
import type { Entry } from './entries.ts';

/** What was drawn so far, of all kinds. */
export class Drawn {
  private readonly asked = new Map<Entry, number>();
  private readonly told = new Set<Entry>();

  add({ about, tells }: Draft): void {
    for (const entry of about) this.asked.set(entry, this.timesAsked(entry) + 1);
    for (const entry of tells) this.told.add(entry);
  }

  timesAsked(entry: Entry): number {
    return this.asked.get(entry) ?? 0;
  }

  /** How much of a draft was there before. */
  repetition({ about, tells }: Draft): number {
    let cost = 0;
    for (const entry of about) cost += costs.asked * this.timesAsked(entry) + (this.told.has(entry) ? costs.told : 0);
    for (const entry of tells) if (this.timesAsked(entry) > 0) cost += costs.told;
    return cost;
  }
}

const costs = { asked: 10, told: 0.8, farAway: 2 };

/** `timesMax`: how often a term may be asked for at all. */
export function draw<Of extends Draft>(
  pool: readonly Of[],
  count: number,
  drawn: Drawn,
  random: () => number,
  timesMax = Infinity,
): Of[] {
  const left = new Set(pool);
  const picked: Of[] = [];
  const strata = Math.min(count, pool.length);
  for (let stratum = 0; stratum < strata; stratum += 1) {
    const middle = (stratum + 0.5) / strata;
    let best: Of | null = null;
    let least = Infinity;
    for (const draft of left) {
      if ([...draft.about].some((entry) => drawn.timesAsked(entry) >= timesMax)) continue;
      const away = Math.max(0, Math.abs(draft.place - middle) * strata - 0.5);
      const cost = drawn.repetition(draft) + costs.farAway * away - draft.worth + random();
      if (cost < least) [best, least] = [draft, cost];
    }
    if (best === null) break;
    left.delete(best);
    picked.push(best);
    drawn.add(best);
  }
  return picked;
}
