/** What only the SQLite home has: a file that others may hold, break or fill, and life signs in it. */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LogHome } from '../../server/log/log.ts';
import { LogUnavailable } from '../../server/log/log.ts';
import { DataInUse, DataUnusable, openSqliteHome, type SqliteHomeParts } from '../../server/log/sqlite.ts';
import { loadDriver, type OpenDatabase } from '../../server/log/sqliteDriver.ts';
import { faulty } from '../support/faultyDisk.ts';
import { created, named, newClock, seqs } from './logBench.ts';

let folder: string;
let file: string;
let driver: OpenDatabase;
let homes: LogHome[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quizloop-sqlite-'));
  file = join(folder, 'rooms.sqlite');
  driver = await loadDriver();
  homes = [];
});

afterEach(async () => {
  vi.useRealTimers();
  for (const home of homes) await home.close();
  rmSync(folder, { recursive: true });
});

async function opened(name = file, parts: SqliteHomeParts = {}): Promise<LogHome> {
  const home = await openSqliteHome(name, parts);
  homes.push(home);
  return home;
}

/** What a process that dies now leaves behind: the files as they are, opened by the next one. */
async function openAfterDeath(parts: SqliteHomeParts = {}): Promise<LogHome> {
  const image = join(folder, `image-${homes.length}.sqlite`);
  for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, image + end);
  return opened(image, parts);
}

it('is new only once, and makes its folder', async () => {
  const name = join(folder, 'deep', 'er', 'rooms.sqlite');
  const home = await opened(name);
  expect(home.aliveBeforeMs).toBeNull();
  const [entry] = await (await created(home)).append([named('a')]);
  await home.close();
  expect((await opened(name)).aliveBeforeMs).toBeGreaterThanOrEqual(entry?.atMs ?? Number.POSITIVE_INFINITY);
});

it('takes room time from the wall clock', async () => {
  const home = await opened();
  expect(Math.abs(home.nowMs() - Date.now())).toBeLessThan(1_000);
  expect(Number.isInteger(home.nowMs())).toBe(true);
});

it('is durable at each commit, and waits for the disk', async () => {
  const disk = faulty(driver);
  await opened(file, { open: disk.open });
  const settings = disk.opened
    .filter((one) => one.file.endsWith('.sqlite'))
    .map(({ database }) =>
      ['synchronous', 'journal_mode', 'foreign_keys'].map((name) => database.prepare(`PRAGMA ${name}`).get()?.[name]),
    );
  // The second connection writes life signs only.
  expect(settings).toEqual([
    [2, 'wal', 1],
    [1, 'wal', 1],
  ]);
});

it('refuses a file that is open already, by whatever name, and lets others read it', async () => {
  const home = await opened();
  await (await created(home)).append([named('a')]);
  symlinkSync(file, join(folder, 'other.sqlite'));
  for (const name of [file, join(folder, '.', 'other.sqlite')]) {
    const refusal: unknown = await openSqliteHome(name).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DataInUse);
    expect(String(refusal)).toContain(`${name} is in use: another Quizloop runs`);
  }
  const reader = driver(file);
  expect(reader.prepare('SELECT count(*) AS count FROM batch').get()?.['count']).toBe(1);
  reader.close();
  await home.close();
  expect(await (await opened()).find('BCDFGH')).not.toBeNull();
});

it.each([
  ['not a database', () => writeFileSync(file, 'a letter to a friend. '.repeat(300)), 'it is not a database'],
  ['of another program', () => exec('CREATE TABLE holiday (day TEXT)'), 'belongs to another program'],
  ['marked by another program', () => exec('PRAGMA application_id = 7'), 'belongs to another program'],
  ['in a folder that cannot be', () => (file = join(blocked(), 'rooms.sqlite')), 'cannot be opened: '],
])('refuses a file %s, and leaves it as it is', async (_, make, words) => {
  make();
  const before = sizeOf(file);
  const refusal: unknown = await openSqliteHome(file).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DataUnusable);
  expect(String(refusal)).toContain(words);
  expect(String(refusal)).not.toContain('\n');
  expect(sizeOf(file)).toBe(before);
});

