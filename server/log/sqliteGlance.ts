/** A glance into the file of the rooms from beside the server that plays from it: it takes no lock and changes nothing. */
import { existsSync } from 'node:fs';
import { loadDriver } from './sqliteDriver.ts';

/** The rooms of a code that the log has: in play, or over and not forgotten. */
export async function glance(
  file: string,
  code: string,
): Promise<readonly { readonly room: string; readonly isInPlay: boolean }[]> {
  if (!existsSync(file)) return [];
  const database = (await loadDriver())(file);
  try {
    database.exec('PRAGMA query_only = ON');
    const rows = database.prepare('SELECT id, finished_ms IS NULL AS playing FROM room WHERE code = ?').all(code);
    return rows.map((row) => ({ room: String(row['id']), isInPlay: row['playing'] === 1 }));
  } finally {
    database.close();
  }
}
