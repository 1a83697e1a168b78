/** The sentences for the stage, in the language of the page. */
import { spoken } from './spoken.ts';

export const stageWords = spoken({
  en: () => import('./en/stage.ts').then((words) => words.stageWords),
  sv: () => import('./sv/stage.ts').then((words) => words.stageWords),
});
