/** Room time as a rune: it changes exactly when time alone changes the screen, and not in every frame. */
import { nextChangeIn } from './moment.ts';
import type { LiveRoom } from '../../live/room.svelte.ts';

/** The estimate of room time gets better while a question waits; a timer set once would not know. */
const lookAgainMs = 1_000;

export class Ticker {
  #nowMs = $state(0);

  constructor(room: () => LiveRoom | null) {
    // Before the screen is drawn: a reload in mid-question must not flash what was before it opened.
    $effect.pre(() => {
      const live = room();
      const scene = live?.scene ?? null;
      if (live === null || scene === null) return;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const look = (): void => {
        this.#nowMs = live.nowMs();
        const aheadMs = nextChangeIn(scene, this.#nowMs);
        if (aheadMs !== null) timer = setTimeout(look, Math.min(Math.ceil(aheadMs), lookAgainMs));
      };
      look();
      return () => clearTimeout(timer);
    });
  }

  /** Room time at the last moment that mattered. */
  get nowMs(): number {
    return this.#nowMs;
  }
}
