/**
 * `npm run bench:rooms [-- --rooms 300 --json]`: one room of thirty, then so many at once, on one node. With `--memory`,
 * so many rooms (10,000) opened, played and closed one after another: it fails where memory has not come back to within
 * a fifth of what it was.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { roomAwayMs } from '../../shared/limits.ts';
import { buildPrograms, canPin, startProgram } from './processes.ts';
import type { RoomsFigures, RoomsTask } from './roomsDriver.ts';
import type { Held, OpenRoom, RoomsQuestion } from './roomsServer.ts';

const { values } = parseArgs({
  options: {
    rooms: { type: 'string' },
    memory: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const count = Number(values.rooms ?? (values.memory ? 10_000 : 300));
if (!Number.isInteger(count) || count < 1 || count > 20_000) {
  process.stderr.write('--rooms takes a whole number from 1 to 20000\n');
  process.exit(1);
}

/** Every player, host and room of a batch is there at once; memory is about what stays of them. */
const batchRooms = 200;
const warmUpRooms = 600;
const growthMax = 1.2;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const mb = (bytes: number): string => (bytes / 1e6).toFixed(1);

async function ask<Answer>(process: ChildProcess, question: RoomsQuestion | RoomsTask): Promise<Answer> {
  const answer = once(process, 'message');
  process.send(question);
  return ((await answer) as [Answer])[0];
}

await buildPrograms(['roomsServer.ts', 'roomsDriver.ts']);
const server = startProgram('roomsServer.ts', [], { core: 0 });
const [{ port }] = (await once(server, 'message')) as [{ port: number }];
const driver = startProgram('roomsDriver.ts', [], { core: 1 });

async function play(rooms: number, task: Omit<RoomsTask, 'port' | 'rooms'>): Promise<RoomsFigures> {
  const opened = await ask<OpenRoom[]>(server, { open: rooms, items: task.items });
  return ask<RoomsFigures>(driver, { ...task, port, rooms: opened });
}

async function sideBySide(): Promise<void> {
  if (!values.json) print(`Rooms of 30, all answers within a second; pinned to cores: ${canPin ? 'yes' : 'no'}.`);
  const task = { players: 30, items: 6, restMsMax: 3_000, deadlines: true };
  // Compilers warm up.
  await play(5, { ...task, items: 3, deadlines: false });
  for (const rooms of [1, count]) {
    const before = await ask<Held>(server, { held: true });
    const figures = await play(rooms, task);
    const { cpuMs } = await ask<Held>(server, { held: true });
    const cpuMsPerPlayerQuestion = (cpuMs - before.cpuMs) / figures.answers;
    if (values.json) print(JSON.stringify({ rooms, ...figures, cpuMsPerPlayerQuestion }));
    else
      print(
        `${String(rooms).padStart(5)} rooms: ack p50 ${figures.ackP50Ms.toFixed(1)} ms, p99 ${figures.ackP99Ms.toFixed(1)} ms; ` +
          `deadlines off by ${figures.deadlineOffP99Ms.toFixed(1)} ms (p99); CPU ${cpuMsPerPlayerQuestion.toFixed(2)} ms a player ` +
          `and question, joining included; lost ${String(figures.lost)} of ${String(figures.answers)}; ` +
          `driver late ${figures.driverLagMs.toFixed(0)} ms (p99)`,
      );
  }
}

/** Five people, two questions: each room is small, and leaves as much behind as a long game would. */
async function openAndClose(rooms: number): Promise<number> {
  const task = { players: 5, items: 2, restMsMax: 300, deadlines: false };
  let lost = 0;
  for (let left = rooms; left > 0; left -= batchRooms) lost += (await play(Math.min(batchRooms, left), task)).lost;
  return lost;
}

/** Until nobody looks at any room any more, and it has let them go. */
async function atRest(): Promise<Held> {
  const untilMs = performance.now() + 3 * roomAwayMs;
  for (;;) {
    const held = await ask<Held>(server, { held: true });
    if ((held.rooms === 0 && held.connections === 0) || performance.now() > untilMs) return held;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

async function memory(): Promise<boolean> {
  await openAndClose(warmUpRooms);
  const start = await atRest();
  if (!values.json) print(`at the start    heap ${mb(start.heapBytes)} MB, resident ${mb(start.rssBytes)} MB`);
  let lost = 0;
  for (let done = 0; done < count; done += 1_000) {
    lost += await openAndClose(Math.min(1_000, count - done));
    const { rooms, heapBytes } = await ask<Held>(server, { held: true });
    if (!values.json)
      print(`${String(done + 1_000).padStart(6)} rooms    heap ${mb(heapBytes)} MB, ${String(rooms)} held`);
  }
  const end = await atRest();
  const growth = Math.max(end.heapBytes / start.heapBytes, end.rssBytes / start.rssBytes);
  const passed = end.rooms === 0 && lost === 0 && growth <= growthMax;
  if (values.json) print(JSON.stringify({ rooms: count, start, end, growth, lost, passed }));
  else
    print(
      `at the end      heap ${mb(end.heapBytes)} MB, resident ${mb(end.rssBytes)} MB; ${String(end.rooms)} rooms held, ` +
        `${String(lost)} answers lost: ${passed ? 'memory came back' : `memory is ${growth.toFixed(2)} times what it was`}`,
    );
  return passed;
}

const passed = values.memory ? await memory() : (await sideBySide(), true);
for (const one of [server, driver]) one.disconnect();
process.exitCode = passed ? 0 : 1;
