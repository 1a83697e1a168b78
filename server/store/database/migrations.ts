/**
 * Brings the store's tables up to date, once, whoever else starts at the same moment: all in one transaction and under
 * a lock. It refuses a database that a newer Quizloop has brought further.
 */
import { sql, type Kysely } from 'kysely';
import { addAccounts } from './accountTables.ts';
import type { Tables } from './tables.ts';

/** Where SQLite and PostgreSQL differ. */
export interface Dialect {
  readonly bytes: 'blob' | 'bytea';
  /** Statements that begin a transaction nobody else can be in. */
  readonly beginAlone: readonly string[];
}

/** The database cannot be used as it is; the message says why, for a person. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
}

type Step = (query: Kysely<Tables>, dialect: Dialect) => Promise<void>;

/** Step n brings a database from n to n + 1. A step is never changed once released: databases remember only its number. */
const steps: readonly Step[] = [
  async (query, { bytes }) => {
    const { schema } = query;
    await schema
      .createTable('archive')
      .addColumn('room', 'text', (column) => column.primaryKey())
      .addColumn('code', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('opened_ms', 'bigint', (column) => column.notNull())
      .addColumn('ended_ms', 'bigint', (column) => column.notNull())
      .addColumn('players', 'integer', (column) => column.notNull())
      .addColumn('log', sql.raw(bytes), (column) => column.notNull())
      .execute();
    await schema.createIndex('archive_code').on('archive').column('code').execute();
    await schema.createIndex('archive_ended').on('archive').column('ended_ms').execute();
    await schema
      .createTable('pack')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('changed_ms', 'bigint', (column) => column.notNull())
      .execute();
    await schema
      .createTable('sound')
      .addColumn('pack', 'text', (column) => column.notNull().references('pack.id').onDelete('cascade'))
      .addColumn('file', 'text', (column) => column.notNull())
      .addColumn('part', 'integer', (column) => column.notNull())
      .addColumn('bytes', sql.raw(bytes), (column) => column.notNull())
      .addPrimaryKeyConstraint('sound_key', ['pack', 'file', 'part'])
      .execute();
  },
  (query) => addAccounts(query),
];

export async function migrate(query: Kysely<Tables>, dialect: Dialect): Promise<void> {
  await query.connection().execute(async (connection) => {
    for (const statement of dialect.beginAlone) await sql.raw(statement).execute(connection);
    try {
      await bringUpToDate(connection, dialect);
      await sql`commit`.execute(connection);
    } catch (error) {
      // Where the connection is gone, so is the transaction.
      await sql`rollback`.execute(connection).catch(() => {});
      throw error;
    }
  });
}

async function bringUpToDate(query: Kysely<Tables>, dialect: Dialect): Promise<void> {
  await query.schema.createTable('quizloop_schema').ifNotExists().addColumn('steps', 'integer').execute();
  const row = await query.selectFrom('quizloop_schema').select('steps').executeTakeFirst();
  const seen = row?.steps ?? 0;
  if (seen > steps.length)
    throw new DatabaseUnusable('it was made by a newer Quizloop; use that one, or another database');
  for (const step of steps.slice(seen)) await step(query, dialect);
  if (row === undefined) await query.insertInto('quizloop_schema').values({ steps: steps.length }).execute();
  else await query.updateTable('quizloop_schema').set({ steps: steps.length }).execute();
}
