/** How entries stand in the file: one transaction for many rows, all or none. Knows no threads and no rooms. */
import type { Database } from './sqliteDriver.ts';

/** Room, seq, time, body: plain values, so that they cross to another thread cheaply. */
export type Rows = readonly (readonly [room: number, seq: number, atMs: number, body: string])[];

export type Write = (rows: Rows, beatMs: number | null) => void;

export const writeAlive = `INSERT INTO alive (id, at_ms) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at_ms = excluded.at_ms`;

export function writerOf(database: Database): Write {
  const insert = database.prepare('INSERT INTO entry (room, seq, at_ms, body) VALUES (?, ?, ?, ?)');
  const alive = database.prepare(writeAlive);
  return (rows, beatMs) => {
    database.exec('BEGIN IMMEDIATE');
    try {
      for (const row of rows) insert.run(...row);
      if (beatMs !== null) alive.run(beatMs);
      database.exec('COMMIT');
    } catch (error) {
      rollBack(database);
      throw error;
    }
  };
}

function rollBack(database: Database): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // A full disk makes SQLite roll back by itself, and then there is nothing left to do.
  }
}
