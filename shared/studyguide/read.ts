/**
 * A study guide's text → what it asks, answers and explains, with every line accounted for. Pure and offline; it
 * refuses only what is too large to be one. What it is not sure of it tells as a problem instead of guessing in silence.
 */
import { guideBytesMax, guideLinesMax, guidePartsMax } from '../limits.ts';
import { findEpisode } from './episode.ts';
import { readEssays } from './essays.ts';
import { findTitle, sourceInLine } from './front.ts';
import { readGlossary } from './glossary.ts';
import type { Passage, Problem, StudyGuide, Term } from './guide.ts';
import { isHeadingText, namesGuide } from './headingRole.ts';
import type { SectionRole } from './headings.ts';
import { implied, type Implied } from './implied.ts';
import { Ledger } from './ledger.ts';
import { readLines, type Line } from './lines.ts';
import { wordsOf } from './phrases.ts';
import { readQuestions } from './questions.ts';
import { cutIntoSections, type Section } from './sections.ts';
import { splitLines, type SourceLine } from './sourceLines.ts';
import { isTrailer, withoutTrailer } from './trailers.ts';

export type GuideRefusal =
  | { readonly code: 'tooLong'; readonly bytesMax: number }
  | { readonly code: 'tooManyLines'; readonly linesMax: number }
  | { readonly code: 'tooMany'; readonly count: number; readonly countMax: number };

export type ReadOutcome =
  | { readonly guide: StudyGuide; readonly refusal?: undefined }
  | { readonly guide?: undefined; readonly refusal: GuideRefusal };

/** Everything that fills up while the sections are read one after another. */
interface Reading {
  readonly ledger: Ledger;
  readonly problems: Problem[];
}

const isAside = ({ role }: Section): boolean => role === 'aside' || role === 'concepts';

function readTerms(sections: readonly Section[], { ledger, problems }: Reading): Term[] {
  const firstLines = new Map<string, number>();
  return sections.flatMap(({ lines }) => {
    const { terms, instructions, headings, stray, structure, undefinedTerms } = readGlossary(lines);
    ledger.leave(instructions, 'instruction');
    ledger.leave(headings, 'heading');
    ledger.leave([...stray, ...undefinedTerms], 'stray');
    ledger.claim(structure.flatMap(({ numbers }) => numbers));
    for (const { text, numbers } of undefinedTerms) {
      problems.push({ kind: 'definitionMissing', line: numbers[0] ?? 1, term: text });
    }
    for (const { term, lines: numbers } of terms) {
      ledger.claim(numbers);
      const key = wordsOf(term).join(' ') || term;
      const line = numbers[0] ?? 1;
      const firstLine = firstLines.get(key);
      if (firstLine === undefined) firstLines.set(key, line);
      else problems.push({ kind: 'termRepeated', line, term, firstLine });
    }
    return terms;
  });
}

function readAllEssays(sections: readonly Section[], { ledger }: Reading): Passage[] {
  return sections.flatMap(({ lines }) => {
    const { essays, instructions, headings, stray, answers, beside, structure } = readEssays(lines);
    ledger.leave(instructions, 'instruction');
    ledger.leave(headings, 'heading');
    ledger.leave(stray, 'stray');
    ledger.leave(answers, 'essayAnswer');
    for (const { line, text } of beside) ledger.leavePiece(line, text, 'essayAnswer');
    ledger.claim([...essays.flatMap((essay) => essay.lines), ...structure.flatMap(({ numbers }) => numbers)]);
    return essays;
  });
}

function readSources(sections: readonly Section[], loose: readonly Line[], { ledger }: Reading): Passage[] {
  const listed = sections.flatMap(({ lines }) => lines.map(({ text, numbers }) => ({ text, lines: numbers })));
  const found = [...listed.filter(({ text }) => text !== ''), ...loose.flatMap((line) => sourceInLine(line) ?? [])];
  ledger.claim(found.flatMap(({ lines }) => lines));
  return found;
}

/** "Source: …" below a glossary, set apart from it, is none of its terms. */
function splitSource(section: Section): { readonly section: Section; readonly loose: readonly Line[] } {
  const { lines } = section;
  const last = lines.at(-1);
  const gaps = lines.filter(({ hasGapBefore }) => hasGapBefore).length;
  const isApart = last?.hasGapBefore === true && lines.length > 2 && gaps * 2 < lines.length;
  if (!isApart || sourceInLine(last) === null) return { section, loose: [] };
  return { section: { ...section, lines: lines.slice(0, -1) }, loose: [last] };
}

/** Sections without lines: a table of contents, or a heading above other headings. Told only where nothing else is. */
function tellEmpty(sections: readonly Section[], problems: Problem[]): void {
  const filled = new Set(sections.filter(({ lines }) => lines.length > 0).map(({ role }) => role));
  for (const { role, heading, lines } of sections) {
    if (lines.length > 0 || heading === null || filled.has(role) || role === 'aside' || role === 'concepts') continue;
    problems.push({ kind: 'sectionEmpty', line: heading.numbers[0] ?? 1, heading: heading.text });
  }
}

