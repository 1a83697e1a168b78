/** What a guide's own questions become, and which language it is in. Every case says what would be wrong otherwise. */
import { describe, expect, test } from 'vitest';
import { guessLanguage } from '../../shared/studyguide/making/makePack.ts';
import { all, guideFrom } from '../support/guides/madeOf.ts';

describe('a question with its answer', () => {
  const [item] = all('explain', {
    terms: {
      'Site Engineer (SE)': 'Somebody who keeps a service running.',
      Ladle: 'A tool with a deep bowl and a long handle for serving soup.',
    },
    questions: {
      'What does an SE do?':
        'In small teams, an SE answers the alarm at 4 a.m. and mends the service. Later the SE writes down what was learnt, if there is time. (Any one of these is enough.)',
      'And what has no answer?': null,
    },
  });

  test('is explained, with the whole answer as the reference', () => {
    expect(item?.answer).toMatch(/^In small teams.*enough\.\)$/);
    expect(item?.guideLines).toEqual([1, 2]);
  });

  test('is cut into points that mean something, without what is said to the marker', () => {
    expect(item?.keyPoints?.map(({ text }) => text)).toEqual([
      'In small teams, an SE answers the alarm at 4 a.m.',
      'mends the service',
      'Later the SE writes down what was learnt, if there is time',
    ]);
  });

  test('knows the other names of the terms that it is about, and of no others', () => {
    expect(item?.synonyms).toEqual([['Site Engineer', 'SE']]);
  });

  test('keeps what only looks like a bracket, and an example with what it is of', () => {
    const [other] = all('explain', {
      questions: { 'What is refused?': 'The program rejects rocks[0], since it has no grain, like glass.' },
    });
    expect(other?.keyPoints?.map(({ text }) => text)).toEqual([
      'The program rejects rocks[0]',
      'since it has no grain, like glass',
    ]);
  });

  test('without one is left out', () => {
    expect(all('explain', { questions: { 'Why?': null } })).toEqual([]);
  });
});

describe('the language of a guide', () => {
  test.each([
    ['en', 'A tool that beats air into the cream, and is made of wire.'],
    ['sv', 'Ett redskap som vänder jorden och som dras av en häst.'],
    ['de', 'Ein Gerät, das den Luftdruck misst und an der Wand hängt.'],
    ['fr', 'Un impôt sur le sel qui est très inégal dans les provinces.'],
    ['es', 'El molino donde se saca el aceite de la aceituna.'],
    ['en', '東京'],
  ])('is told by its words: %s', (language, definition) => {
    expect(guessLanguage(guideFrom({ terms: { X: definition } }))).toBe(language);
  });
});
