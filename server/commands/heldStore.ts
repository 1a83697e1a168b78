/** The store that a server keeps, for a command beside it: opened, handed on, closed again, and refused in words where there is none. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { storeName } from '../backup/holdings.ts';
import { databaseIn } from '../start/openStore.ts';
import { keepingRefusal, StartRefusal } from '../start/startRefusal.ts';
import type { StoreDatabase } from '../store/database/database.ts';
import { createLogger } from '../telemetry/logger.ts';
import type { Surroundings } from './command.ts';

/** `folder`: where the data lies, in full. */
export async function withStore<Value>(
  { settings, err, version }: Surroundings,
  use: (database: StoreDatabase, folder: string) => Promise<Value>,
): Promise<Value> {
  const folder = resolve(settings.dataFolder);
  if (settings.databaseUrl === null && !existsSync(join(folder, storeName)))
    throw new StartRefusal(`nothing is kept in ${folder}. Is --data the folder of the server?`);
  const logger = createLogger({ level: settings.logLevel, format: settings.logFormat, out: err, version });
  const database = await databaseIn(settings, folder, logger).catch((error: unknown) => {
    throw keepingRefusal(error);
  });
  try {
    return await use(database, folder);
  } finally {
    await database.close();
  }
}
