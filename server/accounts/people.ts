/**
 * The accounts: made, found, changed and removed. The last owner stays, whoever asks; names are one where they look
 * like one. It knows nothing of how somebody proves to be one of them.
 */
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { accountsMax } from '../../shared/accountLimits.ts';
import { cleanName, nameKey } from '../../shared/names.ts';
import type { StoreDatabase } from '../store/database/database.ts';
import type { Tables } from '../store/database/tables.ts';
import type { Role } from '../../shared/roles.ts';
import { AccountRefusal, type Account } from './account.ts';

export type Query = Kysely<Tables>;

export interface NewAccount {
  readonly name: string;
  readonly role: Role;
  /** As `hashPassphrase` gives it; null for who comes another way. */
  readonly passphrase: string | null;
}

export interface Person extends Account {
  readonly createdMs: number;
  readonly seenMs: number | null;
  readonly sessions: number;
  readonly packs: number;
}

export interface People {
  /** Whether there is an owner. */
  isSetUp(): Promise<boolean>;
  get(id: string): Promise<Account | null>;
  /** By what is typed as a name. */
  named(name: string): Promise<(Account & { readonly passphrase: string | null }) | null>;
  passphraseOf(id: string): Promise<string | null>;
  setPassphrase(id: string, passphrase: string): Promise<void>;
  list(): Promise<readonly Person[]>;
  /** The names of all, by id. */
  names(): Promise<ReadonlyMap<string, string>>;
  /** Links that somebody made as an owner end with that. */
  setRole(id: string, role: Role): Promise<void>;
  /** Its packs and reports pass to `heir`, or to nobody. */
  remove(id: string, heir: string | null): Promise<void>;
}

/** The name as it is kept. */
export function refuseNameless(raw: string): string {
  const name = cleanName(raw);
  if (name === null) throw new AccountRefusal('malformed');
  return name;
}

/** Inside a transaction, where something else has to be so at the same moment. */
export async function addPerson(query: Query, { name, role, passphrase }: NewAccount, nowMs: number): Promise<Account> {
  const account = { id: randomBytes(12).toString('base64url'), name: refuseNameless(name), role };
  const { count } = await query
    .selectFrom('account')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (Number(count) >= accountsMax) throw new AccountRefusal('too-many');
  const added = await query
    .insertInto('account')
    .values({ ...account, name_key: nameKey(account.name), passphrase, created_ms: nowMs })
    .onConflict((conflict) => conflict.column('name_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) throw new AccountRefusal('name-taken');
  return account;
}

/** Keeps something that hangs on an account. One that was removed meanwhile lets nobody in, and is nobody's mistake. */
export async function ofAccount<Value>(query: Query, id: string, keep: () => Promise<Value>): Promise<Value> {
  try {
    return await keep();
  } catch (error) {
    const there = query.selectFrom('account').select('id').where('id', '=', id);
    throw (await there.executeTakeFirst()) === undefined ? new AccountRefusal('sign-in-wrong') : error;
  }
}

export async function hasOwner(query: Query): Promise<boolean> {
  const owner = query.selectFrom('account').select('id').where('role', '=', 'owner').limit(1);
  return (await owner.executeTakeFirst()) !== undefined;
}

/** Whether anybody would be left who can let people in, if this one were no owner any more. */
async function refuseLastOwner(query: Query, id: string): Promise<void> {
  const owners = await query.selectFrom('account').select('id').where('role', '=', 'owner').limit(2).execute();
  if (owners.length === 1 && owners[0]?.id === id) throw new AccountRefusal('last-owner');
}

export function createPeople({ query, alone, wipe }: Pick<StoreDatabase, 'query' | 'alone' | 'wipe'>): People {
  const shown = ['id', 'name', 'role'] as const;
  return {
    isSetUp: () => hasOwner(query),
    async get(id) {
      return (await query.selectFrom('account').select(shown).where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async named(raw) {
      const name = cleanName(raw);
      if (name === null) return null;
      const account = query.selectFrom('account').select([...shown, 'passphrase']);
      return (await account.where('name_key', '=', nameKey(name)).executeTakeFirst()) ?? null;
    },
    async passphraseOf(id) {
      const row = await query.selectFrom('account').select('passphrase').where('id', '=', id).executeTakeFirst();
      return row?.passphrase ?? null;
    },
    async setPassphrase(id, passphrase) {
      await query.updateTable('account').set({ passphrase }).where('id', '=', id).execute();
    },
    list: () => listPeople(query),
    async names() {
      const rows = await query.selectFrom('account').select(['id', 'name']).execute();
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
    setRole: (id, role) =>
      alone(async (transaction) => {
        if (role !== 'owner') await refuseLastOwner(transaction, id);
        const { numUpdatedRows } = await transaction
          .updateTable('account')
          .set({ role })
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) throw new AccountRefusal('not-found');
        // Else who is no owner any more could come back as one.
        if (role !== 'owner') await transaction.deleteFrom('invitation').where('maker', '=', id).execute();
      }),
    async remove(id, heir) {
      await alone(async (transaction) => {
        await refuseLastOwner(transaction, id);
        await transaction.updateTable('archive').set({ owner: heir }).where('owner', '=', id).execute();
        if (heir !== null)
          await transaction.updateTable('pack_owner').set({ account: heir }).where('account', '=', id).execute();
        // Sessions, passkeys, links that it made and what else hangs on it go with it.
        const { numDeletedRows } = await transaction
          .deleteFrom('account')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        if (numDeletedRows === 0n) throw new AccountRefusal('not-found');
      });
      await wipe();
    },
  };
}

async function listPeople(query: Query): Promise<Person[]> {
  const rows = await query
    .selectFrom('account')
    .select(({ selectFrom }) => [
      'id',
      'name',
      'role',
      'created_ms',
      selectFrom('session')
        .whereRef('session.account', '=', 'account.id')
        .select(({ fn }) => fn.max('session.seen_ms').as('seen'))
        .as('seen_ms'),
      selectFrom('session')
        .whereRef('session.account', '=', 'account.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('sessions'),
      selectFrom('pack_owner')
        .whereRef('pack_owner.account', '=', 'account.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('packs'),
    ])
    .orderBy('created_ms')
    .execute();
  return rows.map(({ created_ms: createdMs, seen_ms: seenMs, sessions, packs, ...rest }) => ({
    ...rest,
    createdMs,
    seenMs,
    sessions: Number(sessions),
    packs: Number(packs),
  }));
}
