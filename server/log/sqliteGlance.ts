/** A glance into the file of the rooms from beside the server that plays from it: it takes no lock and changes nothing. */
import { existsSync } from 'node:fs';
import { loadDriver, sqliteBusy, sqliteCodeOf, type Database } from './sqliteDriver.ts';
import { whyNotOurs } from './sqliteFile.ts';

/** Null where there is no file. */
async function look<Seen>(file: string, see: (database: Database) => Seen): Promise<Seen | null> {
  if (!existsSync(file)) return null;
  const database = (await loadDriver())(file);
  try {
    database.exec('PRAGMA query_only = ON');
    return see(database);
  } finally {
    database.close();
  }
}

export interface SeenRoom {
  readonly room: string;
  readonly isInPlay: boolean;
}

/** The rooms of a code that the log has: in play, or over and not forgotten. */
export async function glance(file: string, code: string): Promise<readonly SeenRoom[]> {
  const rows = await look(file, (database) =>
    database.prepare('SELECT id, finished_ms IS NULL AS playing FROM room WHERE code = ?').all(code),
  );
  return (rows ?? []).map((row) => ({ room: String(row['id']), isInPlay: row['playing'] === 1 }));
}

/** Why this version could not play from the file, for a person; null where it could. `isThorough`: all of it is read. */
export async function whyUnplayable(file: string, isThorough = false): Promise<string | null> {
  try {
    return await look(file, (database) => {
      const why = whyNotOurs(database, file);
      if (why !== null || !isThorough) return why;
      const said = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
      return said === 'ok' ? null : `${file} is damaged (${String(said)}); put a backup in its place`;
    });
  } catch (error) {
    return `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Whether a server plays from the file now. */
export async function isInPlay(file: string): Promise<boolean> {
  const seen = await look(`${file}-lock`, (database) => {
    database.exec('PRAGMA query_only = OFF');
    try {
      database.exec('BEGIN EXCLUSIVE; ROLLBACK');
      return false;
    } catch (error) {
      if (sqliteCodeOf(error) === sqliteBusy) return true;
      throw error;
    }
  });
  return seen ?? false;
}
