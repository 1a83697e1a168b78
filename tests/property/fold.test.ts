/** What holds for every log, whatever stands in it and in whatever order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { due } from '../../shared/game/due.ts';
import { fold } from '../../shared/game/fold.ts';
import { roundOf, type State } from '../../shared/game/state.ts';
import { nextSteps } from '../../shared/game/steps.ts';
import { deskView, sceneView, stageView, youView } from '../../shared/game/views.ts';
import { anySettings, anyStep, joined, opened, Play, replay, samplePack, type Step } from '../support/rooms.ts';
import type { Settings } from '../../shared/settings.ts';

const present = { count: 1, has: () => true };
const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function take(play: Play, step: Step): void {
  play.pass(step.passMs);
  if ('body' in step) play.append(step.body);
  else if (step.sensible === 'next') for (const body of nextSteps(play.state, 500)) play.append(body);
  else if (step.sensible === 'answers') {
    const item = roundOf(play.state)?.item ?? 0;
    play.state.players.forEach((_, seat) =>
      play.append({
        type: 'answered',
        seat,
        item,
        answer: [seat % 2],
        tMs: 1_000 * (seat + 1),
        ref: `s${String(seat)}`,
      }),
    );
  }
}

function playOut(settings: Settings, steps: readonly Step[], check: (play: Play) => void = () => {}): Play {
  const play = new Play();
  play.append(opened(samplePack, settings));
  for (let at = 0; at < 3; at++) play.append(joined(at));
  for (const step of steps) {
    take(play, step);
    check(play);
  }
  return play;
}

const logs = [anySettings, fc.array(anyStep, { maxLength: 60 })] as const;

function expectSound(state: State): void {
  const seated = state.players.filter((player) => !player.removed);
  expect(state.seatedCount).toBe(seated.filter((player) => !player.left).length);
  expect(new Set(seated.map((player) => player.key)).size).toBe(seated.length);
  state.players.forEach((player, seat) => {
    const earned = state.rounds.reduce((sum, round) => sum + (round.awards[seat]?.points ?? 0), 0);
    expect(player.points).toBe(earned);
    if (!player.removed && player.rank > 0) {
      const better = seated.filter((other) => other.rank > 0 && other.points > player.points).length;
      expect(player.rank).toBe(better + 1);
    }
  });
  for (const round of state.rounds) {
    for (const award of round.awards) {
      if (award === null) continue;
      expect(award.credit).toBeGreaterThanOrEqual(0);
      expect(award.credit).toBeLessThanOrEqual(1);
      expect(Number.isInteger(award.points)).toBe(true);
    }
    if (round.outcome !== 'revealed') expect(round.awards).toEqual([]);
  }
  expect(state.rounds.map((round) => round.item)).toEqual(state.rounds.map((_, at) => at));
}

describe('the fold', () => {
  test('takes any entry in any phase without throwing, and keeps what must hold', () => {
    fc.assert(
      fc.property(...logs, (settings, steps) => {
        playOut(settings, steps, ({ state }) => {
          expectSound(state);
          for (const view of [sceneView(state), stageView(state, present), deskView(state, present)]) {
            expect(clone(view)).toEqual(view);
          }
          const next = due(state);
          if (next !== null) expect(Number.isFinite(next.atMs)).toBe(true);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('gives the same state for the same log, also through JSON at every prefix', () => {
    fc.assert(
      fc.property(...logs, (settings, steps) => {
        const { entries, state } = playOut(settings, steps);
        expect(replay(clone(entries).map((entry, at) => ({ ...entry, atMs: entries[at]?.atMs ?? 0 })))).toEqual(
          replay(entries),
        );
        let through = replay([]);
        for (const entry of entries) {
          through = clone(through);
          fold(through, entry);
        }
        expect(clone(through)).toEqual(clone(state));
      }),
      { numRuns: 150 },
    );
  });

  test('is not changed by an action that comes again', () => {
    fc.assert(
      fc.property(...logs, (settings, steps) => {
        const play = playOut(settings, steps);
        const again = play.entries.filter((entry) => entry.type === 'answered' || entry.type === 'joined');
        // A seat that was left is taken again by joining: that is what joining is for.
        const isLeft = play.state.players.some((player) => player.left);
        for (const entry of isLeft ? [] : again) {
          const before = clone({ ...play.state, seq: 0, atMs: 0 });
          const first = replay(play.entries.slice(0, entry.seq - 1));
          const outcome = fold(first, entry);
          if (!outcome.ok) continue;
          const { seq: _seq, atMs: _atMs, ...body } = entry;
          const second = play.append(body);
          expect(clone({ ...play.state, seq: 0, atMs: 0 })).toEqual(before);
          const isGone = entry.type === 'joined' ? 'removed' : undefined;
          if (second.ok) expect(second).toEqual(outcome);
          else expect([isGone, 'removed']).toContain(second.why);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('comes to the same whether time passes in one step or in many', () => {
    fc.assert(
      fc.property(
        anySettings,
        fc.nat({ max: 200_000 }),
        fc.array(fc.nat({ max: 9_000 }), { maxLength: 40 }),
        (settings, ms, cuts) => {
          const begin = (): Play => {
            const play = new Play();
            play.append(opened(samplePack, { ...settings, autoAdvance: true }));
            play.append(joined(0));
            for (const body of nextSteps(play.state, 500)) play.append(body);
            return play;
          };
          const [one, many] = [begin(), begin()];
          one.pass(ms);
          let left = ms;
          for (const cut of cuts) {
            const step = Math.min(cut, left);
            many.pass(step);
            left -= step;
          }
          many.pass(left);
          expect(many.entries).toEqual(one.entries);
        },
      ),
    );
  });

  test('gives the same awards whatever order answers of one moment stand in', () => {
    const answers = [0, 1, 2].map((seat) => ({
      type: 'answered' as const,
      seat,
      item: 1,
      answer: [seat],
      tMs: 900,
      ref: `r${String(seat)}`,
    }));
    fc.assert(
      fc.property(fc.shuffledSubarray(answers, { minLength: 3 }), (order) => {
        const play = playOut(
          { speed: 'classic', standings: 'each', autoAdvance: false, reading: false, phoneText: true },
          [],
        );
        for (const body of [...nextSteps(play.state, 0), { type: 'asked' as const, item: 1, leadMs: 0 }])
          play.append(body);
        play.nowMs += 1_000;
        for (const body of order) expect(play.append(body)).toEqual({ ok: true });
        for (const body of nextSteps(play.state, 0)) play.append(body);
        expect(play.state.players.map((player) => player.points).sort()).toEqual([0, 0, 978]);
      }),
    );
  });
});

describe('a room that nobody drives', () => {
  test('comes to its end by itself when it advances by itself', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const play = playOut({ ...settings, autoAdvance: true }, [{ passMs: 10, sensible: 'next' }]);
        play.pass(20 * 60_000);
        expect(play.state.phase).toBe('podium');
        play.pass(2 * 3_600_000);
        expect(play.state.phase).toBe('ended');
        expect(youView(play.state, 0)?.name).toBe('Player 0');
      }),
      { numRuns: 30 },
    );
  });
});
