/** What is wrong with a pack, and where: one sentence that says what to do, for the person who wrote the file. */

export interface Place {
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
}

export interface PackFault {
  /** Null where the whole file is meant. */
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

/** One value or a list of faults: what reading a pack comes to. */
export type Reading<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly faults: readonly PackFault[] };

export const faultAt = (place: Place | null, message: string): PackFault => ({
  line: place?.line ?? null,
  column: place?.column ?? null,
  message,
});

export const failed = (...faults: readonly PackFault[]): { ok: false; faults: readonly PackFault[] } => ({
  ok: false,
  faults,
});

const quotedCharactersMax = 40;

/** Something out of a file, fit to stand in a sentence: on one line, not endless, in quotes. */
export function quote(raw: unknown): string {
  const text = typeof raw === 'string' ? raw : String(raw);
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return `"${line.length > quotedCharactersMax ? `${line.slice(0, quotedCharactersMax - 1).trimEnd()}…` : line}"`;
}

/** "a, b or c" */
export function anyOf(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** ENOENT and the like: for the operator who searches for it. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
