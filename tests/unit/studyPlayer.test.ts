/** The episode being heard, with voices of paper: what is remembered, what falls silent, and what reads when nothing plays. */
import { beforeEach, describe, expect, it, vi, afterEach } from 'vitest';
import { createKeep } from '../../client/live/keep.ts';
import { Player } from '../../client/pages/study/player.svelte.ts';
import { Progress } from '../../client/pages/study/progress.svelte.ts';
import type { StudyPack } from '../../client/pages/study/studyPack.ts';
import type { Voice, VoiceEvents } from '../../client/pages/study/voice.ts';
import { MemoryStorage } from '../support/memoryStorage.ts';

class PaperVoice implements Voice {
  at = 0;
  speed = 1;
  loud = 1;
  isPlaying = false;
  isClosed = false;
  readonly events: VoiceEvents;
  constructor(events: VoiceEvents) {
    this.events = events;
  }
  play(): void {
    this.isPlaying = true;
    this.events.onplay();
  }
  pause(): void {
    if (!this.isPlaying) return;
    this.isPlaying = false;
    this.events.onpause();
  }
  seek(seconds: number): void {
    this.at = seconds;
  }
  seconds(): number {
    return this.at;
  }
  rate(rate: number): void {
    this.speed = rate;
  }
  loudness(share: number): void {
    this.loud = share;
  }
  close(): void {
    this.isClosed = true;
    this.isPlaying = false;
  }
  reach(seconds: number): void {
    this.at = seconds;
    this.events.ontime();
  }
  end(): void {
    this.isPlaying = false;
    this.events.onend();
  }
}

const pack: StudyPack = {
  id: 'rivers',
  title: 'Rivers',
  description: '',
  language: 'en',
  items: [],
  isOwn: false,
  audio: { file: 'talk.ogg', bytes: 1_000, version: '1' },
  guide: {
    episode: {
      title: 'On rivers',
      description: '',
      durationSeconds: 600,
      transcript: [{ text: 'One sentence.' }, { text: 'Another sentence.' }],
    },
    questions: [],
    terms: [],
    essays: [],
    sources: [],
  },
};

let storage: Storage;
let sound: PaperVoice;
let speech: PaperVoice | null;
let hasSpeech: boolean;

function player(of: StudyPack = pack): Player {
  const progress = new Progress(
    of.id,
    createKeep(() => storage),
  );
  return new Player(of, progress, {
    nowMs: () => Date.now(),
    soundVoice: (_url, events) => (sound = new PaperVoice(events)),
    speechVoice: (passages, _language, events) => {
      speech = hasSpeech && passages.length > 0 ? new PaperVoice(events) : null;
      return speech;
    },
  });
}
const kept = () =>
  new Progress(
    'rivers',
    createKeep(() => storage),
  ).listened;

beforeEach(() => {
  vi.useFakeTimers();
  storage = new MemoryStorage();
  speech = null;
  hasSpeech = true;
});
afterEach(() => vi.useRealTimers());

describe('the position', () => {
  it('survives a reload, as does the speed', () => {
    const first = player();
    first.play();
    first.setRate(1.5);
    sound.reach(123);
    first.leave();
    const second = player();
    expect(second.atSeconds).toBe(123);
    expect(sound.at).toBe(123);
    expect(sound.speed).toBe(1.5);
  });

  it('is kept every few seconds while it plays, for a page that is killed', () => {
    player().play();
    sound.reach(4);
    expect(kept().atSeconds).toBe(4);
    sound.reach(6);
    expect(kept().atSeconds).toBe(4);
    vi.advanceTimersByTime(5_000);
    sound.reach(9);
    expect(kept().atSeconds).toBe(9);
  });

  it('never leaves the episode', () => {
    const it = player();
    it.skip(-15);
    expect(sound.at).toBe(0);
    it.seek(9_999);
    expect(sound.at).toBeCloseTo(599.9);
  });
});

describe('plays', () => {
  it('count from the beginning, once each', () => {
    const it = player();
    it.play();
    it.pause();
    sound.reach(2);
    it.play();
    sound.reach(300);
    it.pause();
    it.play();
    expect(kept().plays).toBe(1);
    sound.end();
    expect(kept()).toMatchObject({ finished: true, atSeconds: 0, plays: 1 });
    it.play();
    expect(kept().plays).toBe(2);
  });

  it('do not count for who comes back to the middle', () => {
    player().play();
    sound.reach(100);
    vi.advanceTimersByTime(6_000);
    sound.reach(101);
    player().play();
    expect(kept().plays).toBe(1);
  });
});

describe('the sleep timer', () => {
  it('makes the sound quiet and then stops it', () => {
    const it = player();
    it.play();
    it.setSleep(5);
    vi.advanceTimersByTime(5 * 60_000 - 9_000);
    expect(sound).toMatchObject({ isPlaying: true, loud: 1 });
    vi.advanceTimersByTime(5_000);
    expect(sound.isPlaying).toBe(true);
    expect(sound.loud).toBeGreaterThan(0.3);
    expect(sound.loud).toBeLessThan(0.7);
    vi.advanceTimersByTime(5_000);
    expect(sound.isPlaying).toBe(false);
    expect(it).toMatchObject({ isPlaying: false, sleep: null, sleepLeftMs: null });
  });

  it('leaves the sound as loud as before when it is played again, or the timer taken off', () => {
    const it = player();
    it.play();
    it.setSleep(5);
    vi.advanceTimersByTime(5 * 60_000);
    it.play();
    expect(sound).toMatchObject({ isPlaying: true, loud: 1 });
    it.setSleep(5);
    vi.advanceTimersByTime(5 * 60_000 - 2_000);
    it.setSleep(null);
    expect(sound.loud).toBe(1);
    vi.advanceTimersByTime(60_000);
    expect(sound.isPlaying).toBe(true);
  });

  it('at the end of the episode is off when that has come', () => {
    const it = player();
    it.play();
    it.setSleep('end');
    sound.reach(598);
    vi.advanceTimersByTime(300);
    expect(sound.loud).toBe(0.25);
    sound.end();
    expect(it.sleep).toBeNull();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('where nothing plays', () => {
  it('the browser reads, if there is no recording', () => {
    const it = player({ ...pack, audio: null });
    expect(it).toMatchObject({ mode: 'speech', hasFailed: false });
    it.play();
    expect(speech?.isPlaying).toBe(true);
  });

  it('the browser takes over from a recording that it cannot play, at the same share of it', () => {
    const it = player();
    it.play();
    sound.reach(300);
    sound.events.onfail();
    expect(it).toMatchObject({ mode: 'speech', hasFailed: true, isPlaying: true });
    expect(sound.isClosed).toBe(true);
    expect(it.atSeconds / (it.totalSeconds ?? 1)).toBeCloseTo(0.5);
    expect(kept().plays).toBe(1);
  });

  it('there is the text, if the browser has no voice either', () => {
    hasSpeech = false;
    const it = player();
    sound.events.onfail();
    expect(it).toMatchObject({ mode: 'none', hasFailed: true, isPlaying: false });
    expect(it.passages).toHaveLength(2);
    it.toggle();
    expect(it.isPlaying).toBe(false);
  });

  it('a voice that never begins is none', () => {
    const it = player({ ...pack, audio: null });
    it.play();
    speech?.events.onfail();
    expect(it).toMatchObject({ mode: 'none', isPlaying: false });
  });
});
