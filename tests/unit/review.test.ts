/** What the desk is told of the answers to judge: groups, what is odd, whom a verdict reaches, what it would change. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgingView, reviewView } from '../../shared/game/review.ts';
import { previewVerdict, reachOf } from '../../shared/game/verdict.ts';
import { nextSteps } from '../../shared/game/steps.ts';
import {
  comparedAnswersMax,
  judgedItemsMax,
  messageBytesMax,
  reviewAnswersMax,
  reviewGroupsMax,
  reviewSeatsMax,
} from '../../shared/limits.ts';
import { joined, opened, parsePack, Play } from '../support/rooms.ts';

const answer = 'Trees drop their leaves to save water. They also lose less to frost.';
const explain = { kind: 'explain', text: 'Why do leaves fall?', answer };
const typed = { kind: 'typed', text: 'Which tree has acorns?', accept: ['oak'] };

/** One item, answered with these in the order of the seats and revealed. */
function revealed(said: readonly string[], item: object = explain, items: readonly object[] = []): Play {
  const play = new Play();
  play.append(
    opened(parsePack({ title: 'R', items: [item, ...items] }), { reading: false, speed: 'none', standings: 'end' }),
  );
  said.forEach((_, seat) => play.append(joined(seat)));
  answerNext(play, said);
  return play;
}

function answerNext(play: Play, said: readonly string[]): void {
  for (const body of nextSteps(play.state, 0).slice(-1)) play.append(body);
  play.nowMs += 1_000;
  const item = play.state.rounds.length - 1;
  said.forEach((text, seat) =>
    play.append({ type: 'answered', seat, item, answer: text, tMs: 900, ref: `r${String(seat)}` }),
  );
  for (const body of nextSteps(play.state, 0)) play.append(body);
}

const groupsOf = ({ state }: Play) => reviewView(state, 0)?.groups ?? [];
const seatsOf = (play: Play): number[][] => groupsOf(play).map(({ seats }) => [...seats].sort((a, b) => a - b));
const preview = ({ state }: Play, chosen: number[], credit: number) =>
  previewVerdict(state, 0, { chosen, reached: reachOf(state, 0, chosen), credit });

