/** The way of a classic game through the fold, and which entry applies in which phase. */
import { describe, expect, test } from 'vitest';
import type { Body } from '../../shared/game/entry.ts';
import { fold } from '../../shared/game/fold.ts';
import { emptyState, type Phase } from '../../shared/game/state.ts';
import {
  answer,
  classicRoom,
  counted,
  next,
  pointsOf,
  poll,
  question,
  ranksOf,
  refused,
  slide,
} from '../support/classic.ts';
import { opened, parsePack, Play, samplePack, startMs } from '../support/rooms.ts';

describe('a classic game', () => {
  test('goes from the lobby to the podium, and every number on the way is right', () => {
    const play = classicRoom([slide, question(), poll, question({ points: 2 })]);
    const { state } = play;
    const phases: [Phase, number][] = [];
    const mark = (): number => phases.push([state.phase, state.rounds.length - 1]);
    mark();
    next(play); // the slide
    mark();
    next(play); // the first question
    mark();
    play.nowMs += 5_000;
    expect(answer(play, 0, [0], { tMs: 5_000 })).toEqual(counted);
    expect(answer(play, 1, [1], { tMs: 2_000 })).toEqual(counted);
    expect(state.rounds[1]).toMatchObject({ answerCount: 2, outcome: 'open', awards: [] });
    expect(pointsOf(play)).toEqual([0, 0, 0]);
    next(play); // close and reveal
    mark();
    // 1 − 5/40 of a thousand; a wrong answer earns nothing, however quick; no answer is no award.
    expect(state.rounds[1]?.awards).toEqual([{ credit: 1, points: 875 }, { credit: 0, points: 0 }, null]);
    expect(ranksOf(play)).toEqual([1, 2, 2]);
    next(play); // standings
    mark();
    next(play); // the poll
    mark();
    expect(answer(play, 2, [1])).toEqual(counted);
    next(play); // reveal of a poll: nothing is earned
    mark();
    expect(state.rounds[2]).toMatchObject({ outcome: 'revealed', awards: [], answerCount: 1 });
    expect(pointsOf(play)).toEqual([875, 0, 0]);
    next(play); // no standings after a poll: the last question, double
    mark();
    answer(play, 0, [0], { tMs: 20_000 });
    answer(play, 2, [0], { tMs: 10_000 });
    next(play);
    mark();
    expect(pointsOf(play)).toEqual([875 + 1_000, 0, 1_500]);
    next(play); // after the last item the podium stands for the standings
    mark();
    expect(ranksOf(play)).toEqual([1, 3, 2]);
    next(play);
    mark();
    expect(phases).toEqual([
      ['lobby', -1],
      ['asked', 0],
      ['asked', 1],
      ['revealed', 1],
      ['ranked', 1],
      ['asked', 2],
      ['revealed', 2],
      ['asked', 3],
      ['revealed', 3],
      ['podium', 3],
      ['ended', 3],
    ]);
    expect(pointsOf(play)).toEqual([1_875, 0, 1_500]);
  });

  test('keeps what the first entry says, and its options in the order of its seed', () => {
    const play = new Play();
    expect(play.append(opened(samplePack, { speed: 'gentle' }, 7))).toEqual(counted);
    expect(play.state).toMatchObject({
      code: 'BCDFGH',
      title: 'Sample',
      language: 'en',
      settings: { speed: 'gentle', standings: 'each' },
      openedAtMs: startMs,
      phase: 'lobby',
      scored: true,
      hostHashes: ['host-hash-secret'],
    });
    const other = new Play();
    other.append(opened(samplePack, { speed: 'gentle' }, 8));
    expect(JSON.stringify(other.state.items)).not.toBe(JSON.stringify(play.state.items));
  });

  test('speaks the language of its pack', () => {
    const play = new Play();
    play.append(opened(parsePack({ title: 'Prov', language: 'sv', items: [slide] })));
    expect(play.state.language).toBe('sv');
  });

  test('is scored where something earns points, also where no places are shown', () => {
    expect(classicRoom([question()], { standings: 'none' }).state.scored).toBe(true);
    expect(classicRoom([slide, poll, question({ points: 0 })]).state.scored).toBe(false);
    expect(classicRoom([slide, question()], { standings: 'end' }).state.scored).toBe(true);
  });

  test('gives hosts as many tokens as they have devices, each once', () => {
    const play = classicRoom([question()]);
    for (const hostHash of ['h1', 'h2', 'h1', 'host-hash-secret'])
      expect(play.append({ type: 'hosted', hostHash })).toEqual(counted);
    expect(play.state.hostHashes).toEqual(['host-hash-secret', 'h1', 'h2']);
  });

  test('is locked and unlocked, muted and unmuted', () => {
    const play = classicRoom([question()]);
    play.append({ type: 'locked', locked: true });
    play.append({ type: 'muted', muted: true });
    expect(play.state).toMatchObject({ locked: true, muted: true });
    play.append({ type: 'locked', locked: false });
    play.append({ type: 'muted', muted: false });
    expect(play.state).toMatchObject({ locked: false, muted: false });
  });
});

