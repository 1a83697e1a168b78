/** The sentences of kinds that no phone needs before it is asked one of them, in the language of the page. */
import { spoken } from './spoken.ts';

export const kindWords = spoken({
  en: () => import('./en/kinds.ts').then((words) => words.kindWords),
  sv: () => import('./sv/kinds.ts').then((words) => words.kindWords),
});