describe('a review', () => {
  test('puts like with like, and says what it is judged by', () => {
    const play = revealed(['To save water.', 'to save water', 'They do not save water.', 'To save  water!']);
    expect(seatsOf(play)).toContainEqual([0, 1, 3]);
    expect(seatsOf(play)).toContainEqual([2]);
    const review = reviewView(play.state, 0);
    expect(review).toMatchObject({ item: 0, text: explain.text, reference: answer, answers: 4, more: 0 });
    expect(review?.points.length).toBe(2);
    const [alike] = review?.groups.filter(({ count }) => count === 3) ?? [];
    expect(alike?.answers.map(({ name }) => name).sort()).toEqual(['Player 0', 'Player 1', 'Player 3']);
  });

  test('says what is odd about an answer, which makes it doubtful', () => {
    const play = revealed(['Trees do not drop their leaves to save water.', 'water leaves frost trees save']);
    const odd = groupsOf(play).map(({ answers }) => answers[0]?.odd ?? []);
    expect(odd.flat()).toContain('negated');
    expect(odd.flat()).toContain('list');
  });

  test('lists first what a player flagged, then what is least sure', () => {
    const play = revealed([answer, 'Because of the cold and because they save water.', 'I have no idea.']);
    const doubts = groupsOf(play).map(({ doubt }) => doubt);
    expect(doubts).toEqual([...doubts].sort((a, b) => b - a));
    play.append({ type: 'flagged', seat: 2, item: 0 });
    expect(groupsOf(play)[0]).toMatchObject({ seats: [2], flagged: 1 });
    expect(groupsOf(play)[0]?.answers[0]?.flagged).toBe(true);
  });

  test('says of a group how many were judged, and doubts it no more once all were', () => {
    const play = revealed(['To save water.', 'to save water', 'Because of the cold.']);
    play.append({ type: 'judged', item: 0, seats: [0], credit: 1 });
    const half = groupsOf(play).find(({ count }) => count === 2);
    expect(half?.judged).toBe(1);
    expect(half?.doubt).toBeGreaterThan(0);
    play.append({ type: 'judged', item: 0, seats: [1], credit: 0 });
    expect(groupsOf(play).find(({ count }) => count === 2)).toMatchObject({ judged: 2, doubt: 0, credit: 0.5 });
  });

  test('keeps who is with whom, and who stands first, through every verdict', () => {
    const play = revealed(['To save water.', 'to save water', 'Because of the cold.', 'because of the cold!', answer]);
    const before = groupsOf(play)
      .map(({ seats }) => seats.join(' '))
      .sort();
    play.append({ type: 'judged', item: 0, seats: [1], credit: 1 });
    play.append({ type: 'tuned', leniency: 1 });
    expect(
      groupsOf(play)
        .map(({ seats }) => seats.join(' '))
        .sort(),
    ).toEqual(before);
  });

  test('leaves out who was removed', () => {
    const play = revealed(['To save water.', 'to save water', 'Because of the cold.']);
    expect(seatsOf(play)).toContainEqual([0, 1]);
    play.append({ type: 'removed', seat: 0 });
    expect(seatsOf(play).flat().sort()).toEqual([1, 2]);
    expect(reviewView(play.state, 0)?.answers).toBe(2);
  });

  test('counts who is right as the room stands', () => {
    const play = revealed(['oak', 'Oak!', 'elm', 'ash'], typed);
    expect(reviewView(play.state, 0)?.right).toBe(2);
    play.append({ type: 'judged', item: 0, seats: [2], credit: 1 });
    play.append({ type: 'removed', seat: 0 });
    expect(reviewView(play.state, 0)?.right).toBe(2);
  });

  test('is none of an item with a key, of one that is open, and of one that nobody asked', () => {
    const choice = { kind: 'choice', text: 'Green?', options: [{ text: 'yes', right: true }, { text: 'no' }] };
    const play = revealed(['oak'], choice, [explain]);
    expect(reviewView(play.state, 0)).toBeNull();
    expect(reviewView(play.state, 1)).toBeNull();
    expect(judgingView(play.state)).toBeNull();
    for (const body of nextSteps(play.state, 0).slice(-1)) play.append(body);
    expect(reviewView(play.state, 1)).toBeNull();
  });

  test('of nobody has no groups', () => {
    expect(reviewView(revealed([]).state, 0)?.groups).toEqual([]);
  });

  test('names few of a crowd, so that judging it fits a message, and the verdict still reaches all', () => {
    const crowd = Array.from({ length: reviewSeatsMax + 500 }, (_, seat) => (seat % 2 === 0 ? 'elm' : 'Elm!'));
    const play = revealed(crowd, typed);
    play.append({ type: 'judged', item: 0, seats: [41], credit: 0.5 });
    const [group] = groupsOf(play);
    expect(group?.count).toBe(crowd.length);
    expect(JSON.stringify(group?.seats).length).toBeLessThan(messageBytesMax / 2);
    expect(group?.seats).toContain(41);
    expect(reachOf(play.state, 0, group?.seats ?? []).length).toBe(crowd.length);
    expect(group?.answers.length).toBe(reviewAnswersMax);
  });

  test('compares no more different answers than the room can wait for, and what most have written among them', () => {
    const rare = Array.from({ length: comparedAnswersMax }, (_, at) => `rare ${String(at)} ${'x'.repeat(at % 7)}`);
    const play = revealed([...rare, 'elm', 'elm', 'Elm', 'Elm'], typed);
    const review = reviewView(play.state, 0);
    expect(review?.groups.length).toBe(reviewGroupsMax);
    expect(review?.groups.some(({ count }) => count === 4)).toBe(true);
    expect((review?.more ?? 0) + reviewGroupsMax).toBeGreaterThan(comparedAnswersMax - 1);
  });
});

describe('what there is to judge', () => {
  test('is the latest item of free text, and those before it', () => {
    const play = revealed(['oak', 'elm'], typed, [explain, explain]);
    answerNext(play, ['To save water.', 'No.']);
    expect(judgingView(play.state)).toMatchObject({ item: 1, answers: 2, flagged: 0, earlier: [{ item: 0 }] });
    play.append({ type: 'flagged', seat: 1, item: 0 });
    expect(judgingView(play.state)?.earlier[0]?.flagged).toBe(1);
  });

  test('is nothing in a room that is over, where no verdict counts', () => {
    const play = revealed(['oak'], typed);
    expect(judgingView(play.state)).not.toBeNull();
    play.append({ type: 'ended' });
    expect(judgingView(play.state)).toBeNull();
  });

  test('goes back so far and no further', () => {
    const items = Array.from({ length: judgedItemsMax + 5 }, () => typed);
    const play = revealed(['oak'], typed, items);
    for (const _ of items) answerNext(play, ['elm']);
    expect(judgingView(play.state)?.earlier.length).toBe(judgedItemsMax);
  });

  test('has another version after each thing that changes the review, also when one verdict takes the place of another', () => {
    const play = revealed(['oak', 'elm', 'ash', 'fir'], typed);
    const versions = [judgingView(play.state)?.version];
    for (const body of [
      { type: 'judged', item: 0, seats: [1], credit: 1 },
      { type: 'unjudged', item: 0 },
      { type: 'judged', item: 0, seats: [2], credit: 1 },
      { type: 'unjudged', item: 0 },
      { type: 'judged', item: 0, seats: [2], credit: 0.9 },
      { type: 'judged', item: 0, seats: [2], credit: 0.9 },
      { type: 'flagged', item: 0, seat: 1 },
      { type: 'tuned', leniency: 0.1 },
      { type: 'removed', seat: 3 },
    ] as const) {
      play.append(body);
      versions.push(judgingView(play.state)?.version);
    }
    const [start, one, undone, other, again, ...rest] = versions;
    expect(undone).toBe(start);
    expect(again).toBe(start);
    expect(new Set([start, one, other, ...rest]).size).toBe(3 + rest.length);
    expect(reviewView(play.state, 0)?.version).toBe(versions.at(-1));
  });
});

