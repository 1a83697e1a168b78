/**
 * Row 6: Redis takes 300 ms for everything, takes no writes, and meets a disk that is full. It is slow behind a proxy that
 * holds every byte up; it refuses as it does where a replica is missing; and where the system lets it write no more, it ends.
 */
import { spawnSync } from 'node:child_process';
import { percentile } from '../../bench/figures.ts';
import type { RedisServer } from '../../support/redisServer.ts';
import { openSlowLine } from '../../support/slowProxy.ts';
import { comesTrue, type Day } from '../day.ts';
import { lineOf } from '../operator.ts';
import { answerThrough, mustBeLonger } from '../outage.ts';
import { Findings, type Scenario } from '../scenario.ts';
import { redisOf, ThreeNodes } from '../threeNodes.ts';

const slowMs = 300;
const slowAckMsMax = 3_000;
const endedMsMax = 15_000;

/** Between the nodes and Redis. Each way holds everything up for half of what is set. */
async function slowed(day: Day, redis: RedisServer) {
  const way = { delayMs: 0 };
  const line = await openSlowLine(redis.url.replace('redis:', 'http:'), { up: way, down: way }, day.random);
  day.atEnd(() => line.close());
  return { url: line.url.replace('http:', 'redis:'), set: (ms: number) => (way.delayMs = ms / 2) };
}

/** Everybody answers while Redis is slow: later than usual, and not before Redis can have kept it. */
async function answerSlowly(game: ThreeNodes, findings: Findings): Promise<void> {
  const item = await game.openNext();
  const tookMs = await Promise.all(
    game.crowd.players.map(async (player, at) => {
      const fromMs = performance.now();
      await player.answer(item, [at % 3]);
      return performance.now() - fromMs;
    }),
  );
  await game.reveal();
  game.mustAllCount(findings, item);
  findings.must(Math.min(...tookMs) >= slowMs, 'somebody was told before Redis could have kept it');
  findings.within(`Redis ${String(slowMs)} ms slow: ack p99`, percentile(tookMs, 0.99), slowAckMsMax);
}

/** What it has written is all that it may write: the next write ends it. False where the system has no such limit. */
async function fillDisk(redis: RedisServer): Promise<boolean> {
  const [, pid = ''] = /process_id:(\d+)/.exec(redis.ask('INFO', 'server')) ?? [];
  if (spawnSync('prlimit', ['--pid', pid, '--fsize=1']).status !== 0) return false;
  return comesTrue(() => {
    try {
      redis.ask('PING');
      return false;
    } catch {
      return true;
    }
  }, endedMsMax);
}

export const redisSlowOrFull: Scenario = {
  name: 'redis-slow-or-full',
  row: 6,
  done: 'Redis slow (300 ms) or refusing writes (disk full)',
  expected: 'no ack without durability; a clear pause; recovers unaided',
  needs: ['redis'],
  async run(day) {
    const findings = new Findings(day);
    const redis = await redisOf(day);
    const slow = await slowed(day, redis);
    const env = { REDIS_URL: slow.url };
    const game = await ThreeNodes.open(day, { redis, players: day.size(1_000, 60), questions: 4, env });
    slow.set(slowMs);
    await answerSlowly(game, findings);
    slow.set(0);
    const lastsMs = 2_500;
    const replicas = (count: number) => redis.ask('CONFIG', 'SET', 'min-replicas-to-write', String(count));
    let metric: string | null = null;
    const refused = await answerThrough(game, findings, {
      name: 'refusing',
      lastsMs,
      begin: () => replicas(1),
      async end() {
        metric = await game.raised('quizloop_log_away');
        replicas(0);
      },
    });
    if (!day.isSmall)
      await answerThrough(game, findings, {
        name: 'disk full',
        lastsMs,
        begin: async () => findings.must(await fillDisk(redis), 'the disk could not be filled'),
        end: redis.start,
      });
    mustBeLonger(findings, await game.finish(findings), refused, lastsMs);
    return findings.seen({ log: lineOf(game.nodes, /games stand still/), metric });
  },
};
