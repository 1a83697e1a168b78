/**
 * Sections that have no heading, or one that only the rest of the guide explains: a table that names its columns, "Key
 * concepts" that are the glossary, questions above a key. Taken only where the guide has no section that says so.
 */
import { termShare } from './glossary.ts';
import type { SectionRole } from './headings.ts';
import type { Line } from './lines.ts';
import type { Section, Sections } from './sections.ts';
import { headOf, tableRole } from './tables.ts';

export interface Implied {
  readonly sections: readonly Section[];
  /** What stands in no section that anything is made of. */
  readonly front: readonly Line[];
  /** The quiz was found without a heading. */
  readonly isQuizImplied: boolean;
}

const has = (sections: readonly Section[], role: SectionRole): boolean =>
  sections.some((section) => section.role === role && section.lines.length > 0);

function promoteConcepts(sections: readonly Section[]): Section[] {
  const isFree = !has(sections, 'terms');
  return sections.map((section) => {
    if (section.role !== 'concepts') return section;
    const isGlossary = isFree && section.lines.length >= 2 && termShare(section.lines) >= 0.6;
    return { ...section, role: isGlossary ? 'terms' : 'aside' };
  });
}

interface Taken {
  readonly section: Section | null;
  readonly rest: readonly Line[];
}

function takeTable(lines: readonly Line[], role: 'quiz' | 'terms'): Taken {
  const at = lines.findIndex((line) => {
    const head = headOf(line);
    return head !== null && tableRole(head) === role;
  });
  if (at < 0) return { section: null, rest: lines };
  let end = at + 1;
  while (end < lines.length && lines[end]?.cells !== null) end += 1;
  if (end - at < 3) return { section: null, rest: lines };
  return {
    section: { role, heading: null, lines: lines.slice(at, end) },
    rest: [...lines.slice(0, at), ...lines.slice(end)],
  };
}

/** Questions from the first to the end, when most of it asks; a transcript asks now and then. */
function takeQuestions(lines: readonly Line[]): Taken {
  const asks = (line: Line): boolean => line.text.endsWith('?');
  const first = lines.findIndex((line) => asks(line) && (line.order !== null || line.isBullet || line.heading === 0));
  const own = lines.slice(Math.max(0, first));
  const numbered = own.filter(({ order }) => order !== null).length;
  const asking = own.filter(asks).length;
  if (first < 0 || asking < 2 || Math.max(asking, numbered) * 5 < own.length * 2) return { section: null, rest: lines };
  return { section: { role: 'quiz', heading: null, lines: own }, rest: lines.slice(0, first) };
}

export function implied({ front, sections: cut }: Sections): Implied {
  let sections: Section[] = promoteConcepts(cut);
  let rest = front;
  let isQuizImplied = false;
  const take = ({ section, rest: left }: Taken): boolean => {
    rest = left;
    if (section !== null) sections = [section, ...sections];
    return section !== null;
  };
  if (!has(sections, 'terms')) take(takeTable(rest, 'terms'));
  if (!has(sections, 'quiz')) take(takeTable(rest, 'quiz'));
  if (!has(sections, 'quiz')) isQuizImplied = take(takeQuestions(rest));
  // A key that repeats its questions is a quiz with the answers below them.
  if (!has(sections, 'quiz')) {
    sections = sections.map((section) => (section.role === 'key' ? { ...section, role: 'quiz' } : section));
  }
  return { sections, front: rest, isQuizImplied };
}
