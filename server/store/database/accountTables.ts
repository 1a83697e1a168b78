/** The step of migrations.ts that brings accounts and all that belongs to them: never changed once released. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export async function addAccounts({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('account')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull().unique())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('passphrase', 'text')
    .addColumn('created_ms', 'bigint', (column) => column.notNull())
    .execute();
  const ofAccount = (table: string) =>
    schema
      .createTable(table)
      .addColumn('account', 'text', (column) => column.notNull().references('account.id').onDelete('cascade'));
  await ofAccount('session')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('created_ms', 'bigint', (column) => column.notNull())
    .addColumn('seen_ms', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('session_account').on('session').column('account').execute();
  await ofAccount('passkey')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('public_key', 'text', (column) => column.notNull())
    .addColumn('counter', 'bigint', (column) => column.notNull())
    .addColumn('created_ms', 'bigint', (column) => column.notNull())
    .addColumn('used_ms', 'bigint')
    .execute();
  await schema.createIndex('passkey_account').on('passkey').column('account').execute();
  await ofAccount('identity')
    .addColumn('issuer', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('identity_key', ['issuer', 'subject'])
    .execute();
  await ofAccount('pack_owner')
    .addColumn('pack', 'text', (column) => column.primaryKey())
    .execute();
  await addPassing({ schema });
  await schema.alterTable('archive').addColumn('owner', 'text').execute();
  await schema.createIndex('archive_owner').on('archive').column('owner').execute();
}

/** What is there for days at most. */
async function addPassing({ schema }: Pick<Kysely<Tables>, 'schema'>): Promise<void> {
  await schema
    .createTable('invitation')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.references('account.id').onDelete('cascade'))
    .addColumn('maker', 'text', (column) => column.references('account.id').onDelete('cascade'))
    .addColumn('until_ms', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('guess')
    .addColumn('name_hash', 'text', (column) => column.primaryKey())
    .addColumn('since_ms', 'bigint', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createTable('pending')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('until_ms', 'bigint', (column) => column.notNull())
    .execute();
}
