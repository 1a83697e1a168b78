/**
 * The little that a phone knows about names: how long one is, and another one when it is taken. What is a name decides
 * the server.
 */
import { nameCharactersMax } from '../../../shared/limits.ts';

/** What people count as one character. Firefox learned it in 2024; before that, code points have to do. */
function characters(name: string): string[] {
  if (!('Segmenter' in Intl)) return [...name];
  return [...new Intl.Segmenter().segment(name)].map((each) => each.segment);
}

export const isTooLong = (name: string): boolean => characters(name.trim()).length > nameCharactersMax;

/** "Ana" → "Ana 2" → "Ana 3", so that people still know themselves; a long name gives way for the number. */
export function nameVariant(taken: string): string {
  const numbered = /^(.*\S) (\d{1,4})$/u.exec(taken.trim());
  const stem = numbered?.[1] ?? taken.trim();
  const suffix = ` ${String(Number(numbered?.[2] ?? 1) + 1)}`;
  const cut = characters(stem).slice(0, nameCharactersMax - suffix.length);
  return cut.join('').trimEnd() + suffix;
}
