/**
 * Whether a line is the heading of a section, and of which. A marked heading may hold words of its own ("Glossary of
 * Roman law"); a plain line must consist of a known phrase and small words, because a sentence is easily mistaken.
 */
import {
  guidePhrases,
  itemWords,
  languages,
  numberWords,
  rolePhrases,
  sectionWords,
  smallWords,
  tickedPhrases,
  type SectionRole,
} from './headings.ts';
import type { Line } from './lines.ts';
import { phraseTable, wordsOf } from './phrases.ts';

type Sign = SectionRole | 'guide' | 'ticked';

const signs = phraseTable<Sign>([
  ...Object.entries(rolePhrases).flatMap(([role, phrases]) =>
    languages.map((language) => [role as SectionRole, phrases[language]] as const),
  ),
  ...languages.map((language) => ['guide', guidePhrases[language]] as const),
  ...languages.map((language) => ['ticked', tickedPhrases[language]] as const),
]);
const small = new Set([...languages.map((language) => smallWords[language]), numberWords].join(' ').split(' '));
const items = phraseTable<'item'>(Object.values(itemWords).map((phrases) => ['item', phrases] as const));
const without = new Set(['no', 'not', 'without', 'utan', 'inga', 'ohne', 'keine', 'sin', 'sans']);
const together = new Set(['and', 'with', 'och', 'med', 'samt', 'und', 'mit', 'y', 'con', 'et', 'avec']);

/** `Section 2:`, `IV.`, `B)`: before a heading's own words. */
const sectionNumber = new RegExp(
  `^(?:(?:${sectionWords.replaceAll(' ', '|')})\\s+(?:\\d{1,3}|[ivxlc]{1,6}|[a-h]|${numberWords.replaceAll(' ', '|')})\\b|[ivxlc]{1,6}(?=[.):])|[a-h](?=[.)])|\\d{1,3}(?=[.):]))\\s*[-.:)–—]*\\s*`,
  'i',
);

const partNumber = new RegExp(
  `^(?:${sectionWords.replaceAll(' ', '|')})\\s+(?:\\d{1,3}|[ivxlc]{1,6}|[a-h]|${numberWords.replaceAll(' ', '|')})(?![\\p{L}\\d])`,
  'iu',
);

/** `Part B`, `Del 2: …`: what it says behind that is not asked. */
export const namesPart = (text: string): boolean => text.length <= charactersMax && partNumber.test(text);

const charactersMax = 160;
const wordsMax = 14;
const plainWordsMax = 10;
/** Bold lines are often sentences that somebody wants read. */
const boldWordsMax = 8;

export interface HeadingWords {
  readonly signs: readonly Sign[];
  /** Every word is known. */
  readonly isWhole: boolean;
  /** The known words stand at the beginning or at the end. */
  readonly isAtEdge: boolean;
}

const fold = (text: string): string => wordsOf(text).join(' ');

/** The heading's words without its number and what it says in brackets. */
function ownWords(text: string): string[] {
  const bare = text.replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ').replace(/[&+]/g, ' and ');
  return wordsOf(bare.trim().replace(sectionNumber, ''));
}

function readWords(words: readonly string[]): HeadingWords {
  const found: Sign[] = [];
  const covered = words.map((word) => small.has(word) || /^\d+$/.test(word));
  const inSign = words.map(() => false);
  for (let at = 0; at < words.length;) {
    const match = signs.longestAt(words, at);
    if (match === null) {
      at += 1;
      continue;
    }
    found.push(match.value);
    for (let step = 0; step < match.length; step += 1) {
      covered[at + step] = true;
      inSign[at + step] = true;
    }
    at += match.length;
  }
  const first = covered.findIndex((_, at) => inSign[at]);
  const leads = first >= 0 && covered.slice(0, first).every(Boolean);
  return { signs: found, isWhole: covered.every(Boolean), isAtEdge: leads || inSign.at(-1) === true };
}

