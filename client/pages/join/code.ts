/** A room code as people type it: any case, with spaces or dashes, from the whole address if need be. */
import { codeAlphabet, codeLength } from '../../../shared/limits.ts';

/** The typed code in its normal form, cut to length; and the signs that no code has, each once. */
export function readCode(typed: string): { readonly code: string; readonly strangers: string } {
  // Somebody pastes the whole address: the code is its last part.
  const last = typed.trim().split('/').at(-1) ?? '';
  const signs = [...last.toUpperCase()].filter((sign) => /[\p{L}\p{N}]/u.test(sign));
  const known = signs.filter((sign) => codeAlphabet.includes(sign));
  const strangers = [...new Set(signs.filter((sign) => !codeAlphabet.includes(sign)))];
  return { code: known.join('').slice(0, codeLength), strangers: strangers.join(' ') };
}

export const isWhole = (code: string): boolean => code.length === codeLength;
