/**
 * Flashcards and when each comes back, by FSRS (ts-fsrs). Which cards there are comes from the guide, what is known of
 * them from the learner's progress; the clock is handed in. Chance has no part in it.
 */
import { createEmptyCard, fsrs, Rating, type Card as Scheduled, type Grade as FsrsGrade } from 'ts-fsrs';
import type { PackGuide } from '../../../shared/guide.ts';
import { newCardsMax } from '../../../shared/limits.ts';
import { keyOf, type CardMemory } from './progress.svelte.ts';

/** `terms`: the definition is looked for. `definitions`: the term is. `questions`: the answer is. */
export const deckNames = ['terms', 'definitions', 'questions'] as const;
export type DeckName = (typeof deckNames)[number];

export interface Flashcard {
  readonly key: string;
  readonly front: string;
  readonly back: string;
}

/** How well it was known, from not at all to easily. */
export const grades = ['again', 'hard', 'good', 'easy'] as const;
export type Grade = (typeof grades)[number];
const ratings: Readonly<Record<Grade, FsrsGrade>> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
};

/** A card that is learned in this sitting is shown again this much before its time, when nothing else is left. */
const aheadMs = 20 * 60_000;

/** The letters differ, so that both directions of one term are cards of their own. */
export function cardsOf(guide: PackGuide | null, deck: DeckName): Flashcard[] {
  if (guide === null) return [];
  if (deck === 'questions')
    return guide.questions.flatMap(({ text, answer }) =>
      answer === undefined ? [] : [{ key: keyOf(`q ${text}`), front: text, back: answer }],
    );
  const cards = guide.terms.map(({ term, definition }) =>
    deck === 'terms'
      ? { key: keyOf(`t ${term}`), front: term, back: definition }
      : { key: keyOf(`d ${term}`), front: definition, back: term },
  );
  // A term that is explained twice is learned once.
  return [...new Map(cards.map((card) => [card.key, card])).values()];
}

const scheduler = fsrs({ enable_fuzz: false });

function scheduled(memory: CardMemory | undefined, nowMs: number): Scheduled {
  if (memory === undefined) return createEmptyCard(new Date(nowMs));
  const { dueMs, stability, difficulty, days, step, reps, lapses, state, lastMs } = memory;
  return {
    ...createEmptyCard(new Date(dueMs)),
    stability,
    difficulty,
    scheduled_days: days,
    learning_steps: step,
    reps,
    lapses,
    state,
    ...(lastMs === null ? {} : { last_review: new Date(lastMs) }),
  };
}

const memoryOf = (card: Scheduled): CardMemory => ({
  dueMs: card.due.getTime(),
  stability: card.stability,
  difficulty: card.difficulty,
  days: card.scheduled_days,
  step: card.learning_steps,
  reps: card.reps,
  lapses: card.lapses,
  state: card.state,
  lastMs: card.last_review?.getTime() ?? null,
});

export const afterGrade = (memory: CardMemory | undefined, grade: Grade, nowMs: number): CardMemory =>
  memoryOf(scheduler.next(scheduled(memory, nowMs), new Date(nowMs), ratings[grade]).card);

/** In how many ms the card comes back, for each grade. */
export function waitsOf(memory: CardMemory | undefined, nowMs: number): Record<Grade, number> {
  const wait = (grade: Grade): number => afterGrade(memory, grade, nowMs).dueMs - nowMs;
  return { again: wait('again'), hard: wait('hard'), good: wait('good'), easy: wait('easy') };
}

type Memories = Readonly<Record<string, CardMemory>>;
const memoryIn = (memories: Memories, key: string): CardMemory | undefined =>
  Object.hasOwn(memories, key) ? memories[key] : undefined;

export interface Counts {
  /** Seen before, and to be seen again now. */
  readonly due: number;
  /** Never seen. */
  readonly fresh: number;
  /** Seen, and not due. */
  readonly resting: number;
  readonly all: number;
  /** When the next one is due; null where none rests. */
  readonly nextMs: number | null;
}

export function countsOf(cards: readonly Flashcard[], memories: Memories, nowMs: number): Counts {
  const dues = cards.map(({ key }) => memoryIn(memories, key)?.dueMs);
  const resting = dues.filter((dueMs) => dueMs !== undefined && dueMs > nowMs) as number[];
  const fresh = dues.filter((dueMs) => dueMs === undefined).length;
  return {
    due: cards.length - fresh - resting.length,
    fresh,
    resting: resting.length,
    all: cards.length,
    nextMs: resting.length === 0 ? null : Math.min(...resting),
  };
}

/**
 * The card to show now: what is due, the longest first; then new ones, in the guide's order, as many as one sitting
 * bears; then what is being learned, a little early. Null: done for now. `freshSeen`: new ones shown in this sitting.
 */
export function nextCard(
  cards: readonly Flashcard[],
  memories: Memories,
  nowMs: number,
  freshSeen: number,
): Flashcard | null {
  const known = cards
    .flatMap((card) => {
      const memory = memoryIn(memories, card.key);
      return memory === undefined ? [] : [{ card, dueMs: memory.dueMs }];
    })
    .sort((a, b) => a.dueMs - b.dueMs);
  const [first] = known;
  if (first !== undefined && first.dueMs <= nowMs) return first.card;
  const fresh = freshSeen < newCardsMax ? cards.find(({ key }) => memoryIn(memories, key) === undefined) : undefined;
  if (fresh !== undefined) return fresh;
  return first !== undefined && first.dueMs <= nowMs + aheadMs ? first.card : null;
}
