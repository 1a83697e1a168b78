/** What the stage says, plays and draws as an item goes on from writing to the vote: as for a new question. */
import { describe, expect, test } from 'vitest';
import { announcementOf, momentKey } from '../../client/pages/stage/announce.ts';
import { askedKeyOf, partOf, stepOf } from '../../client/pages/stage/moment.ts';
import { heardOf, soundBetween, ticksOf } from '../../client/pages/stage/sounds.svelte.ts';
import { stageWords } from '../../client/words/en/stage.ts';
import { stageView } from '../../shared/game/views.ts';
import type { Stage } from '../../shared/protocol/views.ts';
import { answer, classicRoom, next, question, writing } from '../support/classic.ts';

const present = { count: 3, has: () => true };

/** The stage at each turn of one bluff, with the room time of that turn. */
function turns(): Record<'written' | 'lead' | 'vote' | 'voted' | 'revealed', [Stage, number]> {
  const play = writing();
  const now = (): [Stage, number] => [stageView(play.state, present), play.nowMs];
  answer(play, 0, 'a moth');
  answer(play, 1, 'a bridge');
  const written = now();
  play.append({ type: 'closed', item: 0, cause: 'host' });
  play.append({ type: 'stepped', item: 0, step: 1, leadMs: 700 });
  const lead = now();
  play.nowMs += 700;
  const vote = now();
  play.nowMs += 5_000;
  answer(play, 2, 0);
  const voted = now();
  next(play);
  return { written, lead, vote, voted, revealed: now() };
}

describe('from writing to the vote', () => {
  const { written, lead, vote, voted, revealed } = turns();
  const sound = (before: [Stage, number], after: [Stage, number]) =>
    soundBetween(heardOf(...before), heardOf(...after));

  test('the question text stays, the time and the count begin anew', () => {
    expect(vote[0].item?.text).toBe(written[0].item?.text);
    expect([written[0].answered, vote[0].answered, voted[0].answered]).toEqual([2, 0, 1]);
    expect([stepOf(...written), stepOf(...lead), stepOf(...vote)]).toEqual(['open', 'reading', 'open']);
    expect(askedKeyOf(vote[0])).not.toBe(askedKeyOf(written[0]));
    expect(askedKeyOf(revealed[0])).toBe(askedKeyOf(vote[0]));
  });

  test('the opening is heard again, also by a stage that missed the moment before', () => {
    expect(sound(written, lead)).toBeNull();
    expect(sound(lead, vote)).toBe('open');
    expect(sound(written, vote)).toBe('open');
    expect(sound(vote, voted)).toBeNull();
    expect(sound(voted, revealed)).toBe('reveal');
  });

  test('the last seconds tick in each step', () => {
    expect(ticksOf(...written)).toHaveLength(5);
    expect(ticksOf(...vote)).toHaveLength(5);
    expect(ticksOf(...vote)[0]).toBe(vote[0].closesAtMs - 5_000);
  });

  test('each turn is said once, and the question only the first time', () => {
    const keys = [written, lead, vote, voted, revealed].map(([stage, nowMs]) => momentKey(stage, nowMs));
    expect(new Set(keys).size).toBe(4);
    expect(keys[2]).toBe(keys[3]);
    expect(announcementOf(...lead, stageWords)).toBe(stageWords.saidVoteNext);
    expect(announcementOf(...vote, stageWords)).toBe(stageWords.saidVoteOpen);
    expect(announcementOf(...written, stageWords)).toBe(stageWords.saidOpen);
  });
});

test('an item of one step has no parts; one of two is written, then voted on', () => {
  const { written, vote } = turns();
  expect([partOf(written[0].item), partOf(vote[0].item), partOf(null)]).toEqual(['write', 'vote', null]);
  const single = classicRoom([question()]);
  next(single);
  expect(partOf(stageView(single.state, present).item)).toBeNull();
});
