/** What a glossary becomes: each item by itself. Every case says what would be wrong with it otherwise. */
import { describe, expect, test } from 'vitest';
import { all, type Of } from '../support/guides/madeOf.ts';

const rightOf = (item: Of<'choice'>): string | undefined => item.options?.find(({ right }) => right)?.text;
const wrongOf = (item: Of<'choice'>): string[] =>
  (item.options ?? []).filter(({ right }) => !right).map(({ text }) => text);
const choiceOf = (items: readonly Of<'choice'>[], right: string): Of<'choice'> => {
  const found = items.find((item) => rightOf(item) === right);
  if (found === undefined) throw new Error(`no choice is right with ${right}`);
  return found;
};

const kitchen = {
  Braising: 'A way of cooking in which meat is browned and then simmered in a covered pot with little liquid.',
  Poaching: 'A way of cooking in which food lies in liquid that is hot and never boils.',
  Roasting: 'A way of cooking in which dry heat surrounds the food in an oven.',
  Steaming: 'A way of cooking in which food hangs above water that boils.',
  Whisk: 'A tool of wire loops that beats air into cream.',
  Ladle: 'A tool with a deep bowl and a long handle for serving soup.',
  Colander: 'A bowl with holes that lets water run off pasta.',
  Spatula: 'A tool with a flat, broad blade that turns pancakes over.',
  Mortar: 'A heavy bowl in which spices are ground with a pestle.',
};

describe('the wrong options of a choice', () => {
  test('are near ones: cooking beside cooking, tools beside tools', () => {
    const items = all('choice', { terms: kitchen });
    // Nothing else in the glossary is a way of cooking, so whoever knows that much has not won yet.
    expect(wrongOf(choiceOf(items, 'Poaching')).filter((each) => each.endsWith('ing')).length).toBeGreaterThanOrEqual(
      2,
    );
  });

  test('are three, or two where there are no more, and never the right one again', () => {
    const items = all('choice', { terms: kitchen });
    for (const item of items) {
      expect(item.options?.filter(({ right }) => right)).toHaveLength(1);
      expect(wrongOf(item).length).toBeGreaterThanOrEqual(2);
      expect(wrongOf(item)).not.toContain(rightOf(item));
    }
    expect(items.filter((item) => wrongOf(item).length === 3).length).toBeGreaterThan(items.length / 2);
  });

  test('are never a term that means the same', () => {
    const items = all('choice', {
      terms: {
        ...kitchen,
        Skimmer: 'A broad spoon full of holes that lifts foam from a broth.',
        Strainer: 'A broad spoon full of holes, which lifts the foam from broth.',
      },
    });
    for (const item of items) {
      const texts = (item.options ?? []).map(({ text }) => text);
      // Not even as two wrong ones: of two that mean the same, neither can be right.
      expect(texts.filter((text) => /^(?:Skimmer|Strainer)$|lifts/.test(text)).length).toBeLessThanOrEqual(1);
    }
  });

  test('are never a term that the definition speaks of, nor one that the term is a kind of', () => {
    const items = all('choice', {
      terms: {
        ...kitchen,
        Stock: 'A clear liquid in which bones were cooked for hours.',
        'Brown Stock': 'A dark liquid from bones that were browned in an oven first.',
        Jus: 'A thin sauce that is made of stock and what is left in the pan.',
      },
    });
    for (const right of ['Brown Stock', 'Jus']) {
      for (const item of items.filter((each) => rightOf(each) === right)) expect(wrongOf(item)).not.toContain('Stock');
    }
  });

  test('may be the very contrary: that is what has to be told apart', () => {
    const items = all('choice', {
      terms: {
        ...kitchen,
        'Large Batch': 'A way of working in which one step is done for all items before the next step begins.',
        'Small Batch': 'A way of working in which all steps are done for one item before the next item begins.',
      },
    });
    expect(wrongOf(choiceOf(items, 'Large Batch'))).toContain('Small Batch');
  });

  test('are of one number: a plural would be known by "are"', () => {
    const items = all('choice', {
      terms: {
        Enzymes: 'Proteins that speed up what goes on in a cell.',
        Hormones: 'Messengers that travel in the blood from gland to organ.',
        Antibodies: 'Proteins that mark what does not belong to the body.',
        Vitamins: 'Substances that the body needs and cannot make.',
        Plasma: 'The pale liquid that carries blood cells along.',
        Tendon: 'A band that ties a muscle to a bone.',
        Cartilage: 'A smooth tissue that covers the ends of bones.',
        Marrow: 'The soft tissue in which blood cells grow.',
      },
    });
    const many = new Set(['Enzymes', 'Hormones', 'Antibodies', 'Vitamins']);
    const asked = items.filter((item) => many.has(rightOf(item) ?? ''));
    expect(asked.length).toBeGreaterThan(0);
    for (const item of asked) expect(wrongOf(item).filter((each) => !many.has(each))).toEqual([]);
  });

  test('are about as long, so that the longest is not the right one', () => {
    for (const item of all('choice', { terms: kitchen }).filter((each) => /mean|description/.test(each.text))) {
      const lengths = (item.options ?? []).map(({ text }) => text.length);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(1.6 * Math.min(...lengths));
    }
  });
});

