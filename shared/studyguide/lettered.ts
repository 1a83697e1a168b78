/**
 * `a)`, `b)`, `c)` and `i.`, `ii.`, `iii.` → numbers, where the items of a section count by them. Letters that begin anew
 * under each question are choices, and stay as they are.
 */
import { boldStart, plain } from './inline.ts';
import type { Line } from './lines.ts';

const letter = /^\(?([a-z]|[ivx]{2,5})(?:\)|\.)\s+(?=\S)/i;
const alphabet = 'abcdefghijklmnopqrstuvwxyz';
const roman = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv'.split(' ');

const letterOf = ({ markdown }: Line): string | null => letter.exec(markdown)?.[1]?.toLowerCase() ?? null;

export function withLetters(lines: readonly Line[]): readonly Line[] {
  if (lines.some(({ order, cells }) => order !== null || cells !== null)) return lines;
  const letters = lines.map(letterOf);
  const found = letters.filter((one) => one !== null);
  const countsBy = (signs: ArrayLike<string>): boolean => found.every((one, at) => one === signs[at]);
  if (found.length < 2 || !(countsBy(alphabet) || countsBy(roman))) return lines;
  const above = lines.slice(0, letters.indexOf(found[0] ?? null));
  if (above.some(({ text }) => text.endsWith('?'))) return lines;
  let order = 0;
  return lines.map((line, at) => {
    if (letters[at] === null) return line;
    order += 1;
    const markdown = line.markdown.replace(letter, '');
    const bold = boldStart(markdown);
    const isBold = bold !== null && /^[.:]?$/.test(bold.rest);
    return { ...line, order, markdown, text: plain(markdown), boldStart: bold, isBold };
  });
}
