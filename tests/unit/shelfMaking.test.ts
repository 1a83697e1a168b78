/** What a host does with a study guide and its items before playing: by hand, each with what must not get lost. */
import { describe, expect, it } from 'vitest';
import { createKeys, drawnAnew, faultsOf, markOf, moved, type Entry } from '../../client/pages/guide/entries.ts';
import {
  askFor,
  giveAnswer,
  looseAnswers,
  moveAnswer,
  moveAnswersUp,
  settled,
  withAnswer,
  withDefinition,
  withoutTerm,
} from '../../client/pages/guide/repairs.ts';
import type { Item } from '../../shared/kinds/index.ts';
import type { StudyGuide } from '../../shared/studyguide/guide.ts';
import { readStudyGuide } from '../../shared/studyguide/read.ts';

function guideOf(text: string): StudyGuide {
  const { guide } = readStudyGuide(text);
  if (guide === undefined) throw new Error('not read');
  return guide;
}

const answersOf = ({ questions }: StudyGuide): (string | null)[] => questions.map(({ answer }) => answer?.text ?? null);
const problemsOf = ({ problems }: StudyGuide): string[] =>
  problems.map((problem) => problem.kind + (problem.kind === 'answerMissing' ? ` ${String(problem.question)}` : ''));

const oneMissing = guideOf(
  'Quiz\n\n1. What is firn?\n2. What is an esker?\n3. What is a moraine?\n\nAnswer Key\n\n1. Old snow.\n3. Rocks at the edge.\n',
);
const oneTooMany = guideOf(
  'Quiz\n\n1. What is firn?\n2. What is an esker?\n\nAnswer Key\n\n1. Old snow.\n2. A ridge.\n3. Rocks at the edge.\n',
);

describe('a question without an answer', () => {
  it('is told of, and no more once the host has written one', () => {
    expect(problemsOf(oneMissing)).toEqual(['answerMissing 2']);
    const mended = withAnswer(oneMissing, 1, ' A ridge. ');
    expect(answersOf(mended)).toEqual(['Old snow.', 'A ridge.', 'Rocks at the edge.']);
    expect(problemsOf(mended)).toEqual([]);
  });

  it('is told of again when its answer is emptied', () => {
    expect(problemsOf(withAnswer(withAnswer(oneMissing, 1, 'A ridge.'), 0, ''))).toEqual(['answerMissing 1']);
  });

  it('can have the answer of another, which is then the one without', () => {
    const mended = moveAnswer(oneMissing, 2, 1);
    expect(answersOf(mended)).toEqual(['Old snow.', 'Rocks at the edge.', null]);
    expect(problemsOf(mended)).toEqual(['answerMissing 3']);
  });

  it('can have all answers after it move up by one', () => {
    const four = guideOf(
      'Quiz\n\n1. A one?\n2. A two?\n3. A three?\n4. A four?\n\nAnswer Key\n\n1. One.\n3. Three.\n4. Four.\n',
    );
    const mended = moveAnswersUp(four, 1);
    expect(answersOf(mended)).toEqual(['One.', 'Three.', 'Four.', null]);
    expect(problemsOf(mended)).toEqual(['answerMissing 4']);
  });

  it('keeps the lines of the answer that it gets', () => {
    expect(moveAnswer(oneMissing, 2, 1).questions[1]?.answer?.lines).toEqual([10]);
  });
});

describe('an answer without a question', () => {
  it('is loose, and can be given one', () => {
    expect(problemsOf(oneTooMany)).toEqual(['answerExtra']);
    const [loose] = looseAnswers(oneTooMany);
    expect(loose?.text).toContain('Rocks at the edge.');
    const mended = askFor(oneTooMany, loose?.line ?? 0, 'What is a moraine?');
    expect(mended.questions.at(-1)).toMatchObject({ text: 'What is a moraine?', answer: { lines: [loose?.line] } });
    expect(problemsOf(mended)).toEqual([]);
    expect(mended.unused).toEqual([]);
  });

  it('can take the place of another, which is loose then and not lost', () => {
    const [loose] = looseAnswers(oneTooMany);
    const mended = giveAnswer(oneTooMany, loose?.line ?? 0, 0);
    expect(answersOf(mended)[0]).toContain('Rocks at the edge.');
    expect(looseAnswers(mended).map(({ text }) => text)).toEqual(['Old snow.']);
  });

  it('stays where there is no such line, or no question was written', () => {
    expect(giveAnswer(oneTooMany, 999, 0)).toBe(oneTooMany);
    expect(askFor(oneTooMany, looseAnswers(oneTooMany)[0]?.line ?? 0, '  ')).toBe(oneTooMany);
  });
});

