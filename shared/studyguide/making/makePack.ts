/**
 * A study guide → a pack that can be played at once: what to ask, in which mix and order. Pure; the seed decides all that
 * is chance. It makes nothing up: every word of an item is the guide's own, but for the question around it.
 */
import * as v from 'valibot';
import { itemSchema, type Item } from '../../kinds/index.ts';
import { descriptionCharactersMax, itemsMax, titleCharactersMax } from '../../limits.ts';
import { packSchema, type Pack } from '../../pack.ts';
import { itemMs, playedWith, playMinutes } from '../../playMinutes.ts';
import type { StudyGuide } from '../guide.ts';
import { invent } from './bluffs.ts';
import { fit } from './brief.ts';
import { whichMeaning, whichTerm } from './choices.ts';
import { makes, type Draft, type MadeKind } from './draft.ts';
import { draw, Drawn } from './draw.ts';
import { keptGuide } from './keptGuide.ts';
import { pairUp } from './matches.ts';
import { countsFor, countsWithin, type Counts } from './mix.ts';
import { inOrder, type Placed } from './order.ts';
import { discussAll, explainAll } from './questions.ts';
import { stockOf, type Stock } from './stock.ts';
import { nameIt } from './typedTerms.ts';

export { guessLanguage } from './language.ts';
export type { MadeKind } from './draft.ts';

export interface MakeOptions {
  /** Any whole number: the same one gives the same pack. */
  readonly seed: number;
  /** A tag such as 'sv' or 'en-GB'. Questions are put in English where we do not speak it. */
  readonly language: string;
  /** Without it: the guide's, its episode's, or a plain one. */
  readonly title?: string;
  /** `counts`: exactly these, as far as the guide goes. */
  readonly length: { readonly minutes: number } | { readonly counts: Partial<Record<MadeKind, number>> };
}

export interface Made {
  readonly pack: Pack;
  /** The most of each kind that this guide can give. */
  readonly capacity: Record<MadeKind, number>;
  /** How long it plays, as on the shelf. */
  readonly minutes: number;
}

type Pools = { readonly [Name in MadeKind]: readonly Draft<Name>[] };

/** The scarce ones draw first: what is left over suits a choice. */
const drawingOrder = ['discuss', 'explain', 'match', 'bluff', 'typed', 'choice'] as const;
/** In a game made for its length a term is asked for twice at most, each time in another way. */
const timesMax = 2;
/** Standings after each of thirty short items would be a third of the game. */
const settings = { standings: 'some' } as const;

const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/;

function poolsOf(stock: Stock): Pools {
  const each = <Name extends MadeKind>(make: (stock: Stock, entry: Stock['starts'][number]) => Draft<Name> | null) =>
    stock.starts.flatMap((entry) => make(stock, entry) ?? []);
  return {
    explain: explainAll(stock),
    choice: [...each(whichTerm), ...each(whichMeaning)],
    typed: each(nameIt),
    match: pairUp(stock, itemsMax),
    bluff: each(invent),
    discuss: discussAll(stock),
  };
}

const byKind = (of: (name: MadeKind) => number): Record<MadeKind, number> => ({
  explain: of('explain'),
  choice: of('choice'),
  typed: of('typed'),
  match: of('match'),
  bluff: of('bluff'),
  discuss: of('discuss'),
});

const itemOf = ({ name, draft }: Placed): Item => v.parse(itemSchema, { kind: name, ...draft.fields });

/** What an item of each kind takes, by some of them. */
function eachMs(pools: Pools): Counts {
  const played = playedWith(settings);
  return byKind((name) => {
    const some: readonly Draft[] = pools[name].slice(0, 12);
    const allMs = some.reduce((sum, draft) => sum + itemMs(itemOf({ name, draft }), played), 0);
    return allMs / Math.max(1, some.length);
  });
}

const titleOf = ({ title, episode }: StudyGuide, wanted: string | undefined, plain: string): string =>
  fit(
    [wanted, title, episode?.title].find((each) => each !== undefined && each.trim() !== '') ?? plain,
    titleCharactersMax,
  );

/** Null when the guide gives nothing to play, or nothing was asked for. */
export function makePack(guide: StudyGuide, { seed, language, title, length }: MakeOptions): Made | null {
  const stock = stockOf(guide, language, seed);
  const pools = poolsOf(stock);
  const capacity = byKind((name) => Math.min(itemsMax, pools[name].length));
  const counts =
    'minutes' in length ? countsFor(length.minutes, capacity, eachMs(pools)) : countsWithin(length.counts, capacity);
  const drawn = new Drawn();
  const placed = drawingOrder.flatMap((name): Placed[] => {
    const random = stock.random(10, makes.indexOf(name));
    const pool: readonly Draft[] = pools[name];
    const times = 'minutes' in length ? timesMax : Infinity;
    return draw(pool, counts[name], drawn, random, times).map((draft) => ({ name, draft }));
  });
  if (placed.length === 0) return null;
  const pack = v.parse(packSchema, {
    title: titleOf(guide, title, stock.asking.plainTitle),
    description: fit(guide.episode?.description ?? '', descriptionCharactersMax),
    language: languageTag.test(language) ? language : 'en',
    settings,
    items: inOrder(placed, stock.random(11)).map(itemOf),
    guide: keptGuide(guide),
  });
  return { pack, capacity, minutes: playMinutes(pack) };
}
