/**
 * What is worked out once for an item, before the first answer: its reference answers as key points, each word with its
 * weight, and the words that an answer's words are compared with. Plain values; an item is prepared on any machine alike.
 */
import { gradedCharactersMax } from '../limits.ts';
import { keyPointsOf } from './keyPoints.ts';
import { languageOf, languages, type Language, type LanguageName } from './languages.ts';
import { likenessOf, type Likeness } from './likeness.ts';
import { rivalriesOf, type Rivalry } from './rivalries.ts';
import { contentOf, pairsOf, stemOf, tokensOf, triplesOf, type Token } from './tokens.ts';
import { gramsOf, norm, type Grams } from './grams.ts';

export interface KeyPoint {
  readonly text: string;
  /** How much of the credit it is, beside the others. Without it: as much as its words tell. */
  readonly weight?: number | undefined;
  /** Other ways to say it. */
  readonly accept?: readonly string[] | undefined;
  /** Without each of these words the point is not made. */
  readonly mustMention?: readonly string[] | undefined;
}

export interface PrepareOptions {
  readonly language?: LanguageName | undefined;
  /** Groups of words and phrases that mean the same here, of the pack and its glossary. */
  readonly synonyms?: readonly (readonly string[])[] | undefined;
}

/** A word of a reference: where it stands in the item's vocabulary, and what it counts. */
export interface WantedWord {
  readonly index: number;
  readonly weight: number;
  /** Under a negation wherever it stands in the reference, or somewhere. */
  readonly alwaysNegated: boolean;
  readonly everNegated: boolean;
  readonly isDenied: boolean;
}

export interface PreparedPoint {
  readonly text: string;
  /** All points of a reference make 1. */
  readonly weight: number;
  /** The point as it is written first, then the other ways to say it. */
  readonly ways: readonly (readonly WantedWord[])[];
  /** Places in the vocabulary. */
  readonly must: readonly number[];
  readonly rivalries: readonly Rivalry[];
}

export interface PreparedReference {
  readonly points: readonly PreparedPoint[];
  /** Places in the vocabulary, in the order of the text. */
  readonly row: readonly number[];
  /** Places of words whose opposite it has too: who speaks only of the other one turns nothing round. */
  readonly bothSides: ReadonlySet<number>;
  readonly stems: ReadonlySet<string>;
  /** Neighbouring words, to see whether an answer keeps any of the order. */
  readonly pairs: ReadonlySet<string>;
  readonly grams: Grams;
  readonly gramsNorm: number;
}

/** Words in the answer, standing together, which say what some words of the vocabulary say. */
export interface Phrase {
  readonly stems: readonly string[];
  readonly says: readonly number[];
}

export interface PreparedItem {
  readonly language: Language;
  readonly likeness: Likeness;
  readonly references: readonly PreparedReference[];
  readonly vocabulary: readonly Token[];
  readonly phrases: readonly Phrase[];
  /** Abbreviations in the references, which an answer may write out. */
  readonly short: ReadonlyMap<string, number>;
  readonly questionStems: ReadonlySet<string>;
  /** Three words in a row of the question, and all its words: what a copy consists of. */
  readonly questionTriples: ReadonlySet<string>;
  weightOf(word: Token): number;
  /** By stem: how like each word of the vocabulary it is; −1 where it says the opposite. */
  readonly rows: Map<string, Float32Array>;
}

/** Words of the question are demoted, never dropped: an answer that leaves them out says less (measured). */
const questionWeight = 0.2;
const lightWeight = 0.7;

/** The words that an item asks for, collected while it is prepared. */
class Vocabulary {
  readonly words: Token[] = [];
  private readonly places = new Map<string, number>();
  place(token: Token): number {
    let index = this.places.get(token.stem);
    if (index === undefined) {
      index = this.words.length;
      this.words.push(token);
      this.places.set(token.stem, index);
    }
    return index;
  }
}

/** Each word once, in the order of the text. */
function wanted(content: readonly Token[], vocabulary: Vocabulary, weightOf: (word: Token) => number): WantedWord[] {
  const byIndex = new Map<number, WantedWord>();
  for (const token of content) {
    const index = vocabulary.place(token);
    const before = byIndex.get(index);
    byIndex.set(index, {
      index,
      weight: weightOf(token),
      alwaysNegated: token.negated && (before?.alwaysNegated ?? true),
      everNegated: token.negated || (before?.everNegated ?? false),
      isDenied: token.isDenied || (before?.isDenied ?? false),
    });
  }
  return [...byIndex.values()];
}

const sum = (words: readonly WantedWord[]): number => words.reduce((total, { weight }) => total + weight, 0);

