/** Lines → one passage: their words in one piece, and the numbers of all of them. */
import type { Passage } from './guide.ts';
import { tidy } from './inline.ts';

export interface Piece {
  readonly text: string;
  readonly line: { readonly numbers: readonly number[] };
}

export const linesOf = (pieces: readonly Piece[]): number[] => [...new Set(pieces.flatMap(({ line }) => line.numbers))];

export const joinPieces = (pieces: readonly Piece[]): Passage => ({
  text: tidy(pieces.map(({ text }) => text).join(' ')),
  lines: linesOf(pieces),
});
