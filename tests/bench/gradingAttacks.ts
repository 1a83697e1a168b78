/**
 * Answers that somebody who knows the grader, or nothing at all, might give: made from a question and its reference.
 * All of them should earn less than the reference itself, and a copied question nothing.
 */
import { seededRandom } from '../../shared/game/random.ts';
import { grade } from '../../shared/grading/grade.ts';
import { languages } from '../../shared/grading/languages.ts';
import { prepare } from '../../shared/grading/prepare.ts';
import { thesaurusOf } from '../../shared/grading/thesaurus.ts';
import { contentOf, tokensOf } from '../../shared/grading/tokens.ts';
import { shuffle } from '../../shared/kinds/shuffle.ts';
import type { Row } from './gradingSets.ts';

interface Item {
  readonly question: string;
  readonly reference: string;
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
const auxiliary = /\b(is|are|was|were|can|could|will|would|has|have|do|does|did|should|must)\b/i;

/** The first verb of each sentence denied, or a denial taken away; a sentence without one that is known, denied as a whole. */
const negated = (reference: string): string =>
  reference
    .split(/(?<=[.!?])\s+/)
    .map((sentence) =>
      /\b(?:not|no|never)\b/i.test(sentence)
        ? sentence.replace(/ ?\b(?:not|no|never)\b/i, '')
        : auxiliary.test(sentence)
          ? sentence.replace(auxiliary, '$1 not')
          : `It is not true that ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`,
    )
    .join(' ');

const opposites = new Map(
  thesaurusOf('en').opposite.flatMap(([left, right]) => [
    ...left.map((word) => [word, right[0]] as const),
    ...right.map((word) => [word, left[0]] as const),
  ]),
);
/** Null where no word has an opposite. */
function antonyms(reference: string): string | null {
  const turned = reference.replace(/\p{L}+/gu, (word) => opposites.get(word.toLowerCase()) ?? word);
  return turned === reference ? null : turned;
}

const random = seededRandom(1);

const attacks: Readonly<Record<string, (item: Item, other: Item) => string | null>> = {
  'the reference itself': ({ reference }) => reference,
  'first half of the reference': ({ reference }) => {
    const words = wordsOf(reference);
    return words.slice(0, Math.ceil(words.length / 2)).join(' ');
  },
  'its words as a list': ({ reference }) => {
    const words = contentOf(tokensOf(reference, languages.en)).map(({ word }) => word);
    return words.length < 4 ? null : [...new Set(words)].join(', ');
  },
  'its words shuffled': ({ reference }) => {
    const words = wordsOf(reference.replace(/[.,;!?]/g, ''));
    return words.length < 6 ? null : shuffle(words, random).join(' ');
  },
  negated: ({ reference }) => negated(reference),
  'turned into antonyms': ({ reference }) => antonyms(reference),
  'the question copied': ({ question }) => (wordsOf(question).length < 5 ? null : question),
  'the answer to another question': (_, { reference }) => reference,
  'one word of the reference': ({ reference }) => contentOf(tokensOf(reference, languages.en))[0]?.word ?? null,
  'I don’t know': () => 'I don’t know',
  nothing: () => '  ',
};

export interface AttackFigures {
  readonly attack: string;
  readonly count: number;
  readonly meanCredit: number;
  /** Shares of the answers with at least half, and nearly all, of the credit. */
  readonly half: number;
  readonly full: number;
  readonly flagged: number;
}

export function attackFigures(rows: readonly Row[]): AttackFigures[] {
  const items = [...new Map(rows.map(({ qid, question, refs }) => [qid, { question, reference: refs[0]! }])).values()];
  return Object.entries(attacks).map(([attack, make]) => {
    const grades = items.flatMap((item, at) => {
      // Far away in the list, so that it is not the sister of this question.
      const answer = make(item, items[(at + Math.floor(items.length / 2)) % items.length]!);
      return answer === null ? [] : [grade(prepare(item.question, item.reference), answer)];
    });
    const share = (fits: (credit: number) => boolean): number =>
      grades.filter(({ credit }) => fits(credit)).length / grades.length;
    return {
      attack,
      count: grades.length,
      meanCredit: grades.reduce((sum, { credit }) => sum + credit, 0) / grades.length,
      half: share((credit) => credit >= 0.5),
      full: share((credit) => credit >= 0.9),
      flagged: grades.filter(({ flags }) => flags.length > 0).length / grades.length,
    };
  });
}