/** `text`: what its points were cut from, which has the words between them too. */
function referenceOf(
  text: string,
  keyPoints: readonly KeyPoint[],
  {
    language,
    likeness,
    vocabulary,
    weightOf,
  }: Pick<PreparedItem, 'language' | 'likeness' | 'weightOf'> & { vocabulary: Vocabulary },
): PreparedReference {
  const contentIn = (text: string): Token[] => contentOf(tokensOf(text, language));
  const points = keyPoints.map(({ text: said, weight, accept = [], mustMention = [] }) => {
    const ways = [said, ...accept].map((way) => wanted(contentIn(way), vocabulary, weightOf));
    const must = mustMention.flatMap((word) => contentIn(word).map((token) => vocabulary.place(token)));
    return { text: said, weight: weight ?? sum(ways[0] ?? []), ways, must };
  });
  const total = points.reduce((all, { weight }) => all + weight, 0);
  const tokens = tokensOf(text, language);
  const content = contentOf(tokens);
  const grams = gramsOf(content, weightOf);
  const rivalries = rivalriesOf(points, vocabulary.words, likeness);
  return {
    points: points.map((point, at) => ({
      ...point,
      rivalries: rivalries[at] ?? [],
      weight: total > 0 ? point.weight / total : 1 / points.length,
    })),
    row: content.map((token) => vocabulary.place(token)),
    bothSides: new Set(
      content
        .filter((token) => content.some((other) => likeness.areOpposite(token, other)))
        .map((token) => vocabulary.place(token)),
    ),
    stems: new Set(tokens.map(({ stem }) => stem)),
    pairs: new Set(pairsOf(tokens)),
    grams,
    gramsNorm: norm(grams),
  };
}

/** DNA for deoxyribonucleic acid is no rule, UN for United Nations is: the initials of words that stand together. */
function initialsIn(text: string, language: Language, vocabulary: Vocabulary): Phrase[] {
  const content = contentOf(tokensOf(text, language)).filter(({ word }) => /^\p{L}/u.test(word));
  const phrases: Phrase[] = [];
  for (let from = 0; from < content.length; from++) {
    for (const length of [2, 3, 4, 5]) {
      const run = content.slice(from, from + length);
      if (run.length < length || run.some(({ clause }) => clause !== run[0]?.clause)) break;
      // Two letters are a word too often, so only of names: EU for European Union.
      if (length === 2 && !run.every(({ start }) => /\p{Lu}/u.test(text[start] ?? ''))) continue;
      const initials = run.map(({ word }) => word[0]).join('');
      phrases.push({ stems: [stemOf(initials, language.stemmer)], says: run.map((token) => vocabulary.place(token)) });
    }
  }
  return phrases;
}

/** What the pack calls the same in several words. Single words are compared one by one. */
function phrasesOf(synonyms: readonly (readonly string[])[], language: Language, vocabulary: Vocabulary): Phrase[] {
  const known = new Map(vocabulary.words.map(({ stem }, index) => [stem, index]));
  return synonyms.flatMap((group) => {
    const ways = group.map((way) => contentOf(tokensOf(way, language)).map(({ stem }) => stem));
    return ways.flatMap((stems, at) => {
      const says = ways.flatMap((other, index) =>
        index !== at && other.every((stem) => known.has(stem)) ? other.map((stem) => known.get(stem) ?? 0) : [],
      );
      const isSingle = ways.every((way) => way.length === 1);
      return stems.length === 0 || says.length === 0 || isSingle ? [] : [{ stems, says }];
    });
  });
}

/**
 * `key`: one reference answer, or several of which the best counts, or the key points that somebody edited. None of them
 * may be empty; a reference without a single word gives an item that nothing answers.
 */
export function prepare(
  question: string,
  key: string | readonly string[] | { readonly keyPoints: readonly KeyPoint[] },
  { language: name, synonyms = [] }: PrepareOptions = {},
): PreparedItem {
  const cut = (text: string): string => text.slice(0, gradedCharactersMax);
  const texts = typeof key === 'string' ? [key] : 'keyPoints' in key ? key.keyPoints.map(({ text }) => text) : key;
  const languageName = name ?? languageOf(cut(`${question} ${texts.join(' ')}`));
  const language = languages[languageName];
  const asked = tokensOf(cut(question), language);
  const questionStems = new Set(contentOf(asked).map(({ stem }) => stem));
  const light = new Set([...language.lightWords].map((word) => stemOf(word, language.stemmer)));
  const weightOf = ({ stem }: Token): number =>
    (questionStems.has(stem) ? questionWeight : 1) * (light.has(stem) ? lightWeight : 1);
  const vocabulary = new Vocabulary();
  const likeness = likenessOf(languageName, language, synonyms);
  const base = { language, likeness, vocabulary, weightOf };
  const references =
    typeof key === 'object' && 'keyPoints' in key
      ? [referenceOf(texts.join('. '), key.keyPoints, base)]
      : texts.map((text) =>
          referenceOf(
            cut(text),
            keyPointsOf(cut(text), language).map((point) => ({ text: point })),
            base,
          ),
        );
  const short = new Map<string, number>();
  for (const text of texts)
    for (const [word] of text.matchAll(/(?<![\p{L}\p{N}])\p{Lu}{2,5}(?![\p{L}\p{N}])/gu)) {
      const lower = word.toLowerCase();
      const index = vocabulary.words.findIndex((token) => token.word === lower);
      if (index >= 0) short.set(lower, index);
    }
  return {
    language,
    likeness,
    references,
    phrases: [
      ...texts.flatMap((text) => initialsIn(cut(text), language, vocabulary)),
      ...phrasesOf(synonyms, language, vocabulary),
    ],
    vocabulary: vocabulary.words,
    short,
    questionStems,
    questionTriples: new Set(triplesOf(asked)),
    weightOf,
    rows: new Map(),
  };
}
