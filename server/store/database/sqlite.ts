/**
 * The store in a SQLite file of the data folder, the default. One connection; what is deleted is overwritten. Other
 * programs of ours may use the file at the same time.
 */
import { Kysely, sql, SqliteDialect } from 'kysely';
import type { Database, OpenDatabase, SqlRow, SqlValue } from '../../log/sqliteDriver.ts';
import type { Dialect } from './migrations.ts';
import type { Tables } from './tables.ts';

/** Another program's longest write. */
const busyMs = 5_000;

export const sqliteDialect: Dialect = { bytes: 'blob', beginAlone: ['begin exclusive'] };

export function openSqlite(file: string, open: OpenDatabase): Kysely<Tables> {
  const database = open(file);
  try {
    database.exec(`PRAGMA busy_timeout = ${busyMs}; PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON`);
    // A log is forgotten once it stands here, so it must have reached the disk.
    database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  } catch (error) {
    database.close();
    throw error;
  }
  return new Kysely({ dialect: new SqliteDialect({ database: asKyselyNeeds(database) }) });
}

/** What was deleted still stands in the file beside the database until that is emptied. */
export async function wipeSqlite(query: Kysely<Tables>): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(query);
}

/** Not by the statement's columns, which the first Nodes with a SQLite of their own cannot tell. */
const givesRows = /^\s*(?:select|with|pragma)\b|\breturning\b/i;

/** Our driver in the form of the one that Kysely knows. */
function asKyselyNeeds(database: Database) {
  return {
    close: () => database.close(),
    prepare(text: string) {
      const statement = database.prepare(text);
      return {
        reader: givesRows.test(text),
        all: (values: readonly unknown[]) => statement.all(...values.map(bound)),
        run: (values: readonly unknown[]) => statement.run(...values.map(bound)),
        iterate: (values: readonly unknown[]): IterableIterator<SqlRow> => statement.all(...values.map(bound)).values(),
      };
    },
  };
}

function bound(value: unknown): SqlValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`a ${typeof value} cannot be stored`);
}
