/** The host's last word: what verdicts, their undoing and another leniency do to points, places and streaks. */
import { describe, expect, test } from 'vitest';
import type { Body } from '../../shared/game/entry.ts';
import { nextSteps } from '../../shared/game/steps.ts';
import { youView } from '../../shared/game/views.ts';
import { answer, half, judgedPack, playedTo } from '../support/judged.ts';
import { joined, opened, parsePack, Play } from '../support/rooms.ts';

const judged = (item: number, seats: number[], credit: number): Body => ({ type: 'judged', item, seats, credit });
const pointsOf = ({ state }: Play): number[] => state.players.map((player) => player.points);
const ranksOf = ({ state }: Play): number[] => state.players.map((player) => player.rank);
const streaksOf = ({ state }: Play): number[] => state.players.map((player) => player.streak);
const awardOf = ({ state }: Play, item: number, seat: number) => state.rounds[item]?.awards[seat];

describe('a verdict', () => {
  test('is worth what the host says, and points, places and the phone follow', () => {
    const play = playedTo(0);
    expect(ranksOf(play)).toEqual([1, 2, 3]);
    expect(play.append(judged(0, [2], 1))).toEqual({ ok: true });
    expect(awardOf(play, 0, 2)).toEqual({ credit: 1, points: 1_000, judged: true });
    expect(pointsOf(play)[2]).toBe(1_000);
    expect(ranksOf(play)[2]).toBe(1);
    expect(youView(play.state, 2)?.result).toMatchObject({ credit: 1, right: true, judged: true });
    expect(youView(play.state, 0)?.result?.judged).toBeUndefined();
  });

  test('given twice counts as it was given last, and its undoing brings the one before back', () => {
    const play = playedTo(0);
    const before = pointsOf(play);
    play.append(judged(0, [1, 2], 1));
    play.append(judged(0, [2], 0.3));
    expect(pointsOf(play).slice(1)).toEqual([1_000, 300]);
    play.append({ type: 'unjudged', item: 0 });
    expect(pointsOf(play).slice(1)).toEqual([1_000, 1_000]);
    play.append({ type: 'unjudged', item: 0 });
    expect(pointsOf(play)).toEqual(before);
    expect(play.append({ type: 'unjudged', item: 0 })).toEqual({ ok: false, why: 'stale' });
  });

  test('is taken back once when two hosts take it back at once', () => {
    const play = playedTo(0);
    play.append(judged(0, [2], 1));
    play.append(judged(0, [2], 0.5));
    expect(play.append({ type: 'unjudged', item: 0, verdicts: 2 })).toEqual({ ok: true });
    expect(play.append({ type: 'unjudged', item: 0, verdicts: 2 })).toEqual({ ok: false, why: 'stale' });
    expect(pointsOf(play)[2]).toBe(1_000);
  });

  test('asked for again by the same ref is the same one, also once it is taken back', () => {
    const play = playedTo(0);
    const before = pointsOf(play);
    const asked = { ...judged(0, [2], 1), ref: 'of the host' };
    expect([play.append(asked), play.append(asked)]).toEqual([{ ok: true }, { ok: true }]);
    expect(play.state.rounds[0]?.verdicts).toHaveLength(1);
    play.append({ type: 'unjudged', item: 0 });
    expect(play.append(asked)).toEqual({ ok: true });
    expect(pointsOf(play)).toEqual(before);
  });

  test('keeps the share that speed left, where speed counts', () => {
    const play = playedTo(1, 'classic');
    play.append(judged(1, [1], 1));
    // 2 s of 30 are a fifteenth, which costs half as much.
    expect(awardOf(play, 1, 1)?.points).toBe(967);
  });

  test('rejects what was right, and that breaks the streak', () => {
    const play = playedTo(1);
    expect(streaksOf(play)).toEqual([2, 0, 1]);
    play.append(judged(1, [0], 0));
    expect(streaksOf(play)).toEqual([0, 0, 1]);
    expect(awardOf(play, 1, 0)).toEqual({ credit: 0, points: 0, judged: true });
  });

  test('on an earlier item joins two streaks into one', () => {
    const play = playedTo(3);
    expect(streaksOf(play)).toEqual([4, 2, 0]);
    play.append(judged(1, [1], 1));
    expect(streaksOf(play)).toEqual([4, 3, 0]);
    play.append(judged(0, [1], 1));
    expect(streaksOf(play)).toEqual([4, 4, 0]);
  });

  test('counts while the next item is open, and leaves that alone', () => {
    const play = playedTo(0);
    play.append({ type: 'asked', item: 1, leadMs: 0 });
    const open = structuredClone(play.state.rounds[1]);
    expect(play.append(judged(0, [2], 1))).toEqual({ ok: true });
    expect(pointsOf(play)[2]).toBe(1_000);
    expect(play.state.rounds[1]).toEqual(open);
    expect(youView(play.state, 2)).toMatchObject({ index: 1, result: null, points: 1_000 });
  });

  test('counts at the podium, and no more in a room that is over', () => {
    const play = playedTo(3);
    for (const body of nextSteps(play.state, 0)) play.append(body);
    expect(play.state.phase).toBe('podium');
    expect(play.append(judged(3, [2], 1))).toEqual({ ok: true });
    expect(awardOf(play, 3, 2)?.points).toBe(2_000);
    expect(ranksOf(play)).toEqual([1, 2, 3]);
    play.append({ type: 'ended' });
    expect(play.append(judged(3, [2], 0))).toEqual({ ok: false, why: 'room-over' });
    expect(play.append({ type: 'unjudged', item: 3 })).toEqual({ ok: false, why: 'room-over' });
  });

  test('reaches a player who left, and is there when the player comes back', () => {
    const play = playedTo(0);
    play.append({ type: 'left', seat: 2 });
    play.append(judged(0, [2], 1));
    play.append(joined(2));
    expect(youView(play.state, 2)?.points).toBe(1_000);
  });

  test('gives a removed player nothing, and places nobody behind one', () => {
    const play = playedTo(0);
    play.append({ type: 'removed', seat: 0 });
    play.append(judged(0, [0, 1], 1));
    expect(awardOf(play, 0, 0) ?? null).toBeNull();
    expect(ranksOf(play)).toEqual([0, 1, 2]);
    expect(youView(play.state, 0)).toBeNull();
  });

  test('in a rehearsal is worth nothing, and gives no places', () => {
    const rehearsal = parsePack({ title: 'R', items: [{ kind: 'explain', text: 'Why?', answer, points: 0 }] });
    const play = playedTo(0, 'none', rehearsal);
    play.append(judged(0, [2], 1));
    expect(pointsOf(play)).toEqual([0, 0, 0]);
    expect(ranksOf(play)).toEqual([0, 0, 0]);
    expect(awardOf(play, 0, 2)?.credit).toBe(1);
  });

  test.each<[string, Body, string]>([
    ['on an item with a key', judged(2, [0], 1), 'stale'],
    ['on an item that was not asked', judged(9, [0], 1), 'stale'],
    ['on nobody', judged(0, [], 1), 'no-such-seat'],
    ['on a seat that gave no answer', judged(0, [7, -1], 1), 'no-such-seat'],
    ['without a number', judged(0, [0], Number.NaN), 'stale'],
  ])('%s does not apply, and changes nothing', (_, body, why) => {
    const play = playedTo(2);
    const before = structuredClone({ ...play.state, seq: 0 });
    expect(play.append(body)).toEqual({ ok: false, why });
    expect({ ...play.state, seq: 0 }).toEqual(before);
  });

  test('waits for the reveal', () => {
    const play = playedTo(0);
    play.append({ type: 'asked', item: 1, leadMs: 0 });
    play.nowMs += 1_000;
    play.append({ type: 'answered', seat: 0, item: 1, answer: 'elm', tMs: 900, ref: 'r' });
    expect(play.append(judged(1, [0], 1))).toEqual({ ok: false, why: 'stale' });
  });

  test('is never worth more than everything or less than nothing', () => {
    const play = playedTo(0);
    play.append(judged(0, [0], 7));
    play.append(judged(0, [1], -7));
    expect(pointsOf(play).slice(0, 2)).toEqual([1_000, 0]);
  });
});

