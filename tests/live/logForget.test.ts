/** What is left of a room in the files once the SQLite home was told to forget it: not one byte of a name. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { seededRandom } from '../../shared/game/random.ts';
import type { LogHome, RoomLog } from '../../server/log/log.ts';
import { openSqliteHome } from '../../server/log/sqlite.ts';
import { loadDriver } from '../../server/log/sqliteDriver.ts';
import { faulty } from '../support/faultyDisk.ts';
import { created, named, seqs, upTo } from './logBench.ts';

let folder: string;
let file: string;
let home: LogHome;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quizloop-forget-'));
  file = join(folder, 'rooms.sqlite');
  home = await openSqliteHome(file);
});
afterEach(async () => {
  await home.close();
  rmSync(folder, { recursive: true });
});

const bytesFound = (text: string): string[] =>
  readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text));

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Rooms that grow beside each other, so that their rows share pages and are moved about. */
async function playedRooms(count: number, rounds: number): Promise<RoomLog[]> {
  const logs: RoomLog[] = [];
  for (const n of upTo(count)) logs.push(await created(home, `ROOM${String(n)}`));
  const random = seededRandom(7, 0);
  for (const round of upTo(rounds)) {
    await Promise.all(
      logs.map((log) =>
        log.append([named(`secret of ${log.code}. ${'x'.repeat(Math.floor(random() * 900))} ${String(round)}`)]),
      ),
    );
  }
  return logs;
}

it('leaves no byte of it, and all of the others, while games go on', async () => {
  const logs = await playedRooms(24, 30);
  const [kept, gone] = [logs.filter((_, at) => at % 3 === 0), logs.filter((_, at) => at % 3 !== 0)];
  for (const log of gone) expect(bytesFound(`secret of ${log.code}.`).length).toBeGreaterThan(0);
  for (const log of gone) await home.finish(log.room);
  const going = kept.map((log) => log.append([named('goes on')]));
  for (const log of gone) await home.forget(log.room);
  await Promise.all(going);
  await until(() => gone.every((log) => bytesFound(`secret of ${log.code}.`).length === 0));
  for (const log of kept) expect(seqs(await log.read(1))).toEqual(upTo(31));
  expect(await home.finished()).toEqual([]);
});

it('goes on where it was broken off, and never takes the rest for the whole', async () => {
  const [log] = await playedRooms(1, 250);
  await home.finish(log?.room ?? '');
  await home.close();
  const disk = faulty(await loadDriver());
  home = await openSqliteHome(file, { open: disk.open });
  const hasty = disk.opened.filter(({ file: name }) => name.endsWith('rooms.sqlite'))[1]?.database;
  const forgetting = home.forget(log?.room ?? '');
  // After the first piece: the disk takes no more.
  await new Promise((resolve) => setImmediate(resolve));
  hasty?.exec('PRAGMA query_only = ON');
  await expect(forgetting).rejects.toThrow('could not be asked');
  await home.close();

  home = await openSqliteHome(file);
  const [left] = await home.finished();
  expect(left?.room).toBe(log?.room);
  const entries = await left?.read(1);
  expect(entries?.length).toBeGreaterThan(0);
  expect(entries?.[0]?.seq).toBeGreaterThan(1);
  await home.forget(left?.room ?? '');
  expect(await home.finished()).toEqual([]);
  await home.close();
  expect(bytesFound('secret of')).toEqual([]);
});
