/**
 * The sleep timer: how loud the sound is as its end comes, and when it stops. It knows neither clock nor sound; who
 * owns both tells it the time and does what it says.
 */

export const sleepMinutes = [5, 10, 15, 30, 60] as const;
export type Sleep = (typeof sleepMinutes)[number] | 'end' | null;

/** The sound grows quiet over this time, so that nobody is woken by silence. */
export const fadeMs = 8_000;

export interface Heard {
  readonly nowMs: number;
  /** What is left of the episode, as it is being played; null where that is not known. */
  readonly restMs: number | null;
}

export class SleepTimer {
  #sleep: Sleep = null;
  #endsAtMs = 0;

  get sleep(): Sleep {
    return this.#sleep;
  }

  set(sleep: Sleep, nowMs: number): void {
    this.#sleep = sleep;
    this.#endsAtMs = typeof sleep === 'number' ? nowMs + sleep * 60_000 : 0;
  }

  /** Until it stops; null where no timer is set, or the end is not known. */
  leftMs({ nowMs, restMs }: Heard): number | null {
    if (this.#sleep === null) return null;
    return this.#sleep === 'end' ? restMs : Math.max(0, this.#endsAtMs - nowMs);
  }

  /** 0 to 1. */
  loudness(heard: Heard): number {
    const left = this.leftMs(heard);
    return left === null ? 1 : Math.min(1, Math.max(0, left / fadeMs));
  }

  /** True once, when the sound has to stop; the timer is then off. */
  stops(heard: Heard): boolean {
    if (typeof this.#sleep !== 'number' || this.leftMs(heard) !== 0) return false;
    this.#sleep = null;
    return true;
  }

  /** The episode has ended: a timer for its end has done its work. */
  ended(): void {
    if (this.#sleep === 'end') this.#sleep = null;
  }
}