describe('another leniency', () => {
  test('scores all free text anew, also of earlier items, and leaves what the host judged', () => {
    const play = playedTo(3);
    play.append(judged(0, [1], 0.2));
    const before = [0, 3].map((item) => awardOf(play, item, 0)?.credit ?? 0);
    play.append({ type: 'tuned', leniency: -1 });
    expect(awardOf(play, 0, 1)?.credit).toBe(0.2);
    [0, 3].forEach((item, at) => expect(awardOf(play, item, 0)?.credit).toBeLessThan(before[at] ?? 0));
    play.append({ type: 'tuned', leniency: 0 });
    [0, 3].forEach((item, at) => expect(awardOf(play, item, 0)?.credit).toBe(before[at]));
  });

  test('set before the first reveal counts at it', () => {
    const play = new Play();
    play.append(opened(judgedPack, { reading: false }));
    play.append(joined(0));
    play.append({ type: 'tuned', leniency: 1 });
    play.append({ type: 'asked', item: 0, leadMs: 0 });
    play.nowMs += 500;
    play.append({ type: 'answered', seat: 0, item: 0, answer: half, tMs: 400, ref: 'r' });
    for (const body of nextSteps(play.state, 0)) play.append(body);
    expect(awardOf(play, 0, 0)?.credit).toBeGreaterThan(awardOf(playedTo(0), 0, 1)?.credit ?? 1);
  });
});

describe('"I think I was right"', () => {
  test('counts once a player, and only for an answer that was given', () => {
    const play = playedTo(0);
    play.append({ type: 'flagged', seat: 1, item: 0 });
    expect(play.append({ type: 'flagged', seat: 1, item: 0 })).toEqual({ ok: true });
    expect(play.state.rounds[0]?.flags).toEqual([1]);
    play.append(joined(3));
    expect(play.append({ type: 'flagged', seat: 3, item: 0 })).toEqual({ ok: false, why: 'not-an-answer' });
  });
});
