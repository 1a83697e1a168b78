/** The sentences for a phone in play, in the language of the page. */
import { spoken } from './spoken.ts';

export const playWords = spoken({
  en: () => import('./en/phone.ts').then((words) => words.playWords),
  sv: () => import('./sv/phone.ts').then((words) => words.playWords),
});
