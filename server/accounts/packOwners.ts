/** Whose packs are: made with an account, a pack belongs to it. One that is nobody's may all play and owners change. */
import { owns, type Account } from './account.ts';
import type { Query } from './people.ts';

export interface PackOwners {
  /** Before the pack is there, so that it is never anybody else's. */
  give(pack: string, account: string): Promise<void>;
  /** The pack is gone. */
  forget(pack: string): Promise<void>;
  /** Of one pack; null where it is nobody's. */
  of(pack: string): Promise<string | null>;
  /** Of all, by pack. */
  all(): Promise<ReadonlyMap<string, string>>;
}

/** Whether the account may see and play a pack of this owner. */
export const maySee = (account: Account, owner: string | null): boolean => owner === null || owns(account, owner);

export const createPackOwners = (query: Query): PackOwners => ({
  async give(pack, account) {
    await query.insertInto('pack_owner').values({ pack, account }).execute();
  },
  async forget(pack) {
    await query.deleteFrom('pack_owner').where('pack', '=', pack).execute();
  },
  async of(pack) {
    const row = await query.selectFrom('pack_owner').select('account').where('pack', '=', pack).executeTakeFirst();
    return row?.account ?? null;
  },
  async all() {
    const rows = await query.selectFrom('pack_owner').selectAll().execute();
    return new Map(rows.map(({ pack, account }) => [pack, account]));
  },
});
