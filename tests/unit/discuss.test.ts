/** Discuss by hand: what is written, who reads what, what a mark counts, and how nearly same thoughts become one. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { discuss, type DiscussHandFace, type DiscussItem, type DiscussTally } from '../../shared/kinds/discuss.ts';
import { seededRandom } from '../../shared/game/random.ts';
import { deskView, sceneView, stageView, youView } from '../../shared/game/views.ts';
import type { Json, TallyRoom } from '../../shared/kinds/kind.ts';
import { thoughtCharactersMax, thoughtsShown } from '../../shared/limits.ts';
import { answer, classicRoom, discuss as discussItem, next } from '../support/classic.ts';
import type { Play } from '../support/rooms.ts';

const item: DiscussItem = v.parse(discuss.schema, { kind: 'discuss', text: 'Which tree?' });
const vote = discuss.later?.[0];
if (vote === undefined) throw new Error('discuss has no vote');
const { gather, face, hand, parse } = vote;
const nobody = (): boolean => false;
const dealt = (texts: readonly (string | null)[]): Json => gather(item, texts, seededRandom(1));
const handOf = (board: Json, seat: number): DiscussHandFace['thoughts'] =>
  (hand(item, board, seat, nobody) as DiscussHandFace).thoughts;
/** The marks of a seat for these texts, as its phone would send them. */
const marks = (board: Json, seat: number, ...texts: string[]): number[] =>
  handOf(board, seat).flatMap(({ id, text }) => (texts.includes(text) ? [id] : []));
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `thought number ${String(at)}`);

const tallyOf = (
  texts: readonly (string | null)[],
  votes: readonly (number[] | null)[] = [],
  { board = dealt(texts), language = 'en', named = false } = {},
): DiscussTally => {
  const room: TallyRoom = {
    played: { answers: [texts, votes], board },
    language,
    nameOf: (seat) => (named ? `Player ${String(seat)}` : null),
    creditOf: () => null,
  };
  return discuss.tally(item, [], room);
};

describe('a thought', () => {
  test('is some lines with something to see, signs alone included', () => {
    expect(discuss.parse(item, ' one \n\n\n\n two ')).toBe('one\n\ntwo');
    expect(discuss.parse(item, '👍')).toBe('👍');
    expect(discuss.parse(item, 'x'.repeat(thoughtCharactersMax))).toHaveLength(thoughtCharactersMax);
    for (const raw of ['', '\n', '\u200b\u200b', 'x'.repeat(thoughtCharactersMax + 1), 1, null, {}])
      expect(discuss.parse(item, raw)).toBeNull();
  });
});

describe('reading', () => {
  test('is of all others up to seven, never of the own, and of each thought once', () => {
    const board = dealt(['an oak', 'AN OAK', 'a fir', null]);
    expect(face(item, board, nobody)).toEqual({ thoughts: 2 });
    expect([0, 1, 2, 3].map((seat) => handOf(board, seat).length)).toEqual([1, 1, 1, 2]);
    expect(handOf(board, 1).map(({ text }) => text)).toEqual(['a fir']);
    for (const each of [0, 31, 40]) expect(handOf(dealt(many(32)), each)).toHaveLength(thoughtsShown);
  });

  test('is of nothing where all wrote the same, and can be answered all the same', () => {
    const board = dealt(['an oak', 'an oak']);
    expect(handOf(board, 0)).toEqual([]);
    expect(parse(item, board, 0, [])).toEqual([]);
  });

  test('takes marks for what was in the own hand, each once, in any order, also none', () => {
    const board = dealt(many(32));
    const ids = handOf(board, 4).map(({ id }) => id);
    expect(parse(item, board, 4, [...ids].reverse())).toEqual([...ids].sort((a, b) => a - b));
    expect(parse(item, board, 4, [])).toEqual([]);
    const other = Array.from({ length: 32 }, (_, id) => id).find((id) => !ids.includes(id));
    for (const raw of [[other], [ids[0], ids[0]], [...ids, other], [-1], [0.5], ['0'], 'all', null, ids[0]])
      expect(parse(item, board, 4, raw)).toBeNull();
  });
});

describe('the own result', () => {
  const texts = ['an oak', 'a fir', 'An oak!', null];
  const board = dealt(texts);
  const votes = [marks(board, 0, 'a fir'), [], null, marks(board, 3, 'an oak', 'a fir')];
  const settled = discuss.settle?.(item, { answers: [texts, votes], board }) ?? [];

  test('is how many of those who read it marked it; who wrote the same has the same', () => {
    const oak = { likes: 1, shown: 2 };
    expect(settled.map((made) => made?.feedback)).toEqual([
      { ...oak, own: 'an oak' },
      { likes: 2, shown: 2, own: 'a fir' },
      { ...oak, own: 'An oak!' },
      { likes: 0, shown: 0, own: null },
    ]);
    expect(settled.every((made) => made?.credit === 0 && made.bonus === 0)).toBe(true);
  });

  test('is null for who neither wrote nor read', () => {
    expect(
      discuss.settle?.(item, {
        answers: [
          ['a', null],
          [null, null],
        ],
        board: dealt(['a', null]),
      })?.[1],
    ).toBeNull();
  });

  test('is the own thought also where nobody read', () => {
    expect(discuss.settle?.(item, { answers: [['an oak']], board: null })?.[0]?.feedback).toEqual({
      likes: 0,
      shown: 0,
      own: 'an oak',
    });
  });
});

