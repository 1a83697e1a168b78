/**
 * What an episode is heard by: a recording, or the browser reading aloud. Both are told where to go and how fast, and
 * tell how far they are; what is remembered and shown of it is the player's business.
 */
import type { Passage } from './times.ts';

export interface Voice {
  play(): void;
  pause(): void;
  /** To this moment, playing or not. */
  seek(seconds: number): void;
  /** How far it is. */
  seconds(): number;
  rate(rate: number): void;
  /** 0 to 1. */
  loudness(share: number): void;
  /** Falls silent for good. */
  close(): void;
}

export interface VoiceEvents {
  onplay(): void;
  onpause(): void;
  /** It is elsewhere now. */
  ontime(): void;
  onend(): void;
  /** How long it is, in seconds. */
  onlength(seconds: number): void;
  /** It cannot be heard here. */
  onfail(): void;
}

/** A recording, by the browser's own player, which fetches it part by part. */
export function soundVoice(url: string, events: VoiceEvents): Voice {
  const audio = new Audio();
  let isClosed = false;
  let wantedSeconds: number | null = null;
  const tell = (event: string, run: () => void): void =>
    audio.addEventListener(event, () => {
      if (!isClosed) run();
    });
  tell('play', events.onplay);
  // At its end it pauses too, and the end is the news.
  tell('pause', () => {
    if (!audio.ended) events.onpause();
  });
  tell('timeupdate', events.ontime);
  tell('seeked', events.ontime);
  tell('ended', events.onend);
  tell('error', events.onfail);
  tell('loadedmetadata', () => {
    if (wantedSeconds !== null) audio.currentTime = wantedSeconds;
    wantedSeconds = null;
  });
  tell('durationchange', () => {
    if (Number.isFinite(audio.duration)) events.onlength(audio.duration);
  });
  audio.preload = 'metadata';
  audio.src = url;
  return {
    play() {
      audio.play().catch((error: unknown) => {
        // Not allowed without a press: then it just does not play.
        if (!isClosed && error instanceof DOMException && error.name === 'NotSupportedError') events.onfail();
      });
    },
    pause: () => audio.pause(),
    seek(seconds) {
      // Before its length is known it cannot go anywhere.
      if (audio.readyState === 0) wantedSeconds = seconds;
      else audio.currentTime = seconds;
    },
    seconds: () => wantedSeconds ?? audio.currentTime,
    rate(rate) {
      audio.defaultPlaybackRate = rate;
      audio.playbackRate = rate;
    },
    // Some devices leave loudness to their keys.
    loudness: (share) => void (audio.volume = share),
    close() {
      isClosed = true;
      audio.pause();
      audio.removeAttribute('src');
      audio.load();
    },
  };
}

/** A voice that has not begun by then is none: some browsers have the interface and nobody behind it. */
const beginMs = 4_000;
const tickMs = 250;

/** The browser reads passage by passage; within one it is where it would be at an even pace. Null where it cannot. */
export function speechVoice(passages: readonly Passage[], language: string, events: VoiceEvents): Voice | null {
  if (!('speechSynthesis' in window) || passages.length === 0) return null;
  return new SpeechVoice(passages, language, events);
}

class SpeechVoice implements Voice {
  readonly #passages: readonly Passage[];
  readonly #language: string;
  readonly #events: VoiceEvents;
  #at = 0;
  #rate = 1;
  #loudness = 1;
  #isPlaying = false;
  /** Since when the current passage is being said; null while it is not. */
  #sinceMs: number | null = null;
  /** Kept: some browsers forget what nobody holds, and never say that it ended. */
  #utterance: SpeechSynthesisUtterance | null = null;
  #ticks: ReturnType<typeof setInterval> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(passages: readonly Passage[], language: string, events: VoiceEvents) {
    this.#passages = passages;
    this.#language = language;
    this.#events = events;
  }

  play(): void {
    if (this.#isPlaying) return;
    this.#isPlaying = true;
    this.#events.onplay();
    this.#ticks = setInterval(() => this.#events.ontime(), tickMs);
    this.#say();
  }

  pause(): void {
    if (!this.#isPlaying) return;
    this.#hush();
    this.#events.onpause();
  }

  seek(seconds: number): void {
    // To the beginning of a sentence: nobody understands the second half of one.
    const after = this.#passages.findIndex(({ atSeconds }) => atSeconds > seconds + 0.05);
    this.#at = after === -1 ? this.#passages.length - 1 : Math.max(0, after - 1);
    this.#sinceMs = null;
    if (this.#isPlaying) this.#say();
    this.#events.ontime();
  }

  seconds(): number {
    const from = this.#passages[this.#at]?.atSeconds ?? 0;
    if (this.#sinceMs === null) return from;
    const said = ((Date.now() - this.#sinceMs) / 1_000) * this.#rate;
    const next = this.#passages[this.#at + 1]?.atSeconds ?? Infinity;
    return Math.min(from + said, next - 0.1);
  }

  rate(rate: number): void {
    if (rate === this.#rate) return;
    this.#rate = rate;
    if (this.#isPlaying) this.#say();
  }

  /** Reaches what is said next: what is being said cannot be changed. */
  loudness(share: number): void {
    this.#loudness = share;
  }

  close(): void {
    this.#hush();
  }

  #hush(): void {
    this.#isPlaying = false;
    this.#utterance = null;
    this.#sinceMs = null;
    clearInterval(this.#ticks);
    clearTimeout(this.#patience);
    speechSynthesis.cancel();
  }

  #fail(): void {
    this.#hush();
    this.#events.onfail();
  }

  #say(): void {
    const passage = this.#passages[this.#at];
    if (passage === undefined) return;
    const utterance = new SpeechSynthesisUtterance(passage.text);
    this.#utterance = utterance;
    this.#sinceMs = null;
    utterance.lang = this.#language;
    utterance.rate = this.#rate;
    utterance.volume = this.#loudness;
    const ifMine = (run: () => void) => (): void => {
      if (this.#utterance === utterance) run();
    };
    utterance.onstart = ifMine(() => {
      clearTimeout(this.#patience);
      this.#sinceMs = Date.now();
      this.#events.ontime();
    });
    utterance.onend = ifMine(() => this.#sayNext());
    utterance.onerror = ifMine(() => this.#fail());
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#fail(), beginMs);
    // What was being said gives way; its own end is not heard any more.
    speechSynthesis.cancel();
    speechSynthesis.speak(utterance);
  }

  #sayNext(): void {
    if (this.#at < this.#passages.length - 1) {
      this.#at += 1;
      this.#say();
      this.#events.ontime();
      return;
    }
    this.#hush();
    this.#events.onend();
  }
}
