/**
 * Opens the SQLite file of a home: alone, in the right settings, checked, and with its schema brought up to date.
 * Refuses, with an error a person understands, a file that another process has, that is not ours, that is newer than
 * this program, or that is damaged. What the tables mean is sqlite.ts's business.
 */
import { mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sqliteBusy, sqliteCodeOf, sqliteNotADatabase, type Database, type OpenDatabase } from './sqliteDriver.ts';

/** Another process plays from this file. */
export class DataInUse extends Error {
  override readonly name = 'DataInUse';
}

/** The file cannot be used as it is; the message says why, for a person. */
export class DataUnusable extends Error {
  override readonly name = 'DataUnusable';
}

export interface SqliteFile {
  /** The file itself, whatever name it was given by. */
  readonly path: string;
  readonly database: Database;
  /** A second connection to the same file, for what may be lost with the power: it waits for no disk. */
  readonly hasty: Database;
  close(): void;
}

/** "QzLp": tells our file from another program's. */
const applicationId = 0x517a4c70;
/** A process that is being replaced may need this long to be gone. */
const lockWaitMs = 500;
/** Somebody's backup or query may hold the file; the games stand still for as long, so not for long. */
const busyMs = 2_000;
/** Reading all of a file this size takes under 0.2 s; a larger one would hold up the start. */
const checkedBytesMax = 64 * 1024 * 1024;

/** Step n brings a file from version n to n + 1. A step is never changed once released: files remember only its number. */
const migrations: readonly string[] = [
  `CREATE TABLE room (
     key INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     code TEXT NOT NULL,
     created_ms INTEGER NOT NULL,
     finished_ms INTEGER
   ) STRICT;
   CREATE UNIQUE INDEX room_code ON room (code) WHERE finished_ms IS NULL;
   CREATE TABLE entry (
     room INTEGER NOT NULL REFERENCES room (key),
     seq INTEGER NOT NULL,
     at_ms INTEGER NOT NULL,
     body TEXT NOT NULL,
     PRIMARY KEY (room, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE alive (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     at_ms INTEGER NOT NULL
   ) STRICT;`,
  // What is committed together is one row: a room of ten thousand answers in a second.
  `CREATE TABLE batch (
     room INTEGER NOT NULL REFERENCES room (key),
     seq INTEGER NOT NULL,
     at_ms INTEGER NOT NULL,
     bodies TEXT NOT NULL,
     PRIMARY KEY (room, seq)
   ) STRICT, WITHOUT ROWID;
   INSERT INTO batch SELECT room, seq, at_ms, '[' || body || ']' FROM entry;
   DROP TABLE entry;`,
];

export function openSqliteFile(file: string, open: OpenDatabase): SqliteFile {
  const path = realPathOf(file);
  const opened: Database[] = [];
  const connect = (name: string): Database => {
    const database = open(name);
    opened.unshift(database);
    return database;
  };
  const close = (): void => {
    for (const database of opened.splice(0)) database.close();
  };
  try {
    lock(connect(`${path}-lock`), file);
    const database = connect(path);
    const isNew = prepareFile(database, file);
    if (!isNew) check(database, path);
    const hasty = connect(path);
    configure(hasty, 'NORMAL');
    return {
      path,
      database,
      hasty,
      close() {
        foldIn(database);
        close();
      },
    };
  } catch (error) {
    close();
    if (error instanceof DataInUse || error instanceof DataUnusable) throw error;
    throw new DataUnusable(`${file} cannot be opened: ${reasonOf(error)}`, { cause: error });
  }
}

/** The lock must lie beside the file itself, whatever name it was given by. */
function realPathOf(file: string): string {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return statSync(file, { throwIfNoEntry: false }) === undefined
      ? join(realpathSync(dirname(file)), basename(file))
      : realpathSync(file);
  } catch (cause) {
    throw new DataUnusable(`${file} cannot be opened: ${reasonOf(cause)}`, { cause });
  }
}

/**
 * A transaction that never ends, on an empty file beside ours. The operating system gives the lock back when the
 * process dies, however it dies; and the file of the rooms stays free for whoever reads it or makes a backup.
 */
function lock(database: Database, file: string): void {
  database.exec(`PRAGMA busy_timeout = ${lockWaitMs}`);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    if (sqliteCodeOf(cause) !== sqliteBusy) throw cause;
    throw new DataInUse(`${file} is in use: another Quizloop runs with this data folder`, { cause });
  }
}

export function configure(database: Database, synchronous: 'FULL' | 'NORMAL'): void {
  // On every connection, because whoever writes may move rows and leave their bytes behind.
  database.exec('PRAGMA secure_delete = ON');
  database.exec(`PRAGMA busy_timeout = ${busyMs}; PRAGMA foreign_keys = ON; PRAGMA synchronous = ${synchronous}`);
}

/** True when the file was empty. */
function prepareFile(database: Database, file: string): boolean {
  configure(database, 'FULL');
  const why = whyNotOurs(database, file);
  if (why !== null) throw new DataUnusable(why);
  const version = pragma(database, 'user_version');
  const isEmpty = pragma(database, 'application_id') === 0;
  database.exec('PRAGMA journal_mode = WAL');
  // Also where nothing is to be done: a file that cannot be written must say so now and not in the first question.
  database.exec('BEGIN IMMEDIATE');
  for (const step of migrations.slice(version)) database.exec(step);
  if (version < migrations.length)
    database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}`);
  database.exec('COMMIT');
  return isEmpty;
}

/** Why this program cannot use the file, for a person; null where it can. It changes nothing. */
export function whyNotOurs(database: Database, file: string): string | null {
  const version = pragma(database, 'user_version');
  const owner = pragma(database, 'application_id');
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() ?? {};
  const isEmpty = version === 0 && owner === 0 && tables === 0;
  if (!isEmpty && owner !== applicationId) return `${file} belongs to another program; choose another data folder`;
  if (version > migrations.length)
    return `${file} was written by a newer Quizloop; use that one, or choose another data folder`;
  return null;
}

function check(database: Database, path: string): void {
  if (statSync(path).size > checkedBytesMax) return;
  const { quick_check: said } = database.prepare('PRAGMA quick_check(1)').get() ?? {};
  if (said !== 'ok') throw new DataUnusable(`${path} is damaged (${said}); put a backup in its place`);
}

/**
 * Empties the file beside the database into it. After a clean end the file alone is whole: people copy it, and leave out
 * the ones beside it. False where somebody had it for longer than `waitMs`, or the disk is full: nothing is lost then.
 */
export function foldIn(database: Database, waitMs = busyMs): boolean {
  try {
    database.exec(`PRAGMA busy_timeout = ${waitMs}`);
    return database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
  } catch {
    return false;
  } finally {
    database.exec(`PRAGMA busy_timeout = ${busyMs}`);
  }
}

function pragma(database: Database, name: 'user_version' | 'application_id'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function reasonOf(error: unknown): string {
  if (sqliteCodeOf(error) === sqliteNotADatabase) return 'it is not a database';
  return error instanceof Error ? error.message : String(error);
}
