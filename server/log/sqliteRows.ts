/**
 * How entries stand in the file: what a room got in one transaction is one row. All rows of a transaction or none. Knows
 * no threads and no rooms.
 */
import type { Database } from './sqliteDriver.ts';

/** Plain values, so that they cross to another thread cheaply. `seq` is that of the first; `bodies` a JSON array. */
export type Row = readonly [room: number, seq: number, atMs: number, bodies: string];

export type Write = (rows: readonly Row[], beatMs: number | null) => void;

export const writeAlive = `INSERT INTO alive (id, at_ms) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at_ms = excluded.at_ms`;

export function writerOf(database: Database): Write {
  const insert = database.prepare('INSERT INTO batch (room, seq, at_ms, bodies) VALUES (?, ?, ?, ?)');
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
