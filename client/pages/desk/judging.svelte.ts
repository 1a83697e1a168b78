/**
 * The answers that the host judges, as the panel holds them: fetched when they changed and somebody looks, and what a
 * verdict would change, asked once. It keeps no score of its own; every number comes from the room.
 */
import type { Ack, Intent } from '../../../shared/protocol/messages.ts';
import type { JudgingItem, JudgingView, PreviewView, ReviewView } from '../../../shared/protocol/views.ts';
import type { Seat } from '../../../shared/game/entry.ts';

/** A class full of flags must not fetch the list for each of them. */
const fetchEveryMs = 500;
/** The desk's view follows an action within a quarter of a second; a lost one must not hold the undo for ever. */
const settleMs = 1_500;

/** A credit for some answers: asked about, or given. */
export interface Verdict {
  readonly seats: readonly Seat[];
  readonly credit: number;
}

export interface Changed {
  readonly credit: number;
  readonly preview: PreviewView;
}

type Act = (intent: Intent) => Promise<Ack>;

export class Judging {
  readonly #act: Act;
  #view = $state.raw<JudgingView | null>(null);
  #review = $state.raw<ReviewView | null>(null);
  /** An earlier item that the host went back to, for as long as no later one is revealed. */
  #picked = $state.raw<{ readonly item: number; readonly latest: number } | null>(null);
  #isLookedAt = false;
  #isAsking = false;
  #isClosed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The version that an own change is about to replace. */
  #leaving: string | null = null;
  #askedAtMs = -fetchEveryMs;
  /** By what was asked, for as long as the answers stay as they are. */
  #previews: Readonly<Record<string, PreviewView | null>> = {};

  constructor(act: Act) {
    this.#act = act;
  }

  /** What the desk has, and whether somebody looks at the list: to be told of each change of either. */
  follow(view: JudgingView | null, isLookedAt: boolean): void {
    this.#view = view;
    this.#isLookedAt = isLookedAt;
    this.#fetchSoon();
  }

  /** The item that is judged, or null. */
  get current(): JudgingItem | null {
    const view = this.#view;
    const picked = this.#picked;
    if (view === null || picked?.latest !== view.item) return view;
    return view.earlier.find(({ item }) => item === picked.item) ?? view;
  }
  /** Of the current item; null before it has come. */
  get review(): ReviewView | null {
    return this.#review?.item === this.current?.item ? this.#review : null;
  }

  pick(item: number): void {
    this.#picked = { item, latest: this.#view?.item ?? item };
    this.#fetchSoon();
  }

  /** What a verdict would change; null where the room does not say. */
  async look({ seats, credit }: Verdict): Promise<PreviewView | null> {
    const { item, version } = this.current ?? {};
    if (item === undefined) return null;
    const key = `${String(version)} ${seats.join(',')} ${String(credit)}`;
    const known = this.#previews[key];
    if (known !== undefined) return known;
    const ack = await this.#act({ type: 'preview', item, seats: [...seats], credit });
    const preview = ack.ok ? (ack.preview ?? null) : null;
    if (this.current?.version === version) this.#previews = { ...this.#previews, [key]: preview };
    return preview;
  }

  /** Gives a verdict, and resolves with what it changed, or with why it could not. */
  judge({ seats, credit }: Verdict): Promise<Ack> {
    const item = this.current?.item ?? -1;
    return this.#change({ type: 'judge', item, seats: [...seats], credit });
  }

  /** Takes the last verdict on this item back, once the desk has heard of it. */
  async undo(): Promise<Ack> {
    const giveUpMs = performance.now() + settleMs;
    while (this.#leaving === this.current?.version && performance.now() < giveUpMs)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const { item = -1, verdicts = 0 } = this.current ?? {};
    if (verdicts === 0) return { ok: false, why: 'stale' };
    return this.#change({ type: 'unjudge', item, verdicts });
  }

  tune(leniency: number): Promise<Ack> {
    return this.#change({ type: 'tune', leniency });
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #fetchSoon(): void {
    clearTimeout(this.#timer);
    const { item, version } = this.current ?? {};
    if (item === undefined || !this.#isLookedAt || this.#isAsking || this.#isClosed) return;
    if (this.#review?.item === item && this.#review.version === version) return;
    const waitMs = Math.max(0, this.#askedAtMs + fetchEveryMs - performance.now());
    this.#timer = setTimeout(() => void this.#ask(item), waitMs);
  }

  async #change(intent: Intent): Promise<Ack> {
    const before = this.current?.version ?? null;
    const ack = await this.#act(intent);
    if (!ack.ok) return ack;
    if (this.current?.version === before) this.#leaving = before;
    // An own verdict is shown as soon as the desk hears of it.
    this.#askedAtMs = -fetchEveryMs;
    this.#previews = {};
    this.#fetchSoon();
    return ack;
  }

  async #ask(item: number): Promise<void> {
    this.#isAsking = true;
    this.#askedAtMs = performance.now();
    const ack = await this.#act({ type: 'review', item });
    if (ack.ok && ack.review !== undefined) this.#review = ack.review;
    this.#isAsking = false;
    this.#fetchSoon();
  }
}
