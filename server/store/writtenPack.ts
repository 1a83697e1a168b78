/**
 * A pack as Quizloop itself writes it: JSON in one certain form. A file in exactly this form holds no slip of a pen, so it is
 * read in a hundredth of the time that finding the line of every slip takes.
 */
import type { Pack } from '../../shared/pack.ts';

const form = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export const writtenPack = (pack: Pack): string => form(pack);

/** The plain values of a text in this form; undefined for all others, in which a person may have written. */
export function readWritten(text: string): unknown {
  if (!text.startsWith('{\n  "')) return undefined;
  try {
    const raw: unknown = JSON.parse(text);
    // A field that stands there twice, a comment, a number too long: all come back another way.
    return form(raw) === text ? raw : undefined;
  } catch {
    return undefined;
  }
}
