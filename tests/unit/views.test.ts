/** What each audience sees in each phase. That nothing secret leaves is a property: tests/property/views. */
import { describe, expect, test } from 'vitest';
import { deskView, sceneView, stageView, youView } from '../../shared/game/views.ts';
import { lobbyNamesMax, rosterRows, standingsRows } from '../../shared/limits.ts';
import { answer, answerAll, classicRoom, next, poll, question, slide } from '../support/classic.ts';
import { startMs, type Play } from '../support/rooms.ts';

const seatsHere = new Set([0, 2]);
const present = { count: 2, has: (seat: number) => seatsHere.has(seat) };
const stageOf = (play: Play) => stageView(play.state, present);
const deskOf = (play: Play, find?: string) => deskView(play.state, present, find);

describe('the scene', () => {
  test('tells the item while it is open, and the key only at its reveal', () => {
    const play = classicRoom([question({ explanation: 'Because.' }), question()]);
    expect(sceneView(play.state)).toEqual({
      seq: 4,
      phase: 'lobby',
      title: 'Classic',
      language: 'en',
      index: -1,
      total: 2,
      opensAtMs: startMs,
      closesAtMs: startMs,
      pausedAtMs: null,
      item: null,
      reveal: null,
      skipped: false,
      scored: true,
    });
    play.append({ type: 'asked', item: 0, leadMs: 500 });
    expect(sceneView(play.state)).toMatchObject({
      phase: 'asked',
      index: 0,
      opensAtMs: startMs + 500,
      closesAtMs: startMs + 20_500,
      item: {
        kind: 'choice',
        text: 'Which?',
        face: { options: ['right', 'wrong', 'too'], several: false, truth: false },
        asked: true,
        worth: 1,
        scored: true,
      },
      reveal: null,
    });
    play.nowMs += 500;
    play.nowMs += 500;
    play.append({ type: 'closed', item: 0, cause: 'host' });
    expect(sceneView(play.state).reveal).toBeNull();
    play.append({ type: 'revealed', item: 0 });
    expect(sceneView(play.state).reveal).toEqual({ key: [0], explanation: 'Because.' });
    next(play);
    expect(sceneView(play.state)).toMatchObject({ phase: 'ranked', reveal: { key: [0] } });
    next(play);
    expect(sceneView(play.state)).toMatchObject({ index: 1, reveal: null });
    next(play);
    expect(sceneView(play.state).reveal).toEqual({ key: [0], explanation: null });
  });

  test('says that an item was skipped, and does not reveal it', () => {
    const play = classicRoom([question(), question()]);
    next(play);
    play.append({ type: 'skipped', item: 0 });
    expect(sceneView(play.state)).toMatchObject({ phase: 'revealed', skipped: true, reveal: null });
    expect(stageOf(play)).toMatchObject({ skipped: true, reveal: null });
    next(play);
    expect(sceneView(play.state).skipped).toBe(false);
  });

  test('says since when the room stands still', () => {
    const play = classicRoom([question()]);
    next(play);
    play.nowMs += 1_000;
    play.append({ type: 'paused' });
    expect(sceneView(play.state)).toMatchObject({ pausedAtMs: startMs + 1_000, opensAtMs: startMs });
  });

  test('does not reveal what was open when the room ended', () => {
    const play = classicRoom([question()]);
    next(play);
    play.append({ type: 'ended' });
    expect([sceneView(play.state).reveal, stageOf(play).reveal]).toEqual([null, null]);
  });

  test('keeps the text of a question from phones where the room says so, but never that of a slide', () => {
    const play = classicRoom([slide, question()], { phoneText: false });
    next(play);
    expect(sceneView(play.state).item?.text).toBe('Read.');
    next(play);
    expect([sceneView(play.state).item?.text, stageOf(play).item?.text]).toEqual([null, 'Which?']);
  });

  test('of a poll tells at the reveal that there is no right answer', () => {
    const play = classicRoom([poll]);
    next(play);
    answerAll(play, [[0], [1], [1]]);
    expect(sceneView(play.state).reveal).toEqual({ key: null, explanation: null });
    expect(stageOf(play).reveal).toEqual({ key: null, explanation: null, tally: [1, 2], right: null });
  });
});

