/** Whatever guide comes, it gives a pack that can be played, or none; and nobody wins by the look of the options. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { languages } from '../../shared/grading/languages.ts';
import { contentOf, tokensOf } from '../../shared/grading/tokens.ts';
import { packSchema, type Pack } from '../../shared/pack.ts';
import type { StudyGuide } from '../../shared/studyguide/guide.ts';
import { makePack, type Made, type MadeKind } from '../../shared/studyguide/making/makePack.ts';
import { readStudyGuide } from '../../shared/studyguide/read.ts';
import { written } from '../support/guides/arbitrary.ts';
import { guideText } from '../support/guides/real.ts';
import { render } from '../support/guides/render.ts';

const kindNames: readonly MadeKind[] = ['explain', 'choice', 'typed', 'match', 'bluff', 'discuss'];
const countOf = ({ items }: Pack, name: string): number => items.filter(({ kind }) => kind === name).length;

function readAll(text: string): StudyGuide {
  const { guide } = readStudyGuide(text);
  if (guide === undefined) throw new Error('refused');
  return guide;
}

/** What every pack that was made has to be. */
function expectPlayable({ pack, capacity, minutes }: Made, lineCount: number): void {
  expect(v.parse(packSchema, pack)).toEqual(pack);
  expect(minutes).toBeGreaterThanOrEqual(1);
  for (const item of pack.items) {
    expect(item.guideLines?.length).toBeGreaterThan(0);
    expect(Math.max(...(item.guideLines ?? []))).toBeLessThanOrEqual(lineCount);
  }
  for (const name of kindNames) expect(countOf(pack, name)).toBeLessThanOrEqual(capacity[name]);
}

describe('any guide', () => {
  test('gives a pack that its schema accepts, or null', () => {
    fc.assert(
      fc.property(
        written,
        fc.integer(),
        fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constant(null)),
        ({ guide, variant }, seed, minutes) => {
          const { text } = render(guide, variant);
          const read = readAll(text);
          const all = Object.fromEntries(kindNames.map((name) => [name, 200]));
          const length = minutes === null ? { counts: all } : { minutes };
          const made = makePack(read, { seed, language: variant.language, length });
          if (made === null) return;
          expectPlayable(made, text.split(/\r\n?|\n/).length);
          // Asked for everything, it gives what it said it could.
          if (minutes === null) {
            for (const name of kindNames) expect(countOf(made.pack, name)).toBe(made.capacity[name]);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('is not in need of reading it in the language that it is in', () => {
    fc.assert(
      fc.property(written, fc.constantFrom('en', 'sv', 'ja', 'pt-BR', 'xx'), ({ guide, variant }, language) => {
        const { text } = render(guide, variant);
        const made = makePack(readAll(text), { seed: 1, language, length: { minutes: 15 } });
        if (made !== null) expectPlayable(made, text.split(/\r\n?|\n/).length);
      }),
      { numRuns: 50 },
    );
  });
});

interface Asked {
  readonly text: string;
  readonly options: readonly { readonly text: string; readonly right: boolean }[];
}

const choicesOf = ({ items }: Pack): Asked[] =>
  items.flatMap((item) => ('options' in item && item.options !== undefined ? [item as Asked] : []));

const stemsOf = (text: string): Set<string> => new Set(contentOf(tokensOf(text, languages.en)).map(({ stem }) => stem));
const shared = (a: Set<string>, b: Set<string>): number => [...a].filter((stem) => b.has(stem)).length;

/** Ways to answer without knowing anything: each gives an option its score, and the best is picked. */
const tricks: Readonly<Record<string, (option: string, asked: Asked) => number>> = {
  longest: (option) => option.length,
  shortest: (option) => -option.length,
  'most words of the question': (option, { text }) => shared(stemsOf(option), stemsOf(text)),
  'fewest words of the question': (option, { text }) => -shared(stemsOf(option), stemsOf(text)),
  'most like the others': (option, { options }) =>
    options.reduce((sum, other) => sum + (other.text === option ? 0 : shared(stemsOf(option), stemsOf(other.text))), 0),
  'least like the others': (option, { options }) =>
    -options.reduce(
      (sum, other) => sum + (other.text === option ? 0 : shared(stemsOf(option), stemsOf(other.text))),
      0,
    ),
};

/** How often a trick is right, where it leaves several at chance among them. */
function gain(asked: readonly Asked[], trick: (option: string, asked: Asked) => number): number {
  const wins = asked.map((each) => {
    const scores = each.options.map(({ text }) => trick(text, each));
    const best = Math.max(...scores);
    const picked = each.options.filter((_, at) => scores[at] === best);
    return picked.filter(({ right }) => right).length / picked.length;
  });
  return wins.reduce((sum, win) => sum + win, 0) / asked.length;
}

const chance = (asked: readonly Asked[]): number =>
  asked.reduce((sum, { options }) => sum + 1 / options.length, 0) / asked.length;

describe('the options of a real glossary', () => {
  const text = guideText();
  const asked = Array.from({ length: 12 }, (_, seed) => {
    const made = makePack(readAll(text), { seed, language: 'en', length: { counts: { choice: 200 } } });
    return made === null ? [] : choicesOf(made.pack);
  }).flat();

  test('are many enough to measure', () => {
    expect(asked.length).toBeGreaterThan(300);
  });

  test.each(Object.keys(tricks))('are not told by the trick "%s"', (name) => {
    const by = chance(asked);
    const won = gain(asked, tricks[name] ?? (() => 0));
    // Measured over 12 draws of 53 choices each: between .21 and .29, where chance is .25; with the 30 terms of our own
    // guide up to .32.
    expect(won, `${name}: ${won.toFixed(3)}, chance ${by.toFixed(3)}`).toBeLessThan(by + 0.08);
  });

  test('are alike in length, in their first letter and in how they end', () => {
    for (const { options } of asked) {
      const lengths = options.map(({ text }) => text.length);
      const isLong = Math.min(...lengths) > 30;
      if (isLong) expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThanOrEqual(1.6);
      expect(new Set(options.map(({ text }) => /^\p{Lu}/u.test(text))).size).toBe(1);
      expect(options.filter(({ text }) => /[.;:,]$/.test(text) && !/etc\.$/.test(text))).toEqual([]);
    }
  });
});
