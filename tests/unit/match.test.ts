/** The match kind: what pairs are an answer, what they earn, what is never told too early, and how a phone puts them together. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { answerOf, draftOf, leftIn, nextFree, noPairs, pair, pairingOf } from '../../client/kinds/match/pairing.ts';
import { seededRandom } from '../../shared/game/random.ts';
import { match, type MatchItem } from '../../shared/kinds/match.ts';
import { definitionCharactersMax, pairsMax, pairsMin, playersMax, termCharactersMax } from '../../shared/limits.ts';
import { parsePack } from '../support/rooms.ts';

const pairsOf = (count: number): { term: string; definition: string }[] =>
  Array.from({ length: count }, (_, at) => ({ term: `term ${String(at)}`, definition: `meaning ${String(at)}` }));
const itemOf = (count: number, fields: object = {}): MatchItem =>
  parsePack({ title: 'T', items: [{ kind: 'match', text: 'Which?', pairs: pairsOf(count), ...fields }] })
    .items[0] as MatchItem;
const isItem = (fields: object): boolean =>
  v.safeParse(match.schema, { kind: 'match', text: 'Which?', pairs: pairsOf(4), ...fields }).success;
/** Shown as 2, 0, 3, 1: the right answer is where each of 0, 1, 2, 3 stands in that. */
const item = itemOf(4, { order: [2, 0, 3, 1] });
const right = [1, 3, 0, 2];

describe('an item', () => {
  test.each([
    ['fewer pairs than are a riddle', { pairs: pairsOf(pairsMin - 1) }],
    ['more pairs than fit a phone', { pairs: pairsOf(pairsMax + 1) }],
    ['a term twice', { pairs: [...pairsOf(3), { term: 'TERM 1', definition: 'another' }] }],
    ['a definition twice', { pairs: [...pairsOf(3), { term: 'another', definition: 'Meaning 2' }] }],
    ['an empty term', { pairs: [...pairsOf(3), { term: ' ', definition: 'another' }] }],
    [
      'a term that fills a phone',
      { pairs: [...pairsOf(3), { term: 'x'.repeat(termCharactersMax + 1), definition: 'y' }] },
    ],
    [
      'a definition that does',
      { pairs: [...pairsOf(3), { term: 'y', definition: 'x'.repeat(definitionCharactersMax + 1) }] },
    ],
    ['an order of fewer', { order: [0, 1, 2] }],
    ['an order that names one twice', { order: [0, 1, 2, 2] }],
    ['an order that names one that is not there', { order: [0, 1, 2, 4] }],
  ])('is refused with %s', (_, fields) => {
    expect(isItem(fields)).toBe(false);
  });

  test('is taken at its limits', () => {
    const pairs = Array.from({ length: pairsMax }, (_, at) => ({
      term: String(at).padEnd(termCharactersMax, 'x'),
      definition: String(at).padEnd(definitionCharactersMax, 'ö'),
    }));
    expect(isItem({ pairs })).toBe(true);
  });
});

describe('the deal', () => {
  const orders = Array.from({ length: 300 }, (_, seed) => match.deal(itemOf(3), seededRandom(seed)).order ?? []);

  test('never leaves the definitions beside their terms, for that list would answer itself', () => {
    expect(orders.filter((order) => order.every((pairAt, at) => pairAt === at))).toEqual([]);
  });

  test('brings every other order', () => {
    expect(new Set(orders.map((order) => order.join()))).toEqual(
      new Set(['0,2,1', '1,0,2', '1,2,0', '2,0,1', '2,1,0']),
    );
  });

  test('is the same for the same chance', () => {
    expect(match.deal(itemOf(6), seededRandom(5))).toEqual(match.deal(itemOf(6), seededRandom(5)));
  });

  test('keeps an order that the pack gives, and its own', () => {
    expect(match.deal(item, seededRandom(1))).toBe(item);
    const dealt = match.deal(itemOf(5), seededRandom(1));
    expect(match.deal(dealt, seededRandom(2))).toBe(dealt);
  });
});

describe('the face', () => {
  test('lists terms as the pack does and definitions as they were dealt', () => {
    expect(match.face(item)).toEqual({
      terms: ['term 0', 'term 1', 'term 2', 'term 3'],
      definitions: ['meaning 2', 'meaning 0', 'meaning 3', 'meaning 1'],
    });
  });

  test('holds neither key nor order, whatever was dealt', () => {
    for (let seed = 0; seed < 50; seed++) {
      const dealt = match.deal(itemOf(6), seededRandom(seed));
      const face = match.face(dealt);
      expect(Object.keys(face)).toEqual(['terms', 'definitions']);
      expect([...face.definitions].sort()).toEqual(itemOf(6).pairs.map(({ definition }) => definition));
      expect(face.definitions).not.toEqual(itemOf(6).pairs.map(({ definition }) => definition));
    }
  });
});

