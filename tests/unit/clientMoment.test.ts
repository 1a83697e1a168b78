/** What a phone shows at each moment of a game, from real views. */
import { describe, expect, test } from 'vitest';
import { announcementOf } from '../../client/pages/play/announce.ts';
import { answeringOf, nextChangeIn, screenOf, verdictOf } from '../../client/pages/play/moment.ts';
import { Shown } from '../../client/pages/play/shown.ts';
import { sceneView, youView } from '../../shared/game/views.ts';
import { playWords } from '../../client/words/en/play.ts';
import { joined, opened, parsePack, Play, samplePack } from '../support/rooms.ts';

const single = parsePack({
  title: 'One',
  items: [
    { kind: 'choice', text: 'One?', options: [{ text: 'yes', right: true }, { text: 'no' }], shuffle: false },
    { kind: 'poll', text: 'How?', options: ['so', 'so'] },
  ],
});

function begin(pack = single): Play {
  const play = new Play();
  play.append(opened(pack, { standings: 'each' }));
  play.append(joined(0));
  return play;
}

const seen = (play: Play) => ({
  scene: sceneView(play.state),
  you: youView(play.state, 0),
  youKnown: true,
  over: null,
});

const at = (play: Play, mine: Parameters<typeof answeringOf>[2] = null) =>
  answeringOf(sceneView(play.state), youView(play.state, 0), mine, play.nowMs);

const answer = (play: Play, picks: number[]) =>
  play.append({ type: 'answered', seat: 0, item: play.state.rounds.at(-1)!.item, answer: picks, tMs: 900, ref: 'r' });

describe('the screen', () => {
  test('follows the room from the lobby to the end', () => {
    const play = begin();
    const screens: string[] = [];
    const look = () => screens.push(screenOf(seen(play)));
    look();
    play.append({ type: 'asked', item: 0, leadMs: 500 });
    look();
    play.pass(60_000);
    look();
    play.append({ type: 'ranked', item: 0 });
    look();
    play.append({ type: 'asked', item: 1, leadMs: 500 });
    look();
    play.pass(60_000);
    play.append({ type: 'ranked', item: 1 });
    look();
    play.append({ type: 'ended' });
    look();
    expect(screens).toEqual(['lobby', 'item', 'result', 'standings', 'item', 'podium', 'ended']);
  });

  test('asks for a name without a seat, waits before it knows, and says when it is over', () => {
    const play = begin();
    expect(screenOf({ ...seen(play), you: null })).toBe('name');
    expect(screenOf({ ...seen(play), you: null, youKnown: false })).toBe('connecting');
    expect(screenOf({ ...seen(play), over: 'removed' })).toBe('over');
    expect(screenOf({ scene: null, you: null, youKnown: false, over: 'no-such-room' })).toBe('over');
  });

  test('keeps a finished game on the screen when its room closes, and no other', () => {
    const play = begin();
    expect(screenOf({ ...seen(play), over: 'room-over' })).toBe('over');
    play.append({ type: 'ended' });
    expect(screenOf({ ...seen(play), over: 'room-over' })).toBe('ended');
    expect(screenOf({ ...seen(play), you: null })).toBe('over');
  });
});

