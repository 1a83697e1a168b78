/** Moments as people write them in the language of the page. */
import { language } from '../language.svelte.ts';

export const formatDay = (ms: number): string =>
  new Intl.DateTimeFormat(language.current, { dateStyle: 'medium' }).format(ms);

export const formatMoment = (ms: number): string =>
  new Intl.DateTimeFormat(language.current, { dateStyle: 'medium', timeStyle: 'short' }).format(ms);
