/**
 * What an answer costs a node that only hears of it: another process appends those of the largest room over some
 * seconds, and this one follows and folds. It shows nothing to anybody.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fold } from '../../shared/game/fold.ts';
import { emptyState } from '../../shared/game/state.ts';
import { playersMax } from '../../shared/limits.ts';
import { Room } from '../../server/live/room.ts';
import type { RoomLog } from '../../server/log/log.ts';
import { openRedisHome } from '../../server/log/redis/redisHome.ts';
import { opened, parsePack } from '../support/rooms.ts';

/** 2,500 a second, as they come when all answer within four. */
const atOnce = 10;
const everyMs = 4;
const code = 'HEARD2';

const pack = parsePack({
  title: 'One',
  items: [{ kind: 'choice', text: 'Which?', seconds: 600, options: [{ text: 'yes', right: true }, { text: 'no' }] }],
});

async function fill(log: RoomLog): Promise<void> {
  await log.append([Object.assign(opened(pack, { reading: false }), { code })]);
  for (let from = 0; from < playersMax; from += 1_000)
    await log.append(
      Array.from({ length: 1_000 }, (_, at) => {
        const seat = from + at;
        return { type: 'joined', name: `Player ${seat.toString(16)}`, tokenHash: `hash ${String(seat)}` };
      }),
    );
  await log.append([{ type: 'asked', item: 0, leadMs: 0 }]);
}

/** The other node: it ends once all are in the log. */
export async function appendAnswers(url: string, room: string): Promise<void> {
  const home = await openRedisHome({ url });
  const log = await home.find(room);
  if (log === null) throw new Error('the room is not there');
  const placing: Promise<unknown>[] = [];
  for (let seat = 0; seat < playersMax; seat++) {
    const ref = `ref-of-seat-${String(seat)}`;
    placing.push(log.append([{ type: 'answered', seat, item: 0, answer: [0], tMs: 1_234, creditMs: 40, ref }]));
    if (seat % atOnce === atOnce - 1) await wait(everyMs);
  }
  await Promise.all(placing);
  await home.close();
}

/** `program`: how this program is started, for the other node. */
export async function receiveAnswers(url: string, program: readonly string[]): Promise<void> {
  const home = await openRedisHome({ url });
  const log = await home.create(code);
  if (log === null) throw new Error('the code is taken');
  await fill(log);
  const room = new Room({ log, nowMs: () => home.nowMs(), onFolded: () => {}, onUnavailable: () => {} });
  await room.follow();
  const child = spawn(process.execPath, [...program, url, code], { stdio: 'inherit' });
  const ended = once(child, 'exit');
  // The other one starts meanwhile; what that costs is not this process's.
  const before = process.cpuUsage();
  await ended;
  await room.catchUp();
  const { user, system } = process.cpuUsage(before);
  const answers = room.state.rounds[0]?.answerCount ?? 0;
  if (answers !== playersMax) throw new Error(`only ${String(answers)} answers were received`);
  console.log(`received and folded by another node: ${((user + system) / answers).toFixed(1)} µs of CPU an answer`);
  await foldAgain(log);
  room.close();
  await home.close();
}

async function foldAgain(log: RoomLog): Promise<void> {
  const entries = await log.read(1);
  const state = emptyState();
  for (const entry of entries) if (entry.type !== 'answered') fold(state, entry);
  const answers = entries.filter(({ type }) => type === 'answered');
  const fromMs = performance.now();
  for (const entry of answers) fold(state, entry);
  const perSecond = answers.length / ((performance.now() - fromMs) / 1_000);
  console.log(`folded alone: ${Math.round(perSecond).toLocaleString('en')} answers a second`);
}
