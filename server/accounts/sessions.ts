/**
 * Who is signed in where. A session is a random token that its page keeps; here is only its hash, so that who reads the
 * database can be nobody. A session that has ended is as unknown as one that never was.
 */
import { randomBytes } from 'node:crypto';
import { sessionIdleMsMax, sessionMsMax, sessionSeenEveryMs, sessionsMax } from '../../shared/accountLimits.ts';
import { hashToken, newToken } from '../live/tokens.ts';
import type { Account } from './account.ts';
import { ofAccount, type Query } from './people.ts';

export interface Session {
  readonly id: string;
  readonly createdMs: number;
  readonly account: Account;
}

export interface ListedSession {
  readonly id: string;
  readonly label: string;
  readonly createdMs: number;
  readonly seenMs: number;
}

export interface Sessions {
  /** Signs the account in, and resolves with the token: always a new one. Refuses an account that is gone. */
  begin(account: string, label: string): Promise<string>;
  /** The session of a token that is not over; it counts as used now. */
  find(token: string): Promise<Session | null>;
  list(account: string): Promise<readonly ListedSession[]>;
  /** False where the account has no such session. */
  end(account: string, id: string): Promise<boolean>;
  /** Ends all of an account, but one; resolves with how many those were. */
  endAll(account: string, but?: string): Promise<number>;
}

/** 32 random bytes as base64url. Anything else is not looked for. */
const tokenForm = /^[\w-]{43}$/;

export function createSessions(query: Query, nowMs: () => number): Sessions {
  return {
    async begin(account, label) {
      const token = newToken();
      const atMs = nowMs();
      const session = { id: randomBytes(9).toString('base64url'), hash: hashToken(token), account, label };
      const begun = query.insertInto('session').values({ ...session, created_ms: atMs, seen_ms: atMs });
      await ofAccount(query, account, () => begun.execute());
      await endOldest(query, account);
      return token;
    },
    async find(token) {
      if (!tokenForm.test(token)) return null;
      const atMs = nowMs();
      const row = await query
        .selectFrom('session')
        .innerJoin('account', 'account.id', 'session.account')
        .select([
          'session.id as session',
          'session.created_ms',
          'session.seen_ms',
          'account.id',
          'account.name',
          'account.role',
        ])
        .where('session.hash', '=', hashToken(token))
        .where('session.seen_ms', '>', atMs - sessionIdleMsMax)
        .where('session.created_ms', '>', atMs - sessionMsMax)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { session: id, created_ms: createdMs, seen_ms: seenMs, ...account } = row;
      if (seenMs < atMs - sessionSeenEveryMs)
        await query.updateTable('session').set({ seen_ms: atMs }).where('id', '=', id).execute();
      return { id, createdMs, account };
    },
    async list(account) {
      const rows = await query
        .selectFrom('session')
        .select(['id', 'label', 'created_ms', 'seen_ms'])
        .where('account', '=', account)
        .where('seen_ms', '>', nowMs() - sessionIdleMsMax)
        .where('created_ms', '>', nowMs() - sessionMsMax)
        .orderBy('seen_ms', 'desc')
        .execute();
      return rows.map(({ created_ms: createdMs, seen_ms: seenMs, ...rest }) => ({ ...rest, createdMs, seenMs }));
    },
    async end(account, id) {
      const ended = query.deleteFrom('session').where('account', '=', account).where('id', '=', id);
      return (await ended.executeTakeFirstOrThrow()).numDeletedRows > 0n;
    },
    async endAll(account, but = '') {
      const ended = query.deleteFrom('session').where('account', '=', account).where('id', '<>', but);
      return Number((await ended.executeTakeFirstOrThrow()).numDeletedRows);
    },
  };
}

async function endOldest(query: Query, account: string): Promise<void> {
  const kept = query
    .selectFrom('session')
    .select('id')
    .where('account', '=', account)
    .orderBy('seen_ms', 'desc')
    .orderBy('created_ms', 'desc')
    .limit(sessionsMax);
  await query.deleteFrom('session').where('account', '=', account).where('id', 'not in', kept).execute();
}