/** A file where a folder would have to be. */
function blocked(): string {
  const name = join(folder, 'blocked');
  writeFileSync(name, '');
  return name;
}

const sizeOf = (name: string): number | null => (existsSync(name) ? statSync(name).size : null);

function exec(sql: string): void {
  const database = driver(file);
  database.exec(sql);
  database.close();
}

it('refuses a file of a newer version, and can be asked again', async () => {
  await (await opened()).close();
  const database = driver(file);
  const version = String(database.prepare('PRAGMA user_version').get()?.['user_version']);
  database.close();
  exec('PRAGMA user_version = 99');
  await expect(openSqliteHome(file)).rejects.toThrow(/newer Quizloop/);
  exec(`PRAGMA user_version = ${version}`);
  expect(await (await opened()).unfinished()).toEqual([]);
});

it('takes over the entries of a file that had a row for each', async () => {
  const home = await opened();
  const log = await created(home);
  const kept = [...(await log.append([named('a'), named('b')])), ...(await log.append([named('c')]))];
  await home.close();
  exec(`CREATE TABLE entry (room INTEGER NOT NULL REFERENCES room (key), seq INTEGER NOT NULL, at_ms INTEGER NOT NULL,
          body TEXT NOT NULL, PRIMARY KEY (room, seq)) STRICT, WITHOUT ROWID;
        INSERT INTO entry SELECT room, seq + json_each.key, at_ms, json_each.value FROM batch, json_each(bodies);
        DROP TABLE batch;
        PRAGMA user_version = 1`);
  const later = await (await opened()).find('BCDFGH');
  expect(await later?.read(1)).toEqual(kept);
  expect(await later?.read(2)).toEqual(kept.slice(1));
  expect((await later?.append([named('d')]))?.[0]?.seq).toBe(4);
});

it('refuses a damaged file, wherever the damage is', async () => {
  const home = await opened();
  await (await created(home)).append(Array.from({ length: 50 }, () => named('x'.repeat(2_000))));
  await home.close();
  expect(sizeOf(`${file}-wal`) ?? 0, 'the file alone is whole').toBe(0);
  const whole = readFileSync(file);
  const scratched = Buffer.from(whole);
  const pageBytes = 4_096;
  scratched.fill(0xff, 15 * pageBytes, 16 * pageBytes);
  for (const damaged of [scratched, whole.subarray(0, 15 * pageBytes)]) {
    writeFileSync(file, damaged);
    await expect(openSqliteHome(file)).rejects.toThrow(DataUnusable);
  }
  writeFileSync(file, whole);
  expect(await (await opened()).find('BCDFGH')).not.toBeNull();
});

it('says that a full disk is full, and goes on when there is room again', async () => {
  const disk = faulty(driver);
  const said: unknown[] = [];
  const logger = { error: (...all: unknown[]) => said.push(all[1]), warn: (...all: unknown[]) => said.push(all[1]) };
  const home = await opened(file, { open: disk.open, logger });
  const log = await created(home);
  const seen: number[] = [];
  await log.tail(1, (entries) => seen.push(...seqs(entries)));
  await log.append([named('a')]);
  const { database } = disk.opened.find((one) => one.file.endsWith('.sqlite')) ?? {};
  const pages = Number(database?.prepare('PRAGMA page_count').get()?.['page_count']);
  database?.exec(`PRAGMA max_page_count = ${pages}`);
  const big = named('x'.repeat(100_000));
  const failed = await Promise.allSettled([log.append([named('b'), big]), log.append([named('c')])]);
  const reasons = failed.map((result) => (result.status === 'rejected' ? (result.reason as Error) : null));
  for (const reason of reasons) {
    expect(reason).toBeInstanceOf(LogUnavailable);
    expect(String(reason?.cause)).toContain('full');
  }
  await expect(log.append([big])).rejects.toBeInstanceOf(LogUnavailable);
  expect(said).toEqual(['the log cannot be written: games stand still']);
  database?.exec('PRAGMA max_page_count = 1000000');
  expect(seqs(await log.append([big]))).toEqual([2]);
  expect(said.slice(1)).toEqual(['the log can be written again']);
  expect(seen).toEqual([1, 2]);
  expect(seqs(await (await (await openAfterDeath()).find('BCDFGH'))!.read(1))).toEqual([1, 2]);
});

