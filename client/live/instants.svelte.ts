/** Room time as a rune: it changes when a view comes and at the instants that its owner names, not in every frame. */

/** The estimate of room time gets better meanwhile; a timer set once would not know. */
const lookAgainMs = 1_000;

interface Clocked {
  nowMs(): number;
}

export class Instants {
  #nowMs = $state(0);

  /** Reads `instants` (room times) anew whenever what it depends on changes. */
  constructor(clock: () => Clocked | null, instants: () => readonly number[]) {
    $effect.pre(() => {
      const live = clock();
      const ahead = instants();
      if (live === null) return;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const look = (): void => {
        this.#nowMs = live.nowMs();
        const next = ahead.filter((atMs) => atMs > this.#nowMs).sort((a, b) => a - b)[0];
        if (next === undefined) return;
        timer = setTimeout(look, Math.min(Math.ceil(next - this.#nowMs), lookAgainMs));
      };
      look();
      return () => clearTimeout(timer);
    });
  }

  /** Room time when it last mattered. */
  get nowMs(): number {
    return this.#nowMs;
  }
}
