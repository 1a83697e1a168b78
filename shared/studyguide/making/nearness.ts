/**
 * Which terms of a glossary are near one another, and which are so near that what is right of one may be right of the
 * other. Near ones make good wrong options; those that may also be right never do.
 */
import { languages, type LanguageName } from '../../grading/languages.ts';
import { likenessOf } from '../../grading/likeness.ts';
import { cosine, gramsOf, norm, type Grams } from '../../grading/grams.ts';
import { contentOf, tokensOf, type Token } from '../../grading/tokens.ts';
import { contrariesIn } from './contraries.ts';
import { hasPhrase, type Entry } from './entries.ts';
import type { Word } from './family.ts';

/** Two definitions share this much of the shorter one, rare words counting more: they may mean the same. */
const sameMeaning = 0.45;
const sameMeaningOfOneHead = 0.38;
const sharedWordsMin = 3;

/** What each likeness adds to being near. */
const weights = { head: 2.5, termWord: 1, letters: 1.5, definition: 6, neighbour: 1.2 };
/** Glossaries go by topic: the next few terms are of the same. */
const neighbourReach = 4;

/** Of the nearest so many are looked at: more than are ever drawn. */
const nearMax = 60;

export interface Near {
  readonly entry: Entry;
  readonly score: number;
}

export class Nearness {
  private readonly holders = new Map<string, number[]>();
  private readonly rarity = new Map<string, number>();
  private readonly norms: readonly number[];
  private readonly grams: readonly { readonly of: Grams; readonly length: number }[];
  private readonly words: readonly (readonly Token[])[];
  private readonly areContraries: (a: readonly Word[], b: readonly Word[]) => boolean;
  private readonly knownNear = new Map<Entry, readonly Near[]>();
  private readonly knownAround = new Map<Entry, readonly Near[]>();
  /** By the stem of each name's first word: who has it. */
  private readonly named = new Map<string, Entry[]>();
  private readonly mentions: readonly ReadonlySet<Entry>[];
  private readonly place = new Map<Entry, number>();

  constructor(
    readonly entries: readonly Entry[],
    name: LanguageName,
  ) {
    const language = languages[name];
    const likeness = likenessOf(name, language, []);
    this.areContraries = contrariesIn(name, (a, b) => likeness.areOpposite(a, b));
    entries.forEach((entry, at) => {
      this.place.set(entry, at);
      for (const stem of entry.contentStems) this.hold(`d${stem}`, at);
      for (const stem of new Set(entry.termStems)) this.hold(`t${stem}`, at);
      if (entry.head !== '') this.hold(`h${entry.head}`, at);
      for (const [first] of entry.nameStems) {
        if (first !== undefined) this.named.set(first, [...(this.named.get(first) ?? []), entry]);
      }
    });
    for (const [key, holders] of this.holders) {
      if (key.startsWith('d')) this.rarity.set(key.slice(1), Math.log(1 + entries.length / holders.length));
    }
    this.norms = entries.map(({ contentStems }) =>
      Math.sqrt([...contentStems].reduce((sum, stem) => sum + this.rarityOf(stem) ** 2, 0)),
    );
    this.words = entries.map(({ names }) => contentOf(tokensOf(names.shown, language)));
    this.grams = this.words.map((words) => {
      const of = gramsOf(words, () => 1);
      return { of, length: norm(of) };
    });
    this.mentions = entries.map((entry) => this.namedIn(entry.definitionStems, entry));
  }

  private hold(key: string, at: number): void {
    const holders = this.holders.get(key);
    if (holders === undefined) this.holders.set(key, [at]);
    else holders.push(at);
  }

  private rarityOf(stem: string): number {
    return this.rarity.get(stem) ?? 0;
  }

  /** The terms that a text names, but for one. */
  namedIn(stems: readonly string[], except?: Entry): ReadonlySet<Entry> {
    const found = new Set<Entry>();
    for (const stem of new Set(stems)) {
      for (const entry of this.named.get(stem) ?? []) {
        if (entry !== except && entry.nameStems.some((name) => hasPhrase(stems, name))) found.add(entry);
      }
    }
    return found;
  }

  mentionedBy(entry: Entry): ReadonlySet<Entry> {
    return this.mentions[this.at(entry)] ?? new Set();
  }

  private at(entry: Entry): number {
    return this.place.get(entry) ?? -1;
  }