/** Shown as text wherever it is shown, and never run; but a person should know that it is there. */
const programText = /<\s*(?:script|iframe|object|embed|svg|img|link|style)\b[^>]{0,200}>|\bjavascript:/i;

function tellProgramText(source: readonly SourceLine[], problems: Problem[]): void {
  for (const { number, text } of source) {
    if (text.includes('<') || text.includes(':')) {
      if (programText.test(text.replace(/`[^`]{0,500}`/g, ''))) problems.push({ kind: 'programText', line: number });
    }
  }
}

function readFront({ front, sections }: Implied, { ledger }: Reading): Pick<StudyGuide, 'title' | 'episode'> {
  const firstReal = sections.findIndex((section) => !isAside(section) && section.lines.length > 0);
  const asides = firstReal < 0 ? sections.filter(isAside) : sections.slice(0, firstReal).filter(isAside);
  const above = [
    ...front,
    ...asides.flatMap(({ heading, lines }) => [...(heading === null ? [] : [heading]), ...lines]),
  ];
  const episode = findEpisode(above, ({ text }) => namesGuide(text));
  const ofEpisode = new Set(episode?.lines ?? []);
  const title = findTitle(above, ({ numbers }) => numbers.some((number) => ofEpisode.has(number)));
  ledger.claim(episode?.lines ?? []);
  ledger.claim(title.line?.numbers ?? []);
  return { title: title.text, episode };
}

function readText(text: string): StudyGuide {
  const reading: Reading = { ledger: new Ledger(), problems: [] };
  const { ledger, problems } = reading;
  const source = splitLines(text).map((line) => ({ ...line, text: withoutTrailer(line.text) }));
  const all = readLines(source, isHeadingText);
  const cut = cutIntoSections(all.filter((line) => !isTrailer(line.text)));
  ledger.leave(
    all.filter((line) => isTrailer(line.text)),
    'trailer',
  );
  const found = implied(cut);
  const { sections, front } = found;
  const filled = (role: SectionRole): Section[] =>
    sections.filter((section) => section.role === role && section.lines.length > 0);
  ledger.leave(front, 'front');
  for (const { role, heading, lines } of sections) {
    if (role === 'aside') ledger.leave(heading === null ? lines : [heading, ...lines], 'aside');
    else ledger.claim(heading?.numbers ?? []);
  }
  const { title, episode } = readFront(found, reading);
  const quiz = readQuestions(filled('quiz'), filled('key'));
  for (const { lines, reason } of quiz.left) ledger.leave(lines, reason);
  ledger.claim(quiz.claimed);
  problems.push(...quiz.problems);
  if (found.isQuizImplied && quiz.questions.length > 0) {
    const line = quiz.questions[0]?.lines[0] ?? 1;
    problems.push({ kind: 'quizUnnamed', line, questions: quiz.questions.length });
  }
  const essays = readAllEssays(filled('essays'), reading);
  const glossaries = filled('terms').map(splitSource);
  const terms = readTerms(
    glossaries.map(({ section }) => section),
    reading,
  );
  const asideLines = sections.filter(isAside).flatMap(({ lines }) => lines);
  const sources = readSources(
    filled('sources'),
    [...front, ...asideLines, ...glossaries.flatMap(({ loose }) => loose)],
    reading,
  );
  tellEmpty(sections, problems);
  tellProgramText(source, problems);
  if (quiz.questions.length + essays.length + terms.length === 0) problems.push({ kind: 'nothingFound', line: 1 });
  return {
    title,
    episode,
    questions: quiz.questions,
    essays,
    terms,
    sources,
    unused: ledger.unused(source),
    problems: problems.sort((a, b) => a.line - b.line),
  };
}

function hasMoreLines(text: string, linesMax: number): boolean {
  let lines = 1;
  for (const _ of text.matchAll(/\r\n|[\n-\r\u0085\u2028\u2029]/g)) {
    lines += 1;
    if (lines > linesMax) return true;
  }
  return false;
}

export function readStudyGuide(text: string): ReadOutcome {
  // A character is at least a byte: this is the lower bound, whoever reads files counts them.
  if (text.length > guideBytesMax) return { refusal: { code: 'tooLong', bytesMax: guideBytesMax } };
  if (hasMoreLines(text, guideLinesMax)) return { refusal: { code: 'tooManyLines', linesMax: guideLinesMax } };
  const guide = readText(text);
  const count = Math.max(guide.questions.length, guide.essays.length, guide.terms.length);
  if (count > guidePartsMax) return { refusal: { code: 'tooMany', count, countMax: guidePartsMax } };
  return { guide };
}
