/**
 * `npm run bench:rooms [-- --rooms 300 --json --profile]`: one room of thirty, then so many at once, on one node. With
 * `--memory`, so many rooms (10,000) opened, played and closed one after another: it fails where memory has not come back
 * to within a fifth of what it was.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { roomAwayMs, roomsMax } from '../../shared/limits.ts';
import { percentile } from './figures.ts';
import { buildPrograms, canPin, startProgram } from './processes.ts';
import type { RoomsFigures, RoomsTask } from './roomsDriver.ts';
import type { Held, OpenRoom, RoomsQuestion } from './roomsServer.ts';

const { values } = parseArgs({
  options: {
    rooms: { type: 'string' },
    memory: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});

function stop(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

const countMax = values.memory ? 20_000 : roomsMax;
const count = Number(values.rooms ?? (values.memory ? 10_000 : 300));
if (!Number.isInteger(count) || count < 1 || count > countMax)
  stop(`--rooms takes a whole number from 1 to ${String(countMax)}`);

/** In rooms that are measured; what stays in memory is the same of smaller ones. */
const players = 30;
/** One room has few answers to take percentiles from: it is played this often. */
const playsOfOne = 3;
/** A question every eight seconds, which is faster than any host asks: what is left is for the processor of the phones. */
const restMsMax = 12_000;
/** A driver that waits this long for its own event loop measures itself. */
const driverLagMaxMs = 50;

/** Every player, host and room of a batch is there at once; memory is about what stays of them. */
const batchRooms = 200;
const warmUpRooms = 600;
const growthMax = 1.2;
/** A machine that needs longer is too busy for any figure. */
const runMaxMs = 30 * 60_000;

const print = (line: string): void => void (values.json || process.stdout.write(`${line}\n`));
const mb = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** Where the system tells how many files a process may have open. */
const reportSchema = v.object({ userLimits: v.object({ open_files: v.object({ soft: v.number() }) }) });
const report = v.safeParse(reportSchema, process.report.getReport());
const needed = (values.memory ? batchRooms * 6 : count * (players + 1)) + 500;
if (report.success && report.output.userLimits.open_files.soft < needed)
  stop(
    `each process opens up to ${String(needed)} files: say "ulimit -n ${String(needed)}" first, or play fewer --rooms`,
  );

async function ask<Answer>(process: ChildProcess, question: RoomsQuestion | RoomsTask): Promise<Answer> {
  const answer = once(process, 'message');
  process.send(question);
  return ((await answer) as [Answer])[0];
}

await buildPrograms(['roomsServer.ts', 'roomsDriver.ts']);
const server = startProgram('roomsServer.ts', [], { core: 0, isProfiled: values.profile });
const [{ port }] = (await once(server, 'message')) as [{ port: number }];
const driver = startProgram('roomsDriver.ts', [], { core: 1 });
const programs = [server, driver];
const ended = (why: string): void => {
  for (const one of programs) one.kill();
  stop(why);
};
for (const one of programs) one.once('exit', () => ended('the server or the driver ended early'));
setTimeout(() => ended('it took too long'), runMaxMs).unref();

const look = (): Promise<Held> => ask<Held>(server, { held: true });

async function play(rooms: number, task: Omit<RoomsTask, 'port' | 'rooms'>): Promise<RoomsFigures> {
  const opened = await ask<OpenRoom[]>(server, { open: rooms, items: task.items });
  return ask<RoomsFigures>(driver, { ...task, port, rooms: opened });
}

