/** What was read, in the plain form that tests compare; a refusal fails the test. */
import type { Problem } from '../../../shared/studyguide/guide.ts';
import { readStudyGuide } from '../../../shared/studyguide/read.ts';
import type { PlainGuide } from './guide.ts';

export interface ReadGuide extends PlainGuide {
  readonly unused: readonly { readonly line: number; readonly text: string }[];
  readonly problems: readonly Problem[];
}

export function guideOf(text: string): ReadGuide {
  const { guide, refusal } = readStudyGuide(text);
  if (guide === undefined) throw new Error(`refused: ${JSON.stringify(refusal)}`);
  const { title, episode, questions, essays, terms, sources, unused, problems } = guide;
  return {
    title,
    episode:
      episode === null
        ? null
        : { title: episode.title, description: episode.description, durationSeconds: episode.durationSeconds },
    questions: questions.map((question) => ({ text: question.text, answer: question.answer?.text ?? null })),
    essays: essays.map((essay) => essay.text),
    terms: terms.map(({ term, definition }) => ({ term, definition })),
    sources: sources.map((source) => source.text),
    unused: unused.map(({ line, text: of }) => ({ line, text: of })),
    problems,
  };
}
