/**
 * The ways in which people and programs write a study guide down: each is one choice of several, and any combination
 * that a reader could understand is allowed. What could not be understood by anybody is repaired by `sound`.
 */

export const languages = ['en', 'sv', 'de', 'es', 'fr'] as const;
export type Language = (typeof languages)[number];

export const choices = {
  language: languages,
  /** How headings are marked. */
  heading: ['hashes', 'deepHashes', 'bold', 'plain', 'colon', 'numbered', 'roman', 'section', 'boldPart', 'underlined'],
  /** Which of the usual names each section bears. */
  naming: [0, 1, 2],
  item: ['dot', 'wide', 'bracket', 'escaped', 'named', 'dash', 'star', 'bulletSign', 'boldNumber', 'bold', 'bare'],
  keyItem: ['same', 'bare', 'dot'],
  answers: ['key', 'keyEcho', 'keyEchoInline', 'below', 'belowNamed', 'beside'],
  glossary: [
    'colon',
    'boldColon',
    'boldColonInside',
    'dash',
    'longDash',
    'bulletColon',
    'bulletBold',
    'numbered',
    'table',
    'tabs',
    'twoLines',
    'twoLinesApart',
    'boldTwoLines',
    'headings',
  ],
  /** Empty lines between items. */
  spacing: ['tight', 'loose'],
  instructions: ['none', 'plain', 'italic', 'bold', 'sentence'],
  rules: ['none', 'dashes', 'longDashes'],
  before: ['nothing', 'introduction', 'concepts', 'frontMatter'],
  after: ['nothing', 'trailer'],
  lineEnd: ['\n', '\r\n', '\r'],
  byteOrderMark: [false, true],
  /** Spaces as word processors and French typography have them. */
  spaces: ['plain', 'noBreak'],
} as const;

export type Variant = { readonly [Choice in keyof typeof choices]: (typeof choices)[Choice][number] };

export const usual: Variant = {
  language: 'en',
  heading: 'hashes',
  naming: 0,
  item: 'dot',
  keyItem: 'same',
  answers: 'key',
  glossary: 'boldColon',
  spacing: 'loose',
  instructions: 'none',
  rules: 'none',
  before: 'nothing',
  after: 'nothing',
  lineEnd: '\n',
  byteOrderMark: false,
  spaces: 'plain',
};

/** Takes back what would leave a reader nothing to tell two things apart by. */
export function sound(variant: Variant): Variant {
  const hasKey = variant.answers.startsWith('key');
  const isBare = variant.item === 'bare' || variant.item === 'bold';
  return {
    ...variant,
    // Bare questions with bare answers below them need the gaps between the pairs.
    spacing: variant.answers === 'below' && isBare ? 'loose' : variant.spacing,
    // A repeated question is told from its answer by the quiz above; without marks, only on a line of its own.
    keyItem: hasKey ? variant.keyItem : 'same',
    item: variant.answers === 'beside' && variant.item === 'bold' ? 'dot' : variant.item,
  };
}