describe('an answer', () => {
  test.each([[[0, 1, 2, 3]], [[3, 2, 1, 0]], [right]])('is each definition once: %j', (raw) => {
    expect(match.parse(item, raw)).toEqual(raw);
  });

  test.each([
    ['too short', [0, 1, 2]],
    ['too long', [0, 1, 2, 3, 4]],
    ['one definition twice', [0, 1, 2, 2]],
    ['one that is not there', [0, 1, 2, 4]],
    ['below the first', [0, 1, 2, -1]],
    ['half a one', [0, 1, 2, 2.5]],
    ['no number', [0, 1, 2, Number.NaN]],
    ['words', ['0', '1', '2', '3']],
    ['with a gap', [0, 1, 2, null]],
    ['an object like a list', { 0: 0, 1: 1, 2: 2, 3: 3, length: 4 }],
    ['null', null],
    ['nothing given', undefined],
    ['a draft', '0,1,2,3'],
  ])('is not %s', (_, raw) => {
    expect(match.parse(item, raw)).toBeNull();
  });
});

describe('the grade', () => {
  test('is the share of right pairs', () => {
    expect(match.key(item)).toEqual(right);
    expect([right, [3, 1, 0, 2], [0, 1, 2, 3]].map((given) => match.grade(item, given))).toEqual([1, 0.5, 0]);
  });

  test('is never all but one: who has that many has the last one too', () => {
    const wrongOnce = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
    fc.assert(
      fc.property(wrongOnce, (given) => {
        expect([0, 0.25, 0.5, 1]).toContain(match.grade(item, given));
      }),
    );
  });

  test('of the key is full and calls it right, whatever was dealt', () => {
    fc.assert(
      fc.property(fc.integer({ min: pairsMin, max: pairsMax }), fc.nat(), (count, seed) => {
        const dealt = match.deal(itemOf(count), seededRandom(seed));
        const key = match.key(dealt) ?? [];
        const { terms, definitions } = match.face(dealt);
        expect(terms.map((term, at) => [term, definitions[key[at] ?? -1]])).toEqual(
          pairsOf(count).map(({ term, definition }) => [term, definition]),
        );
        expect(match.parse(dealt, key)).toEqual(key);
        expect(match.grade(dealt, key)).toBe(match.rightFrom);
      }),
    );
  });
});

describe('the tally', () => {
  test('counts for each term who had it', () => {
    expect(match.tally(item, [right, [3, 1, 0, 2], [0, 1, 2, 3]])).toEqual({ right: [1, 1, 2, 2], answers: 3 });
  });

  test('of nobody is none', () => {
    expect(match.tally(item, [])).toEqual({ right: [0, 0, 0, 0], answers: 0 });
  });

  test('adds up for the largest room', () => {
    const given = Array.from({ length: playersMax }, (_, seat) => (seat % 2 === 0 ? right : [3, 1, 0, 2]));
    expect(match.tally(item, given)).toEqual({
      right: [playersMax / 2, playersMax / 2, playersMax, playersMax],
      answers: playersMax,
    });
  });
});

describe('on a phone a pair', () => {
  test('is put together by a definition and a term', () => {
    expect(pair(noPairs(3), 1, 2)).toEqual([null, 2, null]);
  });

  test('is freed by the same once more', () => {
    expect(pair([0, 2, null], 1, 2)).toEqual([0, null, null]);
  });

  test('gives its term to another definition, and takes another term', () => {
    expect(pair([0, 2, null], 2, 0)).toEqual([null, 2, 0]);
    expect(pair([0, 2, null], 0, 1)).toEqual([1, 2, null]);
  });

  test('is followed by the next definition that is free, going round', () => {
    expect([nextFree([0, null, null], 0), nextFree([null, 1, 2], 1), nextFree([0, 1, 2], 1)]).toEqual([1, 0, null]);
    expect(nextFree(noPairs(4), -1)).toBe(0);
  });

  test('never uses a term twice, and becomes an answer once all have theirs', () => {
    const taps = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 30 });
    fc.assert(
      fc.property(taps, (list) => {
        const pairing = list.reduce((before, [definition, term]) => pair(before, definition, term), noPairs(4));
        const terms = pairing.filter((term) => term !== null);
        expect(new Set(terms).size).toBe(terms.length);
        expect(leftIn(pairing)).toBe(4 - terms.length);
        if (leftIn(pairing) === 0) expect(match.parse(item, answerOf(pairing))).toEqual(answerOf(pairing));
        expect(pairingOf(draftOf(pairing), 4)).toEqual(pairing);
      }),
    );
  });

  test('is sent as where each term went', () => {
    // Definitions 0, 1, 2 have the terms 2, 0, 1: the first term went to definition 1.
    expect(answerOf([2, 0, 1])).toEqual([1, 2, 0]);
  });

  test.each([
    ['nothing', ''],
    ['of another item', '0,1'],
    ['of a longer item', '0,1,2,3'],
    ['with a term twice', '0,0,'],
    ['with a term that is not there', '3,,'],
    ['written as text', 'To save water, and more, too'],
  ])('is not read from a draft that is %s', (_, draft) => {
    const pairing = pairingOf(draft, 3);
    expect(pairing.length === 3 && pairing.every((term) => term === null)).toBe(true);
  });
});
