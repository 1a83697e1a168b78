/**
 * The thread that waits for the disk, so that the room need not: it stores one transaction after the other on a
 * connection of its own. It decides nothing and answers each job once.
 */
import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { sqliteCodeOf, loadDriver } from './sqliteDriver.ts';
import { configure } from './sqliteFile.ts';
import { writerOf, type Row } from './sqliteRows.ts';

const startSchema = v.object({ file: v.string() });

/** What the thread is asked: rows, and the life sign that goes with them. */
export interface WriteJob {
  readonly rows: readonly Row[];
  readonly beatMs: number | null;
}

/** What it answers: nothing, or what went wrong. */
export interface WriteResult {
  readonly problem: { readonly message: string; readonly errcode: number | null } | null;
}

const { file } = v.parse(startSchema, workerData);
const database = (await loadDriver())(file);
configure(database, 'FULL');
const write = writerOf(database);

parentPort?.on('message', (job: WriteJob | 'close') => {
  if (job === 'close') {
    database.close();
    parentPort?.close();
    return;
  }
  parentPort?.postMessage(resultOf(job));
});

function resultOf({ rows, beatMs }: WriteJob): WriteResult {
  try {
    write(rows, beatMs);
    return { problem: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problem: { message, errcode: sqliteCodeOf(error) } };
  }
}
