/** The thread that writes the log dies after its commit and before it could say so: what is stored counts as stored. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LogHome } from '../../server/log/log.ts';
import { openSqliteHome } from '../../server/log/sqlite.ts';
import type * as threads from '../../server/startThread.ts';

type Threads = typeof threads;

/** The next word of the thread is lost, and the thread with it. */
const fate = { diesAtNextWord: false };

vi.mock('../../server/startThread.ts', async (original) => {
  const { startThread } = await original<Threads>();
  return {
    startThread(...asked: Parameters<typeof startThread>): Worker {
      const worker = startThread(...asked);
      const emit = worker.emit.bind(worker);
      worker.emit = (event: string | symbol, ...words: unknown[]): boolean => {
        if (event !== 'message' || !fate.diesAtNextWord) return emit(event as string, ...words);
        fate.diesAtNextWord = false;
        void worker.terminate();
        return true;
      };
      return worker;
    },
  };
});

let folder = '';
let home: LogHome;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quizloop-thread-'));
  home = await openSqliteHome(join(folder, 'rooms.sqlite'));
});
afterEach(async () => {
  await home.close();
  rmSync(folder, { recursive: true });
});

it('acknowledges what was stored, and goes on with a new thread', async () => {
  const log = await home.create('BCDFGH');
  const seen: number[] = [];
  await log?.tail(1, (entries) => seen.push(...entries.map(({ seq }) => seq)));
  await log?.append([{ type: 'paused' }]);
  fate.diesAtNextWord = true;
  expect((await log?.append([{ type: 'resumed' }, { type: 'paused' }]))?.map(({ seq }) => seq)).toEqual([2, 3]);
  expect(fate.diesAtNextWord, 'it died').toBe(false);
  expect((await log?.append([{ type: 'resumed' }]))?.map(({ seq }) => seq)).toEqual([4]);
  expect(seen).toEqual([1, 2, 3, 4]);
  expect((await log?.read(1))?.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
});