  /** The nearest first, in whatever way. Without those that may also be right. */
  near(entry: Entry): readonly Near[] {
    let found = this.knownNear.get(entry);
    if (found === undefined) {
      found = this.around(entry).filter((near) => !this.mayAlsoFit(entry, near.entry));
      this.knownNear.set(entry, found);
    }
    return found;
  }

  /** The same with those that may also be right. */
  around(entry: Entry): readonly Near[] {
    let found = this.knownAround.get(entry);
    if (found === undefined) {
      found = this.findAround(entry, this.at(entry));
      this.knownAround.set(entry, found);
    }
    return found;
  }

  private findAround(entry: Entry, place: number): Near[] {
    const scores = new Map<number, number>();
    const add = (key: string, worth: (other: number) => number): void => {
      const holders = this.holders.get(key) ?? [];
      // A word that half of a large glossary has tells nothing, and takes all the time.
      if (holders.length > 60 && holders.length * 4 > this.entries.length) return;
      for (const other of holders) scores.set(other, (scores.get(other) ?? 0) + worth(other));
    };
    for (const stem of entry.contentStems) {
      const rarity = this.rarityOf(stem) ** 2;
      const own = this.norms[place] ?? 1;
      add(`d${stem}`, (other) => (weights.definition * rarity) / (own * (this.norms[other] ?? 1) || 1));
    }
    for (const stem of new Set(entry.termStems)) add(`t${stem}`, () => weights.termWord);
    add(`h${entry.head}`, () => weights.head);
    for (let step = -neighbourReach; step <= neighbourReach; step += 1) {
      const other = place + step;
      if (step !== 0 && this.entries[other] !== undefined) {
        scores.set(other, (scores.get(other) ?? 0) + weights.neighbour / Math.abs(step));
      }
    }
    // A small glossary is of one topic: what has nothing in common is still of it.
    if (this.entries.length <= nearMax) this.entries.forEach((_, other) => scores.set(other, scores.get(other) ?? 0));
    scores.delete(place);
    return [...scores]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, 2 * nearMax)
      .map(([other, score]) => ({ other, score: score + weights.letters * this.lettersAlike(place, other) }))
      .sort((a, b) => b.score - a.score || a.other - b.other)
      .slice(0, nearMax)
      .flatMap(({ other, score }) => {
        const near = this.entries[other];
        return near === undefined ? [] : [{ entry: near, score }];
      });
  }

  private lettersAlike(place: number, other: number): number {
    const [a, b] = [this.grams[place], this.grams[other]];
    return a === undefined || b === undefined ? 0 : cosine(a.of, a.length, b.of, b.length);
  }

  /** How much of the shorter definition the other one has too, 0 to 1; rare words count more. */
  shared(a: Entry, b: Entry): { readonly share: number; readonly words: number } {
    const [few, many] = a.contentStems.size <= b.contentStems.size ? [a, b] : [b, a];
    let [all, both, words] = [0, 0, 0];
    for (const stem of few.contentStems) {
      const rarity = this.rarityOf(stem);
      all += rarity;
      if (!many.contentStems.has(stem)) continue;
      both += rarity;
      words += 1;
    }
    return { share: all === 0 ? 0 : both / all, words };
  }

  /** Large and small, Gaussian and non-Gaussian: their definitions are alike, and say the opposite. */
  areContrary(a: Entry, b: Entry): boolean {
    return this.areContraries(this.words[this.at(a)] ?? [], this.words[this.at(b)] ?? []);
  }

  /** Whether what is said of one might be said of the other as well. */
  mayAlsoFit(a: Entry, b: Entry): boolean {
    if (a === b) return true;
    if (b.normalNames.some((name) => a.normalNames.includes(name))) return true;
    if (this.areContrary(a, b)) return false;
    if (this.mentionedBy(a).has(b) || this.mentionedBy(b).has(a)) return true;
    const [few, many] = a.termStems.length <= b.termStems.length ? [a, b] : [b, a];
    if (few.termStems.length > 0 && few.termStems.every((stem) => many.termStems.includes(stem))) return true;
    const { share, words } = this.shared(a, b);
    const most = a.head === b.head ? sameMeaningOfOneHead : sameMeaning;
    return words >= Math.min(sharedWordsMin, a.contentStems.size, b.contentStems.size) && share >= most;
  }
}
