/** The sections of the study page, which of them a pack has, and how far a learner is in each. Pure. */
import { practicable } from '../../live/practice.svelte.ts';
import { cardsOf, deckNames, countsOf, type Flashcard } from './deck.ts';
import { wordCount } from './figures.ts';
import { keyOf, type ProgressState } from './progress.svelte.ts';
import type { StudyPack } from './studyPack.ts';

export const sectionNames = ['listen', 'cards', 'quiz', 'essays', 'more'] as const;
export type Section = (typeof sectionNames)[number];

export interface Standing {
  readonly section: Section;
  /** 0 to 1. */
  readonly share: number;
  /** Cards that wait. */
  readonly due: number;
}

export const itemKey = (item: StudyPack['items'][number]): string => keyOf(`${item.kind} ${item.text}`);
export const essayKey = (essay: string): string => keyOf(`e ${essay}`);
export const practiceItems = (pack: StudyPack): StudyPack['items'] => pack.items.filter(practicable);

/** From here on an answer need not be looked at again. */
export const rightFrom = 0.75;

export const allCards = (pack: StudyPack): Flashcard[] => deckNames.flatMap((deck) => cardsOf(pack.guide, deck));

export interface Known {
  readonly listened: ProgressState['listened'];
  readonly cards: ProgressState['cards'];
  readonly tried: ProgressState['tried'];
  readonly drafts: ProgressState['drafts'];
}

/** A draft of this length has begun to say something. */
const draftWords = 100;
const draftShare = (draft: string): number => Math.min(1, wordCount(draft) / draftWords);

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** The sections that this pack has something for, in their order; `more` is always one. */
export function standingsOf(
  pack: StudyPack,
  known: Known,
  episode: { readonly has: boolean; readonly share: number },
  nowMs: number,
): Standing[] {
  const cards = allCards(pack);
  const counts = countsOf(cards, known.cards, nowMs);
  const items = practiceItems(pack);
  const essays = pack.guide?.essays ?? [];
  const right = items.filter((item) => (known.tried[itemKey(item)] ?? 0) >= rightFrom).length;
  const written = essays.reduce((sum, essay) => sum + draftShare(known.drafts[essayKey(essay)] ?? ''), 0);
  const all: (Standing & { readonly has: boolean })[] = [
    { section: 'listen', has: episode.has, share: known.listened.finished ? 1 : episode.share, due: 0 },
    { section: 'cards', has: cards.length > 0, share: shareOf(counts.resting, counts.all), due: counts.due },
    { section: 'quiz', has: items.length > 0, share: shareOf(right, items.length), due: 0 },
    { section: 'essays', has: essays.length > 0, share: shareOf(written, essays.length), due: 0 },
    { section: 'more', has: true, share: 0, due: 0 },
  ];
  return all.filter(({ has }) => has).map(({ section, share, due }) => ({ section, share, due }));
}

/** Over all sections that have something to learn; each counts the same. */
export function wholeShare(standings: readonly Standing[]): number {
  const counted = standings.filter(({ section }) => section !== 'more');
  return shareOf(
    counted.reduce((sum, { share }) => sum + share, 0),
    counted.length,
  );
}
