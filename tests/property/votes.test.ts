/**
 * What no view may tell of items that are written and then voted on: which one is true, who wrote what, who voted how.
 * Tested as non-interference: two rooms that differ only in the secret show the same, but for the order of what is listed.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextSteps } from '../../shared/game/steps.ts';
import { deskView, sceneView, stageView, youView } from '../../shared/game/views.ts';
import { anyRoom, anySteps, joined, opened, parsePack, Play } from '../support/rooms.ts';
import { playOut } from '../support/playing.ts';

const present = { count: 3, has: () => true };

const texts = [
  'a small moth',
  'a kind of bridge',
  'wood that carries water',
  'an old dance',
  'the last day of harvest',
];
const anyTexts = fc.shuffledSubarray(texts, { minLength: 4, maxLength: 4 });

/** A room in which these texts were written, by seat, and the vote is open. */
function vote(item: object, written: readonly string[]): Play {
  const play = new Play();
  play.append(opened(parsePack({ title: 'Votes', items: [item] }), { reading: false }));
  // One more, who writes nothing.
  for (let at = 0; at <= written.length; at++) play.append(joined(at));
  for (const body of nextSteps(play.state, 0)) play.append(body);
  written.forEach((answer, seat) => {
    const ref = `w${String(seat)}`;
    expect(play.append({ type: 'answered', seat, item: 0, answer, tMs: 1_000, ref })).toEqual({ ok: true });
  });
  for (const body of nextSteps(play.state, 0)) play.append(body);
  return play;
}
const bluff = (truth: string): object => ({ kind: 'bluff', text: 'Xylem', truth, decoys: [] });
const discuss = { kind: 'discuss', text: 'What do you think?' };

/** With every list of texts in one order: where a text stands is chance, and ids stand for texts. */
function sorted(view: unknown): unknown {
  if (Array.isArray(view)) return view.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof view !== 'object' || view === null) return view;
  return Object.fromEntries(
    Object.entries(view).flatMap(([key, value]) => (key === 'id' ? [] : [[key, sorted(value)] as const])),
  );
}
const screens = ({ state }: Play): unknown =>
  sorted([sceneView(state), stageView(state, present), deskView(state, present)]);

describe('while a vote is open', () => {
  test('no screen tells the true definition from an invented one', () => {
    fc.assert(
      fc.property(anyTexts, ([truth = '', ...others]) => {
        // Seat 0 invented what is true in the other room.
        const [first = '', ...rest] = others;
        const [one, other] = [vote(bluff(truth), [first, ...rest]), vote(bluff(first), [truth, ...rest])];
        expect(screens(one)).toEqual(screens(other));
        for (let seat = 1; seat <= others.length; seat++)
          expect(youView(one.state, seat)).toEqual(youView(other.state, seat));
      }),
    );
  });

  test.each([
    ['bluff', bluff('something else')],
    ['discuss', discuss],
  ])('no screen of %s, nor the phone of another, depends on who wrote what', (_, item) => {
    fc.assert(
      fc.property(anyTexts, ([first = '', second = '', ...rest]) => {
        const [one, other] = [vote(item, [first, second, ...rest]), vote(item, [second, first, ...rest])];
        expect(screens(one)).toEqual(screens(other));
        const reader = rest.length + 2;
        expect(sorted(youView(one.state, reader))).toEqual(sorted(youView(other.state, reader)));
      }),
    );
  });

  test.each([
    ['bluff', bluff('something else'), [[0], [1], [2], [3], [4]]],
    ['discuss', discuss, [[0], [1], [2], [3], [], [0, 1]]],
  ])("no view of %s depends on another's vote", (_, item, votes) => {
    const anyVote = fc.constantFrom(...votes);
    fc.assert(
      fc.property(anyTexts, anyVote, anyVote, (written, first, second) => {
        const voters = written.length;
        const [one, other] = [first, second].map((picks) => {
          const play = vote(item, written);
          // Who wrote nothing may choose among all.
          const isBluff = 'truth' in item;
          const answer = isBluff ? (picks[0] ?? 0) : picks;
          const outcome = play.append({
            ...{ type: 'answered', seat: voters, item: 0, step: 1 },
            ...{ answer, tMs: 900, ref: 'v' },
          } as const);
          expect(outcome).toEqual({ ok: true });
          return [
            ...[sceneView(play.state), stageView(play.state, present), deskView(play.state, present)],
            ...written.map((__, seat) => youView(play.state, seat)),
          ];
        });
        expect(one).toEqual(other);
      }),
    );
  });
});

describe('once it is revealed', () => {
  test.each([
    ['bluff', bluff('something else')],
    ['discuss', discuss],
  ])('what the stage shows of %s depends on who wrote what only where names are shown', (_, item) => {
    fc.assert(
      fc.property(anyTexts, fc.boolean(), ([first = '', second = '', ...rest], shown) => {
        const [one, other] = [
          [first, second],
          [second, first],
        ].map((pair) => {
          const play = vote(item, [...pair, ...rest]);
          play.append({ type: 'named', shown });
          for (const body of nextSteps(play.state, 0)) play.append(body);
          expect(play.state.phase).toBe('revealed');
          return JSON.stringify(sorted(stageView(play.state, present).reveal));
        });
        expect(one === other).toBe(!shown);
      }),
    );
  });

  test('no tally has a name in it while the host keeps names back', () => {
    fc.assert(
      fc.property(anyRoom, anySteps(60), (room, steps) => {
        playOut(room, steps, ({ state }) => {
          const stage = stageView(state, present);
          const names = state.players.map(({ name }) => name).filter((name) => name.startsWith('Player '));
          const said = JSON.stringify([sceneView(state), stage.item, stage.reveal]);
          if (!state.namesShown) for (const name of names) expect(said).not.toContain(name);
        });
      }),
      { numRuns: 60 },
    );
  });
});
