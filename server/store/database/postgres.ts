/**
 * The store in PostgreSQL, for several nodes. Connections come and go with the server behind them; whatever waits, waits
 * within bounds. The address, which holds the password, is in no error and no log.
 */
import { Kysely, PostgresDialect, sql } from 'kysely';
import type { LogLogger } from '../../log/tails.ts';
import {
  databaseConnectionSecondsMax,
  databaseConnectionsMax,
  databaseConnectMsMax,
  databaseQueryMsMax,
} from '../../../shared/limits.ts';
import type { Dialect } from './migrations.ts';
import type { Tables } from './tables.ts';

/** "QzLp": nobody else's lock in this database. */
const lockKey = 0x517a4c70;
/** "QzAl": the same, for what is decided alone. */
const aloneKey = 0x517a416c;

export const postgresDialect: Dialect = {
  bytes: 'bytea',
  beginAlone: ['begin', `select pg_advisory_xact_lock(${lockKey})`],
};

export async function openPostgres(url: string, logger: LogLogger): Promise<Kysely<Tables>> {
  const { Pool, types } = await import('pg');
  const asText = types.getTypeParser;
  const pool = new Pool({
    connectionString: url,
    max: databaseConnectionsMax,
    maxLifetimeSeconds: databaseConnectionSecondsMax,
    connectionTimeoutMillis: databaseConnectMsMax,
    query_timeout: databaseQueryMsMax,
    statement_timeout: databaseQueryMsMax,
    keepAlive: true,
    application_name: 'quizloop',
    types: {
      // Times in ms are whole numbers far below 2^53.
      getTypeParser: (type, format) => (type === types.builtins.INT8 ? Number : asText(type, format)),
    },
  });
  // One that breaks off in mid-query tells so twice: whoever asked is told by the query, and nobody else must end of it.
  pool.on('connect', (client) => client.on('error', () => {}));
  // A connection that nobody uses broke off: the next one is opened when it is needed. The pool hangs the whole client
  // onto the error, which is nothing for a log.
  pool.on('error', ({ message }) => logger.warn({ problem: message }, 'a connection to PostgreSQL broke off'));
  return new Kysely({ dialect: new PostgresDialect({ pool }) });
}

/** Until the transaction is over, who asks the same waits. SQLite has one connection, and needs no such thing. */
export async function waitAlone(transaction: Kysely<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(aloneKey)})`.execute(transaction);
}

/** Rows that were deleted are given back; the server reuses their place on its disk when it likes. */
export async function wipePostgres(query: Kysely<Tables>): Promise<void> {
  await sql`vacuum archive, account, session, invitation, passkey, identity`.execute(query);
}

/** Which server is meant, without user and password. */
export const placeOf = (url: string): string => {
  const { host } = new URL(url);
  return host === '' ? 'this machine' : host;
};
