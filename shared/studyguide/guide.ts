/**
 * What is read from a study guide. Every part knows the lines (numbered from 1) it came from, so that whatever is made
 * of it can point back. What stands here is plain text: no Markdown is left in it, and no HTML is ever made of it.
 */

/** Numbers of lines in the text that was read, in rising order, without repeats. */
export type LineNumbers = readonly number[];

export interface Passage {
  readonly text: string;
  readonly lines: LineNumbers;
}

export interface Question {
  readonly text: string;
  readonly lines: LineNumbers;
  readonly answer: Passage | null;
}

export interface Term {
  readonly term: string;
  readonly definition: string;
  readonly lines: LineNumbers;
}

/** The recording that the guide accompanies. */
export interface Episode {
  readonly title: string;
  readonly description: string;
  readonly durationSeconds: number;
  readonly lines: LineNumbers;
}

/** Why a line went into nothing: told in the preview, so that people see at a glance what is harmless. */
export type UnusedReason =
  | 'front' // stands before the first section: an introduction, a page's trimmings, a transcript
  | 'instruction' // tells the reader what to do
  | 'heading' // a heading that names nothing we know
  | 'aside' // belongs to a section that no quiz is made of
  | 'trailer' // said by the page or the program that the guide was copied from
  | 'essayAnswer' // essays are for discussion: answers to them are not kept
  | 'extraAnswer' // an answer that no question is left for
  | 'stray'; // stands in a section and fits nothing there

export interface UnusedLine {
  readonly line: number;
  readonly text: string;
  readonly reason: UnusedReason;
}

/** Something that a person should look at. The sentence is made by whoever shows it, in the language it is shown in. */
export type Problem = { readonly line: number } & (
  | { readonly kind: 'answerMissing'; readonly question: number; readonly questions: number; readonly answers: number }
  | { readonly kind: 'answerExtra'; readonly questions: number; readonly answers: number }
  | { readonly kind: 'answersGuessed'; readonly questions: number; readonly answers: number }
  | { readonly kind: 'answersTwice'; readonly answers: number }
  | { readonly kind: 'answersAbsent'; readonly questions: number }
  | { readonly kind: 'quizUnnamed'; readonly questions: number }
  | { readonly kind: 'definitionMissing'; readonly term: string }
  | { readonly kind: 'termRepeated'; readonly term: string; readonly firstLine: number }
  | { readonly kind: 'sectionEmpty'; readonly heading: string }
  | { readonly kind: 'programText' }
  | { readonly kind: 'nothingFound' }
);

export interface StudyGuide {
  /** Empty when the guide bears none. */
  readonly title: string;
  readonly episode: Episode | null;
  readonly questions: readonly Question[];
  readonly essays: readonly Passage[];
  readonly terms: readonly Term[];
  readonly sources: readonly Passage[];
  readonly unused: readonly UnusedLine[];
  readonly problems: readonly Problem[];
}