describe('a glossary', () => {
  const guide = guideOf(
    'Glossary\n\nFirn: Old snow.\nEsker: A ridge.\nMoraine: Rocks.\nFirn: Snow of last year.\nCirque:\n',
  );

  it('gets a definition that was missing', () => {
    expect(problemsOf(guide).sort()).toEqual(['definitionMissing', 'termRepeated']);
    const mended = withDefinition(guide, 'Cirque:', 'A hollow.', 7);
    expect(mended.terms.at(-1)).toEqual({ term: 'Cirque', definition: 'A hollow.', lines: [7] });
    expect(problemsOf(mended)).toEqual(['termRepeated']);
  });

  it('loses one of two that say what the same word means, and keeps its line in sight', () => {
    const mended = withoutTerm(guide, 6);
    expect(mended.terms.filter(({ term }) => term === 'Firn').map(({ definition }) => definition)).toEqual([
      'Old snow.',
    ]);
    expect(problemsOf(mended)).toEqual(['definitionMissing']);
    expect(mended.unused.map(({ line }) => line)).toContain(6);
  });

  it('may stay as it is', () => {
    const [first] = guide.problems;
    if (first === undefined) throw new Error('no problem');
    expect(settled(guide, first).problems).toEqual(guide.problems.slice(1));
  });
});

const slide = (text: string): Item => ({ kind: 'slide', text, seconds: 20 });

describe('a new draw', () => {
  const newKey = createKeys();
  const entry = (text: string, isEdited = false, was = text): Entry => ({
    key: newKey(),
    item: slide(text),
    mark: markOf(slide(was)),
    isEdited,
  });
  const textsOf = (entries: readonly Entry[]): string[] => entries.map(({ item }) => item.text);

  it('keeps what was changed by hand where it was, and as many items as were drawn', () => {
    const before = [entry('a'), entry('b, by hand', true, 'b'), entry('c')];
    const after = drawnAnew(['d', 'e', 'f'].map(slide), before, [], newKey);
    expect(textsOf(after)).toEqual(['d', 'b, by hand', 'e']);
    expect(after[1]).toBe(before[1]);
  });

  it('does not bring what was changed a second time, nor what was thrown away', () => {
    const before = [entry('b, by hand', true, 'b')];
    const after = drawnAnew(['a', 'b', 'c', 'd'].map(slide), before, [markOf(slide('c'))], newKey);
    expect(textsOf(after)).toEqual(['b, by hand', 'a', 'd']);
  });

  it('gives every entry a key of its own', () => {
    const after = drawnAnew(['a', 'b'].map(slide), [entry('x', true)], [], newKey);
    expect(new Set(after.map(({ key }) => key)).size).toBe(after.length);
  });

  it('moves an item by one, and at the ends nowhere', () => {
    const list = [entry('a'), entry('b')];
    expect(textsOf(moved(list, list[1]!.key, -1))).toEqual(['b', 'a']);
    expect(textsOf(moved(list, list[0]!.key, -1))).toEqual(['a', 'b']);
  });
});

describe('an item that cannot be played', () => {
  const options = (...texts: string[]) => texts.map((text, at) => ({ text, right: at === 0 }));
  it.each([
    ['without a text', { ...slide('x'), text: '' }, { sort: 'empty', bound: 1 }],
    ['with a text that is too long', { ...slide('x'), text: 'x'.repeat(500) }, { sort: 'long', bound: 400 }],
    [
      'with one option',
      { kind: 'choice', text: 'Which?', options: options('A'), shuffle: true },
      { sort: 'few', bound: 2 },
    ],
    [
      'with two equal options',
      { kind: 'choice', text: 'Which?', options: options('A', 'a'), shuffle: true },
      { sort: 'same' },
    ],
  ])('%s is known', (_, item, fault) => {
    expect(faultsOf(item as Item)).toContainEqual(expect.objectContaining(fault));
  });
});
