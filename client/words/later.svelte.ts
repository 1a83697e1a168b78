/** The sentences for a phone after a question, in the language of the page. */
import { spoken } from './spoken.ts';

export const laterWords = spoken({
  en: () => import('./en/later.ts').then((words) => words.laterWords),
  sv: () => import('./sv/later.ts').then((words) => words.laterWords),
});
