/**
 * The episode being heard: by its recording, or read aloud where there is none or it cannot be played here. It keeps
 * where the learner was, counts plays, and obeys the sleep timer. It draws nothing.
 */
import type { Progress } from './progress.svelte.ts';
import { SleepTimer, type Sleep } from './sleep.ts';
import { soundUrl, type StudyPack } from './studyPack.ts';
import { linesOf, passageAt, passagesOf, totalSpokenSeconds, type Line, type Passage } from './times.ts';
import { soundVoice, speechVoice, type Voice, type VoiceEvents } from './voice.ts';

export const rates = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;
export const skipSeconds = 15;

/** Where a play begins: who comes back to the middle goes on with the one before. */
const beginningSeconds = 3;
/** Where somebody was is kept this often, and whenever the sound stops. */
const keepEveryMs = 5_000;
const tickMs = 250;

/** `sound`: the recording. `speech`: the browser reads. `none`: nothing can be heard here. */
export type Mode = 'sound' | 'speech' | 'none';

export interface PlayerParts {
  readonly nowMs: () => number;
  readonly soundVoice: typeof soundVoice;
  readonly speechVoice: typeof speechVoice;
}

const browserParts: PlayerParts = { nowMs: () => Date.now(), soundVoice, speechVoice };

export class Player {
  readonly #progress: Progress;
  readonly #parts: PlayerParts;
  readonly #language: string;
  readonly #lines: readonly Line[];
  readonly #timer = new SleepTimer();
  #voice: Voice | null = null;
  #isCounted: boolean;
  #keptAtMs = 0;
  #ticks: ReturnType<typeof setInterval> | undefined;

  #mode = $state.raw<Mode>('none');
  /** The recording is there, and could not be played. */
  #hasFailed = $state.raw(false);
  #isPlaying = $state.raw(false);
  #atSeconds = $state.raw(0);
  #totalSeconds = $state.raw<number | null>(null);
  #sleep = $state.raw<Sleep>(null);
  #sleepLeftMs = $state.raw<number | null>(null);
  readonly #passages = $derived(passagesOf(this.#timedLines(), this.#totalSeconds));
  readonly #current = $derived(passageAt(this.#passages, this.#atSeconds));