/** `Question 3`, `Essay 2`: the name of one item, not of a section. */
function namesItem(words: readonly string[]): boolean {
  const match = items.longestAt(words, 0);
  return match !== null && /^\d+$/.test(words[match.length] ?? '');
}

function chooseRole(found: ReadonlySet<Sign>, words: readonly string[], order: readonly Sign[]): SectionRole | null {
  if (found.has('essays')) {
    return found.has('key') && !words.some((word) => without.has(word)) ? 'aside' : 'essays';
  }
  if (found.has('ticked') && !found.has('quiz')) return 'aside';
  if (found.has('quiz') && found.has('key')) {
    const isBoth = order.indexOf('quiz') < order.indexOf('key') && words.some((word) => together.has(word));
    return isBoth ? 'quiz' : 'key';
  }
  const ranked: readonly SectionRole[] = ['key', 'quiz', 'terms', 'concepts', 'sources', 'aside'];
  return ranked.find((role) => found.has(role)) ?? null;
}

export interface Heading {
  readonly role: SectionRole;
  readonly isWhole: boolean;
}

/** By its words alone. */
export function headingOf(text: string): Heading | null {
  if (text.length > charactersMax) return null;
  const words = ownWords(text);
  if (words.length === 0 || words.length > wordsMax || namesItem(words)) return null;
  const { signs: order, isWhole, isAtEdge } = readWords(words);
  const role = chooseRole(new Set(order), words, order);
  if (role === null || (!isWhole && !isAtEdge)) return null;
  // "X: A Study Guide with Quiz" is what the whole is called.
  if (order.includes('guide') && !isWhole) return null;
  return { role, isWhole };
}

/** The line names the whole: "Feedback Loops: A Study Guide". */
export function namesGuide(text: string): boolean {
  if (text.length > charactersMax || endsAsSentence(text)) return false;
  const words = wordsOf(text);
  return words.length <= wordsMax + 6 && readWords(words).signs.includes('guide');
}

/** It says nothing but "Study guide". */
export const isBareGuideName = (text: string): boolean => {
  const { signs: found, isWhole } = readWords(ownWords(text));
  return isWhole && found.includes('guide');
};

const endsAsSentence = (text: string): boolean => /[.?!;,…]["”’)]?$/.test(text);

/** Roles whose phrases are ordinary words: with other words around them they name something else. */
const onlyWhole = new Set<SectionRole>(['sources', 'concepts', 'aside']);

/** A plain line of these could as well be a term, where terms are listed. */
const weakAmongTerms = new Set<SectionRole>(['concepts', 'aside']);

/** The role of the section that this line opens, or null. `current` is that of the section it would end. */
export function sectionRoleOf(line: Line, current: SectionRole | null): SectionRole | null {
  if (line.cells !== null || (line.boldStart !== null && !line.isBold)) return null;
  const isMarked = line.heading > 0 || line.isBold;
  if (!isMarked && endsAsSentence(line.text)) return null;
  if (line.text.endsWith('?')) return null;
  const heading = headingOf(line.text);
  if (heading === null) return null;
  const { role, isWhole } = heading;
  if (isWhole) {
    if (isMarked) return role;
    if (wordsOf(line.text).length > plainWordsMax || (current === 'terms' && weakAmongTerms.has(role))) return null;
    return role;
  }
  if (onlyWhole.has(role)) return null;
  if (line.heading > 0) return role;
  if (line.isBold) return current === 'terms' || wordsOf(line.text).length > boldWordsMax ? null : role;
  const standsAlone = line.hasGapBefore && line.hasGapAfter && !line.isBullet && line.order === null;
  return standsAlone && current !== 'terms' && wordsOf(line.text).length <= 7 && !line.text.includes(',') ? role : null;
}

/** For joining wrapped lines, where little is known yet: the line is a heading by its words alone. */
export const isHeadingText = (markdown: string): boolean => {
  if (markdown.length > charactersMax || endsAsSentence(markdown)) return false;
  return headingOf(markdown)?.isWhole === true || namesGuide(markdown);
};

export { fold as foldHeading };
