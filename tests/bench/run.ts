/**
 * `npm run bench [-- --players 50,200,1000,5000,10000 --runs 3 --json --profile]`: plays rooms on Quizloop, on bare Socket.IO and on
 * bare `ws` in turn, each server and the driver in processes of their own, and prints the figures side by side with
 * their ratios. Compare within one run only.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import type { RunFigures, ServerReady, Usage } from './figures.ts';
import { buildPrograms, canPin, startProgram } from './processes.ts';
import { headLine, medianRow, ratioLine, rowLine, rowOf, type Row } from './table.ts';

const { values } = parseArgs({
  options: {
    players: { type: 'string', default: '50,200,1000,5000,10000' },
    runs: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});
const sizes = values.players.split(',').map(Number);
const runs = Number(values.runs);
if (sizes.some((size) => !Number.isInteger(size) || size < 1 || size > 10_000)) {
  process.stderr.write('--players takes whole numbers from 1 to 10000, separated by commas\n');
  process.exit(1);
}
if (!Number.isInteger(runs) || runs < 1 || runs > 20) {
  process.stderr.write('--runs takes a whole number from 1 to 20\n');
  process.exit(1);
}

/** A driver that waits this long for its own event loop measures itself. */
const driverLagMaxMs = 50;
/** Something else may just have used its core: it tries again this often before it gives up. */
const tries = 3;
const runMaxMs = 5 * 60_000;

async function usageOf(server: ChildProcess): Promise<Usage> {
  const answer = once(server, 'message');
  server.send('usage');
  return ((await answer) as [Usage])[0];
}

async function play(system: string, program: string, players: number): Promise<Row> {
  // The profile of a server lies in this folder when it ends: open it in a browser's developer tools.
  const server = startProgram(program, [], { core: 0, isProfiled: values.profile });
  const [ready] = (await once(server, 'message')) as [ServerReady];
  const deadlines = system === 'quizloop' ? ['deadlines'] : [];
  const told = [String(ready.port), String(players), ready.code, ready.token, ...deadlines];
  const driver = startProgram('driver.ts', told, { core: 1 });
  const timer = setTimeout(() => driver.kill(), runMaxMs);
  const usage = new Map<string, Usage>();
  const run = await new Promise<RunFigures>((resolve, reject) => {
    driver.on('exit', () => reject(new Error(`the driver ended early with ${system} and ${String(players)} players`)));
    driver.on('message', (message: { mark?: string; run?: RunFigures }) => {
      if (message.run !== undefined) return resolve(message.run);
      void usageOf(server).then((now) => {
        usage.set(message.mark ?? '', now);
        driver.send('go');
      });
    });
  });
  clearTimeout(timer);
  server.disconnect();
  await Promise.all([once(server, 'exit'), driver.exitCode === null ? once(driver, 'exit') : undefined]);
  return rowOf(system, players, run, usage);
}

const systems = [
  ['quizloop', 'quizloopServer.ts'],
  ['socket.io', 'bareSocketIo.ts'],
  ['ws', 'bareWs.ts'],
] as const;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** What a driver measured that was late itself is nobody's figure. */
const isQuotable = (row: Row): boolean => row.driverLagMs <= driverLagMaxMs;

async function playSound(system: string, program: string, players: number): Promise<Row> {
  let row = await play(system, program, players);
  for (let attempt = 1; attempt < tries && !isQuotable(row); attempt++) row = await play(system, program, players);
  return row;
}

/** In turn, so that a machine that is slow for a while is slow for all. */
async function playAll(size: number): Promise<Row[]> {
  const rows: Row[][] = systems.map(() => []);
  for (let run = 0; run < runs; run++)
    for (const [at, [system, program]] of systems.entries()) rows[at]?.push(await playSound(system, program, size));
  return rows.map(medianRow);
}

function printRows(rows: readonly Row[]): void {
  for (const row of rows) {
    if (!isQuotable(row))
      process.stderr.write(
        `The driver itself was ${row.driverLagMs.toFixed(0)} ms late (p99): no figures for ${row.system} at ${String(row.players)}.\n`,
      );
    else print(values.json ? JSON.stringify(row) : rowLine(row));
  }
  const [ours, ...others] = rows.filter(isQuotable);
  if (!values.json && ours?.system === 'quizloop') for (const other of others) print(ratioLine(ours, other));
}

if (!values.json) {
  print(
    `Times in ms; p/q: per player and question. Medians of ${String(runs)} runs, and of the questions but the first.`,
  );
  print(`Pinned to cores: ${canPin ? 'yes' : 'no'}.`);
  print(headLine());
}
await buildPrograms([...systems.map(([, program]) => program), 'driver.ts']);
for (const size of sizes) printRows(await playAll(size));
