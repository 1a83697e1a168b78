/**
 * Text → lines, clean of everything that is not text: byte-order marks, other systems' line ends, spaces in disguise,
 * characters without a shape. Numbers are those that an editor shows; nothing is understood here yet.
 */

export interface SourceLine {
  readonly number: number;
  /** Without space around it; tabs inside stay, they separate cells. */
  readonly text: string;
  /** Width of the space before it. */
  readonly indent: number;
}

/** Zero-width, direction-turning and control characters: none of them says anything, and some mislead. */
// eslint-disable-next-line no-control-regex
const shapeless = /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const spaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]|&nbsp;|&#160;/g;
/** Break a line on screen but not in an editor's count: soft breaks of word processors, page breaks. */
// eslint-disable-next-line no-control-regex
const softBreak = /[\u000b\u000c\u0085\u2028\u2029]/;

const tabColumns = 4;

function indentOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (character === ' ') width += 1;
    else if (character === '\t') width += tabColumns;
    else break;
  }
  return width;
}

/** Also the empty ones: gaps mean something. */
export function splitLines(text: string): SourceLine[] {
  return text
    .normalize('NFC')
    .split(/\r\n|\n|\r/)
    .flatMap((whole, at) =>
      whole.split(softBreak).map((piece) => {
        const clean = piece.replace(spaces, ' ').replace(shapeless, '');
        return { number: at + 1, text: clean.trim().replace(/ {2,}/g, ' '), indent: indentOf(clean) };
      }),
    );
}