it('does not make a room that it could not keep', async () => {
  const disk = faulty(driver);
  const home = await opened(file, { open: disk.open });
  const { database } = disk.opened.find((one) => one.file.endsWith('.sqlite')) ?? {};
  database?.exec('PRAGMA query_only = ON');
  await expect(home.create('BCDFGH')).rejects.toBeInstanceOf(LogUnavailable);
  database?.exec('PRAGMA query_only = OFF');
  expect(await home.create('BCDFGH')).not.toBeNull();
});

it('reads a log that is longer than one piece while it grows', async () => {
  const home = await opened();
  const log = await created(home);
  // What is appended together is read together.
  const count = 12 * 200;
  for (let n = 0; n < 200; n++) await log.append(Array.from({ length: 12 }, () => named('a')));
  const seen: number[] = [];
  const tailing = log.tail(1, (entries) => seen.push(...seqs(entries)));
  const growing = (async () => {
    for (let n = 0; n < 20; n++) await log.append([named('b')]);
  })();
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 0);
  const read = seqs(await log.read(2));
  clearInterval(counting);
  expect(turns, 'others ran in between').toBeGreaterThan(0);
  await Promise.all([tailing, growing]);
  expect(read.slice(0, count - 1)).toEqual(Array.from({ length: count - 1 }, (_, at) => at + 2));
  expect(seen).toEqual(Array.from({ length: count + 20 }, (_, at) => at + 1));
});

it('knows how long nobody was there: to the second while a game runs', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const clock = newClock();
  const nowMs = (): number => clock.nowMs;
  const fromMs = clock.nowMs;
  const pass = (ms: number): void => {
    for (let passedMs = 0; passedMs < ms; passedMs += 1_000) {
      clock.nowMs += 1_000;
      vi.advanceTimersByTime(1_000);
    }
  };
  const home = await opened(file, { nowMs });
  const log = await created(home);
  pass(5_000);
  expect((await openAfterDeath({ nowMs })).aliveBeforeMs, 'nothing runs yet').toBe(fromMs);
  await log.append([named('a')]);
  clock.nowMs += 400;
  await log.append([named('b')]);
  const reader = driver(file);
  expect(reader.prepare('SELECT at_ms FROM alive').get()?.['at_ms'], 'not with each entry').toBe(fromMs + 5_000);
  reader.close();
  expect((await openAfterDeath({ nowMs })).aliveBeforeMs, 'the last entry').toBe(fromMs + 5_400);
  pass(60_000);
  expect((await openAfterDeath({ nowMs })).aliveBeforeMs, 'the last life sign').toBeGreaterThan(fromMs + 64_000);
  pass(3_600_000);
  const quiet = (await openAfterDeath({ nowMs })).aliveBeforeMs ?? 0;
  expect(quiet - fromMs, 'a quiet room lets the disk sleep').toBeLessThan(20 * 60_000);
  expect(vi.getTimerCount()).toBe(0);
  await log.append([named('c')]);
  await home.finish(log.room);
  const finishedMs = clock.nowMs;
  pass(10_000);
  expect((await openAfterDeath({ nowMs })).aliveBeforeMs, 'a room that is over').toBe(finishedMs);
  expect(vi.getTimerCount()).toBe(0);
});

it('knows when it was closed in mid-game', async () => {
  const clock = newClock();
  const home = await opened(file, { nowMs: () => clock.nowMs });
  await (await created(home)).append([named('a')]);
  clock.nowMs += 700;
  await home.close();
  expect((await opened(file, { nowMs: () => clock.nowMs + 10_000 })).aliveBeforeMs).toBe(clock.nowMs);
});
