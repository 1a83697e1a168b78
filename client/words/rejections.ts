/** The sentence for a rejection code, in the language of the page. */
import type { Rejection } from '../../shared/game/entry.ts';
import { spoken } from './spoken.ts';

const sentences = spoken({
  en: () => import('./en/phone.ts').then((words) => words.rejectionSentences),
  sv: () => import('./sv/phone.ts').then((words) => words.rejectionSentences),
});

export const rejectionWords = (why: Rejection): string => sentences()[why];
