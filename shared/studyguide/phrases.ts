/** Words without accents, case and punctuation, and tables of phrases to find among them. Knows no phrase itself. */

const wordPattern = /[\p{L}\p{N}]+/gu;

export function wordsOf(text: string): string[] {
  const folded = text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss').replace(/œ/g, 'oe');
  return folded.match(wordPattern) ?? [];
}

export interface PhraseMatch<Value> {
  readonly value: Value;
  /** In words. */
  readonly length: number;
}

export interface PhraseTable<Value> {
  /** The longest phrase that begins at this word. */
  longestAt(words: readonly string[], at: number): PhraseMatch<Value> | null;
}

/** `rows` are pairs of a value and its phrases, separated by commas. */
export function phraseTable<Value>(rows: readonly (readonly [Value, string])[]): PhraseTable<Value> {
  const values = new Map<string, Value>();
  let longest = 0;
  for (const [value, phrases] of rows) {
    for (const phrase of phrases.split(',')) {
      const words = phrase.trim().split(' ');
      longest = Math.max(longest, words.length);
      const key = words.join(' ');
      // The same word may serve several languages; the first role wins.
      if (!values.has(key)) values.set(key, value);
    }
  }
  return {
    longestAt(words, at) {
      for (let length = Math.min(longest, words.length - at); length > 0; length -= 1) {
        const value = values.get(words.slice(at, at + length).join(' '));
        if (value !== undefined) return { value, length };
      }
      return null;
    },
  };
}