describe('the tally', () => {
  test('puts what spoke to most of its readers first', () => {
    const texts = ['an oak', 'a fir', 'a birch'];
    const board = dealt(texts);
    const votes = [marks(board, 0, 'a fir'), [], marks(board, 2, 'a fir', 'an oak')];
    const { thoughts, written, voted } = tallyOf(texts, votes, { board });
    expect([written, voted]).toEqual([3, 3]);
    expect(thoughts.map(({ text, likes, shown }) => [text, likes, shown])).toEqual([
      ['a fir', 2, 2],
      ['an oak', 1, 2],
      ['a birch', 0, 2],
    ]);
  });

  test('puts nearly same thoughts together, and counts a reader of two of them once', () => {
    const texts = ['We need more time', 'more time is needed!', 'we need more time.', 'We need less noise', null];
    const board = dealt(texts);
    const all = marks(board, 4, ...texts.flatMap((text) => text ?? []));
    // Three thoughts to the eye: two about time, one of which two people wrote.
    expect(all).toHaveLength(3);
    const { thoughts } = tallyOf(texts, [null, null, null, null, all], { board, named: true });
    const time = thoughts.find(({ text }) => text === 'We need more time');
    expect(time).toMatchObject({ alike: 2, likes: 1, shown: 1, name: 'Player 0' });
    const slip = ['It comes the same day.', 'It comes on the same day', 'Somebody asks me first'];
    const others = dealt(slip);
    const both = marks(others, 3, ...slip.slice(0, 2));
    const { thoughts: told } = tallyOf(slip, [null, null, null, both], { board: others });
    expect(told.map(({ alike, likes, shown }) => [alike, likes, shown])).toContainEqual([2, 1, 1]);
  });

  test('keeps apart what says the opposite', () => {
    const { thoughts } = tallyOf(['We should meet more often', 'We should not meet more often']);
    expect(thoughts).toHaveLength(2);
  });

  test('puts together in the language of the pack', () => {
    const texts = ['Skogarna behöver vatten', 'Skogen behöver vatten!'];
    const alikeIn = (language: string) => tallyOf(texts, [], { language }).thoughts.map(({ alike }) => alike);
    expect([alikeIn('sv'), alikeIn('en')]).toEqual([[2], [1, 1]]);
  });

  test('has six thoughts at most, and names only where they are shown', () => {
    expect(tallyOf(many(30)).thoughts).toHaveLength(6);
    expect(tallyOf(many(3)).thoughts.map(({ name }) => name)).toEqual([null, null, null]);
    expect(tallyOf(many(3), [], { named: true }).thoughts.every(({ name }) => name !== null)).toBe(true);
  });

  test('has the one thought that there was, or none', () => {
    expect(tallyOf(['an oak'], [], { board: null }).thoughts).toMatchObject([{ text: 'an oak', alike: 1, shown: 0 }]);
    expect(tallyOf([], [], { board: null })).toEqual({ thoughts: [], written: 0, voted: 0 });
  });

  test('shows another of a group when the one that led it is gone', () => {
    const texts = ['We need more time', 'we needed more time', 'An oak'];
    const board = dealt(texts);
    expect(tallyOf(texts, [], { board }).thoughts).toHaveLength(2);
    for (const gone of [0, 1]) {
      const left = texts.map((text, seat) => (seat === gone ? null : text));
      const { thoughts } = tallyOf(left, [], { board });
      expect(thoughts.map(({ text, alike }) => [text, alike]).sort()).toEqual(
        [
          ['An oak', 1],
          [texts[1 - gone], 1],
        ].sort(),
      );
    }
  });
});

describe('a player who is removed', () => {
  const bad = 'something nobody should read';
  const everything = ({ state }: Play): string =>
    JSON.stringify([
      sceneView(state),
      stageView(state, { count: 3, has: () => true }),
      deskView(state, { count: 3, has: () => true }),
      ...state.players.map((_, seat) => youView(state, seat)),
    ]);

  test.each([2, 3, 12])('takes the text along, from every view of a room of %i, in every step', (players) => {
    for (const when of ['writing', 'voting', 'revealed'] as const) {
      const play = classicRoom([discussItem], {}, many(players));
      play.append({ type: 'named', shown: true });
      next(play);
      for (let seat = 0; seat < players; seat++) answer(play, seat, seat === 1 ? bad : `thought ${String(seat)}`);
      if (when !== 'writing') next(play);
      if (when !== 'writing') expect(everything(play)).toContain(bad);
      if (when === 'revealed') next(play);
      play.append({ type: 'removed', seat: 1 });
      expect(everything(play), when).not.toContain(bad);
      while (play.state.phase !== 'ended') {
        next(play);
        expect(everything(play), when).not.toContain(bad);
      }
    }
  });

  test('is not counted among the thoughts of the room any more', () => {
    const board = dealt(['an oak', 'a fir', 'a fir']);
    expect(face(item, board, (seat) => seat === 0)).toEqual({ thoughts: 1 });
    expect(face(item, board, (seat) => seat === 1)).toEqual({ thoughts: 2 });
  });
});

test('a room of ten thousand looks at its own few, whoever asks', () => {
  const texts = many(10_000);
  const board = dealt(texts);
  let asked = 0;
  const isGone = (): boolean => {
    asked += 1;
    return false;
  };
  const votes = texts.map((_, seat) => {
    const { thoughts } = hand(item, board, seat, isGone) as DiscussHandFace;
    return thoughts.slice(0, seat % 3).map(({ id }) => id);
  });
  expect(asked).toBeLessThanOrEqual(thoughtsShown * texts.length);
  const settled = discuss.settle?.(item, { answers: [texts, votes], board }) ?? [];
  const likes = settled.reduce((sum, made) => sum + (made?.feedback as { likes: number }).likes, 0);
  expect(likes).toBe(votes.flat().length);
  expect(tallyOf(texts, votes, { board }).thoughts).toHaveLength(6);
});
