/** What comes after what: the host's "next" and "skip" in each phase, where standings are due, how long people read. */
import { describe, expect, test } from 'vitest';
import {
  nextSteps,
  ranksShown,
  readMsOf,
  skipSteps,
  standingsAfter,
  stepAfter,
  stepsOf,
  stepWindowMs,
  worthOf,
} from '../../shared/game/steps.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import {
  answer,
  bluff,
  classicRoom,
  discuss,
  next,
  poll,
  question,
  slide,
  voting,
  writing,
} from '../support/classic.ts';
import { parsePack, type Play } from '../support/rooms.ts';

const itemOf = (fields: object) => {
  const [item] = parsePack({ title: 'T', items: [fields] }).items;
  if (item === undefined) throw new Error('no item');
  return item;
};
const typesOf = (play: Play): string[] => nextSteps(play.state, 700).map(({ type }) => type);

describe('"next"', () => {
  test('does one step for the room, in every phase', () => {
    const play = classicRoom([slide, question(), question()]);
    const seen: string[] = [];
    for (let step = 0; step < 20 && play.state.phase !== 'ended'; step++) {
      seen.push(`${play.state.phase}: ${typesOf(play).join(' ')}`);
      next(play);
    }
    expect(seen).toEqual([
      'lobby: asked',
      'asked: asked', // from the slide straight to the next item: there is nothing to reveal
      'asked: closed revealed',
      'revealed: ranked',
      'ranked: asked',
      'asked: closed revealed',
      'revealed: ranked', // the podium
      'podium: ended',
    ]);
    expect(nextSteps(play.state, 700)).toEqual([]);
  });

  test('sends the next item with the lead it is given', () => {
    expect(nextSteps(classicRoom([question()]).state, 700)).toEqual([{ type: 'asked', item: 0, leadMs: 700 }]);
  });

  test('finishes a close that was left half done', () => {
    const play = classicRoom([question()]);
    next(play);
    play.append({ type: 'closed', item: 0, cause: 'host' });
    expect(typesOf(play)).toEqual(['revealed']);
  });

  test('leaves a last slide for the podium', () => {
    const play = classicRoom([slide]);
    next(play);
    expect(nextSteps(play.state, 0)).toEqual([{ type: 'ranked', item: 0 }]);
    next(play);
    expect(play.state).toMatchObject({ phase: 'podium', rounds: [{ outcome: 'revealed' }] });
  });

  test('shows no standings after a skipped item', () => {
    const play = classicRoom([question(), question()]);
    next(play);
    play.append({ type: 'skipped', item: 0 });
    expect(typesOf(play)).toEqual(['asked']);
  });
});

describe('"skip"', () => {
  test('leaves the item and goes on, from a question or a slide', () => {
    const play = classicRoom([slide, question()]);
    expect(skipSteps(play.state, 700)).toEqual([]);
    next(play);
    expect(skipSteps(play.state, 700)).toEqual([
      { type: 'skipped', item: 0 },
      { type: 'asked', item: 1, leadMs: 700 },
    ]);
    next(play);
    expect(skipSteps(play.state, 700)).toEqual([
      { type: 'skipped', item: 1 },
      { type: 'ranked', item: 1 },
    ]);
    play.append({ type: 'closed', item: 1, cause: 'host' });
    expect(skipSteps(play.state, 700)).toHaveLength(2);
    play.append({ type: 'revealed', item: 1 });
    expect(skipSteps(play.state, 700)).toEqual([]);
  });
});

