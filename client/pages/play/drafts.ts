/** What a player has written and not sent yet, kept over a reload: one text a room, that of the question on the screen. */
import { keep } from '../../live/keep.ts';

export class Drafts {
  readonly #key: string;

  constructor(code: string) {
    this.#key = `draft.${code}`;
  }

  /** '' where nothing was written to this question. */
  get(asked: string): string {
    const kept = keep.get(this.#key) ?? '';
    return kept.startsWith(`${asked}\n`) ? kept.slice(asked.length + 1) : '';
  }

  set(asked: string, text: string): void {
    keep.set(this.#key, `${asked}\n${text}`);
  }
}
