/** Where something stands in a study guide, and what it says, for a line of text on the page. */
import type { StudyGuide } from '../../../shared/studyguide/guide.ts';

const shortCharacters = 70;

export const short = (text: string): string =>
  text.length <= shortCharacters ? text : `${text.slice(0, shortCharacters - 1).trimEnd()}…`;

/** "3, 7–9" */
export function lineRanges(lines: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last?.[1] === line - 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${String(from)}–${String(to)}`)).join(', ');
}

/** What stands in these lines of the guide, in its order. */
export function textsAt(guide: StudyGuide, lines: readonly number[]): string[] {
  const touches = (other: readonly number[]): boolean => other.some((line) => lines.includes(line));
  return [
    ...guide.questions.flatMap(({ text, lines: asked, answer }) => [
      ...(touches(asked) ? [text] : []),
      ...(answer !== null && touches(answer.lines) ? [answer.text] : []),
    ]),
    ...guide.terms.filter((term) => touches(term.lines)).map(({ term, definition }) => `${term}: ${definition}`),
    ...guide.essays.filter((essay) => touches(essay.lines)).map(({ text }) => text),
  ];
}