describe('an item of two steps', () => {
  test('says how many it has, and how long each is open', () => {
    const items = [question(), bluff(), discuss].map(itemOf);
    expect(items.map(stepsOf)).toEqual([1, 2, 2]);
    expect(items.map((item) => [stepWindowMs(item, 0), stepWindowMs(item, 1)])).toEqual([
      // A step that there is not is as long as the item, and nobody asks.
      [20_000, 20_000],
      [30_000, 20_000],
      [40_000, 25_000],
    ]);
  });

  test('goes on with its vote, where something was written, and names the step that it closes', () => {
    const play = writing();
    expect([typesOf(play), stepAfter(play.state)]).toEqual([['closed', 'revealed'], null]);
    answer(play, 0, 'a moth');
    expect(stepAfter(play.state)).toBe(1);
    expect(nextSteps(play.state, 700)).toEqual([
      { type: 'closed', item: 0, cause: 'host' },
      { type: 'stepped', item: 0, step: 1, leadMs: 700 },
    ]);
    play.append({ type: 'closed', item: 0, cause: 'host' });
    expect(nextSteps(play.state, 700)).toEqual([{ type: 'stepped', item: 0, step: 1, leadMs: 700 }]);
    next(play);
    expect(stepAfter(play.state)).toBeNull();
    expect(nextSteps(play.state, 700)).toEqual([
      { type: 'closed', item: 0, step: 1, cause: 'host' },
      { type: 'revealed', item: 0 },
    ]);
  });

  test('is left from either step by one skip', () => {
    for (const play of [writing(bluff(), question()), voting()]) {
      expect(skipSteps(play.state, 700)).toEqual([
        { type: 'skipped', item: 0 },
        { type: 'asked', item: 1, leadMs: 700 },
      ]);
    }
  });
});

describe('standings', () => {
  const items = [question(), poll, question({ points: 0 }), question(), question(), slide, question()];
  const after = (standings: Settings['standings']): number[] => {
    const { state } = classicRoom(items, { standings });
    return items.map((_, item) => item).filter((item) => standingsAfter(state, item));
  };

  test('come after each scored item, but not after the last: there the podium stands', () => {
    expect(after('each')).toEqual([0, 3, 4]);
  });

  test('come after every third scored item', () => {
    expect(after('some')).toEqual([4]);
  });

  test('come only at the end, or never', () => {
    expect([after('end'), after('none')]).toEqual([[], []]);
  });

  test('come never where nothing is scored, nor after what is no item', () => {
    expect(standingsAfter(classicRoom([poll, poll]).state, 0)).toBe(false);
    expect(standingsAfter(classicRoom(items).state, 7)).toBe(false);
    expect(standingsAfter(classicRoom(items).state, -1)).toBe(false);
  });

  test.each([
    ['each', true, true],
    ['some', true, true],
    ['end', false, true],
    ['none', false, false],
  ] as const)('%s: the own rank is known on the way %s, at the end %s', (standings, onTheWay, atTheEnd) => {
    const play = classicRoom([question()], { standings });
    next(play);
    next(play);
    expect(ranksShown(play.state)).toBe(onTheWay);
    next(play);
    expect([play.state.phase, ranksShown(play.state)]).toEqual(['podium', atTheEnd]);
    next(play);
    expect([play.state.phase, ranksShown(play.state)]).toEqual(['ended', atTheEnd]);
  });
});

describe('time to read', () => {
  const read = (text: string, fields: object = {}, settings: Partial<Settings> = {}): number =>
    readMsOf(itemOf(question({ text, ...fields })), { ...defaultSettings, ...settings });

  test('grows with the words, from two seconds to eight', () => {
    expect(read('Why?')).toBe(2_000);
    expect(read('one two three four five six seven eight nine ten')).toBe(4_000);
    expect(read('word '.repeat(70))).toBe(8_000);
  });

  test('grows with the characters where words are not set apart', () => {
    expect(read('世界上最高的山是哪一座？')).toBe(1_000 + Math.round((1 + 11 * 0.6) * 300));
    expect(read('世界'.repeat(60))).toBe(8_000);
    expect(read('ภูเขาที่สูงที่สุดในโลกคือภูเขาอะไร')).toBeGreaterThan(2_500);
  });

  test('is what the item says, also none', () => {
    expect([read('Why?', { readSeconds: 12.5 }), read('Why?', { readSeconds: 0 })]).toEqual([12_500, 0]);
  });

  test('is none where the room gives none, and none for a slide', () => {
    expect(read('Why?', { readSeconds: 5 }, { reading: false })).toBe(0);
    expect(readMsOf(itemOf(slide), defaultSettings)).toBe(0);
  });
});

describe('the worth', () => {
  test('is the points of a scored item and nothing for the rest', () => {
    expect(
      [question(), question({ points: 0 }), question({ points: 1.5 }), poll, slide].map(itemOf).map(worthOf),
    ).toEqual([1, 0, 1.5, 0, 0]);
  });
});
