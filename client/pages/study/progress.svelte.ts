/**
 * What a learner has done with one pack, kept on this device and nowhere else: it can be taken away as a file, brought
 * back, and deleted. Other tabs of the same pack are followed.
 */
import * as v from 'valibot';
import { essayDraftCharactersMax, guideTermsMax, progressBytesMax } from '../../../shared/limits.ts';
import { keep as browserKeep, type Keep } from '../../live/keep.ts';

const number = v.pipe(v.number(), v.finite());
const shareOf = v.pipe(number, v.minValue(0), v.maxValue(1));
const countOf = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Three cards for each of a guide's terms and questions, some of which are gone by now. */
const cardsMax = 6 * guideTermsMax;

const bounded = <Value>(schema: v.GenericSchema<unknown, Value>, entriesMax: number) =>
  v.pipe(
    v.record(v.pipe(v.string(), v.maxLength(20)), schema),
    v.check((record) => Object.keys(record).length <= entriesMax),
  );

/** A card as its scheduler knows it; times in ms. */
const cardSchema = v.strictObject({
  dueMs: number,
  stability: number,
  difficulty: number,
  days: number,
  step: countOf,
  reps: countOf,
  lapses: countOf,
  state: v.picklist([0, 1, 2, 3]),
  lastMs: v.nullable(number),
});
export type CardMemory = v.InferOutput<typeof cardSchema>;

const progressSchema = v.strictObject({
  listened: v.strictObject({
    atSeconds: v.pipe(number, v.minValue(0)),
    finished: v.boolean(),
    plays: countOf,
    rate: v.pipe(number, v.minValue(0.5), v.maxValue(2)),
  }),
  /** By the card's key. */
  cards: bounded(cardSchema, cardsMax),
  /** How right the last try of each item was, 0 to 1, by the item's key. */
  tried: bounded(shareOf, cardsMax),
  /** By the essay's key. */
  drafts: bounded(v.pipe(v.string(), v.maxLength(essayDraftCharactersMax)), cardsMax),
});
export type ProgressState = v.InferOutput<typeof progressSchema>;

const fileSchema = v.object({
  quizloop: v.literal('progress'),
  version: v.literal(1),
  pack: v.string(),
  title: v.string(),
  progress: progressSchema,
});

const nothing = (): ProgressState => ({
  listened: { atSeconds: 0, finished: false, plays: 0, rate: 1 },
  cards: {},
  tried: {},
  drafts: {},
});

/** A short name for a text, the same on every device; two texts of one pack hardly ever share one. */
export function keyOf(text: string): string {
  // FNV-1a, twice with different starts: 64 bits without BigInt.
  const hash = (start: number): number => {
    let value = start;
    for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    return value >>> 0;
  };
  return hash(0x811c9dc5).toString(36) + hash(0x9747b28c).toString(36);
}

export type Import = 'done' | 'not-progress' | 'other-pack' | 'too-large';

export class Progress {
  readonly #key: string;
  readonly #pack: string;
  readonly #keep: Keep;
  #state = $state.raw<ProgressState>(nothing());

  constructor(pack: string, keep: Keep = browserKeep) {
    this.#pack = pack;
    this.#key = `study.${pack}`;
    this.#keep = keep;
    this.read();
  }

  /** Reads anew what is kept: another tab may have written. */
  read(): void {
    this.#state = readJson(progressSchema, this.#keep.get(this.#key)) ?? nothing();
  }

  /** Follows other tabs until the returned function is called. */
  follow(): () => void {
    const look = ({ key }: StorageEvent): void => {
      if (key === null || key.endsWith(this.#key)) this.read();
    };
    addEventListener('storage', look);
    return () => removeEventListener('storage', look);
  }

  get listened(): ProgressState['listened'] {
    return this.#state.listened;
  }
  get cards(): ProgressState['cards'] {
    return this.#state.cards;
  }
  get tried(): ProgressState['tried'] {
    return this.#state.tried;
  }
  get drafts(): ProgressState['drafts'] {
    return this.#state.drafts;
  }
  get isEmpty(): boolean {
    return JSON.stringify(this.#state) === JSON.stringify(nothing());
  }

  listen(change: Partial<ProgressState['listened']>): void {
    this.#change({ listened: { ...this.listened, ...change } });
  }

  remember(card: string, memory: CardMemory): void {
    this.#change({ cards: { ...this.cards, [card]: memory } });
  }

  note(item: string, credit: number): void {
    this.#change({ tried: { ...this.tried, [item]: credit } });
  }

  draft(essay: string, text: string): void {
    const { [essay]: _before, ...others } = this.drafts;
    this.#change({ drafts: text === '' ? others : { ...others, [essay]: text.slice(0, essayDraftCharactersMax) } });
  }

  /** The content of a file that `take` understands. */
  give(title: string): string {
    const file = { quizloop: 'progress', version: 1, pack: this.#pack, title, progress: this.#state };
    return `${JSON.stringify(file, null, 1)}\n`;
  }

  /** Takes the place of what is here. */
  take(content: string): Import {
    if (content.length > progressBytesMax) return 'too-large';
    const file = readJson(fileSchema, content);
    if (file === null) return 'not-progress';
    if (file.pack !== this.#pack) return 'other-pack';
    this.#change(file.progress);
    return 'done';
  }

  forget(): void {
    this.#keep.remove(this.#key);
    this.#state = nothing();
  }

  #change(change: Partial<ProgressState>): void {
    this.#state = { ...this.#state, ...change };
    this.#keep.set(this.#key, JSON.stringify(this.#state));
  }
}

function readJson<Value>(schema: v.GenericSchema<unknown, Value>, text: string | null): Value | null {
  if (text === null) return null;
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
