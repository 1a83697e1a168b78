/** Practice: the room's own fold, alone and without a clock. It grades as the room does, and knows what to show again. */
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { practicable, Practice } from '../../client/live/practice.svelte.ts';
import { standingsOf, wholeShare } from '../../client/pages/study/sections.ts';
import type { StudyPack } from '../../client/pages/study/studyPack.ts';
import { itemSchema, kindNames, kindOf, type Item } from '../../shared/kinds/index.ts';
import { samplePack } from '../support/rooms.ts';

const items = v.parse(v.array(itemSchema), [
  { kind: 'slide', text: 'Rivers' },
  {
    kind: 'choice',
    text: 'Which is the longest?',
    options: [{ text: 'The Volga', right: true }, { text: 'The Rhine' }, { text: 'The Elbe' }],
    explanation: 'It is 3,530 km long.',
  },
  { kind: 'typed', text: 'Which flows through Vienna?', accept: ['Danube'], seconds: 5 },
  {
    kind: 'explain',
    text: 'Why do rivers bend?',
    answer: 'Fast water takes soil from the outer bank. Slow water drops it at the inner bank.',
  },
  { kind: 'poll', text: 'Do you like them?', options: ['Yes', 'No'] },
]);
const practice = (some: readonly Item[] = items): Practice => new Practice(some, 'en', 7);

describe('what can be practised', () => {
  it('is what is asked, graded and done in one step, of every kind there is', () => {
    const kinds = new Set(samplePack.items.filter(practicable).map(({ kind }) => kind));
    for (const item of samplePack.items) {
      const { asked, scored, later } = kindOf(item);
      expect(kinds.has(item.kind), item.kind).toBe(asked && scored && later === undefined);
    }
    expect(new Set(samplePack.items.map(({ kind }) => kind)).size).toBe(kindNames.length);
  });

  it('is asked in the order of the pack, and nothing else is', () => {
    const it = practice();
    const texts: (string | null | undefined)[] = [];
    while (!it.isOver) {
      texts.push(it.scene?.item?.text);
      it.next();
    }
    expect(texts).toEqual(['Which is the longest?', 'Which flows through Vienna?', 'Why do rivers bend?']);
    expect(it.total).toBe(3);
  });

  it('is over at once where there is nothing', () => {
    expect(practice(items.slice(0, 1))).toMatchObject({ isOver: true, scene: null, total: 0 });
  });
});

describe('an answer', () => {
  it('is revealed at once, with why, and graded as in a room', () => {
    const it = practice();
    expect(it.scene?.reveal).toBeNull();
    const right = it.item?.kind === 'choice' ? it.item.options!.findIndex((option) => option.right) : -1;
    expect(it.answer([right])).toBe(true);
    expect(it.scene).toMatchObject({ phase: 'revealed', reveal: { explanation: 'It is 3,530 km long.' } });
    expect(it.you?.result).toMatchObject({ credit: 1, right: true });
    expect(it.tried).toMatchObject([{ credit: 1, right: true, item: { text: 'Which is the longest?' } }]);
  });

  it('may take all the time in the world', () => {
    const it = practice(items.slice(2, 3));
    // Five seconds by its pack; the time of practice stands still.
    expect(it.answer('danube')).toBe(true);
    expect(it.you?.result).toMatchObject({ right: true });
  });

  it('that is none is not taken, and may be given again', () => {
    const it = practice(items.slice(2, 3));
    expect(it.answer({ not: 'an answer' })).toBe(false);
    expect(it.scene?.phase).toBe('asked');
    expect(it.answer('Danube')).toBe(true);
    expect(it.answer('Rhine')).toBe(false);
    expect(it.tried).toHaveLength(1);
  });

  it('in sentences says what was found in it', () => {
    const it = practice(items.slice(3, 4));
    const said = 'Fast water takes soil from the outer bank.';
    expect(it.answer(said)).toBe(true);
    const { credit, feedback } = it.you!.result!;
    const item = items[3]!;
    expect(credit).toBe(kindOf(item).grade(item, said));
    expect(feedback).toEqual(kindOf(item).feedback?.(item, said, 0));
    expect(feedback).toMatchObject({ points: [{ found: 'yes' }, {}] });
  });

  it('that nobody has is revealed too, and to be looked at again', () => {
    const it = practice();
    it.giveUp();
    expect(it.scene?.phase).toBe('revealed');
    expect(it.you?.result).toBeNull();
    it.next();
    it.next();
    it.answer('I do not know');
    it.next();
    expect(it.isOver).toBe(true);
    expect(it.tried.map(({ credit, right }) => [credit, right])).toEqual([
      [null, false],
      [null, false],
      [0, false],
    ]);
  });
});

it('deals by its seed: the same again, and in another order another time', () => {
  const order = (seed: number): unknown => new Practice(items, 'en', seed).scene?.item?.face;
  expect(order(7)).toEqual(order(7));
  const orders = new Set(Array.from({ length: 12 }, (_, seed) => JSON.stringify(order(seed))));
  expect(orders.size).toBeGreaterThan(1);
});

describe('how far a learner is', () => {
  const pack: StudyPack = {
    id: 'rivers',
    title: 'Rivers',
    description: '',
    language: 'en',
    items,
    guide: null,
    audio: null,
    isOwn: false,
  };
  const nothing = {
    listened: { atSeconds: 0, finished: false, plays: 0, rate: 1 },
    cards: {},
    tried: {},
    drafts: {},
  };

  it('is told for what the pack has, and no section is empty', () => {
    const sections = standingsOf(pack, nothing, { has: false, share: 0 }, 0).map(({ section }) => section);
    expect(sections).toEqual(['quiz', 'more']);
    expect(wholeShare(standingsOf(pack, nothing, { has: false, share: 0 }, 0))).toBe(0);
  });

  it('counts an episode that was heard to its end as heard, wherever it stands now', () => {
    const listened = { ...nothing.listened, finished: true };
    const [listen] = standingsOf(pack, { ...nothing, listened }, { has: true, share: 0.1 }, 0);
    expect(listen).toMatchObject({ section: 'listen', share: 1 });
  });
});
