/** Small guides from their parts, and all items of one kind that are made of them. */
import type { Item } from '../../../shared/kinds/index.ts';
import type { StudyGuide } from '../../../shared/studyguide/guide.ts';
import { makePack, type MadeKind } from '../../../shared/studyguide/making/makePack.ts';

export type Of<Name extends MadeKind> = Extract<Item, { kind: Name }>;
type Parts = {
  terms?: Readonly<Record<string, string>>;
  questions?: Readonly<Record<string, string | null>>;
  essays?: readonly string[];
};

/** Lines are numbered as the parts come: questions each with its answer, essays, terms. */
export function guideFrom({ terms = {}, questions = {}, essays = [] }: Parts): StudyGuide {
  let line = 0;
  const next = (): number[] => [(line += 1)];
  return {
    title: 'A guide',
    episode: null,
    questions: Object.entries(questions).map(([text, answer]) => ({
      text,
      lines: next(),
      answer: answer === null ? null : { text: answer, lines: next() },
    })),
    essays: essays.map((text) => ({ text, lines: next() })),
    terms: Object.entries(terms).map(([term, definition]) => ({ term, definition, lines: next() })),
    sources: [],
    unused: [],
    problems: [],
  };
}

export function all<Name extends MadeKind>(name: Name, parts: Parts, language = 'en', seed = 1): Of<Name>[] {
  const made = makePack(guideFrom(parts), { seed, language, length: { counts: { [name]: 200 } } });
  return (made?.pack.items ?? []).filter((item): item is Of<Name> => item.kind === name);
}
