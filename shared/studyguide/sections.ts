/**
 * Lines → what stands before the first section, and the sections. A heading that is known opens one; an unknown
 * heading that is marked as high as the section's own ends it.
 */
import type { SectionRole } from './headings.ts';
import { foldHeading, namesGuide, sectionRoleOf } from './headingRole.ts';
import { readLabel } from './labels.ts';
import type { Line } from './lines.ts';
import { splitPlain } from './termSplit.ts';

export interface Section {
  readonly role: SectionRole;
  /** Null for lines that no heading was found for. */
  readonly heading: Line | null;
  readonly lines: readonly Line[];
}

export interface Sections {
  readonly front: readonly Line[];
  readonly sections: readonly Section[];
}

/** The same heading again and again is the label of an item ("Svar:"), not of a section. */
const repeatsMax = 2;

function repeatedTexts(lines: readonly Line[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { text } of lines) {
    if (text.length > 60) continue;
    const key = foldHeading(text);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const isLabel = (key: string): boolean => readLabel(`${key}:`) !== null;
  return new Set([...counts].filter(([key, count]) => count > (isLabel(key) ? 1 : repeatsMax)).map(([key]) => key));
}

/** Headings of items and of parts of a section are marked lower than the section itself. */
function endsSection(line: Line, section: { readonly heading: Line | null }): boolean {
  if (line.heading === 0 || section.heading === null || section.heading.heading === 0) return false;
  if (line.order !== null || readLabel(line.markdown) !== null || line.text.endsWith('?')) return false;
  return line.heading <= section.heading.heading;
}

/** "Timeline" alone below a list of terms: as a plain line it could be a term, if terms stood on lines of their own. */
function endsTerms(line: Line, current: Section | undefined): boolean {
  if (current?.role !== 'terms' || !line.hasGapBefore || !line.hasGapAfter) return false;
  if (sectionRoleOf(line, null) === null) return false;
  const last = current.lines.slice(-2);
  return last.length === 2 && last.every(({ text }) => splitPlain(text, ['colon']) !== null);
}

const isReal = (role: SectionRole): boolean => role !== 'aside' && role !== 'concepts';

/** Foreign notes above the guide may have headings of their own: what counts begins at the guide's own title. */
function startOfGuide(lines: readonly Line[], roles: readonly (SectionRole | null)[]): number {
  const at = lines.findIndex((line, index) => line.heading > 0 && roles[index] === null && namesGuide(line.text));
  const sectionsBelow = roles.filter((role, index) => index > at && role !== null && isReal(role)).length;
  const sectionsAbove = roles.filter((role, index) => index < at && role !== null && isReal(role)).length;
  return at > 0 && sectionsAbove > 0 && sectionsAbove <= 2 && sectionsBelow > sectionsAbove ? at : 0;
}

export function cutIntoSections(lines: readonly Line[]): Sections {
  const repeated = repeatedTexts(lines);
  const roleOf = (line: Line, current: SectionRole | null): SectionRole | null =>
    repeated.has(foldHeading(line.text)) ? null : sectionRoleOf(line, current);
  const start = startOfGuide(
    lines,
    lines.map((line) => roleOf(line, null)),
  );
  const front: Line[] = lines.slice(0, start);
  const sections: { role: SectionRole; heading: Line | null; lines: Line[] }[] = [];
  for (const line of lines.slice(start)) {
    const current = sections.at(-1);
    const role = roleOf(line, current?.role ?? null);
    if (role !== null || endsTerms(line, current)) sections.push({ role: role ?? 'aside', heading: line, lines: [] });
    else if (current === undefined) front.push(line);
    else if (endsSection(line, current)) sections.push({ role: 'aside', heading: line, lines: [] });
    else current.lines.push(line);
  }
  return { front, sections };
}