describe('the own view', () => {
  test('shows the own answer at once, and what it earned from the reveal on', () => {
    const play = classicRoom([question(), question()]);
    expect(youView(play.state, 0)).toEqual({
      seq: 4,
      seat: 0,
      name: 'Ana',
      index: -1,
      answer: null,
      answered: false,
      result: null,
      points: 0,
      streak: 0,
      rank: null,
      players: 3,
    });
    next(play);
    answer(play, 0, [0]);
    expect(youView(play.state, 0)).toMatchObject({ index: 0, answer: [0], answered: true, result: null, points: 0 });
    expect(youView(play.state, 1)).toMatchObject({ answer: null, answered: false });
    play.append({ type: 'closed', item: 0, cause: 'host' });
    expect(youView(play.state, 0)?.result).toBeNull();
    play.append({ type: 'revealed', item: 0 });
    expect(youView(play.state, 0)).toMatchObject({
      result: { credit: 1, points: 875 },
      points: 875,
      streak: 1,
      rank: 1,
    });
    // No answer is no result, but a rank there is.
    expect(youView(play.state, 1)).toMatchObject({ result: null, points: 0, rank: 2 });
    next(play);
    next(play);
    expect(youView(play.state, 0)).toMatchObject({ index: 1, answered: false, result: null, points: 875 });
  });

  test('keeps the rank back until the end where the room does', () => {
    const play = classicRoom([question()], { standings: 'end' });
    next(play);
    answerAll(play, [[0]]);
    expect(youView(play.state, 0)?.rank).toBeNull();
    next(play);
    expect(youView(play.state, 0)?.rank).toBe(1);
  });

  test('is none for a seat that nobody has any more, or ever had', () => {
    const play = classicRoom([question()]);
    play.append({ type: 'removed', seat: 0 });
    expect([youView(play.state, 0), youView(play.state, 9), youView(play.state, -1)]).toEqual([null, null, null]);
    expect(youView(play.state, 1)?.players).toBe(2);
  });
});

describe('the stage', () => {
  test('shows in the lobby the newest names, newest last, and never those who are gone', () => {
    const names = Array.from({ length: lobbyNamesMax + 5 }, (_, at) => `Player ${String(at)}`);
    const play = classicRoom([question()], {}, names);
    play.append({ type: 'removed', seat: lobbyNamesMax });
    play.append({ type: 'left', seat: lobbyNamesMax + 1 });
    const shown = stageOf(play).names;
    expect(shown).toHaveLength(lobbyNamesMax);
    expect([shown[0], shown.at(-1)?.seat]).toEqual([{ seat: 3, name: 'Player 3' }, lobbyNamesMax + 4]);
    expect(stageOf(play)).toMatchObject({ players: lobbyNamesMax + 3, connected: 2, code: 'BCDFGH' });
    next(play);
    expect(stageOf(play).names).toEqual([]);
  });

  test('counts answers while open, and tells their spread at the reveal alone', () => {
    const play = classicRoom([question()]);
    next(play);
    answer(play, 0, [0]);
    answer(play, 1, [2]);
    expect(stageOf(play)).toMatchObject({ answered: 2, reveal: null, standings: [] });
    next(play);
    expect(stageOf(play).reveal).toEqual({ key: [0], explanation: null, tally: [1, 0, 1], right: 1 });
  });

  test('counts nobody who was removed, before the reveal or after it', () => {
    const play = classicRoom([question()]);
    next(play);
    answerAll(play, [[0], [0], [1]]);
    play.append({ type: 'removed', seat: 0 });
    // Three numbers of one picture: they have to agree.
    expect(stageOf(play)).toMatchObject({ answered: 2, players: 2, reveal: { tally: [1, 1, 0], right: 1 } });
  });

  test('shows the standings in their phases: best first, those of equal rank in the order they came', () => {
    const play = classicRoom([question(), question()], { speed: 'none' }, ['A', 'B', 'C', 'D']);
    next(play);
    answerAll(play, [[1], [0], [0], null]);
    expect(stageOf(play).standings).toEqual([]);
    next(play);
    const row = (seat: number, name: string, points: number, rank: number, more: object) => ({
      ...{ seat, name, points, rank, moved: null, streak: points > 0 ? 1 : 0, gained: points },
      ...more,
    });
    expect(stageOf(play).standings).toEqual([
      row(1, 'B', 1_000, 1, {}),
      row(2, 'C', 1_000, 1, {}),
      row(0, 'A', 0, 3, {}),
      row(3, 'D', 0, 3, {}),
    ]);
    next(play);
    expect(stageOf(play).standings).toEqual([]);
    play.append({ type: 'joined', name: 'E', tokenHash: 'e' });
    answerAll(play, [[0], [0], [1], null, [0]]);
    next(play);
    expect(play.state.phase).toBe('podium');
    expect(stageOf(play).standings).toEqual([
      row(1, 'B', 2_000, 1, { moved: 0, streak: 2, gained: 1_000 }),
      row(0, 'A', 1_000, 2, { moved: 1, streak: 1, gained: 1_000 }),
      row(2, 'C', 1_000, 2, { moved: -1, streak: 0, gained: 0 }),
      row(4, 'E', 1_000, 2, { moved: null, streak: 1, gained: 1_000 }),
      row(3, 'D', 0, 5, { moved: -2, streak: 0, gained: 0 }),
    ]);
    next(play);
    expect(stageOf(play)).toMatchObject({ phase: 'ended', standings: [{ name: 'B' }, {}, {}, {}, {}] });
  });

  test('shows as many rows as can be read, and none where the room wants none', () => {
    const names = Array.from({ length: standingsRows + 4 }, (_, at) => `Player ${String(at)}`);
    const play = classicRoom([question(), question()], {}, names);
    next(play);
    answerAll(play, [...names.map(() => [1]).slice(0, -1), [0]]);
    next(play);
    // All but the last share the second rank: the last comes first, and as many of the others as fit.
    expect(stageOf(play).standings.map(({ seat }) => seat)).toEqual([standingsRows + 3, 0, 1, 2, 3, 4, 5, 6]);
    const placeless = classicRoom([question()], { standings: 'none' });
    next(placeless);
    answerAll(placeless, [[0]]);
    next(placeless);
    expect([placeless.state.phase, stageOf(placeless).standings]).toEqual(['podium', []]);
    // Everybody still sees the own points, and no place.
    expect(youView(placeless.state, 0)).toMatchObject({ rank: null });
    expect(youView(placeless.state, 0)?.points).toBeGreaterThan(0);
  });

  test('does not list who was removed in the standings', () => {
    const play = classicRoom([question(), question()]);
    next(play);
    answerAll(play, [[0], [0]]);
    next(play);
    play.append({ type: 'removed', seat: 0 });
    expect(stageOf(play).standings.map(({ name, rank }) => [name, rank])).toEqual([
      ['Bo', 1],
      ['Cy', 2],
    ]);
  });
});

