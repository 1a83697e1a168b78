/** The sentences for the library, in the language of the page. */
import { spoken } from './spoken.ts';

export const libraryWords = spoken({
  en: () => import('./en/library.ts').then((words) => words.libraryWords),
  sv: () => import('./sv/library.ts').then((words) => words.libraryWords),
});
