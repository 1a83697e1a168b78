/** The sentences for the study page, in the language of the page. */
import { spoken } from './spoken.ts';

export const studyWords = spoken({
  en: () => import('./en/study.ts').then((words) => words.studyWords),
  sv: () => import('./sv/study.ts').then((words) => words.studyWords),
});