/** Figures of so many rooms at once; of plays that followed each other, together. */
async function measure(rooms: number, plays: number): Promise<void> {
  const before = await look();
  const played: RoomsFigures[] = [];
  for (let at = 0; at < plays; at++) played.push(await play(rooms, { players, items: 6, restMsMax, deadlines: true }));
  const { cpuMs, loopP99Ms, walBytes } = await look();
  const ackMs = played.flatMap((each) => each.ackMs);
  const deadlineOffMs = played.flatMap((each) => each.deadlineOffMs);
  const figures = {
    rooms,
    ackP50Ms: percentile(ackMs, 0.5),
    ackP99Ms: percentile(ackMs, 0.99),
    deadlineOffP99Ms: percentile(deadlineOffMs, 0.99),
    loopP99Ms,
    cpuMsPerPlayerQuestion: (cpuMs - before.cpuMs) / ackMs.length,
    walBytes,
    answers: ackMs.length,
    lost: played.reduce((sum, { lost }) => sum + lost, 0),
    driverLagMs: Math.max(...played.map(({ driverLagMs }) => driverLagMs)),
  };
  if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  print(
    `${String(rooms).padStart(5)} rooms: ack p50 ${figures.ackP50Ms.toFixed(1)} ms, p99 ${figures.ackP99Ms.toFixed(1)} ms; ` +
      `deadlines off by ${figures.deadlineOffP99Ms.toFixed(1)} ms (p99 of ${String(deadlineOffMs.length)}); loop late ` +
      `${loopP99Ms.toFixed(1)} ms (p99); CPU ${figures.cpuMsPerPlayerQuestion.toFixed(2)} ms a player and question, ` +
      `joining included; ${mb(walBytes)} MB beside the database; lost ${String(figures.lost)} of ${String(ackMs.length)}; ` +
      `driver late ${figures.driverLagMs.toFixed(0)} ms (p99)${figures.driverLagMs > driverLagMaxMs ? ': not the figures of the server' : ''}`,
  );
}

async function sideBySide(): Promise<void> {
  print(`Rooms of 30, all answers within a second; pinned to cores: ${canPin ? 'yes' : 'no'}.`);
  // Compilers warm up.
  await play(5, { players, items: 3, restMsMax: 1_000, deadlines: false });
  await measure(1, playsOfOne);
  await measure(count, 1);
}

/** Five people, two questions: each room is small, and leaves as much behind as a long game would. */
async function openAndClose(rooms: number): Promise<number> {
  const task = { players: 5, items: 2, restMsMax: 300, deadlines: false };
  let lost = 0;
  for (let left = rooms; left > 0; left -= batchRooms) lost += (await play(Math.min(batchRooms, left), task)).lost;
  return lost;
}

const isAtRest = ({ rooms, overInLog, connections }: Held): boolean => rooms + overInLog + connections === 0;

/** Until nobody looks at any room any more, it has let them go, and they are in the archive. */
async function atRest(): Promise<Held> {
  const untilMs = performance.now() + 4 * roomAwayMs;
  for (;;) {
    const held = await look();
    if (isAtRest(held) || performance.now() > untilMs) return held;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

const told = ({ heapBytes, rssBytes, externalBytes, walBytes, rooms, overInLog, connections }: Held): string =>
  `heap ${mb(heapBytes)} MB, beside it ${mb(externalBytes)}, resident ${mb(rssBytes)}; ${String(rooms)} rooms and ` +
  `${String(connections)} connections held, ${String(overInLog)} over in the log, ${mb(walBytes)} MB beside the database`;

async function memory(): Promise<boolean> {
  await openAndClose(warmUpRooms);
  const start = await atRest();
  print(`at the start    ${told(start)}`);
  let lost = 0;
  for (let done = 0; done < count;) {
    const rooms = Math.min(1_000, count - done);
    lost += await openAndClose(rooms);
    done += rooms;
    print(`${String(done).padStart(6)} rooms    ${told(await look())}`);
  }
  const end = await atRest();
  const growth = Math.max(end.heapBytes / start.heapBytes, end.rssBytes / start.rssBytes);
  const passed = isAtRest(end) && lost === 0 && growth <= growthMax;
  print(`at the end      ${told(end)}`);
  print(
    passed
      ? 'memory came back'
      : `failed: memory is ${growth.toFixed(2)} times what it was, ${String(lost)} answers were lost`,
  );
  if (values.json) process.stdout.write(`${JSON.stringify({ rooms: count, start, end, growth, lost, passed })}\n`);
  return passed;
}

const passed = values.memory ? await memory() : (await sideBySide(), true);
for (const one of programs) one.removeAllListeners('exit').disconnect();
process.exitCode = passed ? 0 : 1;
