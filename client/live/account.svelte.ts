/**
 * Who is signed in on this device, as a rune for all pages of hosts. It asks the server when a page tells it to, and
 * decides nothing: what somebody may do says the server at every call.
 */
import { accounts, type AccountError, type AccountSign, type Me } from './accounts.ts';

let sign = $state.raw<AccountSign | null>(null);

export const account = {
  /** Null until the server has said it. */
  get sign(): AccountSign | null {
    return sign;
  },
  get me(): Me | null {
    return sign?.accounts === 'on' ? sign.me : null;
  },
  /** There are accounts here, and nobody has made the first. */
  get isUnclaimed(): boolean {
    return sign?.accounts === 'on' && !sign.isSetUp;
  },
  /** Rooms; as far as is known. */
  get mayOpen(): boolean {
    return account.me?.role !== 'author';
  },
  /** Null when it is known anew, else why it is not. */
  async look(): Promise<AccountError | null> {
    const told = await accounts.sign();
    if (!told.ok) return told.why;
    sign = told.value;
    return null;
  },
};
