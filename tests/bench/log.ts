/**
 * What an append costs: `npm run bench:log`. One after another, and a thousand at once over one and over a hundred
 * rooms, each with a tail; in memory, in a SQLite file, and in a Redis of its own where there is one. Then what an answer
 * costs a node that did not append it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Body } from '../../shared/game/entry.ts';
import type { LogHome, RoomLog } from '../../server/log/log.ts';
import { createMemoryHome } from '../../server/log/memory.ts';
import { openSqliteHome } from '../../server/log/sqlite.ts';
import { openRedisHome } from '../../server/log/redis/redisHome.ts';
import { isRedisLeftOut, startRedis } from '../support/redisServer.ts';
import { percentile } from './figures.ts';
import { appendAnswers, receiveAnswers } from './logReceived.ts';

const answer: Body = { type: 'answered', seat: 123, item: 7, answer: [2], tMs: 4_321, ref: 'b5e9c3a07d1f4c62' };
const singles = 1_000;
const bursts = 30;
const burstAppends = 1_000;

async function roomsOf(home: LogHome, count: number, prefix: string): Promise<RoomLog[]> {
  const logs: RoomLog[] = [];
  for (let n = 0; n < count; n++) {
    const log = await home.create(`${prefix}${n}`);
    if (log === null) throw new Error('the code is taken');
    await log.tail(1, () => {});
    logs.push(log);
  }
  return logs;
}

/** Appends `burst` at once, again and again, and prints how long each waited. */
async function measure(name: string, logs: readonly RoomLog[], burst: number, times: number): Promise<void> {
  const waitsMs: number[] = [];
  const append = async (log: RoomLog): Promise<void> => {
    const fromMs = performance.now();
    await log.append([answer]);
    waitsMs.push(performance.now() - fromMs);
  };
  const [first] = logs;
  if (first === undefined) throw new Error('no rooms');
  const fromMs = performance.now();
  for (let n = 0; n < times; n++)
    await Promise.all(Array.from({ length: burst }, (_, at) => append(logs[at % logs.length] ?? first)));
  const tookMs = performance.now() - fromMs;
  const at = (share: number): string => percentile(waitsMs, share).toFixed(2).padStart(7);
  const perSecond = Math.round((burst * times) / (tookMs / 1_000));
  console.log(`${name.padEnd(34)} ${String(perSecond).padStart(7)}/s  p50 ${at(0.5)} ms  p99 ${at(0.99)} ms`);
}

async function run(kind: string, home: LogHome): Promise<void> {
  const [one = [], many = []] = [await roomsOf(home, 1, 'ONE'), await roomsOf(home, 100, 'MANY')];
  await measure(`${kind}, warming up`, many, burstAppends, 5);
  await measure(`${kind}, one after another`, one, 1, singles);
  await measure(`${kind}, ${burstAppends} at once, 1 room`, one, burstAppends, bursts);
  await measure(`${kind}, ${burstAppends} at once, 100 rooms`, many, burstAppends, bursts);
  const fromMs = performance.now();
  const count = (await one[0]?.read(1))?.length ?? 0;
  console.log(`${kind}, reading ${count} entries: ${(performance.now() - fromMs).toFixed(0)} ms`);
  await home.close();
}

async function runOnRedis(fsync: 'always' | 'everysec'): Promise<void> {
  const redis = await startRedis(['--appendfsync', fsync]);
  try {
    await run(`Redis ${fsync}`, await openRedisHome({ url: redis.url }));
    if (fsync === 'always') await receiveAnswers(redis.url, [...process.execArgv, process.argv[1] ?? '']);
  } finally {
    await redis.dispose();
  }
}

async function runAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'quizloop-bench-'));
  try {
    await run('memory', createMemoryHome());
    await run('SQLite', await openSqliteHome(join(folder, 'rooms.sqlite')));
    if (!isRedisLeftOut) for (const fsync of ['always', 'everysec'] as const) await runOnRedis(fsync);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// The other node of the last measurement is this program again.
const [url, code] = process.argv.slice(2);
if (url === undefined || code === undefined) await runAll();
else await appendAnswers(url, code);
