/**
 * In which order the drafts are played: something easy first, then a change of what is to be done, talk at the end; and
 * what one item tells is not asked for after it, where that can be helped.
 */
import type { Draft, MadeKind } from './draft.ts';
import type { Entry } from './entries.ts';

export interface Placed {
  readonly name: MadeKind;
  readonly draft: Draft;
}

interface Manner {
  /** Where the first one stands in its first stretch; the rest follow evenly. */
  readonly offset: number;
  /** Played after all others. */
  readonly isLast?: true;
  /** Two in a row tire: each takes two minutes, for an invention and a vote. */
  readonly staysApart?: true;
}

const manners: Readonly<Record<MadeKind, Manner>> = {
  choice: { offset: 0 },
  typed: { offset: 0.4 },
  match: { offset: 0.5 },
  explain: { offset: 0.55 },
  bluff: { offset: 0.7, staysApart: true },
  discuss: { offset: 0, isLast: true },
};
const jitter = 0.25;

type Row = readonly (readonly [name: MadeKind, count: number])[];

/** The kinds of items, one after another. */
function rhythm(row: Row, random: () => number): MadeKind[] {
  const beats = row
    .filter(([name]) => manners[name].isLast !== true)
    .flatMap(([name, count]) =>
      Array.from({ length: count }, (_, at) => {
        const shift = manners[name].offset === 0 ? 0 : jitter * (random() - 0.5);
        return { name, at: (at + manners[name].offset + shift) / count };
      }),
    )
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);
  return [
    ...apart(beats),
    ...row.filter(([name]) => manners[name].isLast === true).flatMap(([name, count]) => fill(name, count)),
  ];
}

const fill = (name: MadeKind, count: number): MadeKind[] => Array.from({ length: count }, () => name);

function apart(beats: readonly MadeKind[]): MadeKind[] {
  const out = [...beats];
  const clashes = (at: number): boolean => {
    const [here, before, after] = [out[at], out[at - 1], out[at + 1]];
    return here !== undefined && manners[here].staysApart === true && (before === here || after === here);
  };
  for (let at = 1; at < out.length; at += 1) {
    if (!clashes(at)) continue;
    for (let other = 1; other < out.length; other += 1) {
      if (out[other] === out[at]) continue;
      [out[at], out[other]] = [out[other] as MadeKind, out[at] as MadeKind];
      if (!clashes(at) && !clashes(other)) break;
      [out[at], out[other]] = [out[other] as MadeKind, out[at] as MadeKind];
    }
  }
  return out;
}

const touch = (some: ReadonlySet<Entry>, others: ReadonlySet<Entry>): boolean => {
  for (const entry of some) if (others.has(entry)) return true;
  return false;
};

export function inOrder(drafts: readonly Placed[], random: () => number): Placed[] {
  const names = [...new Set(drafts.map(({ name }) => name))];
  const row = names.map((name) => [name, drafts.filter((each) => each.name === name).length] as const);
  const left = new Set(drafts);
  const chance = new Map(drafts.map((each) => [each, random()]));
  let before: ReadonlySet<Entry> = new Set();
  return rhythm(row, random).map((name, position) => {
    const isEarly = position < drafts.length / 3;
    let best: Placed | null = null;
    let least = Infinity;
    for (const each of left) {
      if (each.name !== name) continue;
      let cost = (chance.get(each) ?? 0) + (isEarly ? each.draft.way * 1.5 : 0);
      if (touch(each.draft.about, before)) cost += 3;
      for (const later of left) {
        if (later === each) continue;
        if (touch(each.draft.tells, later.draft.about)) cost += 2;
        if (touch(each.draft.about, later.draft.about)) cost += 1;
      }
      if (cost < least) [best, least] = [each, cost];
    }
    // The rhythm has as many beats of each kind as there are drafts of it.
    const next = best ?? (drafts[0] as Placed);
    left.delete(next);
    before = next.draft.about;
    return next;
  });
}
