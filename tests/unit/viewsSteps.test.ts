/** What each audience sees of an item of two steps. That nothing secret leaves is a property: tests/property/views. */
import { describe, expect, test } from 'vitest';
import { deskView, sceneView, stageView, youView } from '../../shared/game/views.ts';
import { inventionCharactersMax, optionsMax } from '../../shared/limits.ts';
import { answer, bluff, classicRoom, discuss, idOf, next, truth, voting, writing } from '../support/classic.ts';
import type { Play } from '../support/rooms.ts';

const present = { count: 3, has: () => true };
const stageOf = (play: Play) => stageView(play.state, present);
const itemIn = (play: Play) => sceneView(play.state).item;
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `Player ${String(at)}`);

/** A vote among more inventions than everybody can be shown. */
function hall(item: object = bluff()): Play {
  const count = optionsMax + 4;
  const play = classicRoom([item], {}, many(count));
  next(play);
  for (let seat = 0; seat < count; seat++) answer(play, seat, `thing number ${String(seat)}`);
  next(play);
  return play;
}

describe('the item', () => {
  test('says which step of how many is on, and shows the face of that step', () => {
    const play = writing();
    expect(itemIn(play)).toMatchObject({ step: 0, steps: 2, face: { charactersMax: inventionCharactersMax } });
    answer(play, 0, 'a moth');
    next(play);
    expect(itemIn(play)).toMatchObject({ step: 1, steps: 2, text: 'Xylem', worth: 1, judgeable: false });
    expect([...(itemIn(play)?.face as { options: string[] }).options].sort()).toEqual(['a moth', truth]);
    expect(stageOf(play).item).toEqual(itemIn(play));
    next(play);
    expect(itemIn(play)).toMatchObject({ step: 1, steps: 2 });
  });

  test('has the times of its step, and counts the answers of its step', () => {
    const play = writing();
    answer(play, 0, 'a moth');
    answer(play, 1, 'a bridge');
    expect(stageOf(play)).toMatchObject({ answered: 2, opensAtMs: play.nowMs, closesAtMs: play.nowMs + 30_000 });
    next(play);
    expect(stageOf(play)).toMatchObject({ answered: 0, closesAtMs: play.nowMs + 20_000 });
    answer(play, 2, idOf(play, truth));
    expect(stageOf(play).answered).toBe(1);
    expect(deskView(play.state, present).roster.map((row) => row.answered)).toEqual([true, false, false]);
  });

  test('loses the text of a player who was removed, for everybody, and the others keep their place', () => {
    const play = voting();
    const before = idOf(play, 'a bridge');
    play.append({ type: 'removed', seat: 0 });
    const everything = [sceneView(play.state), stageOf(play), deskView(play.state, present), youView(play.state, 1)];
    expect(JSON.stringify(everything)).not.toContain('a moth');
    expect(idOf(play, 'a bridge')).toBe(before);
    next(play);
    expect(JSON.stringify([sceneView(play.state), stageOf(play), youView(play.state, 1)])).not.toContain('a moth');
  });
});

describe('the own view', () => {
  test('has a hand only in a later step, and an answer of the step that is on', () => {
    const play = writing();
    answer(play, 0, 'a moth');
    answer(play, 1, 'a bridge');
    expect(youView(play.state, 0)).toMatchObject({ answered: true, answer: 'a moth' });
    expect(youView(play.state, 0)).not.toHaveProperty('hand');
    expect(youView(play.state, 0)).not.toHaveProperty('step');
    next(play);
    expect(youView(play.state, 0)).toMatchObject({
      step: 1,
      answered: false,
      answer: null,
      hand: { options: null, own: idOf(play, 'a moth') },
    });
    expect(youView(play.state, 2)).toMatchObject({ hand: { options: null, own: null } });
    answer(play, 0, idOf(play, truth));
    expect(youView(play.state, 0)).toMatchObject({ step: 1, answered: true, answer: idOf(play, truth), result: null });
  });

  test('tells at the reveal what was found and who was fooled, apart from what that earned', () => {
    const play = voting();
    answer(play, 0, idOf(play, truth), { tMs: 10_000 });
    answer(play, 1, idOf(play, 'a moth'));
    expect(youView(play.state, 0)?.result).toBeNull();
    next(play);
    expect(youView(play.state, 0)?.result).toEqual({
      credit: 1,
      points: 1_750,
      right: true,
      bonus: 1_000,
      feedback: { found: true, fooled: 1, shown: 1, knew: false, own: 'a moth' },
    });
    // Who wrote and did not vote has a result too; who did neither has none.
    expect(youView(play.state, 2)?.result).toMatchObject({ credit: 0, points: 0, feedback: { found: null } });
    play.append({ type: 'joined', name: 'Di', tokenHash: 'hash of Di' });
    expect(youView(play.state, 3)?.result).toBeNull();
  });

  test.each([
    ['bluff', bluff(), ['id', 'text']],
    ['discuss', discuss, ['id', 'text']],
  ])('of %s in a hall deals each a few, never the own, and no word of who wrote them', (_, item, fields) => {
    const play = hall(item);
    for (const seat of play.state.players.keys()) {
      const hand = youView(play.state, seat)?.hand as Record<string, unknown>;
      const dealt = (hand['options'] ?? hand['thoughts']) as Record<string, unknown>[];
      expect(dealt.length).toBeGreaterThan(3);
      for (const each of dealt) {
        expect(Object.keys(each)).toEqual(fields);
        expect(each['text']).not.toBe(`thing number ${String(seat)}`);
      }
    }
    expect(JSON.stringify([sceneView(play.state), stageOf(play)])).not.toContain('thing number');
  });
});

describe('the stage', () => {
  const revealed = (shown: boolean, item?: object): string => {
    const play = voting(item);
    if (shown) play.append({ type: 'named', shown });
    next(play);
    expect(stageOf(play).namesShown).toBe(shown);
    return JSON.stringify(stageOf(play).reveal);
  };

  test.each([
    ['bluff', undefined],
    ['discuss', discuss],
  ])('says who wrote what of %s only where the host shows names', (_, item) => {
    expect(revealed(false, item)).not.toMatch(/Ana|Bo|Cy/);
    expect(revealed(true, item)).toMatch(/Ana/);
  });

  test('takes the names away again', () => {
    const play = voting();
    next(play);
    play.append({ type: 'named', shown: true });
    play.append({ type: 'named', shown: false });
    expect(JSON.stringify(stageOf(play).reveal)).not.toMatch(/Ana|Bo|Cy/);
  });
});

describe('the desk', () => {
  test('says that a vote comes next where one does', () => {
    const desk = (play: Play) => deskView(play.state, present).next;
    const play = writing();
    expect(desk(play)).toBe('close');
    answer(play, 0, 'a moth');
    expect(desk(play)).toBe('vote');
    play.append({ type: 'closed', item: 0, cause: 'host' });
    expect(desk(play)).toBe('vote');
    next(play);
    expect(desk(play)).toBe('close');
    play.append({ type: 'closed', item: 0, step: 1, cause: 'host' });
    expect(desk(play)).toBe('reveal');
  });

  test('knows no author of an open vote either', () => {
    const { item } = deskView(voting().state, present);
    expect(Object.keys(item?.face as object)).toEqual(['options']);
  });
});
