/**
 * The sentences that belong to no single page, in the language of the page. All languages of these come along from the
 * start: they also say that nothing more could be fetched.
 */
import { commonWords as en } from './en/common.ts';
import { commonWords as sv } from './sv/common.ts';
import { language } from '../language.svelte.ts';

const all = { en, sv };

export const commonWords = (): typeof en => all[language.current];
