/** The contract of the log over every home. What only SQLite has is in logSqlite.test.ts and logKill.test.ts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { createMemoryHome } from '../../server/log/memory.ts';
import { openSqliteHome } from '../../server/log/sqlite.ts';
import { loadDriver } from '../../server/log/sqliteDriver.ts';
import { faulty } from '../support/faultyDisk.ts';
import { holdsContract } from './log.contract.ts';
import { newClock, type Bench } from './logBench.ts';

async function memoryBench(): Promise<Bench> {
  const clock = newClock();
  const home = createMemoryHome({ nowMs: () => clock.nowMs });
  return { home, clock, close: () => home.close() };
}

async function sqliteBench(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'quizloop-log-'));
  const file = join(folder, 'rooms.sqlite');
  const clock = newClock();
  const disk = faulty(await loadDriver());
  const open = () => openSqliteHome(file, { nowMs: () => clock.nowMs, open: disk.open });
  let home = await open();
  const elsewhere = (await loadDriver())(file);
  return {
    home,
    clock,
    durable: {
      fail: disk.fail,
      async reopen() {
        await home.close();
        home = await open();
        return home;
      },
      countElsewhere(room) {
        const sql =
          'SELECT sum(json_array_length(bodies)) AS count FROM batch JOIN room ON room.key = batch.room WHERE room.id = ?';
        return Number(elsewhere.prepare(sql).get(room)?.['count'] ?? 0);
      },
    },
    async close() {
      elsewhere.close();
      await home.close();
      rmSync(folder, { recursive: true });
    },
  };
}

describe.each([
  { name: 'memory', make: memoryBench, runs: 200, isDurable: false },
  { name: 'SQLite', make: sqliteBench, runs: 60, isDurable: true },
])('the log in $name', (options) => holdsContract(options));
