/** Grading short answers: hand-written cases with the reason for each, and what holds for every answer. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appraise, creditAt, grade, type Grade } from '../../shared/grading/grade.ts';
import { prepare } from '../../shared/grading/prepare.ts';

const question = 'What is a reinforcing feedback loop, and what limits it?';
const reference =
  'A reinforcing feedback loop amplifies change: more leads to even more. ' +
  'It is limited when a resource runs out or a balancing loop takes over.';
const loop = prepare(question, reference);

const salt = prepare('How did you separate the salt from the water?', 'The water was evaporated, leaving the salt.');
const shadow = prepare(
  'Why does a shadow change its length during the day?',
  'Because the Earth turns, the Sun stands at different heights. A low Sun makes long shadows and a high Sun short ones.',
);
const circuit = prepare('Why does the bulb not light?', 'The circuit is not closed.');
const avdunstning = prepare(
  'Vad händer när vatten avdunstar?',
  'Vattnet övergår från flytande form till gas. Energin tas från omgivningen, som därför kyls ned.',
);

const credit = (item: typeof loop, answer: string, leniency = 0): number => grade(item, answer, leniency).credit;
const foundIn = ({ points }: Grade): string[] => points.map(({ found }) => found);

describe('a credit', () => {
  test.each([
    ['full: the reference itself makes every point', loop, reference, 1, 1],
    [
      'full: the same in another order, with filler',
      loop,
      `Well, ${reference.split('. ').reverse().join('. ')}`,
      0.9,
      1,
    ],
    ['half: the first sentence leaves a point of half the weight out', loop, reference.split('. ')[0]!, 0.35, 0.65],
    ['half: the second sentence does, too', loop, reference.split('. ')[1]!, 0.35, 0.65],
    ['little: words of the question are no answer', loop, 'A reinforcing feedback loop', 0, 0.2],
    ['none: nothing of it is about the matter', loop, 'I like pizza and the weather is nice today.', 0, 0.1],
    ['a paraphrase with inflection and synonyms', salt, 'Let the water evaporate and the salt is left behind.', 0.7, 1],
    ['a paraphrase: the Earth rotates, it turns', shadow, 'The earth rotates so the sun is higher or lower', 0.15, 0.7],
    ['misspelt, one letter a word', salt, 'The watter was evaparated, leaveing the salt.', 0.8, 1],
    [
      'misspelt in many words',
      loop,
      'It ampliflies chanes, more leads to evn more. Limitted when a resourse runs out or a balancng loop takes over',
      0.75,
      1,
    ],
    ['negated: it says what did not happen', salt, 'The water was not evaporated, leaving the salt.', 0, 0.6],
    ['negated as a whole', salt, 'It is not true that the water was evaporated, leaving the salt.', 0, 0.3],
    ['affirmed where the reference denies', circuit, 'The circuit is closed.', 0, 0.45],
    ['denied through the opposite: open is not closed', circuit, 'The circuit is open.', 0.6, 1],
    ['wrong but similar words: long for short', shadow, 'A high Sun makes long shadows.', 0, 0.45],
    ['wrong but similar words: a neighbour of the right one', salt, 'The water was evacuated.', 0, 0.3],
    [
      'Swedish, in own words',
      avdunstning,
      'Vattnet blir till gas och omgivningen kyls för att energin tas därifrån',
      0.4,
      1,
    ],
    ['Swedish, negated', avdunstning, 'Vattnet övergår inte från flytande form till gas.', 0, 0.25],
    ['Swedish, the question copied', avdunstning, 'Vad händer när vatten avdunstar?', 0, 0],
    ['empty', loop, '', 0, 0],
    ['signs alone', loop, '?!?', 0, 0],
    ['not known, in English', loop, 'I really don’t know, sorry', 0, 0],
    ['not known, in Swedish', avdunstning, 'jag vet inte', 0, 0],
    ['the question copied', loop, question, 0, 0],
    ['the question copied without its signs', loop, 'what is a reinforcing feedback loop and what limits it', 0, 0],
  ])('%s', (_, item, answer, least, most) => {
    expect(credit(item, answer)).toBeGreaterThanOrEqual(least);
    expect(credit(item, answer)).toBeLessThanOrEqual(most);
  });

  test('of a list of keywords is less than of the sentence, and it says so', () => {
    const list = grade(salt, 'water, evaporated, leaving, salt');
    expect(list.flags).toContain('list');
    expect(list.credit).toBeGreaterThan(0.2);
    expect(list.credit).toBeLessThan(credit(salt, 'The water evaporated, leaving salt.') - 0.2);
  });

  test('of the reference shuffled is less than of the reference, and it says so', () => {
    const heap = grade(
      loop,
      'loop balancing a over out reinforcing runs resource or change it amplifies takes when limited is feedback a more',
    );
    expect(heap.flags).toContain('shuffled');
    expect(heap.credit).toBeLessThan(0.6);
  });

  test('of 2,000 characters is found in them, and what is beside the matter costs little', () => {
    const long = `${'Many people have many thoughts on this, and some like to write them down. '.repeat(26)}${reference}`;
    expect(long.length).toBeGreaterThan(2_000);
    expect(foundIn(grade(loop, long))).toEqual(['yes', 'yes', 'yes']);
    expect(credit(loop, long)).toBeGreaterThan(0.5);
    expect(credit(loop, 'Many people have many thoughts on this. '.repeat(50))).toBeLessThan(0.2);
  });

  test('grows with leniency and never gives something for nothing', () => {
    const answer = 'It makes a change bigger until the resource is used up';
    const [strict, middle, lenient] = [-1, 0, 1].map((leniency) => credit(loop, answer, leniency));
    expect(strict).toBeLessThan(middle!);
    expect(middle).toBeLessThan(lenient!);
    expect(credit(loop, question, 1)).toBe(0);
    expect(credit(loop, 'no idea', 1)).toBe(0);
  });
});

describe('points', () => {
  test('are found where the player said them, in the player’s own words', () => {
    const { points } = grade(shadow, 'Well I think that the earth is turning; long shadows come from a low sun.');
    expect(points.map(({ found, where }) => [found, where])).toEqual([
      ['yes', 'earth is turning'],
      ['no', null],
      ['yes', 'long shadows come from a low sun'],
      ['no', null],
    ]);
  });

  test('are found at their place in the text as it was typed, whatever stands before them', () => {
    const answer = '  👩‍🚀 Ｗell… ’tis this: the EARTH is turning!';
    const [point] = grade(shadow, answer).points;
    expect(point).toMatchObject({ found: 'yes', where: 'EARTH is turning' });
    expect(answer.slice(...point!.span!)).toBe('EARTH is turning');
  });

  test('weigh what their words tell, those of the question little, and 1 together', () => {
    const { points } = prepare('What does a feedback loop do?', 'It is a feedback loop. It amplifies small changes.')
      .references[0]!;
    expect(points.map(({ text }) => text)).toEqual(['It is a feedback loop', 'It amplifies small changes']);
    expect(points[0]!.weight).toBeLessThan(0.2);
    expect(points[0]!.weight + points[1]!.weight).toBeCloseTo(1);
  });

  test('that are plainly negated do not count', () => {
    const { points, flags } = grade(salt, 'The water was not evaporated, but the salt was left.');
    expect(points.map(({ found }) => found)).toEqual(['no', 'yes']);
    expect(flags).toContain('negated');
  });

  test('that are turned into their opposite do not count, and it says so', () => {
    const { points, flags } = grade(
      prepare('What does a dam do?', 'It holds the water back. The water level behind it rises.'),
      'It holds the water back and the water level behind it falls.',
    );
    expect(points.map(({ found }) => found)).toEqual(['yes', 'no']);
    expect(flags).toContain('opposite');
  });

  test('that change places with their opposites do not all count, though every word is there', () => {
    const poles = prepare('How do magnets act on each other?', 'Like poles repel. Unlike poles attract.');
    expect(foundIn(grade(poles, 'Unlike poles attract and like ones repel'))).toEqual(['yes', 'yes']);
    const swapped = grade(poles, 'Like poles attract and unlike poles repel');
    expect(foundIn(swapped)).toContain('no');
    expect(swapped.flags).toContain('opposite');
    expect(swapped.credit).toBeLessThan(0.5);
  });

  test('whose opposite the reference says too may be left out without being turned round', () => {
    const harp = prepare(
      'How do strings sound?',
      'A shorter string has a higher pitch. A longer string has a lower pitch.',
    );
    const { points, flags } = grade(harp, 'A longer string has a lower pitch');
    expect(points.map(({ found }) => found)).toEqual(['partly', 'yes']);
    expect(flags).toEqual([]);
  });

  test('that are edited have their own weights, other ways to be said, and words that must be there', () => {
    const item = prepare('What does the heart do?', {
      keyPoints: [
        { text: 'It pumps blood', weight: 3, mustMention: ['blood'] },
        { text: 'It brings oxygen to the cells', weight: 1, accept: ['It feeds the tissue with fresh air'] },
      ],
    });
    expect(item.references[0]!.points.map(({ weight }) => weight)).toEqual([0.75, 0.25]);
    expect(foundIn(grade(item, 'The heart pumps and feeds tissue with fresh air'))).toEqual(['no', 'yes']);
    expect(foundIn(grade(item, 'It pumps the blood around'))).toEqual(['yes', 'no']);
  });
});

describe('words are alike', () => {
  test('when the pack says so, also in several words', () => {
    const key = 'The mitochondrion releases energy.';
    const synonyms = [['mitochondrion', 'power plant of the cell']];
    const answer = 'The power plant of the cell releases energy';
    const [plain, told] = [prepare('?', key), prepare('?', key, { synonyms })];
    expect(credit(told, answer)).toBeGreaterThan(credit(plain, answer) + 0.1);
  });

  test.each([
    ['initials of a name', 'The United Nations keep peace.', 'The UN keeps peace'],
    ['initials written out', 'The UN keeps peace.', 'The united nations keep peace'],
    ['initials of three words', 'A central processing unit calculates.', 'The CPU calculates'],
    ['numbers as words', 'Water has two hydrogen atoms.', 'Water has 2 hydrogen atoms'],
    ['irregular forms', 'The ice froze and sank.', 'It freezes and sinks, the ice'],
    ['a contraction', 'It is not magnetic.', 'It isn’t magnetic'],
    ['comparison', 'A shorter string gives a higher pitch.', 'If the string is short the pitch is high'],
  ])('%s', (_, key, answer) => {
    expect(foundIn(grade(prepare('Why is that?', key), answer))).toEqual(['yes']);
  });

  test.each([
    ['another number', 'It boils at 100 degrees.', 'It boils at 10 degrees'],
    ['another short word', 'It has heat.', 'It has a head'],
    ['the opposite', 'The pressure increases.', 'The pressure decreases'],
    ['the opposite by its first letters', 'The isotope is stable.', 'The isotope is unstable'],
    ['the opposite by its last letters', 'The gas is harmful.', 'The gas is harmless'],
    ['the opposite by two first syllables', 'It is an endothermic process.', 'It is an exothermic process'],
    [
      'the opposite in Swedish by its first letter',
      'Därför att det är en möjlig process.',
      'för det är en omöjlig process',
    ],
    ['another substance by its ending', 'Yeast makes lactase.', 'Yeast makes lactose'],
  ])('not %s', (_, key, answer) => {
    expect(foundIn(grade(prepare('Why is that?', key), answer))).not.toEqual(['yes']);
  });

  test('a letter that is a name is no article', () => {
    const item = prepare('Which bulbs stay lit?', 'Bulb A and bulb C.');
    expect(credit(item, 'bulb a and c')).toBeGreaterThan(credit(item, 'bulb c') + 0.1);
  });
});

describe('of several references', () => {
  const item = prepare('Why?', ['The path is open.', 'There is a gap in the circuit.']);
  test('the best counts, with its own points', () => {
    expect(grade(item, 'there is a gap in the circuit')).toMatchObject({
      credit: 1,
      points: [{ text: 'There is a gap in the circuit', found: 'yes' }],
    });
  });
  test('each gets full credit for itself, unflagged, though it has both sides of a matter and few words of grammar', () => {
    const references = [
      'Cold water is denser. Cold water sinks to the bottom of warm water. Hot water and less dense things float on it.',
      'Rivers carry earth materials downstream during floods.',
      'If B and C burn out, then A and D are still lit.',
    ];
    for (const text of references)
      expect(grade(prepare('How dense is water?', references), text)).toMatchObject({ credit: 1, flags: [] });
  });
  test('one without a word is answered by nothing', () => {
    expect(grade(prepare('Why?', '…'), 'because')).toEqual({ credit: 0, points: [], flags: [] });
  });
});

describe('every answer', () => {
  const vocabulary = [...new Set(`${question} ${reference} not never, no. I don't know ! A`.split(' '))];
  const answers = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(fc.constantFrom(...vocabulary), { maxLength: 40 }).map((words) => words.join(' ')),
  );

  test('gets a credit from 0 to 1, the same each time, and is quoted as it was written', () => {
    fc.assert(
      fc.property(answers, fc.double({ min: -1, max: 1, noNaN: true }), (answer, leniency) => {
        const given = grade(loop, answer, leniency);
        expect(given.credit).toBeGreaterThanOrEqual(0);
        expect(given.credit).toBeLessThanOrEqual(1);
        expect(grade(prepare(question, reference), answer, leniency)).toEqual(given);
        const appraised = appraise(loop, answer);
        expect({ ...given, credit: creditAt(appraised, leniency) }).toEqual(given);
        for (const { where, span, found } of given.points) {
          expect(span === null ? null : answer.slice(...span)).toBe(where);
          if (found === 'no') expect(where).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });
});
