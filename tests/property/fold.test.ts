/** What holds for every log, whatever stands in it and in whatever order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { due } from '../../shared/game/due.ts';
import { fold } from '../../shared/game/fold.ts';
import type { State } from '../../shared/game/state.ts';
import { nextSteps } from '../../shared/game/steps.ts';
import { deskView, sceneView, stageView, youView } from '../../shared/game/views.ts';
import { expectSound, Told } from '../support/soundness.ts';
import { anyRoom, anySettings, anySteps, joined, opened, placed, Play, replay, samplePack } from '../support/rooms.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { playOut } from '../support/playing.ts';

const present = { count: 1, has: () => true };
const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const placeIn = ({ phase, rounds }: State): string =>
  `${phase} ${String(rounds.length)} ${String(rounds.at(-1)?.step)}`;

const creditOf = ({ credit }: { credit: number }): string => (credit === 0 ? 'none' : credit === 1 ? 'full' : 'part');

/** Every phase, and every outcome that an entry can have: only a full room needs more people than fit a property. */
const wanted = [
  ...['lobby', 'asked', 'closed', 'revealed', 'ranked', 'podium', 'ended'].map((phase) => `phase ${phase}`),
  ...['asked', 'revealed', 'ranked'].map((phase) => `paused ${phase}`),
  ...['open', 'revealed', 'skipped'].map((outcome) => `round ${outcome}`),
  ...['none', 'part', 'full'].map((credit) => `credit ${credit}`),
  ...['bonus', 'judged', 'later step asked', 'later step revealed', 'later step skipped'],
  ...Object.entries({
    opened: ['ok', 'stale'],
    hosted: ['ok', 'room-over'],
    joined: ['ok', 'name-taken', 'name-unusable', 'locked', 'removed', 'room-over'],
    renamed: ['ok', 'name-taken', 'name-unusable', 'no-such-seat', 'removed', 'room-over'],
    removed: ['ok', 'no-such-seat', 'removed', 'room-over'],
    left: ['ok', 'no-such-seat', 'removed', 'room-over'],
    locked: ['ok', 'room-over'],
    muted: ['ok', 'room-over'],
    asked: ['ok', 'stale', 'no-such-item', 'room-over'],
    answered: ['ok', 'no-such-seat', 'removed', 'not-open-yet', 'closed', 'answered-already', 'paused'].concat([
      'not-an-answer',
      'room-over',
    ]),
    closed: ['ok', 'stale', 'room-over'],
    skipped: ['ok', 'stale', 'room-over'],
    stepped: ['ok', 'stale', 'room-over'],
    judged: ['ok', 'stale', 'no-such-seat', 'room-over'],
    unjudged: ['ok', 'stale', 'room-over'],
    tuned: ['ok', 'malformed', 'room-over'],
    flagged: ['ok', 'stale', 'not-an-answer', 'no-such-seat', 'removed', 'room-over'],
    named: ['ok', 'room-over'],
    revealed: ['ok', 'stale', 'room-over'],
    ranked: ['ok', 'stale', 'room-over'],
    paused: ['ok', 'stale', 'room-over'],
    resumed: ['ok', 'stale', 'room-over'],
    extended: ['ok', 'stale', 'room-over'],
    ended: ['ok', 'room-over'],
  }).flatMap(([type, outcomes]) => outcomes.map((outcome) => `${type} ${outcome}`)),
];

const logs = [anyRoom, anySteps(60)] as const;

describe('the fold', () => {
  test('takes any entry in any phase without throwing, and keeps what must hold', () => {
    fc.assert(
      fc.property(...logs, (room, steps) => {
        const [told, play] = [new Told(), new Play()];
        play.onFolded = (entry, outcome) => told.hear(play.state, entry, outcome);
        const check = (): void => {
          const { state } = play;
          expectSound(state);
          told.expectKept(state);
          for (const view of [sceneView(state), stageView(state, present), deskView(state, present)]) {
            expect(clone(view)).toEqual(view);
          }
        };
        playOut(room, steps, check, play);
      }),
      { numRuns: 300 },
    );
  });

  test('takes what is due: nothing that time appends is refused, or time would try it for ever', () => {
    fc.assert(
      fc.property(...logs, (room, steps) => {
        playOut(room, steps, ({ state, nowMs }) => {
          const next = due(state);
          if (next === null) {
            expect(state.phase).toBe('ended');
            return;
          }
          const ahead = structuredClone(state);
          const atMs = Math.max(nowMs, next.atMs);
          for (const body of next.bodies) {
            const outcome = fold(ahead, { ...body, seq: ahead.seq + 1, atMs });
            expect(outcome, `${body.type} in phase ${state.phase}`).toEqual({ ok: true });
          }
          expect(placeIn(ahead)).not.toBe(placeIn(state));
        });
      }),
      { numRuns: 150 },
    );
  });

  test('changes nothing where it refuses', () => {
    fc.assert(
      fc.property(...logs, (room, steps) => {
        const play = playOut(room, steps.slice(0, -1));
        const last = steps.at(-1);
        if (last === undefined || !('body' in last)) return;
        const before = clone({ ...play.state, seq: 0, atMs: 0 });
        if (play.append(placed(last.body, play.state)).ok) return;
        expect(clone({ ...play.state, seq: 0, atMs: 0 })).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  test('is tried in every phase and to every end: the cases above are not all alike', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(...logs, (room, steps) => {
        const play = new Play();
        play.onFolded = ({ type }, outcome) => {
          const { phase, pausedAtMs, rounds } = play.state;
          reached.add(`phase ${phase}`).add(`${type} ${outcome.ok ? 'ok' : outcome.why}`);
          if (pausedAtMs !== null) reached.add(`paused ${phase}`);
          reached.add(`round ${rounds.at(-1)?.outcome ?? 'none'}`);
          for (const award of rounds.at(-1)?.awards ?? []) {
            if (award === null) continue;
            reached.add(`credit ${creditOf(award)}`);
            if ((award.bonus ?? 0) > 0) reached.add('bonus');
            if (award.judged === true) reached.add('judged');
          }
          const last = rounds.at(-1);
          if ((last?.step ?? 0) > 0)
            reached.add(`later step ${last?.outcome === 'open' ? phase : (last?.outcome ?? '')}`);
        };
        playOut(room, steps, undefined, play);
      }),
      // The same runs each time: whether a rare case comes up must not be a matter of luck.
      { numRuns: 600, seed: 20 },
    );
    expect(wanted.filter((each) => !reached.has(each))).toEqual([]);
  });

  test('gives the same state for the same log, also through JSON at every prefix', () => {
    fc.assert(
      fc.property(...logs, (room, steps) => {
        const { entries, state } = playOut(room, steps);
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
      fc.property(...logs, (room, steps) => {
        const play = playOut(room, steps);
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
          { settings: { ...defaultSettings, standings: 'each', reading: false }, first: 0, count: 2 },
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
      fc.property(anyRoom, (room) => {
        const play = playOut({ ...room, settings: { ...room.settings, autoAdvance: true } }, [
          { passMs: 10, sensible: 'next' },
        ]);
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
