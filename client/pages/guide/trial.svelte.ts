/**
 * One item, tried alone: the fold of a real room over a log in memory, with one seat. An item of several steps stops after its
 * first, since the next is about what others wrote.
 */
import type { Body } from '../../../shared/game/entry.ts';
import { fold } from '../../../shared/game/fold.ts';
import { emptyState, type State } from '../../../shared/game/state.ts';
import { nextSteps, stepsOf } from '../../../shared/game/steps.ts';
import { sceneView, youView } from '../../../shared/game/views.ts';
import type { Item } from '../../../shared/kinds/index.ts';
import type { Json } from '../../../shared/kinds/kind.ts';
import type { Scene, You } from '../../../shared/protocol/views.ts';
import type { AnswerState } from '../../kinds/props.ts';

const settings = { speed: 'none', standings: 'none', autoAdvance: false, reading: false, phoneText: true } as const;
/** One entry after the other; how long anything took does not matter here. */
const tickMs = 1_000;

export class Trial {
  readonly #state: State = emptyState();
  readonly #item: Item;
  #scene = $state.raw<Scene | null>(null);
  #you = $state.raw<You | null>(null);

  constructor(item: Item, language: string, seed: number) {
    this.#item = item;
    const pack = { title: '', description: '', language, settings: {}, items: [item] };
    this.#append({ type: 'opened', code: '', pack, settings, seed, hostHash: '' });
    this.#append({ type: 'joined', name: 'I', tokenHash: '' });
    for (const body of nextSteps(this.#state, 0)) this.#append(body);
  }

  get scene(): Scene | null {
    return this.#scene;
  }
  get you(): You | null {
    return this.#you;
  }
  get state(): AnswerState {
    if (this.#scene?.phase === 'revealed') return 'revealed';
    return this.#you?.answered === true ? 'saved' : 'open';
  }
  /** Answered, and there is more to it in a room. */
  get isHalf(): boolean {
    return this.state === 'saved';
  }

  /** False where the kind takes it for no answer. */
  answer(answer: Json): boolean {
    if (!this.#append({ type: 'answered', seat: 0, item: 0, answer, tMs: 0, ref: 'trial' })) return false;
    if (stepsOf(this.#item) === 1) for (const body of nextSteps(this.#state, 0)) this.#append(body);
    return true;
  }

  #append(body: Body): boolean {
    const outcome = fold(this.#state, { ...body, seq: this.#state.seq + 1, atMs: this.#state.atMs + tickMs });
    this.#scene = sceneView(this.#state);
    this.#you = youView(this.#state, 0);
    return outcome.ok;
  }
}