describe('the desk', () => {
  test('lists players, newest first: who is here, who answered, who left', () => {
    const play = classicRoom([question(), question({ text: 'And then?' })]);
    next(play);
    answer(play, 0, [0]);
    play.append({ type: 'left', seat: 1 });
    const row = { points: 0, rank: 0, connected: false, answered: false, left: false };
    expect(deskOf(play)).toMatchObject({
      ...stageOf(play),
      upNext: 'And then?',
      roster: [
        { ...row, seat: 2, name: 'Cy', connected: true },
        { ...row, seat: 1, name: 'Bo', left: true },
        { ...row, seat: 0, name: 'Ana', connected: true, answered: true },
      ],
    });
    play.append({ type: 'removed', seat: 2 });
    expect(deskOf(play).roster.map(({ seat }) => seat)).toEqual([1, 0]);
  });

  test('finds players by a part of the name, in any case, beyond the rows it lists', () => {
    const names = Array.from({ length: rosterRows + 10 }, (_, at) => `Player ${String(at)}`);
    const play = classicRoom([question()], {}, names);
    expect(deskOf(play).roster).toHaveLength(rosterRows);
    expect(deskOf(play, 'PLAYER 7').roster.map(({ seat }) => seat)).toEqual([
      79, 78, 77, 76, 75, 74, 73, 72, 71, 70, 7,
    ]);
    expect(deskOf(play, 'nobody').roster).toEqual([]);
  });

  test('names what "next" will do, in every phase', () => {
    const play = classicRoom([slide, question(), question()]);
    const names: (string | null)[] = [];
    for (let step = 0; step < 9; step++) {
      names.push(deskOf(play).next);
      next(play);
    }
    expect(names).toEqual(['start', 'item', 'close', 'standings', 'item', 'close', 'podium', 'end', null]);
    const half = classicRoom([question()]);
    next(half);
    half.append({ type: 'closed', item: 0, cause: 'host' });
    expect([deskOf(half).next, deskOf(half).upNext]).toEqual(['reveal', null]);
  });
});
