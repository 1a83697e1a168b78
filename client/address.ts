/** What an address leads to: pure, so that it can be tested without a browser. It loads nothing. */
import { codeAlphabet, codeLength } from '../shared/limits.ts';

export const pageNames = [
  'join',
  'play',
  'stage',
  'desk',
  'library',
  'guide',
  'study',
  'account',
  'reports',
  'gallery',
] as const;
export type PageName = (typeof pageNames)[number];

export interface Place {
  readonly page: PageName;
  /** Of a room, in its normal form: capitals, nothing between them. On the study page, and where a pack is changed: its id. */
  readonly code?: string;
}

/** A code as people write it, with spaces or dashes and in any case; null when it is none. */
function readCode(part: string): string | null {
  const code = part.replace(/[\s\-–_.]/gu, '').toUpperCase();
  const isCode = code.length === codeLength && [...code].every((sign) => codeAlphabet.includes(sign));
  return isCode ? code : null;
}

function partsOf(path: string): string[] | null {
  try {
    return path
      .split('/')
      .map(decodeURIComponent)
      .filter((part) => part !== '');
  } catch {
    // Half an escape: nobody's address.
    return null;
  }
}

/** Null where there is nothing. `isGalleryOpen`: the gallery of parts may be looked at. */
export function placeOf(path: string, isGalleryOpen = false): Place | null {
  const parts = partsOf(path);
  if (parts === null || parts.length > 2) return null;
  const [first, second] = parts;
  if (first === undefined) return { page: 'join' };
  const name = first.toLowerCase();
  if (second !== undefined) {
    const isPack = name === 'study' || name === 'guide';
    if (name !== 'stage' && name !== 'desk' && !isPack) return null;
    // A pack's id is any such name: whether there is one says the server.
    const code = isPack ? (/^[a-z\d-]+$/.exec(second)?.[0] ?? null) : readCode(second);
    return code === null ? null : { page: name, code };
  }
  if (name === 'library' || name === 'guide' || name === 'account' || name === 'reports') return { page: name };
  if (name === 'gallery') return isGalleryOpen ? { page: 'gallery' } : null;
  const code = readCode(first);
  return code === null ? null : { page: 'play', code };
}

/** The one address of a place, as the address bar should show it. */
export function pathOf({ page, code }: Place): string {
  if (code === undefined) return page === 'join' ? '/' : `/${page}`;
  return page === 'play' ? `/${code}` : `/${page}/${code}`;
}
