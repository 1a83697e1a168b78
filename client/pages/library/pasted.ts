/** What comes with a paste beside its plain text. Pure: strings in, strings out. */
import { guideBytesMax } from '../../../shared/limits.ts';

/** Tags that say more than plain text does. Editors of code bring HTML too, of colours only. */
const structure = /<(?:h[1-6]|li|table|strong|dt)\b/i;

/** Pictures in the address itself: megabytes, and no text. */
const withoutPictures = (html: string): string => html.replace(/\bsrc\s*=\s*(?:"data:[^"]*"|'data:[^']*')/gi, '');

/** The HTML of a paste where it is worth reading; else null. */
export function richText(html: string): string | null {
  const light = withoutPictures(html);
  return structure.test(light) && new Blob([light]).size <= guideBytesMax ? light : null;
}
