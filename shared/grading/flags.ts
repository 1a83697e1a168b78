/**
 * What is odd about an answer: nothing in it, the question copied, words in a heap, a point denied. Only what is
 * certainly no answer costs everything; the rest costs a little, or is only shown to the host.
 */
import { orderKept, sameFrom, type ReadAnswer } from './evidence.ts';
import type { PointSeen } from './features.ts';
import type { PreparedItem, PreparedReference } from './prepare.ts';
import { triplesOf, type Token } from './tokens.ts';

export const flagNames = ['empty', 'unknown', 'copied', 'list', 'shuffled', 'negated', 'opposite'] as const;
export type Flag = (typeof flagNames)[number];

/** What is left of the credit. A heap of the right words may be terse, and may be fishing; the others only show. */
export const factors: Readonly<Partial<Record<Flag, number>>> = { list: 0.6, shuffled: 0.45, opposite: 0.7 };

/** Shorter answers repeat three words of the question by chance. */
const copiedWordsMin = 5;
const copiedShareMin = 0.8;

/** The question and nothing else; what is said beyond it makes it an answer. */
function isCopied({ questionTriples, questionStems, references }: PreparedItem, answer: ReadAnswer): boolean {
  const { tokens, content } = answer;
  if (tokens.length < copiedWordsMin || content.some(({ stem }) => !questionStems.has(stem))) return false;
  const triples = triplesOf(tokens);
  const copied = triples.filter((triple) => questionTriples.has(triple)).length;
  if (copied < triples.length * copiedShareMin) return false;
  // Some questions name the answers to choose from; then the right one is in the question too.
  const isAnswer = references.some(({ stems }) => [...answer.stems].every((stem) => stems.has(stem)));
  return !isAnswer;
}

/** Of the neighbours in an answer, how many are neighbours in the reference. */
const pairsKept = ({ pairs }: ReadAnswer, reference: PreparedReference): number =>
  [...pairs].filter((pair) => reference.pairs.has(pair)).length / Math.max(1, pairs.size);

const listWordsMin = 4;
/** The reference is no list, however few words of grammar it has. */
const sentencePairsMin = 0.8;
/** Words of grammar in whole sentences are about half of all, in a list none. */
const listGrammarMax = 0.12;

/** Words without a sentence around them. Terse people write so too, about shorter things. */
function isList({ language }: PreparedItem, reference: PreparedReference, answer: ReadAnswer): boolean {
  const { tokens, content } = answer;
  if (language.functionWords.size === 0 || content.length < listWordsMin) return false;
  if (pairsKept(answer, reference) >= sentencePairsMin) return false;
  const grammar = tokens.filter(({ isFunction, isNegation }) => isFunction || isNegation).length;
  return grammar <= tokens.length * listGrammarMax;
}

const shuffledWordsMin = 6;
/** Neighbours in common with the reference, and order kept, below which it is a heap of its words. */
const shuffledPairsMax = 0.25;
/** More of them may be left where the grammar is broken too. */
const brokenPairsMax = 0.5;
const shuffledOrderMax = 0.6;
/** Who says it in own words, or a part of it, may say it in any order. */
const shuffledSharedMin = 0.8;

/** An article that no word of meaning follows, or that ends the text: nobody writes so, and a heap of words does. */
const breaksGrammar = (tokens: readonly Token[], { language: { articles, afterArticles } }: PreparedItem): boolean =>
  tokens.some(({ word, isFunction }, at) => {
    if (!isFunction || !articles.has(word)) return false;
    const next = tokens[at + 1];
    return next === undefined || (next.isFunction && !afterArticles.has(next.word));
  });

function isShuffled(item: PreparedItem, reference: PreparedReference, answer: ReadAnswer): boolean {
  const { tokens, stems } = answer;
  if (tokens.length < shuffledWordsMin) return false;
  const shared = [...stems].filter((stem) => reference.stems.has(stem)).length;
  if (shared < stems.size * shuffledSharedMin) return false;
  const kept = pairsKept(answer, reference);
  if (breaksGrammar(tokens, item)) return kept <= brokenPairsMax;
  const { row } = reference;
  const said = row.filter((index) => (answer.best[index] ?? 0) >= sameFrom).length;
  return (
    said >= row.length * shuffledSharedMin &&
    kept <= shuffledPairsMax &&
    orderKept(answer, reference) < shuffledOrderMax
  );
}

/** A point with its verb denied, or half of what is there, does not count. Less than that is doubtful, and shown. */
export const isDenied = ({ denied, words }: PointSeen): boolean =>
  denied >= 0.5 || words.some(({ found }) => found.isPlainlyDenied);
const isDoubtful = ({ denied }: PointSeen): boolean => denied >= 0.2;
/** A point with one of its words turned into the opposite is not made, unless it has ten others that tell as much. */
const reversedMin = 0.1;
export const isReversed = ({ reversed }: PointSeen): boolean => reversed >= reversedMin;

/** Of an answer without any word to compare; null when it has some. */
export function nothingIn({ language }: PreparedItem, { tokens }: ReadAnswer): Flag | null {
  if (tokens.length === 0) return 'empty';
  return language.unknown.test(tokens.map(({ word }) => word).join(' ')) ? 'unknown' : null;
}

export function flagsOf(
  item: PreparedItem,
  reference: PreparedReference,
  answer: ReadAnswer,
  points: readonly PointSeen[],
): Flag[] {
  const found: [Flag, boolean][] = [
    ['copied', isCopied(item, answer)],
    ['list', isList(item, reference, answer)],
    ['shuffled', isShuffled(item, reference, answer)],
    ['negated', points.some(isDoubtful)],
    ['opposite', points.some(isReversed)],
  ];
  return found.filter(([, is]) => is).map(([flag]) => flag);
}
