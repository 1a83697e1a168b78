/** A player who is forgotten is in no entry any more, and everybody else has what they had, in any room. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Body, Entry } from '../../shared/game/entry.ts';
import { withoutPlayer } from '../../shared/game/forgetting.ts';
import type { State } from '../../shared/game/state.ts';
import { playOut } from '../support/playing.ts';
import { anyRoom, anySteps, joined, opened, Play, replay, samplePack } from '../support/rooms.ts';

const forgotten = (entries: readonly Entry[], seat: number): readonly Entry[] => {
  const after = withoutPlayer(entries, seat);
  if (after === null) throw new Error('nobody had this seat');
  return after;
};

/** What others have, and what the room has of all. */
function othersOf(state: State, seat: number): unknown {
  return {
    phase: state.phase,
    seatedCount: state.seatedCount,
    players: state.players.map(({ name, tokenHash, removed, left, points, streak }, at) =>
      at === seat ? { removed, left } : { name, tokenHash, removed, left, points, streak },
    ),
    rounds: state.rounds.map(({ outcome, step, answerCount, answers, awards, earlier }) => ({
      outcome,
      step,
      answerCount,
      answers: answers.map((given, at) => (at === seat ? given !== null : given)),
      earlier: earlier.map((step) => step.map((given, at) => (at === seat ? given !== null : given))),
      awards: awards.map((award, at) => (at === seat ? award !== null : award)),
    })),
  };
}

describe('forgetting a player', () => {
  it('leaves everybody else what they had', () => {
    fc.assert(
      fc.property(anyRoom, anySteps(120), fc.nat({ max: 2 }), (room, steps, seat) => {
        const { entries, state } = playOut(room, steps);
        const after = forgotten(entries, seat);
        expect(othersOf(replay(after), seat)).toEqual(othersOf(state, seat));
        expect(JSON.stringify(after)).not.toContain(`"token-hash-${String(seat)}"`);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves no word of theirs, in no entry', () => {
    const play = new Play();
    play.append(opened(samplePack));
    for (const at of [0, 1, 2]) play.append(joined(at));
    const mine: Body[] = [
      { type: 'joined', name: 'Cleo', tokenHash: 'token-hash-3' },
      { type: 'joined', name: 'Player 1', tokenHash: 'token-hash-4' },
      { type: 'joined', name: 'Ada Lovelace', tokenHash: 'token-hash-4' },
      // Somebody else tries the name, and later has another.
      { type: 'joined', name: 'ada lovelace!', tokenHash: 'token-hash-5' },
      { type: 'joined', name: 'Bo', tokenHash: 'token-hash-5' },
      { type: 'renamed', seat: 4, name: 'The Countess' },
      { type: 'answered', seat: 4, item: 0, answer: 'too early, says the Countess', tMs: 1, ref: 'ref-of-ada' },
      { type: 'answered', seat: 4, item: 0, answer: { deep: ['a secret'] }, tMs: 1, ref: 'ref-of-ada' },
    ];
    for (const body of mine) play.append(body);
    const names = play.state.players.map(({ name }) => name);
    expect(names).toEqual(['Player 0', 'Player 1', 'Player 2', 'Cleo', 'The Countess', 'Bo']);
    const after = forgotten(play.entries, 4);
    expect(JSON.stringify(after.slice(1))).not.toMatch(/ada|countess|secret|token-hash-4/i);
    expect(replay(after).players.map(({ name }) => name)).toEqual([...names.slice(0, 4), '(forgotten 5)', 'Bo']);
    expect(withoutPlayer(play.entries, 6)).toBeNull();
  });

  it('keeps what the pack says too, and what was written twice, so that others keep their points', () => {
    const play = playOut({ settings: { ...settings }, first: 9, count: 2 }, [
      { passMs: 0, sensible: 'next' },
      { passMs: 3_000, sensible: 'wait' },
    ]);
    const texts = ['Wood that carries watr', 'a moth, I think', 'A moth: I think!'];
    texts.forEach((answer, seat) =>
      play.append({ type: 'answered', seat, item: 0, step: 0, answer, tMs: 1_000, ref: String(seat) }),
    );
    expect(play.state.rounds[0]?.answerCount).toBe(3);
    const answersAfter = (seat: number): unknown[] =>
      forgotten(play.entries, seat).flatMap((entry) =>
        entry.type === 'answered' && entry.seat === seat ? [entry.answer] : [],
      );
    expect([0, 1, 2].map(answersAfter)).toEqual([['wood that carries water'], [texts[2]], [texts[1]]]);
  });
});

const settings = { speed: 'none', standings: 'each', autoAdvance: false, reading: false, phoneText: true } as const;
