/** How a reference answer is cut into key points, and which language a text is taken to be in. */
import { describe, expect, test } from 'vitest';
import { keyPointsOf } from '../../shared/grading/keyPoints.ts';
import { languageOf, languages } from '../../shared/grading/languages.ts';

describe('a reference is cut', () => {
  test.each([
    ['at sentences', 'Like poles repel. Unlike poles attract.', ['Like poles repel', 'Unlike poles attract']],
    [
      'at a comma and what stands behind it',
      'The water was evaporated, leaving the salt.',
      ['The water was evaporated', 'leaving the salt'],
    ],
    [
      'at words that open a clause',
      'Shadows change because the Earth is turning.',
      ['Shadows change', 'because the Earth is turning'],
    ],
    [
      'at an “and” between two statements',
      'Like poles repel each other and opposite poles attract each other.',
      ['Like poles repel each other', 'opposite poles attract each other'],
    ],
    ['not at an “and” between words', 'Bulbs B and C are in the same path.', ['Bulbs B and C are in the same path']],
    ['not where a part says too little', 'Red, green, and blue.', ['Red, green, and blue']],
    [
      'with a short sentence joined to the next',
      'Disagree. Evaporation happens at any temperature.',
      ['Disagree. Evaporation happens at any temperature'],
    ],
    ['not inside a number', 'It measures 1,500 volts or 1.5 kilovolts.', ['It measures 1,500 volts or 1.5 kilovolts']],
    ['at lines', 'It stores energy\nIt releases energy', ['It stores energy', 'It releases energy']],
  ])('%s', (_, text, points) => {
    expect(keyPointsOf(text, languages.en)).toEqual(points);
  });

  test('in Swedish', () => {
    const text = 'Energin tas från omgivningen, som därför kyls ned.';
    expect(keyPointsOf(text, languages.sv)).toEqual(['Energin tas från omgivningen', 'som därför kyls ned']);
  });

  test('into eight points at most, with nothing lost', () => {
    const text = Array.from({ length: 20 }, (_, n) => `Part number${n} does work`).join('. ');
    const points = keyPointsOf(text, languages.en);
    expect(points).toHaveLength(8);
    expect(points.join('. ')).toBe(text);
  });

  test.each(['', '…', '   \n'])('into none where it has no word: %j', (text) => {
    expect(keyPointsOf(text, languages.en)).toEqual([]);
  });
});

describe('a text is taken for', () => {
  test.each([
    ['en', 'Terminal 1 and the positive terminal are not connected'],
    ['sv', 'Vattnet avdunstar och lämnar saltet kvar'],
    ['de', 'Das Wasser verdunstet und das Salz bleibt zurück'],
    ['fr', 'L’eau s’évapore et le sel reste dans le récipient'],
    ['es', 'El agua se evapora y la sal queda en el recipiente'],
    ['other', 'Vesi haihtuu ja suola jää astiaan'],
    ['other', ''],
  ])('%s: %s', (language, text) => {
    expect(languageOf(text)).toBe(language);
  });
});
