/**
 * A server that is told to end lets phones go a few at a time, none of them for good, and a second signal does not wait.
 * That nothing is lost under load is a game day: `terminated`.
 */
import { afterEach, expect, test } from 'vitest';
import { partMsMax, requestsEndMsMax, stopMsMax } from '../../shared/operatingLimits.ts';
import { startApp } from '../support/app.ts';
import { startNode } from '../support/program.ts';

/** What the probes of clusters and the patience of supervisors are made for. */
const endMsMax = 30_000;

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

test('phones are let go a few at a time, and nobody is taken in meanwhile', async () => {
  const running = await startApp();
  closings.push(() => running.close());
  const { code, host, player } = await running.room();
  const guests = await Promise.all(Array.from({ length: 30 }, (_, at) => player(`Guest ${String(at)}`)));
  let gone = 0;
  const reasons = new Set<string>();
  const firstGone = Promise.race(
    guests.map(
      (guest) =>
        new Promise<void>((resolve) => {
          guest.socket.on('disconnect', (reason) => {
            gone += 1;
            reasons.add(reason);
            resolve();
          });
        }),
    ),
  );
  const drained = running.app.drain(50);
  await firstGone;
  expect(gone).toBeLessThan(guests.length / 2);
  // A socket of Engine.IO is asked for in these words, and by a web page with the upgrade of its own.
  expect((await fetch(`${running.url}/socket.io/?EIO=4&transport=polling`)).status).toBe(503);
  const late = running.guest(code);
  const refusal = await new Promise<Error>((resolve) => late.socket.on('connect_error', resolve));
  // Without a reason: the phone goes on trying by itself.
  expect(refusal).not.toHaveProperty('data');
  await drained;
  await expect.poll(() => gone, { timeout: 20_000 }).toBe(guests.length);
  expect(host.isConnected).toBe(false);
  expect([...reasons]).toEqual(['transport close']);
  expect([...guests, host, late].filter(({ over }) => over !== null)).toEqual([]);
});

test('all that ending may take stays within what a supervisor waits, with some to spare', () => {
  expect(partMsMax + stopMsMax).toBeLessThanOrEqual(endMsMax - 5_000);
  expect(requestsEndMsMax).toBeLessThan(stopMsMax);
});

test('a second signal ends the process at once', async () => {
  const program = startNode([
    '--import',
    'tsx',
    '--input-type=module',
    '-e',
    `import { untilEnding } from './server/start/lifetime.ts';
     import { createLogger } from './server/telemetry/logger.ts';
     const logger = createLogger({ level: 'info', format: 'json', out: process.stderr, version: '0' });
     setInterval(() => {}, 1_000);
     const ending = untilEnding(logger);
     console.log('running');
     console.log('told by ' + (await ending).why);
     setTimeout(() => console.log('a while has passed'), 600);`,
  ]);
  closings.push(() => program.child.kill('SIGKILL'));
  await program.says(/running/);
  program.child.kill('SIGTERM');
  await program.says(/told by SIGTERM[^]*a while has passed/);
  program.child.kill('SIGTERM');
  expect((await program.ended).code).toBe(1);
});
