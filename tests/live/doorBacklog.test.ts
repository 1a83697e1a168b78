/** A hall that knocks while the process is busy waits in the system and is let in, where too short a queue would drop it. */
import { createServer } from 'node:http';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { openDoor } from '../../server/start/door.ts';

const knocking = 1_500;
const busyMsMax = 15_000;
/** Connects so often, on a thread of its own, and says when all of them are waiting. */
const crowd = `
  const { connect } = require('node:net');
  const { workerData: { port, count, waiting } } = require('node:worker_threads');
  for (let at = 0; at < count; at++)
    connect(port, '127.0.0.1', () => {
      if (Atomics.add(waiting, 0, 1) + 1 === count) Atomics.notify(waiting, 1, Atomics.store(waiting, 1, 1));
    }).on('error', () => {});
`;

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

test.skipIf(process.platform !== 'linux')('a busy process keeps a hall waiting, and drops nobody', async () => {
  const http = createServer();
  const door = await openDoor({ port: 0, host: '127.0.0.1' });
  door.letIn(http);
  closings.push(() => {
    http.closeAllConnections();
    http.close();
  });
  const waiting = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(crowd, { eval: true, workerData: { port: door.port, count: knocking, waiting } });
  closings.push(() => worker.terminate());
  // Nothing is accepted meanwhile.
  Atomics.wait(waiting, 1, 0, busyMsMax);
  expect(Atomics.load(waiting, 0)).toBe(knocking);
});
