/**
 * Which packs who asks may see and change: without accounts all that were made here, with accounts their own; an owner
 * all. Those that come with the server, and those that were made before there were accounts, everybody may see.
 */
import type { Request } from 'express';
import { packsOfOneMax } from '../../shared/accountLimits.ts';
import { owns, type Account } from '../accounts/account.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { maySee } from '../accounts/packOwners.ts';
import { OwnPackRefusal, type Claim, type OwnPacks } from '../store/ownPacks.ts';
import type { Shelf, ShelfPack } from '../store/packs.ts';
import type { Askers } from './askers.ts';

/** What a list says of a pack to who asks. */
export interface PackSign {
  /** It was made here, and who asks may change it. */
  readonly isOwn: boolean;
  /** It belongs to who asks; without accounts the same as above. */
  readonly isMine: boolean;
  /** The name of the account it belongs to; null where it is nobody's. */
  readonly owner: string | null;
}

export interface PackRights {
  maySee(request: Request, id: string): Promise<boolean>;
  mayChange(request: Request, shelved: ShelfPack): Promise<boolean>;
  /** For many packs at once; null for a pack that who asks may not see. */
  signs(request: Request): Promise<(shelved: ShelfPack) => PackSign | null>;
  /** For a pack that who asks is about to make. */
  claim(request: Request): Claim;
  /** The pack is gone. */
  forget(id: string): Promise<void>;
}

export interface PackRightsParts {
  readonly askers: Askers;
  readonly accounts: Accounts | null;
  /** Null where none are made here. */
  readonly ownPacks: OwnPacks | null;
  readonly shelf: Pick<Shelf, 'list'>;
}

export function createPackRights({ askers, accounts, ownPacks, shelf }: PackRightsParts): PackRights {
  const isMadeHere = (shelved: ShelfPack): boolean => ownPacks?.isOwn(shelved) === true;
  const ownerOf = async (id: string): Promise<string | null> => (await accounts?.owners.of(id)) ?? null;
  /** Of packs that are there: whose one is stands in the database before it is written, which may fail. */
  const countOf = async ({ owners }: Accounts, { id }: Account): Promise<number> => {
    const all = await owners.all();
    return shelf.list().filter((shelved) => isMadeHere(shelved) && all.get(shelved.id) === id).length;
  };
  return {
    async maySee(request, id) {
      const account = askers.accountOf(request);
      return account === null || maySee(account, await ownerOf(id));
    },
    async mayChange(request, shelved) {
      const account = askers.accountOf(request);
      return isMadeHere(shelved) && (account === null || owns(account, await ownerOf(shelved.id)));
    },
    async signs(request) {
      const account = askers.accountOf(request);
      if (accounts === null || account === null)
        return (shelved) => ({ isOwn: isMadeHere(shelved), isMine: isMadeHere(shelved), owner: null });
      const [owners, names] = await Promise.all([accounts.owners.all(), accounts.people.names()]);
      return (shelved) => {
        const owner = owners.get(shelved.id) ?? null;
        if (!maySee(account, owner)) return null;
        return {
          isOwn: isMadeHere(shelved) && owns(account, owner),
          isMine: owner === account.id,
          owner: owner === null ? null : (names.get(owner) ?? null),
        };
      };
    },
    claim: (request) => async (id) => {
      const account = askers.accountOf(request);
      if (account === null || accounts === null) return;
      // Owners have the packs of who was removed, too.
      if (account.role !== 'owner' && (await countOf(accounts, account)) >= packsOfOneMax)
        throw new OwnPackRefusal('too-many-of-yours');
      await accounts.owners.give(id, account.id);
    },
    async forget(id) {
      await accounts?.owners.forget(id);
    },
  };
}
