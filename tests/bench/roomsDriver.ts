/** Plays many small rooms at once, in a process of its own: each at its own pace. Tells its parent what was measured. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { comeIn, fromOf } from './arriving.ts';
import { BenchRoom } from './benchRoom.ts';
import type { OpenRoom } from './roomsServer.ts';

export interface RoomsTask {
  readonly port: number;
  readonly rooms: readonly OpenRoom[];
  readonly players: number;
  readonly items: number;
  /** Before each question a rest of chance up to this: rooms do not ask together. */
  readonly restMsMax: number;
  /** One player of each room keeps silent in the last question. */
  readonly deadlines: boolean;
}

/** Every acknowledgement and every question that nobody closed; `driverLagMs` is the 99th percentile of its own delay. */
export interface RoomsFigures {
  readonly ackMs: readonly number[];
  readonly deadlineOffMs: readonly number[];
  readonly lost: number;
  readonly driverLagMs: number;
}

const arrivingAtOnce = 50;
const resolutionMs = 5;

async function play(task: RoomsTask): Promise<RoomsFigures> {
  const rooms = task.rooms.map((room, at) => new BenchRoom({ ...room, port: task.port, from: fromOf(at) }));
  await comeIn(rooms, arrivingAtOnce, (room) => room.join(task.players));
  const lag = monitorEventLoopDelay({ resolution: resolutionMs });
  lag.enable();
  await Promise.all(rooms.map((room) => room.play(task.items, () => Math.random() * task.restMsMax, task.deadlines)));
  const driverLagMs = Math.max(0, lag.percentile(99) / 1e6 - resolutionMs);
  for (const room of rooms) room.leave();
  return {
    ackMs: rooms.flatMap((room) => room.ackMs),
    deadlineOffMs: rooms.flatMap(({ deadlineOffMs }) => (deadlineOffMs === null ? [] : [deadlineOffMs])),
    lost: rooms.reduce((sum, { lost }) => sum + lost, 0),
    driverLagMs,
  };
}

process.on('message', (task: RoomsTask) => {
  void play(task).then((figures) => process.send?.(figures));
});
process.on('disconnect', () => process.exit(0));
