/** The sentences of `library`, in the language of the page. */
import { libraryWords as en } from './en/library.ts';
import { libraryWords as sv } from './sv/library.ts';
import { spoken } from './spoken.ts';

export const libraryWords = spoken({ en, sv });
