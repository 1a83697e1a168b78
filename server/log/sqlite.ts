/**
 * The log in a SQLite file, the default: nothing to install, and what was acknowledged survives the power cord.
 * What is appended while the disk works shares the next transaction. A thread waits for the disk, not the room.
 */
import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Body, Entry } from '../../shared/game/entry.ts';
import { commitEveryMs, roomIdBytes } from '../../shared/limits.ts';
import { Beat } from './beat.ts';
import { LogUnavailable, type LogHome } from './log.ts';
import { entryOf, Placer, type PlacedRoom, type Store } from './placer.ts';
import { roomTime, steadyClock, type Clock } from './roomTime.ts';
import { loadDriver, type Database, type OpenDatabase, type SqlRow, type Statement } from './sqliteDriver.ts';
import { openSqliteFile } from './sqliteFile.ts';
import { writeAlive, writerOf, type Row } from './sqliteRows.ts';
import { openWriterThread } from './sqliteThread.ts';
import type { LogLogger } from './tails.ts';

export { DataInUse, DataUnusable } from './sqliteFile.ts';

export interface SqliteHomeParts {
  readonly nowMs?: Clock;
  readonly logger?: LogLogger;
  /** Another driver, for tests that need a failing disk: it cannot go to another thread, so all is written here. */
  readonly open?: OpenDatabase;
}

interface SqliteRoom extends PlacedRoom {
  readonly key: number;
}

/** Read at once: a few ms of the event loop, with the forty entries to a batch of a room of ten thousand. */
const pieceBatches = 100;

/** Rejects with DataInUse or DataUnusable, whose messages are for people. */
export async function openSqliteHome(file: string, parts: SqliteHomeParts = {}): Promise<LogHome> {
  const { path, database, hasty, close } = openSqliteFile(file, parts.open ?? (await loadDriver()));
  const thread = parts.open === undefined ? openWriterThread(path) : null;
  const write = thread === null ? writerOf(database) : thread.write;
  const aliveBeforeMs = lastAlive(database);
  const nowMs = roomTime(parts.nowMs ?? steadyClock, aliveBeforeMs ?? 0);
  const alive = hasty.prepare(writeAlive);
  const beat = new Beat({ nowMs, write: (atMs) => void alive.run(atMs) });
  const placer = new Placer<SqliteRoom>({
    store: storeIn(database, write, beat),
    nowMs,
    soon: (flush) => void setImmediate(flush),
    everyMs: commitEveryMs,
    pause: () => turn(),
    logger: parts.logger,
  });
  const rooms = roomsIn(database);
  let isClosed = false;
  const ask = async <T>(question: () => T): Promise<T> => {
    if (isClosed) throw new LogUnavailable('the log is closed');
    try {
      return question();
    } catch (cause) {
      throw new LogUnavailable('the log could not be asked', { cause });
    }
  };
  return {
    nowMs,
    aliveBeforeMs,
    create: (code) =>
      ask(() => {
        const id = randomBytes(roomIdBytes).toString('base64url');
        const { changes, lastInsertRowid } = rooms.create.run(id, code, nowMs());
        return Number(changes) === 0 ? null : placer.logOf({ key: Number(lastInsertRowid), id, code });
      }),
    find: (code) =>
      ask(() => {
        const row = rooms.find.get(code);
        return row === undefined ? null : placer.logOf(roomOf(row));
      }),
    unfinished: () => ask(() => rooms.unfinished.all().map((row) => placer.logOf(roomOf(row)))),
    finish: (room) =>
      ask(() => {
        rooms.finish.run(nowMs(), room);
        beat.finish(room);
      }),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await placer.close();
      await thread?.close();
      beat.close();
      close();
    },
  };
}

/** What is asked of the table of rooms. */
function roomsIn(database: Database): Record<'create' | 'find' | 'unfinished' | 'finish', Statement> {
  return {
    create: database.prepare('INSERT INTO room (id, code, created_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
    find: database.prepare('SELECT key, id, code FROM room WHERE code = ? AND finished_ms IS NULL'),
    unfinished: database.prepare('SELECT key, id, code FROM room WHERE finished_ms IS NULL ORDER BY key'),
    finish: database.prepare('UPDATE room SET finished_ms = ? WHERE id = ? AND finished_ms IS NULL'),
  };
}

type WriteAnywhere = (rows: readonly Row[], beatMs: number | null) => void | Promise<void>;

function storeIn(database: Database, write: WriteAnywhere, beat: Beat): Store<SqliteRoom> {
  const last = database.prepare(
    'SELECT seq + json_array_length(bodies) - 1 AS seq, at_ms FROM batch WHERE room = ? ORDER BY batch.seq DESC LIMIT 1',
  );
  // From the batch on that holds the entry, which may begin before it.
  const piece = database.prepare(
    `SELECT seq, at_ms, bodies FROM batch
     WHERE room = ?1 AND seq >= ifnull((SELECT max(seq) FROM batch WHERE room = ?1 AND seq <= ?2), 0)
     ORDER BY seq LIMIT ${pieceBatches}`,
  );
  const lastOf = ({ key }: SqliteRoom): { seq: number; atMs: number } => {
    const row = last.get(key);
    return { seq: Number(row?.['seq'] ?? 0), atMs: Number(row?.['at_ms'] ?? 0) };
  };
  return {
    lastOf,
    some: ({ key }, fromSeq) =>
      piece
        .all(key, fromSeq)
        .flatMap(entriesIn)
        .filter(({ seq }) => seq >= fromSeq),
    commit: (batches) => {
      const lastMs = batches.reduce((ms, { entries }) => Math.max(ms, entries[0]?.atMs ?? 0), 0);
      const isDue = beat.isDue(lastMs);
      const noted = (): void => {
        if (isDue) beat.wrote(lastMs);
        for (const { room, entries } of batches) beat.keep(room.id, entries[0]?.atMs ?? 0);
      };
      const rows = batches.map(({ room, entries: [first], json }): Row => {
        return [room.key, first?.seq ?? 0, first?.atMs ?? 0, json];
      });
      const writing = write(rows, isDue ? lastMs : null);
      if (writing === undefined) return noted();
      return writing.then(noted, (cause: unknown) => {
        // The thread may have died after the commit: all or nothing was stored, and the file knows which.
        const [batch] = batches;
        if (batch === undefined || lastOf(batch.room).seq < (batch.entries.at(-1)?.seq ?? 0)) throw cause;
        noted();
      });
    },
  };
}

function entriesIn(row: SqlRow): Entry[] {
  const bodies = JSON.parse(String(row['bodies'])) as Body[];
  return bodies.map((body, at) => entryOf(Number(row['seq']) + at, Number(row['at_ms']), body));
}

/** The newest of the last life sign, the last entries, and the last end of a room; null for a new file. */
function lastAlive(database: Database): number | null {
  const row = database
    .prepare(
      `SELECT max(at_ms) AS at_ms FROM (
         SELECT at_ms FROM alive
         UNION ALL SELECT max(created_ms, ifnull(finished_ms, 0)) FROM room
         UNION ALL SELECT (SELECT at_ms FROM batch WHERE room = key ORDER BY seq DESC LIMIT 1)
           FROM room WHERE finished_ms IS NULL)`,
    )
    .get();
  const atMs = row?.['at_ms'] ?? null;
  return atMs === null ? null : Number(atMs);
}

function roomOf(row: SqlRow): SqliteRoom {
  return { key: Number(row['key']), id: String(row['id']), code: String(row['code']) };
}
