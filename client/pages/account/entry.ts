/** What the address of the account page brings along behind its `#`. Pure; the page takes it out of the address at once. */
import { pathOf, placeOf } from '../../address.ts';
import { keyIn } from '../../live/host.ts';

export interface Entry {
  /** The secret of an invitation, or of a new passphrase. */
  readonly invitation: string | null;
  /** The one-time word of somebody who comes back from a provider. */
  readonly ticket: string | null;
  /** Why a provider sent somebody back with nothing. */
  readonly failed: string | null;
  /** The host key, in the link that the terminal shows for the first account. */
  readonly key: string | null;
  /** Where to go once signed in: a page of ours, in its one form. */
  readonly to: string | null;
}

export function entryIn(hash: string): Entry {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  // Only where a page of ours is: a link from elsewhere sends nobody away from here.
  const place = placeOf(parts.get('to') ?? '/');
  return {
    invitation: parts.get('invitation'),
    ticket: parts.get('ticket'),
    failed: parts.get('failed'),
    key: parts.has('key') ? keyIn(hash) : null,
    to: place === null || place.page === 'join' ? null : pathOf(place),
  };
}
