/**
 * `npm run bench [-- --players 50,200,1000 --json --profile]`: plays rooms on Quizloop and on a bare Socket.IO server in turn, each
 * server and the driver in processes of their own, and prints the figures side by side. Compare within one run only.
 */
import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median, percentile, type RunFigures, type ServerReady, type Usage } from './figures.ts';

const { values } = parseArgs({
  options: {
    players: { type: 'string', default: '50,200,1000' },
    json: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});
const sizes = values.players.split(',').map(Number);
if (sizes.some((size) => !Number.isInteger(size) || size < 1 || size > 10_000)) {
  process.stderr.write('--players takes whole numbers from 1 to 10000, separated by commas\n');
  process.exit(1);
}

/** A driver that waits this long for its own event loop measures itself. */
const driverLagMaxMs = 50;
const runMaxMs = 5 * 60_000;
const canPin = process.platform === 'linux' && cpus().length > 1 && spawnSync('taskset', ['--version']).status === 0;

/** Server on one core, driver on another, where the system lets us. */
function start(file: string, args: readonly string[], core: number): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url));
  // The profile of a server lies in this folder when it ends: open it in a browser's developer tools.
  const profiled = values.profile && core === 0 ? ['--cpu-prof'] : [];
  const node = ['--expose-gc', '--import', 'tsx', ...profiled];
  return canPin
    ? fork(path, args, { execPath: 'taskset', execArgv: ['-c', String(core), process.execPath, ...node] })
    : fork(path, args, { execArgv: node });
}

interface Row {
  system: string;
  players: number;
  openP50Ms: number;
  openP99Ms: number;
  ackP50Ms: number;
  ackP99Ms: number;
  resultsP99Ms: number;
  cpuMsPerPlayerQuestion: number;
  bytesPerPlayerQuestion: number;
  framesPerPlayerQuestion: number;
  bytesPerIdlePlayer: number;
  joinsPerSecond: number;
  lost: number;
  driverLagMs: number;
}

async function usageOf(server: ChildProcess): Promise<Usage> {
  const answer = once(server, 'message');
  server.send('usage');
  return ((await answer) as [Usage])[0];
}

async function play(system: string, file: string, players: number): Promise<Row> {
  const server = start(file, [], 0);
  const [ready] = (await once(server, 'message')) as [ServerReady];
  const driver = start('driver.ts', [String(ready.port), String(players), ready.code, ready.token], 1);
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

function rowOf(system: string, players: number, run: RunFigures, usage: ReadonlyMap<string, Usage>): Row {
  const over = (pick: (question: RunFigures['questions'][number]) => number): number => median(run.questions.map(pick));
  const cpuMs = (usage.get('done')?.cpuMs ?? 0) - (usage.get('warm')?.cpuMs ?? 0);
  const rssBytes = (usage.get('joined')?.rssBytes ?? 0) - (usage.get('empty')?.rssBytes ?? 0);
  return {
    system,
    players,
    openP50Ms: over((question) => percentile(question.openMs, 0.5)),
    openP99Ms: over((question) => percentile(question.openMs, 0.99)),
    ackP50Ms: over((question) => percentile(question.ackMs, 0.5)),
    ackP99Ms: over((question) => percentile(question.ackMs, 0.99)),
    resultsP99Ms: over((question) => percentile(question.resultMs, 0.99)),
    cpuMsPerPlayerQuestion: cpuMs / run.questions.length / players,
    bytesPerPlayerQuestion: over((question) => question.bytes) / players,
    framesPerPlayerQuestion: over((question) => question.frames) / players,
    bytesPerIdlePlayer: Math.max(0, rssBytes) / players,
    joinsPerSecond: (players / run.joinMs) * 1_000,
    lost: run.questions.reduce((sum, question) => sum + question.lost, 0),
    driverLagMs: run.driverLagMs,
  };
}

const systems = [
  ['quizloop', 'quizloopServer.ts'],
  ['socket.io', 'bareServer.ts'],
] as const;

const columns: readonly (readonly [string, keyof Row, number])[] = [
  ['open p50', 'openP50Ms', 1],
  ['open p99', 'openP99Ms', 1],
  ['ack p50', 'ackP50Ms', 1],
  ['ack p99', 'ackP99Ms', 1],
  ['results p99', 'resultsP99Ms', 1],
  ['CPU ms/p/q', 'cpuMsPerPlayerQuestion', 3],
  ['bytes/p/q', 'bytesPerPlayerQuestion', 0],
  ['frames/p/q', 'framesPerPlayerQuestion', 2],
  ['idle bytes/p', 'bytesPerIdlePlayer', 0],
  ['joins/s', 'joinsPerSecond', 0],
  ['lost', 'lost', 0],
];

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (!values.json) {
  print(
    `Times in ms; p/q: per player and question; medians of the questions, without the first. Pinned to cores: ${canPin ? 'yes' : 'no'}.`,
  );
  print(['players', 'system', ...columns.map(([name]) => name)].map((cell) => cell.padStart(12)).join(''));
}
for (const size of sizes) {
  const rows: Row[] = [];
  for (const [system, file] of systems) rows.push(await play(system, file, size));
  for (const row of rows) {
    if (values.json) print(JSON.stringify(row));
    else
      print(
        [String(size), row.system, ...columns.map(([, key, digits]) => Number(row[key]).toFixed(digits))]
          .map((cell) => cell.padStart(12))
          .join(''),
      );
    if (row.driverLagMs > driverLagMaxMs) {
      process.stderr.write(
        `The driver itself was ${row.driverLagMs.toFixed(0)} ms late (p99): do not quote ${row.system} at ${String(size)}.\n`,
      );
    }
  }
  const [ours, bare] = rows;
  if (values.json || ours === undefined || bare === undefined) continue;
  const ratios = columns.map(([, key]) =>
    Number(bare[key]) === 0 ? '–' : `${(Number(ours[key]) / Number(bare[key])).toFixed(2)}×`,
  );
  print(['', 'ratio', ...ratios].map((cell) => cell.padStart(12)).join(''));
}
