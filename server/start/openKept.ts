/** Rooms in play and all that is kept beside them, opened together and closed together; refused in words made for their owner. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { roomsName } from '../backup/holdings.ts';
import type { LogHome } from '../log/log.ts';
import { openRedisHome } from '../log/redis/redisHome.ts';
import { DataInUse, openSqliteHome } from '../log/sqlite.ts';
import type { ServerSettings } from '../settings.ts';
import { openStore, type Store } from './openStore.ts';
import { keepingRefusal } from './startRefusal.ts';

export interface Kept {
  readonly home: LogHome;
  readonly store: Store;
  close(): Promise<void>;
}

/** Another process lets go of the folder at this very moment. */
const againMs = 10;

type HomeSettings = Pick<ServerSettings, 'redisUrl' | 'redisStrict'>;

async function openHome(settings: HomeSettings, file: string, logger: Logger, waitMs: number): Promise<LogHome> {
  const { redisUrl: url, redisStrict: isStrict } = settings;
  if (url === null) return openFile(file, logger, waitMs);
  return openRedisHome({ url, isStrict, logger }).catch((error: unknown) => {
    throw keepingRefusal(error);
  });
}

/** A folder that another process uses is tried again for `waitMs`. */
async function openFile(file: string, logger: Logger, waitMs: number): Promise<LogHome> {
  const untilMs = performance.now() + waitMs;
  for (;;) {
    try {
      return await openSqliteHome(file, { logger });
    } catch (error) {
      if (!(error instanceof DataInUse) || performance.now() > untilMs) throw keepingRefusal(error);
      await pause(againMs);
    }
  }
}

export async function openKept(
  settings: ServerSettings,
  dataFolder: string,
  logger: Logger,
  waitMs: number,
): Promise<Kept> {
  const home = await openHome(settings, join(dataFolder, roomsName), logger, waitMs);
  if (settings.redisUrl !== null && settings.databaseUrl === null)
    logger.warn(
      {},
      'rooms are shared by nodes, but packs and rooms that are over are kept by each alone: set DATABASE_URL',
    );
  const store = await openStore(settings, dataFolder, logger).catch(async (error: unknown) => {
    await home.close();
    throw keepingRefusal(error);
  });
  return {
    home,
    store,
    async close() {
      await store.close();
      await home.close();
    },
  };
}
