/**
 * What an answer has of a reference: for each word asked for, how well it is there, whether it is turned into its
 * opposite, and where. Counts and judges nothing.
 */
import { comparedWordsMax } from '../limits.ts';
import { gramsOf, norm, type Grams } from './grams.ts';
import type { PreparedItem, PreparedReference, WantedWord } from './prepare.ts';
import { contentOf, pairsOf, tokensOf, type Token } from './tokens.ts';

/** A word of the answer, each stem once. */
interface GivenWord {
  readonly token: Token;
  readonly weight: number;
  readonly alwaysNegated: boolean;
  readonly everNegated: boolean;
  readonly isDenied: boolean;
  readonly row: Float32Array;
}

/** The answer, looked at once for all references. */
export interface ReadAnswer {
  readonly tokens: readonly Token[];
  readonly content: readonly Token[];
  readonly words: readonly GivenWord[];
  readonly stems: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
  readonly grams: Grams;
  readonly gramsNorm: number;
  /** By place in the vocabulary: how well it is there, and the words of the answer that say it. */
  readonly best: Float32Array;
  readonly by: readonly (readonly GivenWord[])[];
}

/** From here on two words are taken for the same. */
export const sameFrom = 0.8;
const asOpposite = -1;
const asPhrase = 0.9;
/** "not open" for closed: less sure than a synonym. */
const asNegatedOpposite = 0.85;

function rowOf(item: PreparedItem, token: Token): Float32Array {
  let row = item.rows.get(token.stem);
  if (row === undefined) {
    row = Float32Array.from(item.vocabulary, (wanted) => {
      const alike = item.likeness.alike(wanted, token);
      return alike < sameFrom && item.likeness.areOpposite(wanted, token) ? asOpposite : alike;
    });
    if (item.rows.size >= comparedWordsMax) item.rows.clear();
    item.rows.set(token.stem, row);
  }
  return row;
}

function wordsOf(item: PreparedItem, content: readonly Token[]): GivenWord[] {
  const byStem = new Map<string, GivenWord>();
  for (const token of content) {
    const before = byStem.get(token.stem);
    byStem.set(token.stem, {
      token: before?.token ?? token,
      weight: before?.weight ?? item.weightOf(token),
      alwaysNegated: token.negated && (before?.alwaysNegated ?? true),
      everNegated: token.negated || (before?.everNegated ?? false),
      isDenied: token.isDenied || (before?.isDenied ?? false),
      row: before?.row ?? rowOf(item, token),
    });
  }
  return [...byStem.values()];
}

/** Where several words together say what single ones do not: abbreviations, written out, and the pack's phrases. */
function* phrasesIn(item: PreparedItem, content: readonly Token[]): Generator<{ says: readonly number[]; by: Token }> {
  for (const { stems, says } of item.phrases) {
    const at = content.findIndex((_, from) => stems.every((stem, offset) => content[from + offset]?.stem === stem));
    const by = content[at];
    if (by !== undefined) yield { says, by };
  }
  for (const [short, index] of item.short) {
    const letters = [...short];
    const at = content.findIndex((_, from) =>
      letters.every((letter, offset) => content[from + offset]?.word.startsWith(letter) === true),
    );
    const by = content[at];
    if (by !== undefined) yield { says: [index], by };
  }
}

export function readAnswer(item: PreparedItem, answer: string): ReadAnswer {
  const tokens = tokensOf(answer, item.language);
  const content = contentOf(tokens);
  const words = wordsOf(item, content);
  const best = new Float32Array(item.vocabulary.length);
  const by = item.vocabulary.map((): GivenWord[] => []);
  for (const word of words)
    for (let index = 0; index < best.length; index++) {
      const alike = word.row[index] ?? 0;
      if (alike > (best[index] ?? 0)) best[index] = alike;
      if (alike >= sameFrom) by[index]?.push(word);
    }
  for (const { says, by: token } of phrasesIn(item, content)) {
    const word = words.find(({ token: { stem } }) => stem === token.stem);
    for (const index of says) {
      if ((best[index] ?? 0) >= sameFrom || word === undefined) continue;
      best[index] = asPhrase;
      by[index]?.push(word);
    }
  }
  const grams = gramsOf(content, item.weightOf);
  return {
    tokens,
    content,
    words,
    stems: new Set(tokens.map(({ stem }) => stem)),
    pairs: new Set(pairsOf(tokens)),
    grams,
    gramsNorm: norm(grams),
    best,
    by,
  };
}

/** What became of one word that was asked for. */
export interface WordFound {
  /** 0 to 1. */
  readonly value: number;
  /** The answer denies what the reference says, or the other way round. */
  readonly isDenied: boolean;
  /** And that is what the negation is about, not only in its reach. */
  readonly isPlainlyDenied: boolean;
  /** The answer says the opposite, and not the word itself. */
  readonly isReversed: boolean;
  /** The words of the answer that say it. */
  readonly by: readonly GivenWord[];
}

const absent: WordFound = { value: 0, isDenied: false, isPlainlyDenied: false, isReversed: false, by: [] };

export function wordFound(answer: ReadAnswer, word: WantedWord): WordFound {
  const value = answer.best[word.index] ?? 0;
  const by = answer.by[word.index] ?? [];
  if (by.length > 0) {
    const always = by.every(({ alwaysNegated }) => alwaysNegated);
    const ever = by.some(({ everNegated }) => everNegated);
    const isDenied = (always && !word.everNegated) || (word.alwaysNegated && !ever);
    const isPlainlyDenied = isDenied && (word.isDenied || by.some((given) => given.isDenied));
    return { value, isDenied, isPlainlyDenied, isReversed: false, by };
  }
  const opposites = answer.words.filter(({ row }) => row[word.index] === asOpposite);
  if (opposites.length === 0) return value === 0 ? absent : { ...absent, value };
  // Not open is closed: two turns are none.
  const back = opposites.filter(({ token }) => token.negated !== word.everNegated);
  return back.length > 0 ? { ...absent, value: asNegatedOpposite, by: back } : { ...absent, value, isReversed: true };
}

/** How many words of the reference stand in the answer in the same order, of all. */
export function orderKept(answer: ReadAnswer, { row }: PreparedReference): number {
  if (row.length === 0) return 0;
  let lengths = new Uint16Array(row.length + 1);
  for (const { stem } of answer.content) {
    const alike = answer.words.find(({ token }) => token.stem === stem)?.row;
    if (alike === undefined || !row.some((index) => (alike[index] ?? 0) >= sameFrom)) continue;
    const next = lengths.slice();
    for (let at = 1; at <= row.length; at++) {
      const hit = (alike[row[at - 1] ?? 0] ?? 0) >= sameFrom;
      next[at] = Math.max(lengths[at] ?? 0, next[at - 1] ?? 0, hit ? (lengths[at - 1] ?? 0) + 1 : 0);
    }
    lengths = next;
  }
  return (lengths[row.length] ?? 0) / row.length;
}
