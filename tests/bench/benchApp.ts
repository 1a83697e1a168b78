/** Quizloop as the benches measure it: the real app on SQLite in a folder of its own, listening on the loopback. */
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { createApp, type App } from '../../server/app.ts';
import { Doorkeeper } from '../../server/live/doorkeeper.ts';
import type { LogHome } from '../../server/log/log.ts';
import { openSqliteHome } from '../../server/log/sqlite.ts';
import { collectSeldom } from '../../server/start/collecting.ts';
import { createArchive } from '../../server/store/archive.ts';
import { openStoreDatabase } from '../../server/store/database/database.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';

/** Nothing between a reveal and the next question. */
export const benchSettings: Settings = { ...defaultSettings, standings: 'none', reading: false };

export interface BenchApp {
  readonly app: App;
  readonly home: LogHome;
  readonly port: number;
  readonly folder: string;
}

export const logFile = 'bench.sqlite';

/** `isArchiving`: rooms that are over go into an archive and from the log, as users have it. */
export async function startBenchApp({ isArchiving = false } = {}): Promise<BenchApp> {
  collectSeldom();
  const folder = mkdtempSync(join(tmpdir(), 'quizloop-bench-'));
  const logger = pino({ level: 'error' });
  const home = await openSqliteHome(join(folder, logFile));
  const app = createApp({
    home,
    logger,
    shelf: { list: () => [], get: () => undefined, problems: () => [], reload: async () => {} },
    hostKey: 'bench',
    openHosting: 'loopback',
    origins: [],
    trustedProxies: 0,
    joinUrl: () => '',
    ownPacks: null,
    keeping: isArchiving
      ? {
          archive: createArchive(await openStoreDatabase({ url: null, file: join(folder, 'store.sqlite'), logger })),
          keepDays: 30,
        }
      : null,
    // What it could take is measured, not what it chooses to take.
    door: new Doorkeeper({ perSecond: 1e6, burst: 1e6 }),
    pages: () => express.Router(),
  });
  await app.resume();
  app.http.listen(0, '127.0.0.1');
  await once(app.http, 'listening');
  return { app, home, port: (app.http.address() as AddressInfo).port, folder };
}
