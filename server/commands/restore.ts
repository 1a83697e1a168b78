/**
 * `quizloop restore FILE`: puts a backup into an empty data folder. Everything is unpacked, compared and opened beside
 * its place first; what cannot be used leaves the folder as empty as it was.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endAllWays } from '../accounts/accounts.ts';
import { BundleUnusable, unpackBundle } from '../backup/bundle.ts';
import { holdsIn, roomsName, storeName } from '../backup/holdings.ts';
import { openSqliteHome } from '../log/sqlite.ts';
import { openDataFolder } from '../start/dataFolder.ts';
import { errorCode, keepingRefusal, StartRefusal } from '../start/startRefusal.ts';
import { openStoreDatabase } from '../store/database/database.ts';
import { createLogger } from '../telemetry/logger.ts';
import type { Command, Surroundings } from './command.ts';

const coming = '.restoring';
/** A disk's own folder is there before anything is put on it. */
const ofTheDisk = 'lost+found';

function refuseFull(folder: string): void {
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => name !== ofTheDisk) : [];
  if (found.length === 0) return;
  throw new StartRefusal(
    `${folder} is not empty (${found[0] ?? ''} …). Restore into a new folder, and name it with --data`,
  );
}

/** As a start would: what this version cannot read, it says now. Who was signed in when it was made is so no more. */
async function tryOpening(folder: string, { settings, err, version }: Surroundings): Promise<void> {
  const logger = createLogger({ level: settings.logLevel, format: settings.logFormat, out: err, version });
  const rooms = join(folder, roomsName);
  const store = join(folder, storeName);
  if (existsSync(rooms)) await (await openSqliteHome(rooms, { logger })).close();
  if (!existsSync(store)) return;
  const database = await openStoreDatabase({ url: null, file: store, logger });
  await endAllWays(database.query);
  await database.close();
}

export const restore: Command = {
  name: 'restore',
  usage: 'FILE',
  operandsMax: 1,
  summary: 'put a backup into the data folder, which must be empty',
  async run(surroundings) {
    const [name] = surroundings.operands;
    if (name === undefined) throw new StartRefusal('"restore" needs the name of a backup');
    const file = resolve(name);
    if (!existsSync(file)) throw new StartRefusal(`there is no file ${file}`);
    refuseFull(resolve(surroundings.settings.dataFolder));
    const folder = openDataFolder(surroundings.settings.dataFolder);
    const unpacked = join(folder, coming);
    try {
      mkdirSync(unpacked, { mode: 0o700 });
      const paths = await unpackBundle(file, unpacked, holdsIn);
      await tryOpening(unpacked, surroundings);
      const tops = new Set(paths.map((path) => path.split('/')[0] ?? path));
      for (const top of tops) renameSync(join(unpacked, top), join(folder, top));
      surroundings.out.write(`${folder}: ${String(paths.length)} files are back\n`);
      return 0;
    } catch (error) {
      if (error instanceof BundleUnusable) throw new StartRefusal(`${file} cannot be restored: ${error.message}`);
      if (errorCode(error) === 'ENOSPC')
        throw new StartRefusal(`the disk of ${folder} is full: ${file} was not restored`);
      throw keepingRefusal(error);
    } finally {
      rmSync(unpacked, { recursive: true, force: true });
    }
  },
};
