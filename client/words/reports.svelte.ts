/** The sentences for the games that are over, in the language of the page. */
import { spoken } from './spoken.ts';

export const reportsWords = spoken({
  en: () => import('./en/reports.ts').then((words) => words.reportsWords),
  sv: () => import('./sv/reports.ts').then((words) => words.reportsWords),
});
