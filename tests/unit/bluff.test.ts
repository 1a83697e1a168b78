/** Bluff by hand: what goes on the list, who may choose what, what it earns, and what the stage is told. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { bluff, type BluffFeedback, type BluffHandFace, type BluffItem } from '../../shared/kinds/bluff.ts';
import { seededRandom } from '../../shared/game/random.ts';
import { deskView, sceneView, stageView, youView } from '../../shared/game/views.ts';
import type { Json, TallyRoom } from '../../shared/kinds/kind.ts';
import { inventionCharactersMax, inventionsShown, optionsMax } from '../../shared/limits.ts';
import { answer, bluff as bluffOf, classicRoom, next } from '../support/classic.ts';
import type { Play } from '../support/rooms.ts';

const truth = 'wood that carries water';
const item = (fields: object = {}): BluffItem =>
  v.parse(bluff.schema, { kind: 'bluff', text: 'Xylem', truth, ...fields });

const vote = bluff.later?.[0];
if (vote === undefined) throw new Error('bluff has no vote');
const { gather, face, hand, parse } = vote;
const nobody = (): boolean => false;
const dealt = (texts: readonly (string | null)[], fields: object = {}): Json =>
  gather(item(fields), texts, seededRandom(1));
const listOf = (board: Json): (string | null)[] =>
  (face(item(), board, nobody) as { options: (string | null)[] | null }).options ?? [];
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `thing number ${String(at)}`);

describe('an invention', () => {
  test('is one line, as long as a definition, and something to see', () => {
    expect(bluff.parse(item(), '  a\n moth ')).toBe('a moth');
    expect(bluff.parse(item(), 'x'.repeat(inventionCharactersMax))).toHaveLength(inventionCharactersMax);
    expect(bluff.parse(item(), '🧶')).toBe('🧶');
    for (const raw of ['', ' \n ', '\u200b', 'x'.repeat(inventionCharactersMax + 1), 7, null, ['a moth']])
      expect(bluff.parse(item(), raw)).toBeNull();
  });

  test('knows no turned-around text: what is written from right to left stays in its line', () => {
    expect(bluff.parse(item(), '\u202ea moth\u202c')).toBe('a moth');
    expect(bluff.parse(item(), 'فراشة')).toBe('فراشة');
  });
});

describe('the list', () => {
  test('has each invention once, whatever its case and signs, and the truth once', () => {
    const board = dealt(['A moth.', 'a  MOTH', 'a bridge', 'Wood, that carries water!', null]);
    expect([...listOf(board)].sort()).toEqual(['A moth.', 'a bridge', truth]);
  });

  test('keeps apart what consists of different signs alone', () => {
    expect([...listOf(dealt(['🧶', '🧵', '🧶']))].sort()).toEqual([truth, '🧵', '🧶'].sort());
  });

  test('is filled up with decoys to three wrong ones, and with none that is there already', () => {
    const decoys = ['a bridge', 'an insect', truth, 'an insect', 'a lake', 'a stone'];
    const fields = { decoys: decoys.slice(0, 5) };
    expect([...listOf(dealt(['a moth'], fields))].sort()).toEqual(['a bridge', 'a moth', 'an insect', truth]);
    expect([...listOf(dealt(['A BRIDGE'], fields))].sort()).toEqual(['A BRIDGE', 'a lake', 'an insect', truth]);
    expect(listOf(dealt(['a', 'b', 'c'], fields))).toHaveLength(4);
  });

  test('is the same for all up to six tiles, and each has a hand of six beyond', () => {
    expect(listOf(dealt(many(optionsMax - 1)))).toHaveLength(optionsMax);
    const board = dealt(many(optionsMax));
    expect(face(item(), board, nobody)).toEqual({ options: null });
    for (let seat = 0; seat < optionsMax + 3; seat++) {
      const { options, own } = hand(item(), board, seat, nobody) as BluffHandFace;
      expect(options).toHaveLength(inventionsShown + 1);
      expect(own).toBeNull();
    }
  });

  test('says which is the own one, so that the phone can mark it, and does not give away that it is the truth', () => {
    const board = dealt(['a moth', 'the wood that carries water']);
    expect(hand(item(), board, 0, nobody)).toEqual({ options: null, own: listOf(board).indexOf('a moth') });
    expect(hand(item(), board, 1, nobody)).toEqual({ options: null, own: null });
    expect(hand(item(), board, 2, nobody)).toEqual({ options: null, own: null });
  });
});

describe('a vote', () => {
  test('goes to what is in sight, but not to the own one', () => {
    const board = dealt(['a moth', 'a bridge']);
    const [moth, bridge] = [listOf(board).indexOf('a moth'), listOf(board).indexOf('a bridge')];
    expect([parse(item(), board, 0, moth), parse(item(), board, 0, bridge)]).toEqual([null, bridge]);
    for (const raw of [3, -1, 0.5, Number.NaN, '0', null, [0]]) expect(parse(item(), board, 0, raw)).toBeNull();
  });

  test('may be for the truth also of who wrote it', () => {
    const board = dealt([truth, 'a moth']);
    const id = listOf(board).indexOf(truth);
    expect(parse(item(), board, 0, id)).toBe(id);
  });

  test('in a hall goes to the own hand alone', () => {
    const board = dealt(many(30));
    const { options } = hand(item(), board, 3, nobody) as BluffHandFace;
    const ids = (options ?? []).map(({ id }) => id);
    for (let id = -1; id < 32; id++) expect(parse(item(), board, 3, id)).toBe(ids.includes(id) ? id : null);
  });
});

describe('what it earns', () => {
  const texts = ['a moth', 'a bridge', 'the wood that carries water', null, 'A MOTH'];
  const board = dealt(texts);
  const id = (text: string): number => listOf(board).indexOf(text);
  const settled = (votes: readonly (number | null)[], written: readonly (string | null)[] = texts) =>
    bluff.settle?.(item(), { answers: [written, votes], board }) ?? [];

  test('is credit for the truth, and the share of those who fell for the own one, of those who could', () => {
    const [ana, bo, cy, di, ed] = settled([id(truth), id('a moth'), id(truth), id('a moth'), null]);
    // Of four voters Ana could fool three: herself she cannot.
    expect(ana).toMatchObject({ credit: 1, bonus: 2 / 3, feedback: { found: true, fooled: 2, shown: 3, knew: false } });
    expect(bo).toMatchObject({ credit: 0, bonus: 0, feedback: { found: false, fooled: 0, shown: 3, own: 'a bridge' } });
    expect(di).toMatchObject({ credit: 0, bonus: 0, feedback: { found: false, fooled: 0, shown: 0, own: null } });
    // Who wrote the same is as much its author; this one did not vote.
    expect(ed).toMatchObject({ credit: 0, bonus: 2 / 3, feedback: { found: null, fooled: 2, own: 'A MOTH' } });
    expect(cy?.feedback).toEqual({ found: true, fooled: 0, shown: 0, knew: true, own: 'the wood that carries water' });
  });

  test('is half a bonus for who knew the truth, whom nobody could fall for', () => {
    expect(settled([])[2]).toMatchObject({ credit: 0, bonus: 0.5, feedback: { found: null, knew: true } });
  });

  test('is nothing where nobody voted, and null for who did neither', () => {
    expect(settled([])[0]).toMatchObject({ credit: 0, bonus: 0, feedback: { fooled: 0, shown: 0 } });
    expect(settled([null, null, null, null, null, null])[3]).toBeNull();
    expect(settled([null, null, null, null, null, null])[5]).toBeNull();
  });

  test('leaves out a player who was removed, and the votes for what is gone with them', () => {
    const without = [null, 'a bridge', null, null, null];
    const made = settled([null, id('a moth'), null, id('a bridge'), null], without);
    expect(made[0]).toBeNull();
    expect(made[1]).toMatchObject({ bonus: 1, feedback: { fooled: 1, shown: 1 } });
  });
});

describe('the stage', () => {
  const room = (texts: readonly (string | null)[], votes: readonly (number | null)[], board: Json): TallyRoom => ({
    played: { answers: [texts, votes], board },
    language: 'en',
    nameOf: (seat) => `Player ${String(seat)}`,
    creditOf: () => null,
  });

  test('is told the truth first, then what most believed, and where nobody did, what somebody here wrote', () => {
    const texts = ['a moth', 'a bridge', 'a knot'];
    const board = dealt(texts);
    const id = (text: string): number => listOf(board).indexOf(text);
    const tally = bluff.tally(item(), [], room(texts, [id(truth), id('a knot'), id('a moth')], board));
    expect(tally).toMatchObject({ common: true, votes: 3, inventions: 3 });
    expect(tally.options[0]).toMatchObject({ text: truth, votes: 1, truth: true, names: [], writers: 0 });
    expect(tally.options.map(({ votes }) => votes)).toEqual([1, 1, 1, 0]);
    for (const option of tally.options) expect(listOf(board)[option.id]).toBe(option.text);
    const bridge = tally.options.at(-1);
    expect(bridge).toMatchObject({ text: 'a bridge', names: ['Player 1'], writers: 1 });
  });

  test('is told six at most, and three names to each', () => {
    const texts = [...many(40), ...Array.from({ length: 9 }, () => 'all the same')];
    const { options, common } = bluff.tally(item(), [], room(texts, [], dealt(texts)));
    expect([options.length, common]).toEqual([optionsMax, false]);
    expect(options[1]).toMatchObject({
      text: 'all the same',
      writers: 9,
      names: ['Player 40', 'Player 41', 'Player 42'],
    });
  });

  test('is told the truth where nobody invented anything', () => {
    const tally = bluff.tally(item(), [], room([], [], null));
    expect(tally).toMatchObject({ options: [{ text: truth, truth: true, votes: 0 }], votes: 0, inventions: 0 });
  });
});

describe('a player who is removed', () => {
  const count = optionsMax + 4;
  const bad = 'something nobody should read';
  const present = { count, has: () => true };
  const everything = ({ state }: Play): string =>
    JSON.stringify([
      sceneView(state),
      stageView(state, present),
      deskView(state, present),
      ...state.players.map((_, seat) => youView(state, seat)),
    ]);

  test.each([3, count])('takes the text along, from every view of a room of %i, in every step', (players) => {
    for (const when of ['writing', 'voting', 'revealed'] as const) {
      const play = classicRoom([bluffOf()], {}, many(players));
      play.append({ type: 'named', shown: true });
      next(play);
      for (let seat = 0; seat < players; seat++) answer(play, seat, seat === 1 ? bad : `invention ${String(seat)}`);
      if (when !== 'writing') next(play);
      if (when === 'revealed') {
        const id = (play.state.rounds[0]?.board as { options: { text: string }[] }).options.findIndex(
          ({ text }) => text === bad,
        );
        for (let seat = 0; seat < players; seat++) answer(play, seat, id);
        next(play);
        expect(everything(play)).toContain(bad);
      }
      play.append({ type: 'removed', seat: 1 });
      expect(everything(play), when).not.toContain(bad);
      while (play.state.phase !== 'ended') {
        next(play);
        expect(everything(play), when).not.toContain(bad);
      }
    }
  });

  test('leaves what somebody else wrote, too', () => {
    const play = classicRoom([bluffOf()]);
    next(play);
    answer(play, 0, 'a moth');
    answer(play, 1, 'a moth');
    next(play);
    play.append({ type: 'removed', seat: 0 });
    expect(JSON.stringify(sceneView(play.state))).toContain('a moth');
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
    const { options } = hand(item(), board, seat, isGone) as BluffHandFace;
    const id = options?.[seat % 6]?.id ?? null;
    expect(parse(item(), board, seat, id)).toBe(id);
    return id;
  });
  expect(asked).toBeLessThanOrEqual(inventionsShown * texts.length);
  const settled = bluff.settle?.(item(), { answers: [texts, votes], board }) ?? [];
  const sum = (of: (feedback: BluffFeedback) => number): number =>
    settled.reduce((total, made) => total + (made === null ? 0 : of(made.feedback as BluffFeedback)), 0);
  expect(sum(({ fooled, found }) => fooled + Number(found))).toBe(10_000);
});
