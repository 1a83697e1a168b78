/** The sentences for the desk, in the language of the page. */
import { spoken } from './spoken.ts';

export const deskWords = spoken({
  en: () => import('./en/desk.ts').then((words) => words.deskWords),
  sv: () => import('./sv/desk.ts').then((words) => words.deskWords),
});
