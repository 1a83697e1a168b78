/**
 * What stands before the first section: the guide's title, front matter, the page's own words, sources in one line. The
 * rest is an introduction or a transcript, and none of our business.
 */
import type { Passage } from './guide.ts';
import { isBareGuideName, namesGuide } from './headingRole.ts';
import { rolePhrases, languages } from './headings.ts';
import { plain } from './inline.ts';
import type { Line } from './lines.ts';
import { phraseTable, wordsOf } from './phrases.ts';

export interface Title {
  readonly text: string;
  readonly line: Line | null;
}

const frontMatterTitle = /^(?:title|titel|título|titre) ?: ?(.+)$/i;

const unquote = (text: string): string => text.replace(/^(["'])(.*)\1$/, '$2').trim();

/** Title lines in the order of how sure they are. */
export function findTitle(lines: readonly Line[], isEpisode: (line: Line) => boolean): Title {
  const own = lines.filter((line) => line.cells === null && line.text !== '' && !isEpisode(line));
  const named = own.filter(({ text }) => namesGuide(text) && !frontMatterTitle.test(text));
  const full = named.find(({ text }) => !isBareGuideName(text));
  if (full !== undefined) return { text: full.text, line: full };
  const heading = own.find((line) => line.heading === 1 && !namesGuide(line.text));
  if (heading !== undefined) return { text: heading.text, line: heading };
  const matter = own.find(({ text }) => frontMatterTitle.test(text));
  if (matter !== undefined)
    return { text: plain(unquote(frontMatterTitle.exec(matter.text)?.[1] ?? '')), line: matter };
  const marked = own.find((line) => line.heading > 0 || line.isBold);
  const [only, ...others] = own;
  const isShort = only !== undefined && others.length === 0 && !/[.?!:]$/.test(only.text) && only.text.length <= 120;
  const found = named[0] ?? marked ?? (isShort ? only : undefined);
  return found === undefined ? { text: '', line: null } : { text: found.text, line: found };
}

const sourceNames = phraseTable(languages.map((language) => ['sources', rolePhrases.sources[language]] as const));

/** `Source: The Handbook`, in one line. */
export function sourceInLine(line: Line): Passage | null {
  const match = /^([^:]{4,30}?) ?: ?(\S.*)$/.exec(line.text.slice(0, 2_000));
  if (match === null) return null;
  const [, name = '', rest = ''] = match;
  const words = wordsOf(name);
  if (sourceNames.longestAt(words, 0)?.length !== words.length) return null;
  return { text: line.text.slice(line.text.indexOf(rest)), lines: line.numbers };
}