describe('a skipped item', () => {
  test('brings nobody points, takes no streak and is not revealed', () => {
    const play = classicRoom([question(), question(), question()]);
    next(play);
    answer(play, 0, [0]);
    next(play);
    next(play);
    next(play);
    answer(play, 0, [0]);
    expect(play.append({ type: 'skipped', item: 1 })).toEqual(counted);
    expect(play.state).toMatchObject({ phase: 'revealed', rounds: [{}, { outcome: 'skipped', awards: [] }] });
    expect(play.state.players[0]).toMatchObject({ points: 875, streak: 1 });
    // No standings after it either: nothing changed.
    next(play);
    expect(play.state).toMatchObject({ phase: 'asked', rounds: [{}, {}, { item: 2 }] });
  });

  test('may be closed already, but not revealed', () => {
    const play = classicRoom([question(), question()]);
    next(play);
    play.append({ type: 'closed', item: 0, cause: 'host' });
    expect(play.append({ type: 'skipped', item: 0 })).toEqual(counted);
    next(play);
    next(play);
    expect(play.append({ type: 'skipped', item: 1 })).toEqual(refused('stale'));
  });

  test('may be the last: the podium follows', () => {
    const play = classicRoom([question()]);
    next(play);
    play.append({ type: 'skipped', item: 0 });
    next(play);
    expect(play.state.phase).toBe('podium');
  });
});

