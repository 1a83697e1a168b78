/**
 * What people type and others get to see, freed from what cannot be seen or would turn the line around. Nothing is
 * refused for it: an invisible character is mostly a slip of a keyboard, and harmless once it is gone.
 */

/** Ends of lines, controls, and the non-joiner U+200C: something stood apart here, so a space stays. */
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const apart = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200c]+/gu;

/**
 * Soft hyphens, zero-width characters, fillers, bidirectional marks and overrides, tags, lone surrogates, private use.
 * The joiner U+200D and the selector U+FE0F stay: emoji and some scripts need them.
 */
const unseen =
  /\u034f|\u17b4|\u17b5|[\u180b-\u180f]|[\ufe00-\ufe0e]|[\u00ad\u061c\u115f\u1160\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\uffff\p{Co}\p{Cs}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

/** More marks than three on one letter spill over the neighbours' lines. */
const towers = /(\p{M}{3})\p{M}+/gu;

/** Letters, digits and signs; a joiner or a mark alone is not seen. */
const seen = /[\p{L}\p{N}\p{S}\p{P}\p{Extended_Pictographic}]/u;

/** One line as it is kept and shown; '' when nothing of it would be seen. */
export function visibleLine(raw: string): string {
  const line = raw
    .normalize('NFC')
    .replace(apart, ' ')
    .replace(unseen, '')
    .replace(towers, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
  return seen.test(line) ? line : '';
}

/** Some lines as they are kept and shown, no two empty ones in a row; '' when nothing of them would be seen. */
export const visibleText = (raw: string): string =>
  raw
    .split(/\r\n?|\n/u)
    .map(visibleLine)
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
