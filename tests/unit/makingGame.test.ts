/** A whole game made of a study guide: its length, its mix and order, its spread, and that the seed decides it. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { itemsMax } from '../../shared/limits.ts';
import { packSchema, type Pack } from '../../shared/pack.ts';
import type { StudyGuide } from '../../shared/studyguide/guide.ts';
import { makePack, type Made, type MadeKind } from '../../shared/studyguide/making/makePack.ts';
import { readStudyGuide } from '../../shared/studyguide/read.ts';
import { guideText } from '../support/guides/real.ts';

const empty: StudyGuide = {
  title: '',
  episode: null,
  questions: [],
  essays: [],
  terms: [],
  sources: [],
  unused: [],
  problems: [],
};

/** Words that nobody knows, each with a definition of its own. */
const syllables = 'ba ke li mo nu ra se ti vo du fa ge hi jo ku la me ni po re sa te vi wo'.split(' ');
const wordAt = (at: number): string =>
  [at % 24, Math.floor(at / 24) % 24, (at * 7 + 3) % 24].map((index) => syllables[index]).join('');
const termsOf = (count: number): StudyGuide['terms'] =>
  Array.from({ length: count }, (_, at) => ({
    term: wordAt(at).replace(/^./, (letter) => letter.toUpperCase()),
    definition: `A ${['tool', 'plant', 'rule', 'stone'][at % 4]} that ${wordAt(at * 5 + 700)} and ${wordAt(at * 3 + 1_300)} made in ${wordAt(at * 11 + 90)}.`,
    lines: [at + 1],
  }));

const large: StudyGuide = {
  ...empty,
  title: 'Everything Study Guide',
  episode: { title: 'All of it', description: 'An hour about everything.', durationSeconds: 3_600, lines: [999] },
  terms: termsOf(60),
  questions: Array.from({ length: 12 }, (_, at) => ({
    text: `Why does number ${at} matter?`,
    lines: [100 + at],
    answer: {
      text: `Because ${wordAt(at + 40)} holds it. Without that, ${wordAt(at + 90)} would fall.`,
      lines: [200 + at],
    },
  })),
  essays: [1, 2, 3].map((at) => ({ text: `Discuss matter ${at}.`, lines: [300 + at] })),
  sources: [{ text: 'A book', lines: [400] }],
};

function make(guide: StudyGuide, length: Parameters<typeof makePack>[1]['length'], seed = 1): Made {
  const made = makePack(guide, { seed, language: 'en', length });
  if (made === null) throw new Error('nothing was made');
  return made;
}
const kindsOf = ({ items }: Pack): string[] => items.map(({ kind }) => kind);
const count = (pack: Pack, name: MadeKind): number => kindsOf(pack).filter((kind) => kind === name).length;

describe('a game for its length', () => {
  test.each([5, 10, 20, 30])('of %i minutes takes about that', (minutes) => {
    for (const seed of [1, 2, 3]) {
      const made = make(large, { minutes }, seed);
      expect(Math.abs(made.minutes - minutes)).toBeLessThanOrEqual(1);
      expect(v.parse(packSchema, made.pack)).toEqual(made.pack);
    }
  });

  test('of ten minutes has a bit of everything but a discussion, which takes four', () => {
    const { pack } = make(large, { minutes: 10 });
    expect(new Set(kindsOf(pack))).toEqual(new Set(['choice', 'typed', 'match', 'explain', 'bluff']));
    expect(kindsOf(make(large, { minutes: 20 }).pack)).toContain('discuss');
  });

  test('begins with something easy, has no two bluffs in a row, and ends in talk', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const kinds = kindsOf(make(large, { minutes: 30 }, seed).pack);
      expect(kinds[0]).toBe('choice');
      expect(kinds.join(' ')).not.toContain('bluff bluff');
      expect(kinds.at(-1)).toBe('discuss');
    }
  });

  test('shows no definition as a wrong one that is the truth of a bluff after it', () => {
    let [shown, bluffs] = [0, 0];
    for (let seed = 0; seed < 20; seed += 1) {
      const { items } = make(large, { minutes: 15 }, seed).pack;
      items.forEach((item, at) => {
        if (!('truth' in item) || typeof item.truth !== 'string') return;
        bluffs += 1;
        if (JSON.stringify(items.slice(0, at)).includes(item.truth)) shown += 1;
      });
    }
    expect(bluffs).toBeGreaterThanOrEqual(20);
    expect(shown).toBeLessThanOrEqual(bluffs / 10);
  });

  test('asks for no term twice, and for those of the whole guide', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const { items } = make(large, { minutes: 10 }, seed).pack;
      const lines = items.flatMap(({ guideLines = [] }) => guideLines).filter((line) => line <= 60);
      expect(new Set(lines).size).toBe(lines.length);
      for (const third of [0, 1, 2]) {
        expect(lines.filter((line) => Math.floor((line - 1) / 20) === third).length).toBeGreaterThanOrEqual(1);
      }
    }
  });

  test('has one item at least, however short, and stops where a small guide would repeat itself', () => {
    expect(make(large, { minutes: 1 }).pack.items.length).toBeGreaterThanOrEqual(1);
    const small = { ...empty, terms: termsOf(6) };
    const { items } = make(small, { minutes: 60 }).pack;
    for (const line of [1, 2, 3, 4, 5, 6]) {
      expect(items.filter(({ guideLines = [] }) => guideLines.includes(line)).length).toBeLessThanOrEqual(2);
    }
  });
});