describe('the own answer', () => {
  test('waits, opens and closes by room time alone', () => {
    const play = begin();
    play.append({ type: 'asked', item: 0, leadMs: 500 });
    const scene = sceneView(play.state);
    const stateAt = (nowMs: number) => answeringOf(scene, youView(play.state, 0), null, nowMs);
    expect(stateAt(scene.opensAtMs - 1)).toMatchObject({ state: 'waiting', isOpen: false });
    expect(stateAt(scene.opensAtMs)).toMatchObject({ state: 'open', isOpen: true });
    expect(stateAt(scene.closesAtMs - 1)).toMatchObject({ state: 'open', isOpen: true });
    expect(stateAt(scene.closesAtMs)).toMatchObject({ state: 'closed', isOpen: false });
    expect(nextChangeIn(scene, scene.opensAtMs - 40)).toBe(40);
    expect(nextChangeIn(scene, scene.closesAtMs - 7)).toBe(7);
    expect(nextChangeIn(scene, scene.closesAtMs)).toBeNull();
  });

  test('stands still in a pause', () => {
    const play = begin();
    play.append({ type: 'asked', item: 0, leadMs: 500 });
    play.pass(10_000);
    play.append({ type: 'paused' });
    play.pass(50_000);
    expect(at(play)).toMatchObject({ state: 'open', isOpen: false });
    expect(nextChangeIn(sceneView(play.state), play.nowMs)).toBeNull();
  });

  test('is sending, then saved by the acknowledgement, and after a reload by what the room says', () => {
    const play = begin();
    play.append({ type: 'asked', item: 0, leadMs: 500 });
    play.pass(10_000);
    const mine = { item: 0, step: 0, answer: [1], state: 'sending' as const, why: null };
    expect(at(play, mine)).toMatchObject({ state: 'sending', answer: [1] });
    expect(at(play, { ...mine, state: 'saved' })).toMatchObject({ state: 'saved', answer: [1] });
    expect(at(play, { ...mine, item: 7 })).toMatchObject({ state: 'open', answer: null });
    answer(play, [0]);
    expect(at(play)).toMatchObject({ state: 'saved', answer: [0] });
    expect(at(play, mine)).toMatchObject({ state: 'saved', answer: [0] });
  });

  test('may be given again after a slip, not after the end', () => {
    const play = begin();
    play.append({ type: 'asked', item: 0, leadMs: 500 });
    play.pass(10_000);
    const refused = (why: 'not-open-yet' | 'closed') =>
      at(play, { item: 0, step: 0, answer: [1], state: 'refused', why });
    expect(refused('not-open-yet')).toMatchObject({ state: 'open', answer: null, refused: 'not-open-yet' });
    expect(refused('closed')).toMatchObject({ state: 'closed', answer: null, refused: 'closed' });
  });

  test('of the item before does not show on the next', () => {
    const play = begin();
    play.append({ type: 'asked', item: 0, leadMs: 500 });
    play.pass(10_000);
    answer(play, [0]);
    play.pass(60_000);
    const before = youView(play.state, 0);
    play.append({ type: 'asked', item: 1, leadMs: 500 });
    play.pass(10_000);
    expect(answeringOf(sceneView(play.state), before, null, play.nowMs)).toMatchObject({ state: 'open', answer: null });
  });
});

describe('a screen reader', () => {
  const opening = (pack: typeof single): string => {
    const play = begin(pack);
    play.append({ type: 'asked', item: 0, leadMs: 500 });
    play.pass(10_000);
    const { state } = at(play);
    return announcementOf({ ...seen(play), screen: 'item', state, verdict: null, isQuestionNew: true }, playWords);
  };

  test('hears that answers are open where there is something to answer, and not of a slide', () => {
    expect(opening(single)).toBe('1 of 2. One?. You can answer now');
    const slide = parsePack({ title: 'S', items: [{ kind: 'slide', text: 'Welcome' }] });
    expect(opening(slide)).toBe('1 of 1. Welcome');
  });
});

describe('the verdict', () => {
  const reveal = (picks: number[] | null, pack = single) => {
    const play = begin(pack);
    play.append({ type: 'asked', item: 0, leadMs: 500 });
    play.pass(10_000);
    if (picks !== null) answer(play, picks);
    play.pass(60_000);
    const scene = sceneView(play.state);
    return verdictOf(scene, youView(play.state, 0), picks);
  };

  test('is right, wrong, none, or thanks where nothing is right', () => {
    expect(reveal([0])).toBe('right');
    expect(reveal([1])).toBe('wrong');
    expect(reveal(null)).toBe('none');
    const poll = parsePack({ title: 'Poll', items: [{ kind: 'poll', text: 'How?', options: ['a', 'b'] }] });
    expect(reveal([1], poll)).toBe('thanks');
    expect(reveal(null, poll)).toBe('none');
  });

  test('is partly where one of two was found', () => {
    const several = parsePack({ title: 'S', items: [samplePack.items[2]] });
    const play = begin(several);
    play.append({ type: 'asked', item: 0, leadMs: 500 });
    play.pass(10_000);
    const right = (sceneView(play.state).item!.face as { options: string[] }).options.indexOf('a');
    answer(play, [right]);
    play.pass(60_000);
    expect(verdictOf(sceneView(play.state), youView(play.state, 0), [right])).toBe('partly');
  });
});

describe('the time a person had', () => {
  test('counts from the first showing, and what passed before a reload too', () => {
    const shown = new Shown();
    expect(shown.tookMs('0 0', 500)).toBe(0);
    shown.mark('0 0', 1_000);
    shown.mark('0 0', 3_000);
    expect(shown.tookMs('0 0', 3_500)).toBe(2_500);
    shown.mark('1 0', 10_000, 4_000);
    expect(shown.tookMs('1 0', 10_500)).toBe(4_500);
    expect(shown.tookMs('1 0', 10_000_000_000)).toBe(2_400_000);
  });
});
