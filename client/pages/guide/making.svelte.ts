/**
 * A quiz on its way from a study guide to a pack: the guide as it was read and mended, what it is to be, and the items so
 * far. It lives as long as the tab and outlives a reload. It neither draws nor talks to the server.
 */
import * as v from 'valibot';
import type { Item } from '../../../shared/kinds/index.ts';
import { titleCharactersMax } from '../../../shared/limits.ts';
import { packSchema, type Pack } from '../../../shared/pack.ts';
import { playMinutes } from '../../../shared/playMinutes.ts';
import type { StudyGuide } from '../../../shared/studyguide/guide.ts';
import type { Made, MadeKind } from '../../../shared/studyguide/making/makePack.ts';
import { drafts, type Draft, type Length } from '../../live/drafts.ts';
import { createKeys, drawnAnew, faultsOf, markOf, moved, type Entry } from './entries.ts';

type Counts = Readonly<Record<MadeKind, number>>;

export const newSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

const emptyPack: Pack = { title: '', description: '', language: 'en', settings: {}, items: [] };

export class Making {
  /** Null for a pack that is opened again: what it was made of is not kept. */
  guide = $state.raw<StudyGuide | null>(null);
  /** What the guide was called where it came from. */
  readonly name: string;
  title = $state('');
  language = $state('en');
  length = $state.raw<Length>({ minutes: 10 });
  seed = $state.raw(newSeed());
  entries = $state.raw<readonly Entry[]>([]);
  /** Most of each kind that the guide can give; null until it is known, and where there is no guide. */
  capacity = $state.raw<Counts | null>(null);
  isDrawing = $state.raw(true);
  /** The guide gives nothing to play. */
  isEmpty = $state.raw(false);
  /** What draws could not be loaded. */
  hasFailed = $state.raw(false);
  /** Of the pack, once it is kept. */
  packId = $state.raw<string | null>(null);
  /** Items taken out, so that a new draw does not bring them back, and the last of them. */
  #gone: readonly string[] = [];
  lastGone = $state.raw<{ readonly entry: Entry; readonly at: number } | null>(null);
  #base = $state.raw<Pack>(emptyPack);
  readonly #newKey = createKeys();
  readonly #draftId: string;
  #draws = 0;

  private constructor(name: string, draftId: string) {
    this.name = name;
    this.#draftId = draftId;
  }

  /** `draftId`: of the pack that is opened again; '' for a guide. */
  static of(draft: Draft, draftId = ''): Making {
    const making = new Making(draft.name, draftId);
    making.guide = draft.guide;
    making.title = draft.title ?? '';
    making.language = draft.language;
    making.length = draft.length ?? { minutes: 10 };
    making.seed = draft.seed ?? newSeed();
    making.packId = draft.packId ?? null;
    making.capacity = draft.capacity ?? null;
    making.#gone = draft.gone ?? [];
    const base = v.safeParse(packSchema, draft.pack);
    if (base.success) {
      making.#base = base.output;
      making.entries = base.output.items.map((item, at) =>
        making.#entry(item, draft.edited?.includes(at) === true, draft.marks?.[at]),
      );
      making.isDrawing = false;
    }
    return making;
  }

  /** A pack that is there already, to go on with. One that was not made here becomes one of the host's own. */
  static again(id: string, { pack, isOwn }: { readonly pack: Pack; readonly isOwn: boolean }): Making {
    const { title, language } = pack;
    return Making.of({ name: title, guide: null, language, title, pack, packId: isOwn ? id : null }, id);
  }

  get pack(): Pack {
    const title = this.title.trim().slice(0, titleCharactersMax);
    return {
      ...this.#base,
      title: title === '' ? this.#base.title : title,
      language: this.language,
      items: this.entries.map(({ item }) => item),
    };
  }
  get minutes(): number {
    return this.entries.length === 0 ? 0 : playMinutes(this.pack);
  }
  get isPlayable(): boolean {
    return !this.isDrawing && this.entries.length > 0 && this.entries.every(({ item }) => faultsOf(item).length === 0);
  }

  /** Draws the items anew, with a guide, a length or a seed that changed. What was changed by hand stays. */
  async draw(): Promise<void> {
    const { guide, language, seed, length } = this;
    if (guide === null) return;
    const draws = (this.#draws += 1);
    this.isDrawing = true;
    this.hasFailed = false;
    let made: Made | null = null;
    try {
      const { makePack } = await import('../../../shared/studyguide/making/makePack.ts');
      // The page shows that it works before it does.
      await new Promise((resolve) => setTimeout(resolve));
      if (draws !== this.#draws) return;
      made = makePack(guide, { seed, language, length });
    } catch (error) {
      reportError(error);
      this.hasFailed = true;
    }
    this.isDrawing = false;
    if (this.hasFailed) return;
    this.isEmpty = made === null && this.capacity === null;
    this.lastGone = null;
    if (made === null) {
      this.entries = this.entries.filter(({ isEdited }) => isEdited);
    } else {
      this.#base = made.pack;
      this.capacity = made.capacity;
      if (this.title === '') this.title = made.pack.title;
      this.entries = drawnAnew(made.pack.items, this.entries, this.#gone, this.#newKey);
    }
    this.keep();
  }

  drawAgain(): Promise<void> {
    this.seed = newSeed();
    return this.draw();
  }
  mend(guide: StudyGuide): Promise<void> {
    this.guide = guide;
    return this.draw();
  }
  change(key: number, item: Item): void {
    this.entries = this.entries.map((entry) => (entry.key === key ? { ...entry, item, isEdited: true } : entry));
    this.keep();
  }
  move(key: number, by: -1 | 1): void {
    this.entries = moved(this.entries, key, by);
    this.keep();
  }
  remove(key: number): void {
    const at = this.entries.findIndex((entry) => entry.key === key);
    const entry = this.entries[at];
    if (entry === undefined) return;
    this.lastGone = { entry, at };
    this.#gone = [...this.#gone, entry.mark];
    this.entries = this.entries.filter((each) => each !== entry);
    this.keep();
  }
  restore(): void {
    if (this.lastGone === null) return;
    const { entry, at } = this.lastGone;
    this.#gone = this.#gone.filter((mark) => mark !== entry.mark);
    this.entries = [...this.entries.slice(0, at), entry, ...this.entries.slice(at)];
    this.lastGone = null;
    this.keep();
  }

  /** It is kept on the server as it is: a draft beside it would only grow old. */
  done(): void {
    if (this.guide === null) drafts.forget(this.#draftId);
    else drafts.pasted = { text: '', html: '' };
  }

  /** So that a reload finds it. */
  keep(): void {
    const { name, guide, language, title, length, seed, packId, capacity, entries } = this;
    drafts.set(this.#draftId, {
      name,
      guide,
      language,
      title,
      length,
      seed,
      packId,
      ...(capacity === null ? {} : { capacity }),
      gone: this.#gone,
      ...(entries.length === 0 ? {} : { pack: this.pack }),
      marks: entries.map(({ mark }) => mark),
      edited: entries.flatMap(({ isEdited }, at) => (isEdited ? [at] : [])),
    });
  }

  #entry(item: Item, isEdited: boolean, mark = markOf(item)): Entry {
    return { key: this.#newKey(), item, mark, isEdited };
  }
}
