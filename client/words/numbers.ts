/** Numbers as people write them in the language of the page: 12,340 or 12 340. */
import { language } from '../language.svelte.ts';

export const formatNumber = (value: number): string =>
  new Intl.NumberFormat(language.current).format(Math.round(value));
