/**
 * The log in a SQLite file, the default: nothing to install, and what was acknowledged survives the power cord.
 * What is appended while the disk works shares the next transaction. A thread waits for the disk, not the room.
 */
import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Body, Entry } from '../../shared/game/entry.ts';
import { commitEveryMs, roomIdBytes, wipeAfterMs } from '../../shared/limits.ts';
import { Beat } from './beat.ts';
import { LogUnavailable, type LogHome } from './log.ts';
import { entryOf, Placer, type PlacedRoom, type Store } from './placer.ts';
import { roomTime, steadyClock, type Clock } from './roomTime.ts';
import { loadDriver, type Database, type OpenDatabase, type SqlRow, type Statement } from './sqliteDriver.ts';
import { foldIn, openSqliteFile } from './sqliteFile.ts';
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

/** Read at once: a few ms of the event loop, with the eighty entries to a batch when ten thousand answer at once. */
const pieceBatches = 25;

/** Rejects with DataInUse or DataUnusable, whose messages are for people. */
export async function openSqliteHome(file: string, parts: SqliteHomeParts = {}): Promise<LogHome> {
  const { path, database, hasty, close } = openSqliteFile(file, parts.open ?? (await loadDriver()));
  const thread = parts.open === undefined ? openWriterThread(path) : null;
  const write = thread === null ? writerOf(database) : thread.write;
  const aliveBeforeMs = lastAlive(database);
  const nowMs = roomTime(parts.nowMs ?? steadyClock, aliveBeforeMs ?? 0);
  const alive = hasty.prepare(writeAlive);
  const beat = new Beat({ nowMs, write: (atMs) => void alive.run(atMs) });
  const wiping = wipeIn(hasty);
  /** Rooms that are being forgotten, by key. */
  const going = new Set<number>();
  const placer = new Placer<SqliteRoom>({
    store: storeIn(database, write, beat, going),
    nowMs,
    soon: (flush) => void setImmediate(flush),
    everyMs: commitEveryMs,
    pause: () => turn(),
    logger: parts.logger,
  });
  const rooms = roomsIn(database, hasty);
  // Never one twice in a process, also after the newest room was forgotten: somebody may hold its log.
  let lastKey = Number(rooms.lastKey.get()?.['key'] ?? 0);
  let isClosed = false;
  const ask = <T>(question: () => T): Promise<T> => asked(question, isClosed);
  return {
    nowMs,
    health: placer.health,
    aliveBeforeMs,
    create: (code) =>
      ask(() => {
        const id = randomBytes(roomIdBytes).toString('base64url');
        const { changes } = rooms.create.run(lastKey + 1, id, code, nowMs());
        if (Number(changes) === 0) return null;
        lastKey += 1;
        return placer.logOf({ key: lastKey, id, code });
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
    finished: () => ask(() => rooms.finished.all().map((row) => placer.logOf(roomOf(row)))),
    async forget(room) {
      const key = await ask(() => Number(rooms.over.get(room)?.['key'] ?? 0));
      if (key === 0 || going.has(key)) return;
      going.add(key);
      try {
        await placer.forget(room);
        // In pieces, so that no game waits for it; the first goes first, so that a rest is known for what it is.
        while ((await ask(() => Number(rooms.forgetSome.run(key).changes))) > 0) await turn();
        await ask(() => rooms.forget.run(key));
      } finally {
        going.delete(key);
      }
      wiping.soon();
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await placer.close();
      await thread?.close();
      wiping.stop();
      beat.close();
      close();
    },
  };
}

async function asked<T>(question: () => T, isClosed: boolean): Promise<T> {
  if (isClosed) throw new LogUnavailable('the log is closed');
  try {
    return question();
  } catch (cause) {
    throw new LogUnavailable('the log could not be asked', { cause });
  }
}

type RoomQuestion =
  'lastKey' | 'create' | 'find' | 'unfinished' | 'finish' | 'finished' | 'over' | 'forgetSome' | 'forget';

/** What is asked of the rooms. What may be asked again after a power cut waits for no disk. */
function roomsIn(database: Database, hasty: Database): Record<RoomQuestion, Statement> {
  return {
    lastKey: database.prepare('SELECT max(key) AS key FROM room'),
    create: database.prepare('INSERT INTO room (key, id, code, created_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    find: database.prepare('SELECT key, id, code FROM room WHERE code = ? AND finished_ms IS NULL'),
    unfinished: database.prepare('SELECT key, id, code FROM room WHERE finished_ms IS NULL ORDER BY key'),
    finish: database.prepare('UPDATE room SET finished_ms = ? WHERE id = ? AND finished_ms IS NULL'),
    finished: database.prepare('SELECT key, id, code FROM room WHERE finished_ms IS NOT NULL ORDER BY key'),
    over: database.prepare('SELECT key FROM room WHERE id = ? AND finished_ms IS NOT NULL'),
    forgetSome: hasty.prepare(
      `DELETE FROM batch WHERE room = ?1
       AND seq IN (SELECT seq FROM batch WHERE room = ?1 ORDER BY seq LIMIT ${pieceBatches})`,
    ),
    forget: hasty.prepare('DELETE FROM room WHERE key = ?'),
  };
}

/** What was forgotten still stands in the file beside the database until that is emptied: soon, for many at once. */
function wipeIn(hasty: Database): { soon(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (!foldIn(hasty, 0)) soon();
    }, wipeAfterMs).unref();
  };
  return { soon, stop: () => clearTimeout(timer) };
}

type WriteAnywhere = (rows: readonly Row[], beatMs: number | null) => void | Promise<void>;

function storeIn(database: Database, write: WriteAnywhere, beat: Beat, going: ReadonlySet<number>): Store<SqliteRoom> {
  const last = database.prepare(
    `SELECT batch.seq + json_array_length(bodies) - 1 AS seq, at_ms FROM room LEFT JOIN batch ON batch.room = key
     WHERE key = ? ORDER BY batch.seq DESC LIMIT 1`,
  );
  // From the batch on that holds the entry, which may begin before it.
  const piece = database.prepare(
    `SELECT seq, at_ms, bodies FROM batch
     WHERE room = ?1 AND seq >= ifnull((SELECT max(seq) FROM batch WHERE room = ?1 AND seq <= ?2), 0)
     ORDER BY seq LIMIT ${pieceBatches}`,
  );
  const lastOf = ({ key }: SqliteRoom): { seq: number; atMs: number } => {
    const row = last.get(key);
    if (row === undefined || going.has(key)) throw new Error('the room was forgotten');
    return { seq: Number(row['seq'] ?? 0), atMs: Number(row['at_ms'] ?? 0) };
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
