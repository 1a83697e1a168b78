/** What a pack keeps of its study guide for the study page, within what a pack may hold. */
import type { PackGuide } from '../../guide.ts';
import {
  guideEssaysMax,
  guideQuestionsMax,
  guideSourcesMax,
  guideTermsMax,
  guideTextCharactersMax,
  titleCharactersMax,
} from '../../limits.ts';
import type { StudyGuide } from '../guide.ts';
import { fit } from './brief.ts';

const passage = (text: string): string => fit(text, guideTextCharactersMax);
const present = (text: string): boolean => text.trim() !== '';
const secondsMax = 86_400;

export function keptGuide({ episode, questions, terms, essays, sources }: StudyGuide): PackGuide {
  return {
    ...(episode === null || !present(episode.title)
      ? {}
      : {
          episode: {
            title: fit(episode.title, titleCharactersMax * 3),
            description: passage(episode.description),
            ...(episode.durationSeconds > 0 && episode.durationSeconds <= secondsMax
              ? { durationSeconds: episode.durationSeconds }
              : {}),
          },
        }),
    questions: questions
      .filter(({ text }) => present(text))
      .slice(0, guideQuestionsMax)
      .map(({ text, answer }) => ({
        text: passage(text),
        ...(answer === null || !present(answer.text) ? {} : { answer: passage(answer.text) }),
      })),
    terms: terms
      .filter(({ term, definition }) => present(term) && present(definition))
      .slice(0, guideTermsMax)
      .map(({ term, definition }) => ({ term: fit(term, titleCharactersMax * 2), definition: passage(definition) })),
    essays: essays
      .filter(({ text }) => present(text))
      .slice(0, guideEssaysMax)
      .map(({ text }) => passage(text)),
    sources: sources
      .filter(({ text }) => present(text))
      .slice(0, guideSourcesMax)
      .map(({ text }) => passage(text)),
  };
}
