/**
 * What is kept beside the rooms in play: packs and rooms that are over, in files of the data folder, or in PostgreSQL
 * where the operator named one.
 */
import { join } from 'node:path';
import type { Logger } from 'pino';
import { packsName, storeName } from '../backup/holdings.ts';
import { contentFolder } from '../place.ts';
import type { ServerSettings } from '../settings.ts';
import { createAccounts, type Accounts } from '../accounts/accounts.ts';
import { openIdSettings, type OpenIdParts } from '../accounts/openIdSettings.ts';
import { createArchive, type Archive } from '../store/archive.ts';
import { openStoreDatabase, type StoreDatabase } from '../store/database/database.ts';
import { createOwnPacks, type OwnPacks } from '../store/ownPacks.ts';
import { PackMirror } from '../store/packMirror.ts';
import { createShelf, type Shelf } from '../store/packs.ts';
import { createSharedPacks } from '../store/sharedPacks.ts';
import { openDataFolder } from './dataFolder.ts';

export interface Store {
  readonly archive: Archive;
  readonly shelf: Shelf;
  readonly ownPacks: OwnPacks;
  /** Null where nobody signs in. */
  readonly accounts: Accounts | null;
  close(): Promise<void>;
}

type StoreSettings = Pick<ServerSettings, 'databaseUrl' | 'packFolders' | 'accounts'> & OpenIdParts;

export const databaseIn = (
  { databaseUrl }: Pick<ServerSettings, 'databaseUrl'>,
  dataFolder: string,
  logger: Pick<Logger, 'warn' | 'error'>,
): Promise<StoreDatabase> => openStoreDatabase({ url: databaseUrl, file: join(dataFolder, storeName), logger });

export async function openStore(settings: StoreSettings, dataFolder: string, logger: Logger): Promise<Store> {
  const ownFolder = openDataFolder(join(dataFolder, packsName));
  const folders = [contentFolder, ...settings.packFolders, ownFolder];
  const database = await databaseIn(settings, dataFolder, logger);
  const archive = createArchive(database);
  const openId = openIdSettings(settings);
  if (openId === null && (settings.oidcIssuer ?? settings.oidcClientId) !== null)
    logger.warn('No provider of accounts: its issuer, the client id and the public URL must all be set.');
  const accounts = settings.accounts ? createAccounts({ database, logger, nowMs: () => Date.now(), openId }) : null;
  const close = async (): Promise<void> => {
    await accounts?.close();
    await database.close();
  };
  if (settings.databaseUrl === null) {
    const shelf = await createShelf(folders);
    return { archive, shelf, ownPacks: createOwnPacks(ownFolder, shelf), accounts, close };
  }
  const mirror = new PackMirror(database.query, openDataFolder(join(dataFolder, 'shared-packs')));
  await mirror.sync();
  const shelf = await createShelf([...folders, mirror.home]);
  const ownPacks = createSharedPacks({ query: database.query, mirror, shelf, logger });
  return {
    archive,
    shelf,
    ownPacks,
    accounts,
    async close() {
      await ownPacks.close();
      await close();
    },
  };
}
