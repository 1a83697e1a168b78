/** The sentences for hosts, on any page, in the language of the page. */
import { spoken } from './spoken.ts';

export const hostWords = spoken({
  en: () => import('./en/host.ts').then((words) => words.hostWords),
  sv: () => import('./sv/host.ts').then((words) => words.hostWords),
});
