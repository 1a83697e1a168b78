/** Sets of four to six terms to be paired with their definitions: of one topic, and none that could be another's. */
import { definitionCharactersMax, termCharactersMax } from '../../limits.ts';
import { normalise } from '../../grading/spelling.ts';
import { shuffle } from '../../kinds/shuffle.ts';
import { ask } from './asking.ts';
import { blanked } from './blank.ts';
import { linesOf, roundSeconds, wordCount, type Draft } from './draft.ts';
import { says, type Entry, type SaidWay } from './entries.ts';
import type { Stock } from './stock.ts';

const pairsLeast = 4;
const pairsMost = 6;
/** Six definitions are on a phone at once. */
const pairDefinitionMax = Math.min(160, definitionCharactersMax);
/** A fuller definition than this gives way to a shorter one. */
const pairDefinitionUsual = 110;
/** Beyond this much in common, two definitions are taken for one another. */
const sharedMost = 0.3;

interface Pair {
  readonly entry: Entry;
  readonly way: SaidWay;
  readonly definition: string;
  readonly gaps: number;
}

/** A term with a definition that fits and does not say it; one without gaps, where there is one. */
function pairOf({ language, asking }: Stock, entry: Entry): Pair | null {
  if (entry.names.shown.length > termCharactersMax) return null;
  const pairs = entry.ways.flatMap((way): Pair[] => {
    const clue = way.text.length <= pairDefinitionMax ? blanked(way.text, entry, language, asking.articles) : null;
    return clue === null || (way.isCut && clue.gaps > 0)
      ? []
      : [{ entry, way, definition: clue.text, gaps: clue.gaps }];
  });
  const best = pairs.filter(({ gaps }) => gaps === Math.min(...pairs.map((pair) => pair.gaps)));
  return best.find(({ definition }) => definition.length <= pairDefinitionUsual) ?? best.at(-1) ?? null;
}

/** What grammar and looks alone would pair: terms of many with definitions of many, verbs with verbs. */
const grammarOf = ({ number, form, spelling }: Entry): string =>
  `${number} ${form.opening === 'infinitive' ? 'verb' : form.number} ${spelling.first}`;

function mayStandTogether({ nearness }: Stock, a: Pair, b: Pair): boolean {
  if (nearness.mayAlsoFit(a.entry, b.entry)) return false;
  if (!nearness.areContrary(a.entry, b.entry) && nearness.shared(a.entry, b.entry).share > sharedMost) return false;
  // A definition that says another term of the set leads to it.
  return normalise(a.definition) !== normalise(b.definition) && !says(a.way, b.entry) && !says(b.way, a.entry);
}

/** A set around a pair, the nearest first: all of one grammar, or two at least of each. */
function setAround(stock: Stock, first: Pair, around: readonly Pair[], size: number): Pair[] | null {
  const grammar = grammarOf(first.entry);
  const set = [first];
  const fill = (some: readonly Pair[], sizeMax: number): void => {
    for (const pair of some) {
      if (set.length >= sizeMax) return;
      if (!set.includes(pair) && set.every((each) => mayStandTogether(stock, each, pair))) set.push(pair);
    }
  };
  fill(
    around.filter(({ entry }) => grammarOf(entry) === grammar),
    size,
  );
  if (set.length >= pairsLeast) return set;
  for (const other of new Set(around.map(({ entry }) => grammarOf(entry)))) {
    const before = set.length;
    if (other !== grammar) {
      fill(
        around.filter(({ entry }) => grammarOf(entry) === other),
        size,
      );
    }
    if (set.length - before === 1) set.pop();
    if (before > 1 && set.length >= pairsLeast) return set;
  }
  return null;
}

function draftOf(stock: Stock, pairs: readonly Pair[], random: () => number): Draft<'match'> {
  const entries = pairs.map(({ entry }) => entry);
  const seconds = roundSeconds(
    15 + 6 * pairs.length + 0.35 * wordCount(pairs.map(({ definition }) => definition)),
    60,
    120,
  );
  return {
    fields: {
      text: ask(stock.asking.pairUp, '', random),
      pairs: shuffle(pairs, random).map(({ entry, definition }) => ({ term: entry.names.shown, definition })),
      seconds,
      guideLines: linesOf(...entries.map(({ lines }) => lines)),
    },
    about: new Set(entries),
    tells: new Set(),
    place: (entries[0]?.at ?? 0) / Math.max(1, stock.nearness.entries.length - 1),
    worth: 0,
    way: 0,
  };
}

/** Sets that share no term, as many as can be had. */
export function pairUp(stock: Stock, countMax: number): Draft<'match'>[] {
  const random = stock.random(4);
  const pairs = new Map<Entry, Pair | null>();
  // A term's pair, or null: there is none, or it is in a set.
  const leftOf = (entry: Entry): Pair | null => {
    const known = pairs.get(entry);
    if (known !== undefined) return known;
    const pair = pairOf(stock, entry);
    pairs.set(entry, pair);
    return pair;
  };
  const made: Draft<'match'>[] = [];
  for (const start of shuffle(stock.starts, random)) {
    if (made.length >= countMax) break;
    const first = leftOf(start);
    if (first === null) continue;
    const size = pairsLeast + Math.floor(random() * (pairsMost - pairsLeast));
    const near = stock.nearness.near(start).flatMap(({ entry }) => leftOf(entry) ?? []);
    const around = near.sort((a, b) => a.gaps - b.gaps);
    const set = setAround(stock, first, around, Math.min(size, pairsMost));
    if (set === null) continue;
    for (const { entry } of set) pairs.set(entry, null);
    made.push(draftOf(stock, set, random));
  }
  return made;
}
