/** Which language a study guide is in, by its own words. */
import { languageOf } from '../../grading/languages.ts';
import type { StudyGuide } from '../guide.ts';

/** As much text as says it beyond doubt. */
const sampleCharactersMax = 20_000;

/** 'en', 'sv', 'de', 'fr' or 'es'; 'en' where it cannot be told. */
export function guessLanguage({ title, episode, questions, essays, terms }: StudyGuide): string {
  const parts = [
    ...questions.flatMap(({ text, answer }) => [text, answer?.text ?? '']),
    ...essays.map(({ text }) => text),
    ...terms.map(({ definition }) => definition),
    title,
    episode?.description ?? '',
  ];
  const found = languageOf(parts.join('\n').slice(0, sampleCharactersMax));
  return found === 'other' ? 'en' : found;
}
