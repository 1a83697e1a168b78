/**
 * Guides made of chance, for properties: sentences of made-up words, so that none is a heading by accident, with
 * everything in them that has ever been mistaken for markup.
 */
import fc from 'fast-check';
import type { PlainGuide } from './guide.ts';
import { choices, type Variant } from './variant.ts';

const words =
  'lumen torva skarn bindle ferrow quast mellid pontus ravel sintra volta weld yarrow zephyr crag dorsal ember fathom grist hollow inkle jasper kelp loam'.split(
    ' ',
  );
/** Inside a sentence: quotes, brackets, times, dashes, code, other scripts. */
const oddities = [
  '“lumen”',
  '"torva"',
  '(ferrow)',
  '(e.g., skarn)',
  '3.5',
  '12:30',
  'A/B',
  'single-piece',
  '90%',
  'l’ember',
  'σ',
  '李',
  'snake_case_name',
  'C++',
  'x > 1',
  'grist, loam',
  '«kelp»',
  'R&D',
  '#4',
];

const word = fc.constantFrom(...words);
const piece = fc.oneof({ weight: 5, arbitrary: word }, { weight: 1, arbitrary: fc.constantFrom(...oddities) });
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const sentence = (end: string): fc.Arbitrary<string> =>
  fc
    .tuple(word, fc.array(piece, { minLength: 4, maxLength: 22 }), word)
    .map(([first, middle, last]) => `${capital([first, ...middle, last].join(' '))}${end}`);

const question = fc.oneof(
  sentence('?'),
  sentence('.'),
  fc.tuple(sentence('?'), sentence('?')).map((parts) => parts.join(' ')),
);
const asking = sentence('?');
const answer = fc.array(sentence('.'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
const definition = fc.oneof(
  sentence('.'),
  fc.tuple(sentence('.'), sentence('.')).map((parts) => parts.join(' ')),
  fc.tuple(word, sentence('.')).map(([one, rest]) => `${capital(one)} of this kind: ${rest}`),
);
const term = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom('', ' (ABC)', ' / Other', '-based', ' 4j'))
  .map(([parts, end]) => parts.map(capital).join(' ') + end);

const unique = <Value>(of: fc.Arbitrary<Value>, by: (value: Value) => string, minLength: number, maxLength: number) =>
  fc.uniqueArray(of, { selector: by, minLength, maxLength });

/** `areAsked`: every question ends with its mark, which some ways of writing answers need to be understood. */
export const plainGuide = (areAsked: boolean): fc.Arbitrary<PlainGuide> =>
  fc.record({
    title: fc.tuple(term, fc.constant('Study Guide')).map((parts) => parts.join(' ')),
    episode: fc.option(
      fc.record({
        title: fc.tuple(term, term).map((parts) => parts.join(': ')),
        description: answer,
        durationSeconds: fc.integer({ min: 1, max: 3599 }),
      }),
      { nil: null },
    ),
    questions: unique(fc.record({ text: areAsked ? asking : question, answer }), ({ text }) => text, 3, 12),
    essays: unique(question, (text) => text, 2, 6),
    terms: unique(fc.record({ term, definition }), (entry) => entry.term, 3, 14),
    sources: fc.array(
      fc.tuple(term, term).map((parts) => parts.join(' ')),
      { minLength: 0, maxLength: 3 },
    ),
  });

const chosen: { [Choice in keyof Variant]: fc.Arbitrary<Variant[Choice]> } = {
  language: fc.constantFrom(...choices.language),
  heading: fc.constantFrom(...choices.heading),
  naming: fc.constantFrom(...choices.naming),
  item: fc.constantFrom(...choices.item),
  keyItem: fc.constantFrom(...choices.keyItem),
  answers: fc.constantFrom(...choices.answers),
  glossary: fc.constantFrom(...choices.glossary),
  spacing: fc.constantFrom(...choices.spacing),
  instructions: fc.constantFrom(...choices.instructions),
  rules: fc.constantFrom(...choices.rules),
  before: fc.constantFrom(...choices.before),
  after: fc.constantFrom(...choices.after),
  lineEnd: fc.constantFrom(...choices.lineEnd),
  byteOrderMark: fc.constantFrom(...choices.byteOrderMark),
  spaces: fc.constantFrom(...choices.spaces),
};

export const variant: fc.Arbitrary<Variant> = fc.record(chosen);

/** A guide and a way of writing it that suits it. */
export const written = variant.chain((of) =>
  fc.record({ variant: fc.constant(of), guide: plainGuide(of.answers === 'below') }),
);