describe('a definition that is asked about', () => {
  test('does not say its term, nor a word of the same stem', () => {
    const items = all('choice', {
      terms: { ...kitchen, Fermenting: 'A way of keeping food in which microbes ferment its sugar and turn it sour.' },
    });
    const { text, explanation } = choiceOf(items, 'Fermenting');
    expect(text).toContain('____');
    expect(text).not.toMatch(/ferment/i);
    // What was left out is told once it can do no harm.
    expect(explanation).toMatch(/microbes ferment/);
  });

  test('does not tell by "an" that its term begins with a vowel', () => {
    const items = all('choice', {
      terms: { ...kitchen, Oven: 'A box of brick or steel; an oven keeps bread and meat in even, dry heat.' },
    });
    expect(choiceOf(items, 'Oven').text).toContain('a/an ____');
  });

  test('is asked for in another way, or not at all, where it is hardly more than its term', () => {
    expect(
      all('typed', { terms: { ...kitchen, 'Egg Boiler': 'A boiler of eggs.' } }).map(({ accept }) => accept[0]),
    ).not.toContain('Egg Boiler');
  });

  test('is cut only where it still says what is meant', () => {
    const definition =
      'A release in which two equal houses stand side by side and traffic is moved from one to the other, which keeps the old one at hand in case anything at all goes wrong during the night.';
    const items = all('choice', {
      terms: { ...kitchen, Twinning: definition, Swapping: `${definition.replace('houses', 'boats')}` },
    });
    for (const item of items) for (const { text } of item.options ?? []) expect(text).not.toContain('…');
  });
});

describe('what is typed', () => {
  test('is accepted by every name: without brackets, short, in one and in many', () => {
    const items = all('typed', {
      terms: {
        'Site Engineer (SE)': 'Somebody who keeps a service running and writes programs for it.',
        'Waste (lean)': 'What a customer would not pay for.',
        'Curd / Quark': 'The solid part of set milk.',
        Batteries: 'Cells that store power for a lamp.',
        Bovine: 'An animal that chews the cud, also known as cattle.',
      },
    });
    const accepted = Object.fromEntries(items.map(({ accept }) => [accept[0], accept.slice(1)]));
    expect(accepted['Site Engineer']).toContain('SE');
    expect(accepted['Waste']).toEqual(['Waste (lean)']);
    expect(accepted['Curd']).toContain('Quark');
    expect(accepted['Batteries']).toContain('Battery');
    expect(accepted['Bovine']).toContain('cattle');
    // The other name would be the answer, or nearly.
    expect(items.map(({ text }) => text).join(' ')).not.toMatch(/cattle/);
  });

  test('is not another term misspelt', () => {
    const items = all('typed', {
      terms: {
        Stalagmite: 'A pillar of lime that grows upwards from the floor of a cave.',
        Stalactite: 'A pillar of lime that hangs from the roof of a cave.',
      },
    });
    expect(items.find(({ accept }) => accept[0] === 'Stalagmite')?.reject).toEqual(['Stalactite']);
  });
});

describe('pairs', () => {
  test('come in sets of four to six, with no term twice', () => {
    const items = all('match', { terms: kitchen });
    expect(items.length).toBeGreaterThan(0);
    for (const { pairs } of items) {
      expect(pairs.length).toBeGreaterThanOrEqual(4);
      expect(pairs.length).toBeLessThanOrEqual(6);
    }
    const terms = items.flatMap(({ pairs }) => pairs.map(({ term }) => term));
    expect(new Set(terms).size).toBe(terms.length);
  });

  test('hold no two definitions that are taken for one another', () => {
    const items = all('match', {
      terms: {
        ...kitchen,
        Skimmer: 'A broad spoon full of holes that lifts foam from a broth.',
        Strainer: 'A broad spoon full of holes, which lifts the foam from broth.',
      },
    });
    for (const { pairs } of items) {
      expect(pairs.filter(({ definition }) => definition.includes('lifts')).length).toBeLessThanOrEqual(1);
    }
  });
});

describe('a bluff', () => {
  test('has the truth as people would write it, and decoys that are surely false', () => {
    const items = all('bluff', { terms: kitchen });
    expect(items.length).toBeGreaterThan(0);
    for (const { truth, decoys } of items) {
      expect(truth).not.toMatch(/\.$/);
      expect(decoys.length).toBeGreaterThanOrEqual(3);
      expect(decoys).not.toContain(truth);
    }
  });
});

describe('in Swedish', () => {
  const terms = {
    Harv: 'Ett redskap som smular sönder jorden efter plöjningen.',
    Plog: 'Ett redskap som vänder jorden i långa fåror.',
    Såmaskin: 'En maskin som placerar fröna på lagom djup i jorden.',
    Stallgödsel: 'En blandning av djurens spillning och strö, även kallad naturgödsel.',
    Konstgödsel: 'Ett medel som framställs i fabrik och ger växterna kväve.',
    Barrträd: 'Ett träd med barr i stället för blad, till exempel gran.',
    Träda: 'En åker som får vila ett år utan att besås.',
  };

  test('a part of a compound is a give-away too', () => {
    const items = all('choice', { terms }, 'sv');
    expect(choiceOf(items, 'Såmaskin').text).toContain('En/ett ____ som placerar');
    expect(choiceOf(items, 'Barrträd').text).not.toMatch(/träd med|barr i/);
  });

  test('questions are asked in Swedish, in Swedish quotes', () => {
    for (const { text } of all('choice', { terms }, 'sv-SE')) expect(text).toMatch(/^V(?:ad|ilk).*”.+”/);
  });

  test('"även kallad" is another name, and no longer in the question', () => {
    const [item] = all('typed', { terms: { Stallgödsel: terms.Stallgödsel, Harv: terms.Harv } }, 'sv').filter(
      ({ accept }) => accept[0] === 'Stallgödsel',
    );
    expect(item?.accept).toContain('naturgödsel');
    expect(item?.text).not.toMatch(/gödsel/);
  });
});
