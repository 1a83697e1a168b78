/** A SQLite file as it stood at one moment, copied beside whoever writes to it: nobody waits, and nothing is half there. */
import { loadDriver } from '../log/sqliteDriver.ts';

/** A writer holds a file for milliseconds; a migration on a slow disk for longer. */
const busyMs = 10_000;

/** `to` must not be there yet. */
export async function snapshot(file: string, to: string): Promise<void> {
  const database = (await loadDriver())(file);
  try {
    database.exec(`PRAGMA busy_timeout = ${busyMs}`);
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
}