describe('an entry that does not apply', () => {
  /** A room in each phase, at item 0 of two; `slide` is 'asked' with nothing to answer. */
  const rooms: Record<string, () => Play> = {
    lobby: () => classicRoom([question(), question()]),
    asked: () => driven(1),
    paused: () => {
      const play = driven(1);
      play.append({ type: 'paused' });
      return play;
    },
    slide: () => {
      const play = classicRoom([slide, question()]);
      next(play);
      return play;
    },
    closed: () => {
      const play = driven(1);
      play.append({ type: 'closed', item: 0, cause: 'host' });
      return play;
    },
    revealed: () => driven(2),
    ranked: () => driven(3),
    podium: () => driven(6),
    ended: () => driven(7),
  };
  function driven(steps: number): Play {
    const play = classicRoom([question(), question()]);
    for (let at = 0; at < steps; at++) next(play);
    return play;
  }

  const bodies: Record<string, Body> = {
    asked: { type: 'asked', item: 0, leadMs: 0 },
    askedNext: { type: 'asked', item: 1, leadMs: 0 },
    askedOver: { type: 'asked', item: 2, leadMs: 0 },
    closed: { type: 'closed', item: 0, cause: 'host' },
    closedOther: { type: 'closed', item: 1, cause: 'host' },
    skipped: { type: 'skipped', item: 0 },
    revealed: { type: 'revealed', item: 0 },
    ranked: { type: 'ranked', item: 0 },
    skippedOther: { type: 'skipped', item: 1 },
    revealedOther: { type: 'revealed', item: 1 },
    rankedOther: { type: 'ranked', item: 1 },
    extendedOther: { type: 'extended', item: 1, byMs: 5_000, cause: 'host' },
    paused: { type: 'paused' },
    resumed: { type: 'resumed' },
    extended: { type: 'extended', item: 0, byMs: 5_000, cause: 'host' },
    ended: { type: 'ended' },
    joined: { type: 'joined', name: 'Di', tokenHash: 'hash of Di' },
  };

  /** By phase, what applies. Everything else is refused: after the end as room-over, otherwise as stale. */
  const applies: Record<string, readonly string[]> = {
    lobby: ['asked', 'ended', 'joined'],
    asked: ['closed', 'skipped', 'paused', 'extended', 'ended', 'joined'],
    paused: ['closed', 'skipped', 'resumed', 'extended', 'ended', 'joined'],
    slide: ['askedNext', 'skipped', 'ranked', 'paused', 'extended', 'ended', 'joined'],
    closed: ['skipped', 'revealed', 'paused', 'ended', 'joined'],
    revealed: ['askedNext', 'ranked', 'paused', 'ended', 'joined'],
    ranked: ['askedNext', 'paused', 'ended', 'joined'],
    podium: ['ended', 'joined'],
    ended: [],
  };

  test.each(Object.keys(rooms))('in phase %s is refused, and changes nothing', (phase) => {
    for (const [name, body] of Object.entries(bodies)) {
      const play = rooms[phase]?.() ?? new Play();
      const before = JSON.stringify({ ...play.state, seq: 0 });
      const outcome = play.append(body);
      if (applies[phase]?.includes(name)) {
        expect(outcome, name).toMatchObject(counted);
        continue;
      }
      const why = phase === 'ended' ? 'room-over' : name === 'askedOver' ? 'no-such-item' : 'stale';
      expect(outcome, name).toEqual(refused(why));
      expect(JSON.stringify({ ...play.state, seq: 0 }), name).toBe(before);
    }
  });

  test('is any before the first, and a second first one', () => {
    const play = new Play();
    expect(play.append({ type: 'paused' })).toEqual(refused('stale'));
    expect(play.append({ type: 'joined', name: 'Ana', tokenHash: 't' })).toEqual(refused('stale'));
    expect(play.append(opened(samplePack))).toEqual(counted);
    expect(play.append(opened(parsePack({ title: 'Another', items: [slide] })))).toEqual(refused('stale'));
    expect(play.state.title).toBe('Sample');
  });

  test('is one that was folded already: a tail may hand it out twice', () => {
    const play = classicRoom([question()]);
    const [, second] = play.entries;
    expect(second && fold(play.state, second)).toEqual(refused('stale'));
    expect(play.state.seq).toBe(4);
  });

  test('is one that this version does not know', () => {
    const play = classicRoom([question()]);
    for (const type of ['applauded', 'constructor', '__proto__'])
      expect(play.append({ type } as unknown as Body)).toEqual(refused('malformed'));
    const pack = {
      ...samplePack,
      items: [{ kind: 'hologram', text: 'Which?', seconds: 20 }],
    } as unknown as typeof samplePack;
    const newer = new Play();
    expect(newer.append(opened(pack))).toEqual(refused('malformed'));
    expect({ ...newer.state, seq: 0, atMs: 0 }).toEqual(emptyState());
  });

  test('moves seq and time on all the same: it stands in the log', () => {
    const play = classicRoom([question()]);
    play.nowMs += 1_000;
    play.append({ type: 'resumed' });
    expect(play.state).toMatchObject({ seq: 5, atMs: startMs + 1_000 });
    // Room time never goes back, whatever an entry says.
    play.nowMs -= 60_000;
    play.append({ type: 'resumed' });
    expect(play.state).toMatchObject({ seq: 6, atMs: startMs + 1_000 });
  });
});
