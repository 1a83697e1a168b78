/** Flashcards by FSRS: which comes next, when it comes back, and what a learner's grades do to that. */
import { describe, expect, it } from 'vitest';
import {
  afterGrade,
  cardsOf,
  countsOf,
  grades,
  nextCard,
  waitsOf,
  type Flashcard,
} from '../../client/pages/study/deck.ts';
import type { CardMemory } from '../../client/pages/study/progress.svelte.ts';
import type { PackGuide } from '../../shared/guide.ts';
import { newCardsMax } from '../../shared/limits.ts';

const guide: PackGuide = {
  questions: [
    { text: 'Why do rivers bend?', answer: 'Fast water takes from one bank, and slow water gives to the other.' },
    { text: 'Why do they end?' },
  ],
  terms: [
    { term: 'Delta', definition: 'Where a river ends in many arms.' },
    { term: 'Meander', definition: 'A bend that grows.' },
    { term: 'Delta', definition: 'The same again.' },
  ],
  essays: [],
  sources: [],
};
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const many: Flashcard[] = Array.from({ length: 25 }, (_, at) => ({ key: `k${String(at)}`, front: 'a', back: 'b' }));
const start = Date.UTC(2026, 0, 5, 9);

describe('the cards of a guide', () => {
  it('go both ways, as cards of their own, and each term is there once', () => {
    const there = cardsOf(guide, 'terms');
    const back = cardsOf(guide, 'definitions');
    expect(there.map(({ front }) => front)).toEqual(['Delta', 'Meander']);
    expect(back.map(({ back: term }) => term)).toEqual(['Delta', 'Meander']);
    expect(new Set([...there, ...back].map(({ key }) => key)).size).toBe(4);
  });

  it('are questions where they have an answer', () => {
    expect(cardsOf(guide, 'questions').map(({ front }) => front)).toEqual(['Why do rivers bend?']);
    expect(cardsOf(null, 'terms')).toEqual([]);
  });
});

describe('a grade', () => {
  it('brings a card back the later, the better it was known', () => {
    const waits = waitsOf(undefined, start);
    const inOrder = grades.map((grade) => waits[grade]);
    expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
    expect(waits.again).toBeLessThanOrEqual(5 * minuteMs);
    expect(waits.easy).toBeGreaterThanOrEqual(dayMs);
  });

  it('of "good" again and again makes longer and longer waits', () => {
    let memory: CardMemory | undefined;
    let nowMs = start;
    const waits: number[] = [];
    for (let at = 0; at < 6; at++) {
      memory = afterGrade(memory, 'good', nowMs);
      waits.push(memory.dueMs - nowMs);
      nowMs = memory.dueMs;
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(20 * dayMs);
  });

  it('of "again" brings even an old card back within the sitting', () => {
    const old = afterGrade(afterGrade(undefined, 'easy', start), 'easy', start + 10 * dayMs);
    const lost = afterGrade(old, 'again', start + 60 * dayMs);
    expect(lost.dueMs - (start + 60 * dayMs)).toBeLessThan(60 * minuteMs);
    expect(lost.lapses).toBe(1);
  });

  it('does the same whenever it is asked, and survives being kept as JSON', () => {
    const kept = JSON.parse(JSON.stringify(afterGrade(undefined, 'good', start))) as CardMemory;
    const [one, two] = [afterGrade(kept, 'hard', start + dayMs), afterGrade(kept, 'hard', start + dayMs)];
    expect(one).toEqual(two);
    expect(one).toEqual(afterGrade(afterGrade(undefined, 'good', start), 'hard', start + dayMs));
  });
});

describe('the next card', () => {
  it('is one that is due, the longest first, before any new one', () => {
    const memories = {
      k3: afterGrade(undefined, 'easy', start - 40 * dayMs),
      k9: afterGrade(undefined, 'easy', start - 30 * dayMs),
    };
    expect(nextCard(many, memories, start, 0)?.key).toBe('k3');
  });

  it('is a new one in the guide’s order, as many as one sitting bears', () => {
    expect(nextCard(many, {}, start, 0)?.key).toBe('k0');
    expect(nextCard(many, {}, start, newCardsMax)).toBeNull();
  });

  it('is one that is being learned, a little early, when nothing else is left', () => {
    const memories = { k0: afterGrade(undefined, 'again', start) };
    expect(nextCard(many, memories, start, newCardsMax)?.key).toBe('k0');
    const known = { k0: afterGrade(undefined, 'easy', start) };
    expect(nextCard(many, known, start, newCardsMax)).toBeNull();
  });

  it('comes to an end: a sitting of good answers is over', () => {
    const memories: Record<string, CardMemory> = {};
    let nowMs = start;
    let freshSeen = 0;
    let shown = 0;
    for (let card = nextCard(many, memories, nowMs, freshSeen); card !== null; shown++) {
      if (memories[card.key] === undefined) freshSeen += 1;
      memories[card.key] = afterGrade(memories[card.key], 'good', nowMs);
      nowMs += 10_000;
      card = nextCard(many, memories, nowMs, freshSeen);
      expect(shown).toBeLessThan(100);
    }
    expect(freshSeen).toBe(newCardsMax);
    expect(countsOf(many, memories, nowMs)).toMatchObject({ due: 0, fresh: 15, resting: 10, all: 25 });
  });
});

describe('the counts', () => {
  it('say what is due, what is new, what rests, and until when', () => {
    const memories = {
      k0: afterGrade(undefined, 'easy', start - 40 * dayMs),
      k1: afterGrade(undefined, 'good', start),
      k2: afterGrade(undefined, 'easy', start),
    };
    const counts = countsOf(many, memories, start);
    expect(counts).toMatchObject({ due: 1, fresh: 22, resting: 2, all: 25 });
    expect(counts.nextMs).toBe(memories.k1.dueMs);
    expect(countsOf([], {}, start).nextMs).toBeNull();
  });

  it('are not led astray by a card that is called like what every object has', () => {
    const card = { key: 'constructor', front: 'a', back: 'b' };
    expect(countsOf([card], {}, start).fresh).toBe(1);
    expect(nextCard([card], {}, start, 0)).toBe(card);
  });
});
