/**
 * Links that let somebody in once: to make an account of a role, or to choose a new passphrase for an account that is
 * there. Of each only the hash of its token is kept.
 */
import { randomBytes } from 'node:crypto';
import { invitationMs, invitationsMax, resetMs } from '../../shared/accountLimits.ts';
import { hashToken, newToken } from '../live/tokens.ts';
import type { InvitationTable } from '../store/database/tables.ts';
import type { Role } from '../../shared/roles.ts';
import { AccountRefusal } from './account.ts';
import type { Query } from './people.ts';

export interface Invitation {
  /** What stands in the link. */
  readonly invitation: string;
  readonly untilMs: number;
}

export interface ListedInvitation {
  readonly id: string;
  readonly role: Role;
  readonly untilMs: number;
}

export interface Invitations {
  /** For somebody new. `maker`: the owner with whose rights it ends; null for who has the machine. */
  invite(role: Role, maker: string | null): Promise<Invitation>;
  /** For somebody who has lost the passphrase. An older link to the same account ends. */
  reset(account: string, maker: string): Promise<Invitation>;
  /** What it leads to, and whose account, if it is somebody's; null where it is over or never was. */
  look(token: string): Promise<{ readonly role: Role; readonly name: string | null } | null>;
  list(): Promise<readonly ListedInvitation[]>;
  /** False where there is no such invitation. */
  withdraw(id: string): Promise<boolean>;
}

/** Takes it away, inside the transaction that does what it is for: where that is refused, it stays. */
export async function useUp(
  query: Query,
  token: string,
  nowMs: number,
): Promise<{ readonly role: Role; readonly account: string | null }> {
  const row = await query
    .deleteFrom('invitation')
    .where('hash', '=', hashToken(token))
    .where('until_ms', '>', nowMs)
    .returning(['role', 'account'])
    .executeTakeFirst();
  if (row === undefined) throw new AccountRefusal('invitation-over');
  return row;
}

export function createInvitations(query: Query, nowMs: () => number): Invitations {
  const add = async (of: Pick<InvitationTable, 'role' | 'account' | 'maker'>, forMs: number): Promise<Invitation> => {
    const [invitation, untilMs] = [newToken(), nowMs() + forMs];
    const id = randomBytes(9).toString('base64url');
    await query
      .insertInto('invitation')
      .values({ ...of, id, hash: hashToken(invitation), until_ms: untilMs })
      .execute();
    return { invitation, untilMs };
  };
  const open = () =>
    query
      .selectFrom('invitation')
      .select(['id', 'role', 'until_ms as untilMs'])
      .where('account', 'is', null)
      .where('until_ms', '>', nowMs())
      .orderBy('until_ms');
  return {
    async invite(role, maker) {
      if ((await open().execute()).length >= invitationsMax) throw new AccountRefusal('too-many');
      return add({ role, account: null, maker }, invitationMs);
    },
    async reset(account, maker) {
      const found = query.selectFrom('account').select('role').where('id', '=', account);
      const row = await found.executeTakeFirst();
      if (row === undefined) throw new AccountRefusal('not-found');
      await query.deleteFrom('invitation').where('account', '=', account).execute();
      return add({ role: row.role, account, maker }, resetMs);
    },
    async look(token) {
      const row = await query
        .selectFrom('invitation')
        .leftJoin('account', 'account.id', 'invitation.account')
        .select(['invitation.role', 'account.name'])
        .where('invitation.hash', '=', hashToken(token))
        .where('invitation.until_ms', '>', nowMs())
        .executeTakeFirst();
      return row ?? null;
    },
    list: () => open().execute(),
    async withdraw(id) {
      const gone = query.deleteFrom('invitation').where('id', '=', id).where('account', 'is', null);
      return (await gone.executeTakeFirstOrThrow()).numDeletedRows > 0n;
    },
  };
}
