/** The sentences for accounts, in the language of the page. */
import { spoken } from './spoken.ts';

export const accountWords = spoken({
  en: () => import('./en/account.ts').then((words) => words.accountWords),
  sv: () => import('./sv/account.ts').then((words) => words.accountWords),
});