describe('a game of a mix', () => {
  test('has exactly what was asked for', () => {
    const { pack } = make(large, { counts: { choice: 7, typed: 3, match: 2, bluff: 4, explain: 5, discuss: 1 } });
    expect([count(pack, 'choice'), count(pack, 'typed'), count(pack, 'match')]).toEqual([7, 3, 2]);
    expect([count(pack, 'bluff'), count(pack, 'explain'), count(pack, 'discuss')]).toEqual([4, 5, 1]);
  });

  test('has as much as the guide and a pack can hold, when more is asked for', () => {
    const { pack, capacity } = make(large, { counts: { explain: 1_000, discuss: 1_000 } });
    expect([count(pack, 'explain'), count(pack, 'discuss')]).toEqual([capacity.explain, capacity.discuss]);
    expect([capacity.explain, capacity.discuss]).toEqual([12, 3]);
    const most = make({ ...empty, terms: termsOf(500) }, { counts: { choice: 500, typed: 500, bluff: 500 } });
    expect(most.pack.items).toHaveLength(itemsMax);
  });

  test('that is not there at all is no game', () => {
    expect(makePack(large, { seed: 1, language: 'en', length: { counts: {} } })).toBeNull();
    expect(makePack(empty, { seed: 1, language: 'en', length: { minutes: 10 } })).toBeNull();
  });
});

describe('the seed', () => {
  test('decides everything', () => {
    expect(make(large, { minutes: 20 }, 7)).toEqual(make(large, { minutes: 20 }, 7));
  });

  test('makes another game of the same guide', () => {
    const games = Array.from({ length: 8 }, (_, seed) => JSON.stringify(make(large, { minutes: 10 }, seed).pack.items));
    expect(new Set(games).size).toBe(8);
  });
});

describe('the pack', () => {
  test('keeps the guide for the study page', () => {
    const { guide } = make(large, { minutes: 10 }).pack;
    expect(guide?.terms).toHaveLength(60);
    expect(guide?.questions).toHaveLength(12);
    expect([guide?.essays.length, guide?.sources.length]).toEqual([3, 1]);
    expect(guide?.episode).toEqual({
      title: 'All of it',
      description: 'An hour about everything.',
      durationSeconds: 3_600,
    });
  });

  test('is called what the host says, else as the guide, the episode, or plainly', () => {
    const title = (guide: StudyGuide, language: string, wanted?: string): string | undefined =>
      makePack(guide, {
        seed: 1,
        language,
        length: { minutes: 5 },
        ...(wanted === undefined ? {} : { title: wanted }),
      })?.pack.title;
    expect(title(large, 'en', 'My own')).toBe('My own');
    expect(title(large, 'en')).toBe('Everything Study Guide');
    expect(title({ ...large, title: '' }, 'en')).toBe('All of it');
    expect(title({ ...large, title: '', episode: null }, 'sv')).toBe('Studieguide');
    expect(title({ ...large, title: 'word '.repeat(60) }, 'en')).toMatch(/^word .* word…$/);
  });

  test('keeps within its limits what is longer than anybody reads', () => {
    const sentence = 'This goes on for longer than anybody would ever care to read it aloud in a room. ';
    const guide: StudyGuide = {
      ...empty,
      questions: [{ text: sentence.repeat(9), lines: [1], answer: { text: sentence.repeat(40), lines: [2] } }],
      essays: [{ text: sentence.repeat(60), lines: [3] }],
      terms: termsOf(6).map((term) => ({ ...term, definition: term.definition + sentence.repeat(40) })),
    };
    const { pack } = make(guide, { counts: { explain: 1, discuss: 1, typed: 6, choice: 12 } });
    expect(v.parse(packSchema, pack)).toEqual(pack);
    expect(pack.items[0]?.text.length).toBeLessThanOrEqual(400);
  });

  test('shows markup as the text that it is', () => {
    const terms = [
      ...termsOf(5),
      { term: '<i>', definition: 'A <b>mark</b> that runs $& and $1 through a page.', lines: [9] },
    ];
    const { pack } = make({ ...empty, terms }, { counts: { typed: 6 } });
    expect(JSON.stringify(pack.items)).toContain('runs $& and $1');
  });
});

describe('a glossary of a thousand terms', () => {
  test('is gone through', () => {
    const { pack, capacity } = make({ ...empty, terms: termsOf(1_000) }, { minutes: 20 });
    expect(pack.items.length).toBeGreaterThan(10);
    expect(capacity.choice).toBe(itemsMax);
  });
});

describe('the study guide that Quizloop was made for', () => {
  test('gives a game with everything in it', () => {
    const { guide } = readStudyGuide(guideText());
    if (guide === undefined) throw new Error('refused');
    const { pack, capacity } = make(guide, { minutes: 20 });
    expect(capacity.explain).toBe(10);
    expect(capacity.discuss).toBe(5);
    expect(capacity.choice).toBeGreaterThanOrEqual(guide.terms.length);
    expect(capacity.typed).toBeGreaterThanOrEqual(guide.terms.length * 0.8);
    expect(capacity.match).toBeGreaterThanOrEqual(5);
    expect(capacity.bluff).toBeGreaterThanOrEqual(8);
    expect(new Set(kindsOf(pack)).size).toBe(6);
    expect(v.parse(packSchema, pack)).toEqual(pack);
  });
});
