/** The sentences for hosts on any page, in the language of the page. */
import { hostWords as en } from './en/host.ts';
import { hostWords as sv } from './sv/host.ts';
import { spoken } from './spoken.ts';

export const hostWords = spoken({ en, sv });
