/** Random ids that a phone makes itself, so that what it asks for can be asked for again. */
import { tokenBytes } from '../../shared/limits.ts';

/** 96 bits: two refs of one seat never meet. */
const refBytes = 12;

function base64url(byteCount: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(byteCount));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** A seat's secret. `crypto.getRandomValues` also works over plain http, where most rooms are played. */
export const newToken = (): string => base64url(tokenBytes);

export const newRef = (): string => base64url(refBytes);
