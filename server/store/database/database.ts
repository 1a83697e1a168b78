/** Opens the store's database, SQLite or PostgreSQL, with its tables up to date; refuses in words what cannot be used. */
import type { Kysely } from 'kysely';
import { loadDriver } from '../../log/sqliteDriver.ts';
import type { LogLogger } from '../../log/tails.ts';
import { DatabaseUnusable, migrate } from './migrations.ts';
import { openPostgres, placeOf, postgresDialect, waitAlone, wipePostgres } from './postgres.ts';
import { openSqlite, sqliteDialect, wipeSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';

export { DatabaseUnusable } from './migrations.ts';

export interface StoreDatabase {
  readonly query: Kysely<Tables>;
  /** A transaction that no other of this kind overlaps, whichever node runs it: for what must not be decided twice. */
  alone<Value>(run: (query: Kysely<Tables>) => Promise<Value>): Promise<Value>;
  /** Takes from the disk what was deleted, as far as the database lets us. */
  wipe(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabasePlace {
  /** Address of a PostgreSQL; null for the file. */
  readonly url: string | null;
  readonly file: string;
  readonly logger: LogLogger;
}

/** Rejects with DatabaseUnusable, whose message is for people. */
export async function openStoreDatabase({ url, file, logger }: DatabasePlace): Promise<StoreDatabase> {
  const name = url === null ? file : `PostgreSQL at ${placeOf(url)}`;
  let query: Kysely<Tables> | null = null;
  try {
    query = url === null ? openSqlite(file, await loadDriver()) : await openPostgres(url, logger);
    await migrate(query, url === null ? sqliteDialect : postgresDialect);
  } catch (error) {
    await query?.destroy();
    throw new DatabaseUnusable(`${name} cannot be used: ${reasonOf(error)}`, { cause: error });
  }
  const opened = query;
  return {
    query: opened,
    alone: (run) =>
      opened.transaction().execute(async (transaction) => {
        if (url !== null) await waitAlone(transaction);
        return run(transaction);
      }),
    wipe: () => (url === null ? wipeSqlite(opened) : wipePostgres(opened)),
    async close() {
      // After a clean end the file alone is whole: people copy it, and leave out the ones beside it.
      if (url === null) await wipeSqlite(opened).catch(() => {});
      await opened.destroy();
    },
  };
}

/** Where all addresses of a name refuse, the error has a code and nothing to say. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== '') return error.message;
  return 'code' in error ? String(error.code) : error.name;
}
