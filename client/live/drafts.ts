/**
 * The study guide that a host is making a quiz of, kept for the tab: from the library, where it was read, to the page where
 * it becomes a pack, and across reloads. What does not look like a draft of ours is none.
 */
import * as v from 'valibot';
import type { StudyGuide } from '../../shared/studyguide/guide.ts';
import type { MadeKind } from '../../shared/studyguide/making/makePack.ts';
import type { Pack } from '../../shared/pack.ts';
import { tabKeep } from './keep.ts';

export type Length = { readonly minutes: number } | { readonly counts: Partial<Readonly<Record<MadeKind, number>>> };

export interface Draft {
  /** Of the file, or '' for what was pasted. */
  readonly name: string;
  readonly guide: StudyGuide | null;
  readonly language: string;
  readonly title?: string;
  readonly length?: Length;
  readonly seed?: number;
  readonly packId?: string | null;
  /** Most of each kind that the guide can give. */
  readonly capacity?: Readonly<Record<MadeKind, number>>;
  readonly pack?: Pack;
  /** What each item was drawn as. */
  readonly marks?: readonly string[];
  /** Places of the items that were changed by hand. */
  readonly edited?: readonly number[];
  readonly gone?: readonly string[];
}

/** `id`: of the pack that is being changed; '' for a study guide that is becoming one. */
const keyOf = (id: string): string => (id === '' ? 'guide' : `guide.${id}`);

export interface Pasted {
  readonly text: string;
  /** The same with its headings and lists; '' where there was none. */
  readonly html: string;
}

const [textKey, richKey] = ['guideText', 'guideRich'];

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const draftSchema = v.object({
  name: v.string(),
  guide: v.nullable(
    v.custom<StudyGuide>((value) => isObject(value) && Array.isArray((value as { questions?: unknown }).questions)),
  ),
  language: v.string(),
  title: v.exactOptional(v.string()),
  length: v.exactOptional(v.custom<Length>(isObject)),
  seed: v.exactOptional(v.number()),
  packId: v.exactOptional(v.nullable(v.string())),
  capacity: v.exactOptional(v.custom<Readonly<Record<MadeKind, number>>>(isObject)),
  pack: v.exactOptional(v.custom<Pack>(isObject)),
  marks: v.exactOptional(v.array(v.string())),
  edited: v.exactOptional(v.array(v.number())),
  gone: v.exactOptional(v.array(v.string())),
});

export const drafts = {
  get(id = ''): Draft | null {
    try {
      const parsed = v.safeParse(draftSchema, JSON.parse(tabKeep.get(keyOf(id)) ?? 'null'));
      return parsed.success ? parsed.output : null;
    } catch {
      return null;
    }
  },
  set(id: string, draft: Draft): void {
    tabKeep.set(keyOf(id), JSON.stringify(draft));
  },
  forget(id: string): void {
    tabKeep.remove(keyOf(id));
  },
  /** What was pasted last, so that nothing is lost where it could not be read. */
  get pasted(): Pasted {
    return { text: tabKeep.get(textKey) ?? '', html: tabKeep.get(richKey) ?? '' };
  },
  set pasted({ text, html }: Pasted) {
    tabKeep.set(textKey, text);
    tabKeep.set(richKey, html);
  },
};
