/**
 * A backup as one file: a SQLite database that holds other files, in parts and each with its hash, so that damage is
 * found before anything is put back. It knows neither what the files mean nor where they belong.
 */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { backupPartBytes } from '../../shared/operatingLimits.ts';
import { loadDriver, type Database } from '../log/sqliteDriver.ts';

/** The file is no backup that this program can read; the message says why, for a person. */
export class BundleUnusable extends Error {
  override readonly name = 'BundleUnusable';
}

export interface BundledFile {
  /** From the root of what was bundled, with forward slashes. */
  readonly path: string;
  /** Where it lies now. */
  readonly from: string;
}

/** "QzBk": tells a backup from a room's file and from another program's. */
const applicationId = 0x517a426b;
const formatVersion = 1;

const tables = `
  CREATE TABLE file (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL) STRICT;
  CREATE TABLE part (
    path TEXT NOT NULL,
    part INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (path, part)
  ) STRICT;`;

/** On the disk when it resolves, readable by its owner alone. A file that is gone by now is left out. */
export async function writeBundle(bundle: string, files: readonly BundledFile[]): Promise<void> {
  const open = await loadDriver();
  closeSync(openSync(bundle, 'wx', 0o600));
  const database = open(bundle);
  try {
    database.exec(`PRAGMA synchronous = FULL; PRAGMA application_id = ${applicationId}`);
    database.exec(`PRAGMA user_version = ${formatVersion}; BEGIN; ${tables}`);
    for (const file of files) put(database, file);
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

function put(database: Database, { path, from }: BundledFile): void {
  const source = openIfThere(from);
  if (source === null) return;
  const hash = createHash('sha256');
  const bytes = new Uint8Array(backupPartBytes);
  const insert = database.prepare('INSERT INTO part (path, part, bytes) VALUES (?, ?, ?)');
  try {
    for (let part = 0; ; part++) {
      const read = bytes.subarray(0, readSync(source, bytes));
      if (read.length === 0) break;
      hash.update(read);
      insert.run(path, part, read);
    }
  } finally {
    closeSync(source);
  }
  database.prepare('INSERT INTO file (path, sha256) VALUES (?, ?)').run(path, hash.digest('hex'));
}

function openIfThere(file: string): number | null {
  try {
    return openSync(file, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Puts the files below `folder`, and resolves with their paths. Rejects with BundleUnusable where the bundle is none,
 * is newer or damaged, or names a path that `mayHold` does not know; what was written by then is for the caller to remove.
 */
export async function unpackBundle(
  bundle: string,
  folder: string,
  mayHold: (path: string) => boolean,
): Promise<readonly string[]> {
  const open = await loadDriver();
  const database = open(bundle);
  try {
    check(database);
    const files = database.prepare('SELECT path, sha256 FROM file ORDER BY path').all();
    return files.map((row) => {
      const path = String(row['path']);
      if (!mayHold(path)) throw new BundleUnusable(`it holds "${path}", which no backup of Quizloop does`);
      if (take(database, path, join(folder, path)) !== row['sha256'])
        throw new BundleUnusable(`it is damaged: "${path}" is not what was backed up`);
      return path;
    });
  } catch (error) {
    if (error instanceof BundleUnusable || !isOfSqlite(error)) throw error;
    throw new BundleUnusable(`it is damaged, or no backup: ${error.message}`, { cause: error });
  } finally {
    database.close();
  }
}

function check(database: Database): void {
  const owner = Number(database.prepare('PRAGMA application_id').get()?.['application_id']);
  if (owner !== applicationId) throw new BundleUnusable('it is not a backup that Quizloop made');
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > formatVersion) throw new BundleUnusable('a newer Quizloop made it: restore it with that one');
}

/** The hash of what was written. */
function take(database: Database, path: string, to: string): string {
  const parts = database.prepare('SELECT bytes FROM part WHERE path = ? AND part = ?');
  const hash = createHash('sha256');
  mkdirSync(dirname(to), { recursive: true });
  const target = openSync(to, 'wx', 0o600);
  try {
    for (let part = 0; ; part++) {
      const bytes = parts.get(path, part)?.['bytes'];
      if (!(bytes instanceof Uint8Array)) break;
      hash.update(bytes);
      for (let at = 0; at < bytes.length;) at += writeSync(target, bytes, at);
    }
    fsyncSync(target);
  } finally {
    closeSync(target);
  }
  return hash.digest('hex');
}

const isOfSqlite = (error: unknown): error is Error =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
