/**
 * What a second opinion says of the answers in one room: asked in the background once sentences are revealed, kept while
 * the room lives, and shown to the host beside the grader's own. Nothing waits for it, and it scores nothing.
 */
import { writtenIn } from '../../shared/game/review.ts';
import type { State } from '../../shared/game/state.ts';
import { kindOf } from '../../shared/kinds/index.ts';
import type { Desk, ReviewAnswer, ReviewGroup, ReviewView } from '../../shared/protocol/views.ts';

/** Whoever has an opinion. It never fails; null where it has none. */
export interface Adviser {
  ask(
    question: string,
    reference: string,
    answers: readonly string[],
  ): Promise<readonly ({ readonly credit: number } | null)[]>;
}

export class Opinions {
  readonly #adviser: Adviser | null;
  /** By item, then by the words of the answer. */
  readonly #known = new Map<number, Map<string, number>>();
  readonly #onNew: () => void;

  /** `onNew`: there is more to show than before. */
  constructor(adviser: Adviser | null, onNew: () => void) {
    this.#adviser = adviser;
    this.#onNew = onNew;
  }

  /** The item was revealed. Only sentences are asked about: where a word is right or wrong, the pack says so. */
  async ask(state: State, itemAt: number): Promise<void> {
    const item = state.items[itemAt];
    const round = state.rounds[itemAt];
    if (this.#adviser === null || item === undefined || round === undefined || this.#known.has(itemAt)) return;
    const kind = kindOf(item);
    if (kind.reference === undefined || kind.points === undefined) return;
    const found = new Map<string, number>();
    this.#known.set(itemAt, found);
    const doubt = (seat: number): number => Math.abs((round.awards[seat]?.credit ?? 0) - 0.5);
    // It may not be asked about all: those first of which the grader is least sure.
    const written = writtenIn(state, round).sort((a, b) => doubt(a.seat) - doubt(b.seat));
    const texts = [...new Set(written.map(({ text }) => text))];
    if (texts.length === 0) return;
    const told = await this.#adviser.ask(item.text, kind.reference(item), texts);
    texts.forEach((text, at) => {
      const suggestion = told[at];
      if (suggestion != null) found.set(text, suggestion.credit);
    });
    if (found.size > 0) this.#onNew();
  }

  /** A review is out of date when an opinion came since. */
  #stamped(version: string, item: number): string {
    const count = this.#known.get(item)?.size ?? 0;
    return count === 0 ? version : `${version} +${String(count)}`;
  }

  inReview(review: ReviewView): ReviewView {
    const known = this.#known.get(review.item);
    if (known === undefined || known.size === 0) return review;
    const noted = <T extends ReviewAnswer | ReviewGroup>(each: T): T => {
      const opinion = known.get(each.text);
      return opinion === undefined ? each : { ...each, opinion };
    };
    return {
      ...review,
      version: this.#stamped(review.version, review.item),
      groups: review.groups.map((group) => ({ ...noted(group), answers: group.answers.map(noted) })),
    };
  }

  inDesk(desk: Desk): Desk {
    const { judging } = desk;
    if (judging === null) return desk;
    const stamped = <T extends { readonly item: number; readonly version: string }>(each: T): T => ({
      ...each,
      version: this.#stamped(each.version, each.item),
    });
    return { ...desk, judging: { ...stamped(judging), earlier: judging.earlier.map(stamped) } };
  }
}
