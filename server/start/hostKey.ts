/**
 * The key that lets people host from other machines. Made once and kept in a file that only its owner may read, so
 * that yesterday's link still works today.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostKeyCharactersMax, hostKeyCharactersMin, tokenBytes } from '../../shared/limits.ts';
import { keyName } from '../backup/holdings.ts';
import { errorCode, StartRefusal } from './startRefusal.ts';

/** Made here, or given as a setting would be. */
export const isHostKey = (text: string): boolean =>
  /^[\w-]+$/.test(text) && text.length >= hostKeyCharactersMin && text.length <= hostKeyCharactersMax;

export function keepHostKey(dataFolder: string): string {
  const file = join(dataFolder, keyName);
  const kept = read(file);
  if (kept !== '') {
    if (isHostKey(kept)) return kept;
    throw new StartRefusal(`${file} does not hold a host key. Delete it, and a new key is made`);
  }
  const key = randomBytes(tokenBytes).toString('base64url');
  writeFileSync(file, `${key}\n`, { mode: 0o600 });
  return key;
}

/** Empty where there is no file, or one that a crash left empty. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw new StartRefusal(`cannot read the host key ${file} (${errorCode(error) ?? 'unknown'}). Mend its permissions`);
  }
}
