/** Secrets of seats and hosts: made here or by a phone, kept only as hashes, compared only as hashes. */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { codeAlphabet, codeLength, tokenBytes } from '../../shared/limits.ts';

/** A new secret of 256 random bits, base64url. */
export const newToken = (): string => randomBytes(tokenBytes).toString('base64url');

/** SHA-256, base64url. The secret has full entropy, so a slow hash would protect nothing more. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** A room code, each letter drawn evenly from the alphabet. */
export const newCode = (): string =>
  Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('');

/** The 32-bit seed of a room's chance. */
export const newSeed = (): number => randomBytes(4).readInt32LE();
