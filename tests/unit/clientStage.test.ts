/** What the stage shows and plays at which moment, and what its keys mean: pure, from views and room time. */
import { describe, expect, it } from 'vitest';
import { announcementOf, momentKey } from '../../client/pages/stage/announce.ts';
import { commandOf, keyCaps, stageCommands, type Press } from '../../client/pages/stage/keys.ts';
import { screenOf, stepOf, turnsOf } from '../../client/pages/stage/moment.ts';
import { heardOf, soundBetween, ticksOf } from '../../client/pages/stage/sounds.svelte.ts';
import { stageWords } from '../../client/words/en/stage.ts';
import { defaultSettings } from '../../shared/settings.ts';
import type { ItemView, Stage, StandingView } from '../../shared/protocol/views.ts';

const item: ItemView = {
  kind: 'choice',
  text: 'Which?',
  face: { options: ['a', 'b'], several: false, truth: false },
  asked: true,
  worth: 1,
  scored: true,
  step: 0,
  steps: 1,
  judgeable: false,
};

const lobby: Stage = {
  seq: 1,
  phase: 'lobby',
  code: 'BCDF23',
  title: 'A pack',
  language: 'en',
  settings: defaultSettings,
  index: -1,
  total: 3,
  locked: false,
  muted: false,
  guard: null,
  scored: true,
  namesShown: false,
  players: 2,
  connected: 2,
  names: [],
  opensAtMs: 0,
  closesAtMs: 0,
  pausedAtMs: null,
  item: null,
  answered: 0,
  skipped: false,
  reveal: null,
  standings: [],
};
const asked: Stage = { ...lobby, phase: 'asked', index: 0, item, opensAtMs: 10_000, closesAtMs: 30_000 };
const revealed: Stage = {
  ...asked,
  phase: 'revealed',
  answered: 2,
  reveal: { key: [0], explanation: 'Because.', tally: [1, 1], right: 1 },
};
const row = (rank: number, name: string, points: number): StandingView => ({
  seat: rank,
  name,
  points,
  rank,
  moved: null,
  streak: 0,
  gained: 0,
});
const podium: Stage = { ...revealed, phase: 'podium', standings: [row(1, 'Ana', 900), row(2, 'Bo', 300)] };

describe('the step of a question', () => {
  it('turns at the opening and at the close, to the millisecond', () => {
    expect(stepOf(asked, 9_999)).toBe('reading');
    expect(stepOf(asked, 10_000)).toBe('open');
    expect(stepOf(asked, 29_999)).toBe('open');
    expect(stepOf(asked, 30_000)).toBe('closed');
    expect(turnsOf(asked)).toEqual([10_000, 30_000]);
  });

  it('stands still while paused', () => {
    const paused = { ...asked, pausedAtMs: 12_000 };
    expect(stepOf(paused, 90_000)).toBe('open');
    expect(turnsOf(paused)).toEqual([]);
  });

  it('of a slide is shown, whatever the time', () => {
    const slide = { ...asked, item: { ...item, asked: false }, closesAtMs: 10_000 };
    expect(stepOf(slide, 99_000)).toBe('shown');
    expect(turnsOf(slide)).toEqual([]);
  });

  it('is skipped rather than revealed', () => {
    expect(stepOf({ ...revealed, skipped: true, reveal: null }, 0)).toBe('skipped');
  });
});

describe('the last screen', () => {
  it('is a podium where somebody scored', () => {
    expect(screenOf(podium)).toBe('podium');
  });

  it('shows no places where the host wanted none, nobody scored, or nothing was scored', () => {
    expect(screenOf({ ...podium, settings: { ...defaultSettings, standings: 'none' } })).toBe('closing');
    expect(screenOf({ ...podium, standings: [row(1, 'Ana', 0)] })).toBe('closing');
    expect(screenOf({ ...podium, scored: false, standings: [] })).toBe('closing');
  });
});

describe('keys', () => {
  const press = (key: string, more: Partial<Press> = {}): Press => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    repeat: false,
    ...more,
  });

  it('of hosts and of presentation remotes go on', () => {
    for (const key of [' ', 'Enter', 'ArrowRight', 'PageDown']) expect(commandOf(press(key), false)).toBe('next');
  });

  it('leave Space and Enter to a button that has the focus', () => {
    expect(commandOf(press(' '), true)).toBeNull();
    expect(commandOf(press('Enter'), true)).toBeNull();
    expect(commandOf(press('ArrowRight'), true)).toBe('next');
  });

  it('do nothing when leant on, and leave the browser its own', () => {
    expect(commandOf(press(' ', { repeat: true }), false)).toBeNull();
    expect(commandOf(press('s', { ctrlKey: true }), false)).toBeNull();
    expect(commandOf(press('constructor'), false)).toBeNull();
  });

  it('are listed, each one', () => {
    for (const command of stageCommands)
      for (const cap of keyCaps[command]) {
        const key = { space: ' ', enter: 'Enter', right: 'ArrowRight' }[cap] ?? cap;
        expect(commandOf(press(key), false), cap).toBe(command);
      }
  });
});

describe('announcements', () => {
  const say = (stage: Stage, nowMs: number): string => announcementOf(stage, nowMs, stageWords);

  it('change when the stage turns, and not with every answer', () => {
    expect(momentKey(asked, 0)).not.toBe(momentKey(asked, 10_000));
    expect(momentKey(asked, 11_000)).toBe(momentKey({ ...asked, answered: 1, seq: 9 }, 12_000));
  });

  it('read the code by letters, the question once, and why at the reveal', () => {
    expect(say(lobby, 0)).toContain('B C D F 2 3');
    expect(say(asked, 0)).toContain('Which?');
    expect(say(asked, 10_000)).not.toContain('Which?');
    expect(say(revealed, 0)).toContain('Because.');
    expect(say(podium, 0)).toContain('1 Ana');
  });
});

describe('sounds', () => {
  const between = (before: [Stage, number], after: [Stage, number]): string | null =>
    soundBetween(heardOf(...before), heardOf(...after));

  it('go with arrivals in the lobby, and with turns of the game', () => {
    expect(between([lobby, 0], [{ ...lobby, players: 3 }, 0])).toBe('join');
    expect(between([lobby, 0], [{ ...lobby, players: 1 }, 0])).toBeNull();
    expect(between([asked, 9_000], [asked, 10_000])).toBe('open');
    expect(between([asked, 11_000], [{ ...asked, answered: 1 }, 12_000])).toBeNull();
    expect(between([asked, 29_000], [asked, 30_000])).toBe('close');
    expect(between([asked, 30_000], [revealed, 30_000])).toBe('reveal');
    expect(between([revealed, 0], [podium, 0])).toBe('podium');
  });

  it('are none after a reload', () => {
    expect(soundBetween(null, heardOf(asked, 10_000))).toBeNull();
  });

  it('tick in the last five seconds, and not while paused', () => {
    expect(ticksOf(asked, 0)).toEqual([25_000, 26_000, 27_000, 28_000, 29_000]);
    expect(ticksOf(asked, 27_500)).toEqual([28_000, 29_000]);
    expect(ticksOf({ ...asked, pausedAtMs: 20_000 }, 20_000)).toEqual([]);
  });
});
