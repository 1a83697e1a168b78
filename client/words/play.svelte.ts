/** The sentences of `play`, in the language of the page. */
import { playWords as en } from './en/play.ts';
import { playWords as sv } from './sv/play.ts';
import { spoken } from './spoken.ts';

export const playWords = spoken({ en, sv });
