/** The sentences for the way in, in the language of the page. */
import { spoken } from './spoken.ts';

export const joinWords = spoken({
  en: () => import('./en/phone.ts').then((words) => words.joinWords),
  sv: () => import('./sv/phone.ts').then((words) => words.joinWords),
});
