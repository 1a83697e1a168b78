/**
 * The stage's screen of the kind that is on, as a rune. It is never that of the item before: a screen that is given
 * another kind's face breaks.
 */
import type { Component } from 'svelte';
import { wordsReady } from '../words/spoken.ts';
import { loadStage } from './stages.ts';
import type { StageProps } from './props.ts';

export class StageScreen {
  #loaded = $state.raw<{ kind: string; Screen: Component<StageProps> } | null>(null);
  #failed = $state.raw<string | null>(null);
  readonly #kind: () => string | null;

  constructor(kind: () => string | null) {
    this.#kind = kind;
    $effect(() => {
      const wanted = kind();
      if (wanted !== null && this.#loaded?.kind !== wanted) void this.#load(wanted);
    });
  }

  /** Null while it loads, and where nothing is on. */
  get Screen(): Component<StageProps> | null {
    const kind = this.#kind();
    return this.#loaded !== null && this.#loaded.kind === kind ? this.#loaded.Screen : null;
  }

  /** It could not be loaded: the network is gone, or a new version is there. */
  get hasFailed(): boolean {
    return this.#failed !== null && this.#failed === this.#kind();
  }

  async #load(kind: string): Promise<void> {
    this.#failed = null;
    try {
      const Screen = await loadStage(kind);
      // On the desk it brings sentences that the page itself does not use.
      await wordsReady();
      if (kind === this.#kind()) this.#loaded = { kind, Screen };
    } catch {
      this.#failed = kind;
    }
  }
}
