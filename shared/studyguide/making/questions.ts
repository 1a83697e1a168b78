/** Items from a guide's own questions: those with an answer are explained, and essays discussed. */
import { normalise } from '../../grading/spelling.ts';
import {
  pointWaysMax,
  promptCharactersMax,
  referenceCharactersMax,
  synonymGroupsMax,
  typedCharactersMax,
} from '../../limits.ts';
import type { Question } from '../guide.ts';
import { fit, sentencesOf } from './brief.ts';
import { linesOf, type Draft } from './draft.ts';
import type { Entry } from './entries.ts';
import { pointsOf } from './points.ts';
import type { Stock } from './stock.ts';

/** Whole sentences, as many as fit. */
function reference(answer: string): string {
  if (answer.length <= referenceCharactersMax) return answer;
  let kept = '';
  for (const sentence of sentencesOf(answer)) {
    if (kept.length + 1 + sentence.length > referenceCharactersMax) break;
    kept = `${kept} ${sentence}`.trim();
  }
  return kept === '' ? fit(answer, referenceCharactersMax) : kept;
}

/** Names that mean the same, of the terms that a question is about. */
function synonymsOf(terms: Iterable<Entry>): string[][] {
  return [...terms]
    .map(({ names }) => names.all.filter((name) => name.length <= typedCharactersMax && normalise(name) !== ''))
    .filter((group) => group.length >= 2)
    .map((group) => group.slice(0, pointWaysMax))
    .slice(0, synonymGroupsMax);
}

function explain(stock: Stock, question: Question, place: number): Draft<'explain'> | null {
  if (question.answer === null) return null;
  const answer = reference(question.answer.text);
  const points = pointsOf(answer, stock.language).map((text) => ({ text }));
  if (points.length === 0) return null;
  const about = stock.namedIn(`${question.text} ${answer}`);
  const synonyms = synonymsOf(about);
  return {
    fields: {
      text: fit(question.text, promptCharactersMax),
      answer,
      keyPoints: points,
      ...(synonyms.length === 0 ? {} : { synonyms }),
      guideLines: linesOf(question.lines, question.answer.lines),
    },
    about,
    tells: new Set(),
    place,
    worth: 0,
    way: 0,
  };
}

export const explainAll = (stock: Stock): Draft<'explain'>[] => {
  const { questions } = stock.guide;
  return questions.flatMap((question, at) => explain(stock, question, at / Math.max(1, questions.length - 1)) ?? []);
};

export const discussAll = ({ guide: { essays } }: Stock): Draft<'discuss'>[] =>
  essays.map(({ text, lines }, at) => ({
    fields: { text: fit(text, promptCharactersMax), guideLines: linesOf(lines) },
    about: new Set<Entry>(),
    tells: new Set<Entry>(),
    place: at / Math.max(1, essays.length - 1),
    worth: 0,
    way: 0,
  }));
