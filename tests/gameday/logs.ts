/** The log that a room left behind, read from where the servers keep it, and not from the servers. */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '../../shared/game/entry.ts';
import { openRedisHome } from '../../server/log/redis/redisHome.ts';
import { openSqliteHome } from '../../server/log/sqlite.ts';
import type { LogHome } from '../../server/log/log.ts';
import { freshFolder } from '../support/server.ts';

async function readFrom(home: LogHome, code: string): Promise<readonly Entry[]> {
  try {
    // One that is over may have been archived by now, unless somebody still looked at it.
    const log = (await home.find(code)) ?? (await home.finished()).find((over) => over.code === code);
    return (await log?.read(1)) ?? [];
  } finally {
    await home.close();
  }
}

/** From a copy, so that nothing is changed for the server that is started there next. None may run there now. */
export async function logInFolder(folder: string, code: string): Promise<readonly Entry[]> {
  const copy = freshFolder('quizloop-copy-');
  try {
    for (const name of ['rooms.sqlite', 'rooms.sqlite-wal'])
      if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(copy, name));
    return await readFrom(await openSqliteHome(join(copy, 'rooms.sqlite')), code);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** While nodes may go on. */
export const logInRedis = async (url: string, code: string): Promise<readonly Entry[]> =>
  readFrom(await openRedisHome({ url }), code);
