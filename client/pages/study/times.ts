/**
 * What is said in an episode and when: its passages with their moments, known ones as they are, the others in
 * proportion to their letters. Pure; it neither plays nor shows anything.
 */
import type { PackGuide } from '../../../shared/guide.ts';

export interface Passage {
  readonly text: string;
  readonly atSeconds: number;
}

export interface Line {
  readonly text: string;
  readonly atSeconds?: number | undefined;
}

/** Read aloud at 1×: what the browser's voices do with European languages, about 160 words a minute. */
const charactersPerSecond = 15;
/** Voices stop in the middle of what is longer, and nobody finds back into it. */
const passageCharactersMax = 280;

export const spokenSeconds = (text: string): number => Math.max(1, text.length / charactersPerSecond);

/** Sentences of a text; long ones are cut at their commas. */
export function sentencesOf(text: string, language: string): string[] {
  return split(text, language)
    .flatMap((sentence) => cut(sentence.trim()))
    .filter((sentence) => sentence !== '');
}

function split(text: string, language: string): string[] {
  // Younger than some browsers that we serve.
  if (!('Segmenter' in Intl)) return text.match(/[^.!?…]+(?:[.!?…]+["'”’)]*|$)/g) ?? [text];
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

function cut(sentence: string): string[] {
  if (sentence.length <= passageCharactersMax) return [sentence];
  const head = sentence.slice(0, passageCharactersMax);
  const comma = Math.max(head.lastIndexOf(', '), head.lastIndexOf('; '), head.lastIndexOf(': ')) + 1;
  const space = head.lastIndexOf(' ');
  const size = comma > passageCharactersMax / 3 ? comma : space > 0 ? space : passageCharactersMax;
  return [sentence.slice(0, size).trim(), ...cut(sentence.slice(size).trim())];
}

/** What there is to say of a guide: its transcript, else its description and its glossary. Empty where it has nothing. */
export function linesOf(guide: PackGuide | null, language: string): Line[] {
  const transcript = guide?.episode?.transcript ?? [];
  if (transcript.length > 0)
    return transcript.flatMap(({ text, atSeconds }) =>
      sentencesOf(text, language).map((sentence, at) =>
        at === 0 && atSeconds !== undefined ? { text: sentence, atSeconds } : { text: sentence },
      ),
    );
  const description = sentencesOf(guide?.episode?.description ?? '', language);
  const terms = (guide?.terms ?? []).flatMap(({ term, definition }) => sentencesOf(`${term}: ${definition}`, language));
  return [...description, ...terms].map((text) => ({ text }));
}

/**
 * Moments for lines of which some have theirs. Between two known ones time is shared by letters; after the last known
 * one what is left of `totalSeconds`, or as long as speaking takes where the length is not known (null).
 */
export function passagesOf(lines: readonly Line[], totalSeconds: number | null): Passage[] {
  const marks = marksOf(lines, totalSeconds);
  const passages: Passage[] = [];
  for (const [at, from] of marks.entries()) {
    const to = marks[at + 1];
    if (to === undefined) break;
    const between = lines.slice(from.line, to.line);
    const letters = between.reduce((sum, { text }) => sum + text.length, 0);
    let said = 0;
    for (const { text } of between) {
      passages.push({ text, atSeconds: from.seconds + ((to.seconds - from.seconds) * said) / Math.max(1, letters) });
      said += text.length;
    }
  }
  return passages;
}

interface Mark {
  readonly line: number;
  readonly seconds: number;
}

/** Moments that are known, from the start to the end, never going back. */
function marksOf(lines: readonly Line[], totalSeconds: number | null): Mark[] {
  const marks: Mark[] = [];
  lines.forEach(({ atSeconds }, line) => {
    const last = marks.at(-1);
    const isAhead = atSeconds !== undefined && atSeconds >= (last?.seconds ?? 0);
    // One from another recording: after the end of this one.
    const isWithin = totalSeconds === null || (atSeconds ?? 0) < totalSeconds;
    if (isAhead && isWithin) marks.push({ line, seconds: atSeconds });
    else if (line === 0) marks.push({ line, seconds: 0 });
  });
  const last = marks.at(-1) ?? { line: 0, seconds: 0 };
  const end = totalSeconds ?? last.seconds + totalSpokenSeconds(lines.slice(last.line));
  return [...marks, { line: lines.length, seconds: Math.max(end, last.seconds) }];
}

/** How long it takes to read all of it aloud, at 1×. */
export const totalSpokenSeconds = (lines: readonly Line[]): number =>
  lines.reduce((sum, { text }) => sum + spokenSeconds(text), 0);

/** The passage that is being said at this moment; the first before it began. */
export function passageAt(passages: readonly Passage[], seconds: number): number {
  let low = 0;
  let high = Math.max(0, passages.length - 1);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    // Players stop a little before where they were sent.
    if ((passages[middle]?.atSeconds ?? 0) <= seconds + 0.05) low = middle;
    else high = middle - 1;
  }
  return low;
}
