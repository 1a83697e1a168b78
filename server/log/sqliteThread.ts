/**
 * The other end of the thread that writes: one job at a time, started when first needed and again after it died. A job
 * whose thread died was stored or not: who asked is told that it failed, and looks into the file.
 */
import type { Worker } from 'node:worker_threads';
import { startThread } from '../startThread.ts';
import type { Row } from './sqliteRows.ts';
import type { WriteJob, WriteResult } from './sqliteWriter.ts';

export interface WriterThread {
  write(rows: readonly Row[], beatMs: number | null): Promise<void>;
  /** Resolves when the thread has let go of the file. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

export function openWriterThread(file: string): WriterThread {
  let worker: Worker | null = null;
  let waiting: Waiting | null = null;
  const settle = (problem: unknown): void => {
    const asked = waiting;
    waiting = null;
    worker?.unref();
    if (problem === null) asked?.resolve();
    else asked?.reject(problem);
  };
  const ensure = (): Worker => {
    if (worker !== null) return worker;
    const started = startThread(new URL('./sqliteWriter.ts', import.meta.url), { workerData: { file } });
    worker = started;
    started.on('message', ({ problem }: WriteResult) =>
      settle(problem === null ? null : Object.assign(new Error(problem.message), { errcode: problem.errcode })),
    );
    const gone = (cause: unknown): void => {
      if (worker === started) worker = null;
      settle(cause);
    };
    started.on('error', gone);
    started.on('exit', () => gone(new Error('the thread that writes the log ended')));
    started.unref();
    return started;
  };
  // It compiles while the server starts, not while the first player joins.
  ensure();
  return {
    write: (rows, beatMs) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        const started = ensure();
        // What was appended is to be stored, even if nothing else keeps the process.
        started.ref();
        started.postMessage({ rows, beatMs } satisfies WriteJob);
      }),
    close: () =>
      new Promise((resolve) => {
        if (worker === null) return resolve();
        worker.ref();
        worker.once('exit', () => resolve());
        worker.postMessage('close');
      }),
  };
}
