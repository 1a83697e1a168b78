/** Which answers stand together for the host, which never do, and for whom a verdict holds too. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupAnswers, isNearlySame, nearlySameAs, type Group } from '../../shared/grading/groups.ts';

const graded = (texts: readonly string[], credits: readonly number[] = [], flags: readonly string[][] = []) =>
  texts.map((text, id) => ({ id, text, credit: credits[id] ?? 0.5, flags: flags[id] ?? [] }));
const together = (language: string, ...texts: string[]): boolean => groupAnswers(graded(texts), language).length === 1;
const membership = (groups: readonly Group[]): string[] =>
  groups.map(({ ids }) => [...ids].sort((a, b) => a - b).join(' ')).sort();

describe('answers stand together', () => {
  test.each([
    ['but for case, signs and spaces', 'en', 'It evaporates.', ' it  EVAPORATES'],
    ['but for inflection', 'en', 'The string vibrates slowly', 'strings vibrated slowly'],
    ['but for function words', 'en', 'The Moon pulls on the water', 'the moon, it pulls at our water'],
    ['but for a slip of the keyboard', 'en', 'The water evaporates', 'the watter evapurates'],
    ['but for a word more, of many', 'en', 'The Moon pulls the water', 'The Moon pulls the sea water'],
    ['however a number is written', 'en', 'It has two loops', 'it has 2 loops'],
    ['in any order, if they are lists', 'en', 'iron, copper and gold', 'gold, iron and copper'],
    ['with the same denied', 'en', 'The circuit is not closed', 'the circuit isn’t closed'],
    ['in Swedish', 'sv', 'Vattnet avdunstar snabbt', 'vattnet avdunstade snabbt.'],
    ['in a language that nobody described, but for signs', 'fi', 'Vesi haihtuu!', 'vesi haihtuu'],
  ])('%s', (_, language, a, b) => expect(together(language, a, b)).toBe(true));
});

describe('answers stand apart', () => {
  test.each([
    ['one denies the other', 'en', 'The circuit is closed', 'The circuit is not closed'],
    ['one denies the other in a contraction', 'en', 'It does conduct heat', 'It doesn’t conduct heat'],
    ['both deny, but not the same', 'en', 'It is hot and not wet', 'It is wet and not hot'],
    ['one is the opposite', 'en', 'The pressure increases', 'The pressure decreases'],
    ['one is the opposite by its form', 'en', 'The isotope is stable', 'The isotope is unstable'],
    [
      'opposites change places',
      'en',
      'A low sun makes long and a high sun short shadows',
      'A high sun makes long and a low sun short shadows',
    ],
    ['a number differs', 'en', 'It boils at 100 degrees', 'It boils at 10 degrees'],
    ['a sign differs', 'en', 'It freezes at -5 degrees', 'It freezes at 5 degrees'],
    ['numbers change places', 'en', '2 hydrogen and 1 oxygen', '1 hydrogen and 2 oxygen'],
    ['one word stands for another', 'en', 'The heart pumps blood to the lungs', 'The heart pumps blood to the brain'],
    ['who does it to whom changes', 'en', 'The fox eats the rabbit', 'The rabbit eats the fox'],
    ['a word is one letter from another word', 'en', 'It is a photon that hits', 'It is a proton that hits'],
    ['a substance ends otherwise', 'en', 'The lactose is digested', 'The lactase is digested'],
    ['a short one says half', 'en', 'The water evaporates and leaves salt', 'water evaporates'],
    ['one denies the other, in Swedish', 'sv', 'Kretsen är sluten', 'Kretsen är inte sluten'],
    ['one is the opposite by its form, in Swedish', 'sv', 'Det är möjligt', 'Det är omöjligt'],
    [
      'a word more may be “not”, where nobody described the language',
      'fi',
      'Vesi on kuumaa täällä',
      'Vesi ei on kuumaa täällä',
    ],
    ['signs differ and there is nothing else', 'en', '?', '!'],
  ])('where %s', (_, language, a, b) => {
    expect(together(language, a, b)).toBe(false);
    expect(isNearlySame(a, b, language)).toBe(false);
  });

  test('though a third one would join either', () => {
    const texts = [
      'The low pressure air moves fast',
      'The pressure air moves fast',
      'The high pressure air moves fast',
    ];
    const groups = groupAnswers(graded(texts), 'en');
    for (const { ids } of groups) expect(ids).not.toEqual(expect.arrayContaining([0, 2]));
  });
});

describe('a verdict carries over', () => {
  test.each([
    ['to the same words', 'The water evaporates.', 'the water evaporates'],
    ['over inflection and articles', 'A string vibrates', 'The strings vibrated'],
    ['over certain slips', 'The tempratures drop imediately', 'the temperatures drop immediately'],
  ])('%s', (_, a, b) => expect(isNearlySame(a, b, 'en')).toBe(true));

  test.each([
    ['with a word more', 'The Moon pulls the water', 'The Moon pulls the sea water'],
    ['with another preposition', 'Heat flows from the sun', 'Heat flows to the sun'],
    ['with cause and effect exchanged', 'It melts because it warms', 'It warms because it melts'],
    ['with “so” for “because”', 'it melts because it warms', 'it melts so it warms'],
    ['with nothing but signs', '…', '!!'],
  ])('not to answers %s', (_, a, b) => expect(isNearlySame(a, b, 'en')).toBe(false));

  test('from any of several answers', () => {
    const isAlike = nearlySameAs(['It melts', 'It freezes at 0 degrees'], 'en');
    expect(['it melted', 'It freezes at 0 degrees!', 'it freezes at 1 degree'].map(isAlike)).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('a group', () => {
  test('shows the wording of most, then that with most credit, and the middle credit', () => {
    const texts = ['The waters evaporate', 'Water evaporates', 'water evaporates!', 'the water evaporated'];
    const [group, ...others] = groupAnswers(graded(texts, [0.9, 0.5, 0.6, 0.7]), 'en');
    expect(others).toEqual([]);
    expect(group).toMatchObject({ ids: [2, 1, 0, 3], text: 'water evaporates!' });
    expect(group!.credit).toBeCloseTo(0.65);
  });

  test('is doubtful when its credit is in the middle, its answers are odd, or their credits far apart', () => {
    const doubt = (credits: number[], flag?: string): number =>
      groupAnswers(
        graded(
          credits.map(() => 'Same'),
          credits,
          flag === undefined ? [] : credits.map(() => [flag]),
        ),
        'en',
      )[0]!.doubt;
    expect(doubt([1, 1])).toBe(0);
    expect(doubt([0, 0], 'copied')).toBe(0);
    expect(doubt([0.5, 0.5])).toBe(1);
    expect(doubt([0.9, 0.9])).toBeLessThan(doubt([0.8, 0.8]));
    expect(doubt([1, 1], 'negated')).toBe(0.5);
    expect(doubt([1, 1, 0.4])).toBeCloseTo(0.6);
  });

  test('comes before those that are surer', () => {
    const groups = groupAnswers(graded(['melts', 'freezes', 'boils', 'burns'], [0.9, 0.5, 0, 0.7]), 'en');
    expect(groups.map(({ text }) => text)).toEqual(['freezes', 'burns', 'melts', 'boils']);
  });

  test('is none for no answers', () => expect(groupAnswers([], 'en')).toEqual([]));
});

describe('of any answers', () => {
  const vocabulary =
    'the a water watter waters evaporates not never hot cold stable unstable 2 two 3 low high , . and it'.split(' ');
  const texts = fc.array(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.array(fc.constantFrom(...vocabulary), { maxLength: 7 }).map((words) => words.join(' ')),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
    ),
    { maxLength: 30 },
  );

  test('each stands in exactly one group, whatever their order and their credits', () => {
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom('en', 'sv', 'xx'),
        fc.infiniteStream(fc.nat(1_000)),
        (all, language, numbers) => {
          const answers = graded(all);
          const groups = groupAnswers(answers, language);
          expect(groups.flatMap(({ ids }) => ids).sort((a, b) => a - b)).toEqual(answers.map(({ id }) => id));
          for (const { credit, doubt } of groups)
            for (const share of [credit, doubt]) {
              expect(share).toBeGreaterThanOrEqual(0);
              expect(share).toBeLessThanOrEqual(1);
            }
          const moved = answers
            .map((answer) => ({
              answer: { ...answer, credit: numbers.next().value! / 1_000 },
              at: numbers.next().value!,
            }))
            .sort((a, b) => a.at - b.at)
            .map(({ answer }) => answer);
          expect(membership(groupAnswers(moved, language))).toEqual(membership(groups));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('nearly the same is mutual, and everything is the same as itself', () => {
    fc.assert(
      fc.property(texts, (all) => {
        for (const a of all)
          for (const b of all.slice(0, 5)) expect(isNearlySame(a, b, 'en')).toBe(isNearlySame(b, a, 'en'));
        for (const a of all) expect(isNearlySame(a, a, 'en')).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('one that holds “not” and one that does not are never together', () => {
    fc.assert(
      fc.property(texts, (all) => {
        for (const { ids } of groupAnswers(graded(all), 'en'))
          expect(new Set(ids.map((id) => (all[id]!.match(/\b(?:not|never)\b/g) ?? []).length)).size).toBe(1);
      }),
      { numRuns: 200 },
    );
  });
});
