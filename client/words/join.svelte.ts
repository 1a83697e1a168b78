/** The sentences of `join`, in the language of the page. */
import { joinWords as en } from './en/join.ts';
import { joinWords as sv } from './sv/join.ts';
import { spoken } from './spoken.ts';

export const joinWords = spoken({ en, sv });
