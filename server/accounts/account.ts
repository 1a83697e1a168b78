/** What an account is and may do, and the refusals that people can do something about. It knows no store and no requests. */

import { roles, type Role } from '../../shared/roles.ts';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** Whether who has this role may do what needs that one: an owner may all, a host also what authors may. */
export const suffices = (role: Role, needed: Role): boolean => roles.indexOf(role) <= roles.indexOf(needed);

/** Whether what belongs to `owner` is this one's to look after: their own, and to an owner all. */
export const owns = ({ id, role }: Account, owner: string | null): boolean => role === 'owner' || owner === id;

export type AccountRefusalCode =
  | 'sign-in-wrong'
  | 'sign-in-again'
  | 'not-yourself'
  | 'name-taken'
  | 'set-up-already'
  | 'last-owner'
  | 'malformed'
  | 'passphrase-weak'
  | 'invitation-over'
  | 'not-found'
  | 'too-many'
  | 'passkeys-need-https'
  | 'too-many-passkeys'
  | 'provider-failed'
  | 'provider-late'
  | 'provider-refused'
  | 'not-invited';

export class AccountRefusal extends Error {
  override readonly name = 'AccountRefusal';
  readonly code: AccountRefusalCode;
  constructor(code: AccountRefusalCode) {
    super(code);
    this.code = code;
  }
}
