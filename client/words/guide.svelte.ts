/** The sentences for making a quiz of a study guide, in the language of the page. */
import { spoken } from './spoken.ts';

export const guideWords = spoken({
  en: () => import('./en/guide.ts').then((words) => words.guideWords),
  sv: () => import('./sv/guide.ts').then((words) => words.guideWords),
});
