/** Quizloop as the bench measures it: the real app on SQLite in a folder of its own, with usage told on request. */
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { createApp } from '../../server/app.ts';
import { Doorkeeper } from '../../server/live/doorkeeper.ts';
import { openSqliteHome } from '../../server/log/sqlite.ts';
import { parsePack } from '../support/rooms.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { benchPack } from './packs.ts';
import { tellUsage } from './usage.ts';

const logger = pino({ level: 'error' });
const home = await openSqliteHome(join(mkdtempSync(join(tmpdir(), 'quizloop-bench-')), 'bench.sqlite'));
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
  // What it could take is measured, not what it chooses to take.
  door: new Doorkeeper({ perSecond: 1e6, burst: 1e6 }),
  pages: () => express.Router(),
});
await app.resume();
app.http.listen(0, '127.0.0.1');
await once(app.http, 'listening');
const room = await app.rooms.open(parsePack(benchPack), { ...defaultSettings, standings: 'none', reading: false });
const { port } = app.http.address() as AddressInfo;
tellUsage({ port, code: room?.code ?? '', token: room?.token ?? '' });
