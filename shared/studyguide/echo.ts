/** Finds a question at the beginning of a line of the answer key: many keys repeat it before they answer. */
import { wordsOf } from './phrases.ts';

export interface Echo {
  /** Which question. */
  readonly at: number;
  /** What is said after it. */
  readonly rest: string;
}

export type FindEcho = (text: string) => Echo | null;

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;
/** Questions are found by how they begin, so that a long key costs no more than it is long. */
const keyWords = 3;
/** A question of one or two words could begin any answer. */
const wordsMin = 3;

const afterQuestion = /^(?:["”“’»)\]]*\s?[?.!:…]+["”’»)\]*]*\s*|\s*)(?:[-–—]\s+)?/;

/** The text behind so many words. */
function behind(text: string, count: number): string {
  let seen = 0;
  for (const match of text.matchAll(wordPattern)) {
    seen += wordsOf(match[0]).length;
    if (seen >= count) return text.slice(match.index + match[0].length).replace(afterQuestion, '');
  }
  return '';
}

export function echoFinder(questions: readonly string[]): FindEcho {
  const byStart = new Map<string, { at: number; words: readonly string[] }[]>();
  questions.forEach((question, at) => {
    const words = wordsOf(question);
    if (words.length < wordsMin) return;
    const key = words.slice(0, keyWords).join(' ');
    byStart.set(key, [...(byStart.get(key) ?? []), { at, words }]);
  });
  return (text) => {
    const words = wordsOf(text.slice(0, 2_000));
    const candidates = byStart.get(words.slice(0, keyWords).join(' ')) ?? [];
    const fitting = candidates.filter((candidate) => candidate.words.every((word, at) => words[at] === word));
    const [longest] = [...fitting].sort((a, b) => b.words.length - a.words.length);
    return longest === undefined ? null : { at: longest.at, rest: behind(text, longest.words.length) };
  };
}

/** Compared with every question, so not for the longest lists. */
const almostQuestionsMax = 300;

/** Whether a text shares most of its words with one of the questions. */
export function almostFinder(questions: readonly string[]): (text: string) => boolean {
  const known = questions.slice(0, almostQuestionsMax).map((question) => new Set(wordsOf(question)));
  return (text) => {
    const words = new Set(wordsOf(text));
    return known.some((question) => {
      const shared = [...words].filter((word) => question.has(word)).length;
      return shared * 3 >= Math.max(words.size, question.size) * 2;
    });
  };
}
