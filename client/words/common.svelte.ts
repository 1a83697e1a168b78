/** The sentences that belong to no single page, in the language of the page. */
import { commonWords as en } from './en/common.ts';
import { commonWords as sv } from './sv/common.ts';
import { spoken } from './spoken.ts';

export const commonWords = spoken({ en, sv });
