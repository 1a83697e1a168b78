/**
 * A game of one: the same fold as in a room, over a log in memory. Practice places the entries itself, in a time that
 * stands still between them, so that nobody is hurried. No server has a part in it, and nothing of it is kept.
 */
import type { Body } from '../../shared/game/entry.ts';
import { fold } from '../../shared/game/fold.ts';
import { emptyState, itemOf, roundOf, type State } from '../../shared/game/state.ts';
import { nextSteps, skipSteps } from '../../shared/game/steps.ts';
import { sceneView, youView } from '../../shared/game/views.ts';
import { kindOf, type Item } from '../../shared/kinds/index.ts';
import type { Json } from '../../shared/kinds/kind.ts';
import type { Scene, You } from '../../shared/protocol/views.ts';

/** What can be practised alone: asked and graded, and done in one step, since a second one is about other people's. */
export function practicable(item: Item): boolean {
  const kind = kindOf(item);
  return kind.asked && kind.scored && kind.later === undefined;
}

/** How one item went; credit is null where it was passed over. */
export interface Tried {
  readonly item: Item;
  readonly credit: number | null;
  readonly right: boolean;
}

/** One entry after the other; what it is does not matter, since speed earns nothing here. */
const tickMs = 1_000;
const seat = 0;
const settings = { speed: 'none', standings: 'none', autoAdvance: false, reading: false, phoneText: true } as const;

export class Practice {
  readonly #state: State = emptyState();
  readonly #items: readonly Item[];
  #scene = $state.raw<Scene | null>(null);
  #you = $state.raw<You | null>(null);
  #isOver = $state.raw(false);
  #tried = $state.raw<readonly Tried[]>([]);

  /** `seed`: what chance is drawn from, such as the order of options. */
  constructor(items: readonly Item[], language: string, seed: number) {
    this.#items = items.filter(practicable);
    const pack = { title: '', description: '', language, settings: {}, items: [...this.#items] };
    this.#append({ type: 'opened', code: '', pack, settings, seed, hostHash: '' });
    this.#append({ type: 'joined', name: 'I', tokenHash: '' });
    if (this.#items.length === 0) this.#isOver = true;
    else this.next();
  }

  /** What a phone would be shown; null once it is over. */
  get scene(): Scene | null {
    return this.#isOver ? null : this.#scene;
  }
  get you(): You | null {
    return this.#you;
  }
  get isOver(): boolean {
    return this.#isOver;
  }
  get total(): number {
    return this.#items.length;
  }
  /** The items so far, in their order. */
  get tried(): readonly Tried[] {
    return this.#tried;
  }
  /** The item on the screen, as its pack has it. */
  get item(): Item | null {
    return itemOf(this.#state) ?? null;
  }

  /** Answers and reveals. False where the kind takes it for no answer. */
  answer(answer: Json): boolean {
    const item = this.#state.rounds.length - 1;
    if (this.#state.phase !== 'asked') return false;
    if (!this.#append({ type: 'answered', seat, item, answer, tMs: 0, ref: String(item) })) return false;
    for (const body of nextSteps(this.#state, 0)) this.#append(body);
    const result = this.#you?.result ?? null;
    this.#note(result?.credit ?? 0, result?.right ?? false);
    return true;
  }

  /** "I do not know": the item is revealed without an answer. */
  giveUp(): void {
    if (this.#state.phase !== 'asked') return;
    for (const body of nextSteps(this.#state, 0)) this.#append(body);
    this.#note(null, false);
  }

  /** On to the next item, or to the end. One that is open is passed over. */
  next(): void {
    if (this.#isOver) return;
    if (this.#state.phase === 'asked') this.#note(null, false);
    const steps = this.#state.phase === 'asked' ? skipSteps(this.#state, 0) : nextSteps(this.#state, 0);
    for (const body of steps) this.#append(body);
    if (this.#state.phase === 'podium') this.#isOver = true;
  }

  #note(credit: number | null, right: boolean): void {
    const item = this.#items[roundOf(this.#state)?.item ?? -1];
    if (item !== undefined) this.#tried = [...this.#tried, { item, credit, right }];
  }

  #append(body: Body): boolean {
    const outcome = fold(this.#state, { ...body, seq: this.#state.seq + 1, atMs: this.#state.atMs + tickMs });
    this.#scene = sceneView(this.#state);
    this.#you = youView(this.#state, seat);
    return outcome.ok;
  }
}
