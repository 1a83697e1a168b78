/**
 * Accounts for a server that several hosts share: puts the parts together and deletes what is over. Where the operator
 * wants none, there is no such thing, and all is as without them.
 */
import type { Logger } from 'pino';
import { guessWindowMs, sessionIdleMsMax, sessionMsMax, sweepAccountsEveryMs } from '../../shared/accountLimits.ts';
import type { StoreDatabase } from '../store/database/database.ts';
import { createEntering, type Entering } from './entering.ts';
import { createGuesses } from './guesses.ts';
import { createInvitations, type Invitations } from './invitations.ts';
import { createOpenIdClient } from './openIdClient.ts';
import type { OpenIdSettings } from './openIdSettings.ts';
import { createPackOwners, type PackOwners } from './packOwners.ts';
import { createPasskeys, type Passkeys } from './passkeys.ts';
import { createPending, type Pending } from './pending.ts';
import { createPeople, type People, type Query } from './people.ts';
import { createProvider, type Provider } from './provider.ts';
import { createSessions, type Sessions } from './sessions.ts';

export interface Accounts {
  readonly database: Pick<StoreDatabase, 'query' | 'alone' | 'wipe'>;
  readonly nowMs: () => number;
  readonly people: People;
  readonly sessions: Sessions;
  readonly invitations: Invitations;
  readonly entering: Entering;
  readonly owners: PackOwners;
  readonly pending: Pending;
  readonly passkeys: Passkeys;
  /** Null where the operator named none. */
  readonly provider: Provider | null;
  /** Deletes what is over. */
  sweep(): Promise<void>;
  /** Deletes nothing more; does not close the database. */
  close(): Promise<void>;
}

export interface AccountsParts {
  readonly database: Pick<StoreDatabase, 'query' | 'alone' | 'wipe'>;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  readonly nowMs: () => number;
  /** A provider to sign in through, if the operator named one. */
  readonly openId?: OpenIdSettings | null;
}

export function createAccounts({ database, logger, nowMs, openId = null }: AccountsParts): Accounts {
  const { query } = database;
  const people = createPeople(database);
  const sessions = createSessions(query, nowMs);
  const invitations = createInvitations(query, nowMs);
  const guesses = createGuesses(query, nowMs);
  const pending = createPending(query, nowMs);
  let sweeping = Promise.resolve();
  const sweepInTime = (): void => {
    sweeping = sweep(query, nowMs()).catch((error: unknown) => {
      logger.warn({ err: error }, 'sessions and invitations that are over could not be deleted; they count no more');
    });
  };
  const timer = setInterval(sweepInTime, sweepAccountsEveryMs).unref();
  sweepInTime();
  return {
    database,
    nowMs,
    people,
    sessions,
    invitations,
    entering: createEntering({ database, people, sessions, invitations, guesses, logger, nowMs }),
    owners: createPackOwners(query),
    pending,
    passkeys: createPasskeys(query, pending, nowMs),
    provider:
      openId === null
        ? null
        : createProvider({
            client: createOpenIdClient(openId, nowMs),
            settings: openId,
            database,
            pending,
            logger,
            nowMs,
          }),
    sweep: () => sweep(query, nowMs()),
    async close() {
      clearInterval(timer);
      await sweeping;
    },
  };
}

async function sweep(query: Query, atMs: number): Promise<void> {
  await query
    .deleteFrom('session')
    .where('seen_ms', '<=', atMs - sessionIdleMsMax)
    .execute();
  await query
    .deleteFrom('session')
    .where('created_ms', '<=', atMs - sessionMsMax)
    .execute();
  await query.deleteFrom('invitation').where('until_ms', '<=', atMs).execute();
  await query.deleteFrom('pending').where('until_ms', '<=', atMs).execute();
  await query
    .deleteFrom('guess')
    .where('since_ms', '<=', atMs - guessWindowMs)
    .execute();
}

/**
 * What lets somebody in without a passphrase or a key: sessions, links, what is half done. After a backup is restored
 * none may count: what was ended since then would be back.
 */
export async function endAllWays(query: Query): Promise<void> {
  await query.deleteFrom('session').execute();
  await query.deleteFrom('invitation').execute();
  await query.deleteFrom('pending').execute();
}
