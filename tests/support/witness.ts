/**
 * What is true of a room, whatever phones make of it: room time as a connection without delay measures it, and the log
 * that a server of the test's own leaves behind.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '../../shared/game/entry.ts';
import { openSqliteHome } from '../../server/log/sqlite.ts';
import type { Guest } from './guest.ts';
import { freshFolder, startServer, type ServerOptions, type TestServer } from './server.ts';

export interface PackServer extends TestServer {
  /** The folder with the one pack. */
  readonly packs: string;
  /** Stops the server, and reads the log of a room that was open on it. */
  logOf(code: string): Promise<readonly Entry[]>;
}

export const packId = 'own';

/** The real server in a process of its own, with SQLite, and on its shelf the one pack of these items. */
export async function servePack(items: readonly object[], options: ServerOptions = {}): Promise<PackServer> {
  const packs = freshFolder('quizloop-packs-');
  mkdirSync(join(packs, packId));
  writeFileSync(join(packs, packId, 'pack.yaml'), JSON.stringify({ title: 'Own', items }));
  const server = await startServer({ ...options, args: ['--packs', packs, ...(options.args ?? [])] });
  return {
    ...server,
    packs,
    async logOf(code) {
      await server.stop();
      const home = await openSqliteHome(join(server.folder, 'rooms.sqlite'));
      const entries = (await (await home.find(code))?.read(1)) ?? [];
      await home.close();
      return entries;
    },
    async dispose() {
      await server.dispose();
      rmSync(packs, { recursive: true, force: true });
    },
  };
}

const asks = 30;

/** Room time, for a guest on a direct connection: right to a millisecond. */
export async function roomTimeBy(guest: Guest): Promise<() => number> {
  let offsetMs = 0;
  let bestMs = Number.POSITIVE_INFINITY;
  for (let at = 0; at < asks; at++) {
    const sentMs = performance.now();
    const roomMs: number = await guest.socket.emitWithAck('clock');
    const tripMs = performance.now() - sentMs;
    // Room time is told in whole milliseconds, rounded down.
    if (tripMs < bestMs) [bestMs, offsetMs] = [tripMs, roomMs + 0.5 - (sentMs + tripMs / 2)];
  }
  return () => performance.now() + offsetMs;
}