  constructor(pack: StudyPack, progress: Progress, parts: Partial<PlayerParts> = {}) {
    this.#progress = progress;
    this.#parts = { ...browserParts, ...parts };
    this.#language = pack.language;
    this.#lines = linesOf(pack.guide, pack.language);
    this.#atSeconds = progress.listened.atSeconds;
    this.#isCounted = this.#atSeconds >= beginningSeconds;
    if (pack.audio === null) {
      this.#speak();
      return;
    }
    this.#mode = 'sound';
    this.#totalSeconds = pack.guide?.episode?.durationSeconds ?? null;
    this.#take(
      this.#parts.soundVoice(
        soundUrl(pack.id, pack.audio),
        this.#events(() => this.#speak(true)),
      ),
    );
  }

  get mode(): Mode {
    return this.#mode;
  }
  get hasFailed(): boolean {
    return this.#hasFailed;
  }
  get isPlaying(): boolean {
    return this.#isPlaying;
  }
  get atSeconds(): number {
    return this.#atSeconds;
  }
  /** Null until it is known. */
  get totalSeconds(): number | null {
    return this.#totalSeconds;
  }
  get rate(): number {
    return this.#progress.listened.rate;
  }
  get passages(): readonly Passage[] {
    return this.#passages;
  }
  /** The passage that is being said. */
  get current(): number {
    return this.#current;
  }
  get sleep(): Sleep {
    return this.#sleep;
  }
  get sleepLeftMs(): number | null {
    return this.#sleepLeftMs;
  }

  toggle(): void {
    if (this.#isPlaying) this.#voice?.pause();
    else this.play();
  }

  play(): void {
    if (!this.#isCounted && this.#atSeconds < beginningSeconds && this.#voice !== null) {
      this.#isCounted = true;
      this.#progress.listen({ plays: this.#progress.listened.plays + 1 });
    }
    this.#voice?.loudness(1);
    this.#voice?.play();
  }

  pause(): void {
    this.#voice?.pause();
  }

  seek(seconds: number): void {
    const last = Math.max(0, (this.#totalSeconds ?? Infinity) - 0.1);
    this.#voice?.seek(Math.min(last, Math.max(0, seconds)));
    this.#look();
    this.#keep();
  }

  skip(seconds: number): void {
    this.seek(this.#atSeconds + seconds);
  }

  setRate(rate: number): void {
    this.#progress.listen({ rate });
    this.#voice?.rate(rate);
  }

  setFinished(finished: boolean): void {
    this.#progress.listen({ finished });
  }

  setSleep(sleep: Sleep): void {
    this.#timer.set(sleep, this.#parts.nowMs());
    this.#voice?.loudness(1);
    this.#watch();
  }

  /** The page may be gone in a moment. */
  leave(): void {
    this.#look();
    this.#keep();
  }

  /** Falls silent, and keeps where it was. */
  close(): void {
    this.leave();
    this.#voice?.close();
    this.#voice = null;
    this.#isPlaying = false;
    clearInterval(this.#ticks);
  }

  /** What is read aloud has no moments but those of the voice that reads. */
  #timedLines(): readonly Line[] {
    return this.#mode === 'sound' ? this.#lines : this.#lines.map(({ text }) => ({ text }));
  }

  #speak(hasFailed = false): void {
    const share = this.#totalSeconds === null ? 0 : this.#atSeconds / this.#totalSeconds;
    const wasWanted = this.#isPlaying;
    this.#voice?.close();
    this.#voice = null;
    this.#isPlaying = false;
    this.#hasFailed = hasFailed;
    this.#mode = 'speech';
    this.#totalSeconds = totalSpokenSeconds(this.#lines);
    const fail = (): void => {
      this.#voice = null;
      this.#isPlaying = false;
      this.#mode = 'none';
    };
    const voice = this.#parts.speechVoice(this.#passages, this.#language, this.#events(fail));
    if (voice === null) return fail();
    // The recording and the reading take different times; the share of it is the same.
    if (hasFailed) this.#atSeconds = share * this.#totalSeconds;
    this.#take(voice);
    if (wasWanted) voice.play();
  }

  #take(voice: Voice): void {
    this.#voice = voice;
    voice.rate(this.rate);
    if (this.#atSeconds > 0) voice.seek(this.#atSeconds);
  }

  #events(onfail: () => void): VoiceEvents {
    return {
      onplay: () => {
        this.#isPlaying = true;
        this.#watch();
      },
      onpause: () => {
        this.#isPlaying = false;
        this.#look();
        this.#keep();
      },
      ontime: () => {
        this.#look();
        if (this.#isPlaying && this.#parts.nowMs() - this.#keptAtMs >= keepEveryMs) this.#keep();
      },
      onend: () => {
        this.#isPlaying = false;
        this.#isCounted = false;
        this.#timer.ended();
        this.#voice?.seek(0);
        this.#atSeconds = 0;
        this.#progress.listen({ atSeconds: 0, finished: true });
        this.#obey();
      },
      onlength: (seconds) => (this.#totalSeconds = seconds),
      onfail,
    };
  }

  #look(): void {
    if (this.#voice !== null) this.#atSeconds = this.#voice.seconds();
  }

  #keep(): void {
    this.#keptAtMs = this.#parts.nowMs();
    if (this.#atSeconds !== this.#progress.listened.atSeconds) this.#progress.listen({ atSeconds: this.#atSeconds });
  }

  /** Looks at the clock for as long as a timer is set. */
  #watch(): void {
    this.#obey();
    clearInterval(this.#ticks);
    if (this.#timer.sleep !== null) this.#ticks = setInterval(() => this.#obey(), tickMs);
  }

  #obey(): void {
    const rest = this.#totalSeconds === null ? null : ((this.#totalSeconds - this.#atSeconds) / this.rate) * 1_000;
    const heard = { nowMs: this.#parts.nowMs(), restMs: rest };
    if (this.#timer.sleep !== null && this.#isPlaying) this.#voice?.loudness(this.#timer.loudness(heard));
    if (this.#timer.stops(heard)) this.#voice?.pause();
    if (this.#timer.sleep === null) clearInterval(this.#ticks);
    this.#sleep = this.#timer.sleep;
    this.#sleepLeftMs = this.#timer.leftMs(heard);
  }
}