describe('a verdict', () => {
  test('carries over to what is nearly the same, and not to what denies it or says more', () => {
    const play = revealed([
      'Trees save water.',
      'trees save the water',
      'Trees do not save water.',
      'Trees save water and lose less to frost.',
      'Because of the cold.',
    ]);
    expect(reachOf(play.state, 0, [0])).toEqual([0, 1]);
  });

  test('leaves alone what the host judged already, unless that is what is judged', () => {
    const play = revealed(['Trees save water.', 'trees save the water', 'TREES SAVE WATER']);
    play.append({ type: 'judged', item: 0, seats: [1], credit: 0 });
    expect(reachOf(play.state, 0, [0])).toEqual([0, 2]);
    expect(reachOf(play.state, 0, [0, 1])).toEqual([0, 1, 2]);
  });

  test('reaches who left, and nobody who was removed, wrote nothing or was never there', () => {
    const play = revealed(['elm', 'elm', 'elm', 'ash'], typed);
    play.append({ type: 'left', seat: 1 });
    play.append({ type: 'removed', seat: 2 });
    play.append(joined(9));
    expect(reachOf(play.state, 0, [0, 2, 4, 77])).toEqual([0, 1]);
    expect(reachOf(play.state, 5, [0])).toEqual([]);
  });

  test('is told beforehand: whom it reaches, points, and who moves from where to where', () => {
    const play = revealed(['oak', 'elm', 'elm', 'ash'], typed);
    expect(preview(play, [1], 1)).toEqual({
      reached: 2,
      carried: 1,
      changed: 2,
      points: 2_000,
      leaders: [
        { name: 'Player 0', points: 1_000, rank: 1, moved: 0 },
        { name: 'Player 1', points: 1_000, rank: 1, moved: 1 },
        { name: 'Player 2', points: 1_000, rank: 1, moved: 1 },
        { name: 'Player 3', points: 0, rank: 4, moved: -2 },
      ],
    });
    expect(preview(play, [0], 1)).toMatchObject({ reached: 1, carried: 0, changed: 0, points: 0 });
    expect(preview(play, [77], 1)).toBeNull();
  });

  test('moves nobody who came late and had no place yet', () => {
    const play = revealed(['elm', 'ash'], typed);
    play.append(joined(7));
    expect(preview(play, [0], 1)?.leaders.map(({ name, moved }) => [name, moved])).toEqual([
      ['Player 0', 0],
      ['Player 1', -1],
      ['Player 7', 0],
    ]);
  });

  test('names no leaders where nobody has a place', () => {
    const play = revealed(['elm', 'ash'], { ...typed, points: 0 });
    expect(preview(play, [0], 1)).toMatchObject({ changed: 0, leaders: [] });
  });

  test('does what its preview said, and the preview changes nothing', () => {
    const texts = fc.constantFrom('oak', 'elm', 'Elm', 'ash', 'a tree', 'oka', 'no oak');
    fc.assert(
      fc.property(
        fc.array(texts, { minLength: 1, maxLength: 8 }),
        fc.array(fc.tuple(fc.nat({ max: 7 }), fc.constantFrom(0, 0.4, 1)), { minLength: 1, maxLength: 5 }),
        fc.option(fc.nat({ max: 7 })),
        (said, verdicts, gone) => {
          const play = revealed(said, typed);
          if (gone !== null) play.append({ type: 'removed', seat: gone });
          for (const [seat, credit] of verdicts) {
            const before = structuredClone(play.state);
            const seats = reachOf(play.state, 0, [seat]);
            const told = preview(play, [seat], credit);
            expect(play.state).toEqual(before);
            const outcome = play.append({ type: 'judged', item: 0, seats, credit });
            expect(outcome.ok).toBe(told !== null);
            if (told === null) continue;
            const by = play.state.players.map((player, at) =>
              player.removed ? 0 : player.points - (before.players[at]?.points ?? 0),
            );
            expect(told.changed).toBe(by.filter((points) => points !== 0).length);
            expect(told.points).toBe(by.reduce((sum, points) => sum + points, 0));
            for (const { name, points, rank } of told.leaders)
              expect(play.state.players.find((player) => player.name === name)).toMatchObject({ points, rank });
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
