/** The sentences of `desk`, in the language of the page. */
import { deskWords as en } from './en/desk.ts';
import { deskWords as sv } from './sv/desk.ts';
import { spoken } from './spoken.ts';

export const deskWords = spoken({ en, sv });
