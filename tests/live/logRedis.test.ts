/** The contract of the log over Redis, and what only Redis has: other nodes, a connection that goes, outages. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/game/entry.ts';
import { LogUnavailable, type RoomLog } from '../../server/log/log.ts';
import { weakIn } from '../../server/log/redis/promises.ts';
import { openRedisHome, RedisUnusable, type RedisHome, type RedisHomeParts } from '../../server/log/redis/redisHome.ts';
import { keys } from '../../server/log/redis/scripts.ts';
import { isRedisLeftOut, startRedis, type RedisServer } from '../support/redisServer.ts';
import { holdsContract } from './log.contract.ts';
import { freePort } from '../support/server.ts';
import { created, named, newClock, seqs, turn, upTo, type Bench } from './logBench.ts';

describe.skipIf(isRedisLeftOut)('the log in Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.dispose());

  describe('keeps the contract', () => {
    async function bench(): Promise<Bench> {
      redis.ask('FLUSHALL');
      const clock = newClock();
      const parts = { url: redis.url, nowMs: () => clock.nowMs, outageMs: Number.MAX_SAFE_INTEGER, lingerMs: 0 };
      let home = await openRedisHome(parts);
      return {
        home,
        clock,
        durable: {
          async reopen() {
            await home.close();
            home = await openRedisHome(parts);
            return home;
          },
          countElsewhere: (room) =>
            Number(redis.ask('XREVRANGE', keys.log(room), '+', '-', 'COUNT', '1').split('-')[0]),
          fail(how) {
            redis.ask('CONFIG', 'SET', 'min-replicas-to-write', how === 'in the middle' ? '1' : '0');
            redis.ask('CONFIG', 'SET', 'maxmemory', how === 'at the commit' ? '1' : '0');
          },
        },
        close: () => home.close(),
      };
    }
    holdsContract({ make: bench, runs: 60, isDurable: true });
  });

  describe('has several nodes', () => {
    const opened: RedisHome[] = [];
    const node = async (parts: Partial<RedisHomeParts> = {}): Promise<RedisHome> => {
      const home = await openRedisHome({ url: redis.url, ...parts });
      opened.push(home);
      return home;
    };
    beforeEach(() => void redis.ask('FLUSHALL'));
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((home) => home.close()));
    });
    /** The same room on each of the nodes. */
    async function shared(homes: readonly RedisHome[]): Promise<RoomLog[]> {
      const first = await created(homes[0]!);
      const others = await Promise.all(homes.slice(1).map((home) => home.find(first.code)));
      return [first, ...others.map((log) => log!)];
    }
    async function until(isSo: () => boolean): Promise<void> {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const refused = (append: Promise<unknown>): Promise<boolean> =>
      append.then(
        () => false,
        (error: unknown) => {
          expect(error).toBeInstanceOf(LogUnavailable);
          return true;
        },
      );
    /** Appends until it is taken, as a phone asks again. */
    async function insist(log: RoomLog, name: string): Promise<void> {
      while (await refused(log.append([named(name)]))) await new Promise((resolve) => setTimeout(resolve, 20));
    }

    it('which all have the same entries, in the same order, whoever appended them', async () => {
      const logs = await shared([await node(), await node(), await node()]);
      const seen: Entry[][] = logs.map(() => []);
      await Promise.all(logs.map((log, at) => log.tail(1, (entries) => seen[at]!.push(...entries))));
      const placed = await Promise.all(
        upTo(600).map(async (n) => {
          if (n % 50 === 0) await turn();
          return logs[n % 3]!.append(upTo(1 + (n % 4)).map((k) => named(`${String(n)}.${String(k)}`)));
        }),
      );
      const all = await logs[0]!.read(1);
      await until(() => seen.every((entries) => entries.length === all.length));
      expect(seqs(all)).toEqual(upTo(placed.flat().length));
      for (const entries of seen) expect(entries).toEqual(all);
      for (const entries of placed) for (const entry of entries) expect(all[entry.seq - 1]).toEqual(entry);
      all.reduce((lastMs, { atMs }) => (expect(atMs).toBeGreaterThanOrEqual(lastMs), atMs), 0);
    });

    it('which share a clock: that of Redis, and never one that goes back', async () => {
      const [one, two] = [await node(), await node()];
      let lastMs = 0;
      for (const home of [one, two, one, two]) {
        const [seconds, micros] = redis.ask('TIME').split('\n').map(Number);
        const redisMs = seconds! * 1_000 + micros! / 1_000;
        const [low, high] = [home.nowMs(), home.nowMs() + 1_000];
        // What it takes to ask for the time of day is all that may lie between.
        expect(redisMs).toBeGreaterThan(low - 1_000);
        expect(redisMs).toBeLessThan(high);
        expect(low).toBeGreaterThanOrEqual(lastMs - 5);
        lastMs = low;
      }
      // Redis's clock is set back by an hour.
      const shift = Number(redis.ask('HGET', keys.clock, 'at')) + 3_600_000;
      redis.ask('HSET', keys.clock, 'at', String(shift));
      const [log] = await shared([one]);
      const stamps: number[] = [];
      for (const n of upTo(20)) {
        await insist(log!, String(n));
        stamps.push((await log!.read(n))[0]!.atMs);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      expect(stamps[0]).toBeGreaterThanOrEqual(shift);
      expect(stamps.at(-1)! - stamps[0]!, 'it goes on').toBeGreaterThanOrEqual(50);
    });

    it('which lose and double nothing while Redis is killed and started again', async () => {
      const homes = [await node(), await node()];
      const logs = await shared(homes);
      const seen: Entry[][] = logs.map(() => []);
      await Promise.all(logs.map((log, at) => log.tail(1, (entries) => seen[at]!.push(...entries))));
      const outages: number[] = [];
      for (const home of homes) home.shared.onOutage((fromMs) => outages.push(fromMs));
      const acknowledged: Entry[] = [];
      let isOver = false;
      const busy = logs.map(async (log, at) => {
        for (let n = 0; !isOver; n++) {
          await log.append([named(`${String(at)} ${String(n)}`)]).then(
            (entries) => acknowledged.push(...entries),
            (error: unknown) => expect(error).toBeInstanceOf(LogUnavailable),
          );
          await turn();
        }
      });
      await until(() => acknowledged.length > 50);
      // Nobody appends there, and it finds out all the same.
      const idle = await node();
      await redis.kill();
      const downMs = homes[0]!.nowMs();
      await until(() => homes[0]!.nowMs() > downMs + 2_000);
      expect(await refused(logs[0]!.append([named('down')]))).toBe(true);
      await until(() => idle.health.isAway && idle.shared.unreachedSinceMs !== null);
      const before = acknowledged.length;
      await redis.start();
      await until(() => acknowledged.length > before + 50);
      await until(() => !idle.health.isAway && idle.shared.unreachedSinceMs === null);
      isOver = true;
      await Promise.all(busy);
      // Each has its own connection to find again.
      for (const log of logs) await insist(log, 'back');
      const all = await logs[1]!.read(1);
      await until(() => seen.every((entries) => entries.length === all.length));
      for (const entries of seen) expect(entries).toEqual(all);
      expect(new Set(all.map((entry) => JSON.stringify(entry))).size).toBe(all.length);
      for (const entry of acknowledged) expect(all[entry.seq - 1]).toEqual(entry);
      // Both heard of the one outage, and when it began.
      expect(outages).toHaveLength(2);
      expect(outages[0]).toBe(outages[1]);
      expect(Math.abs(outages[0]! - downMs)).toBeLessThan(1_000);
    });

    it('which wait no longer than two seconds for a Redis that stands still', async () => {
      const [log] = await shared([await node()]);
      await log!.append([named('before')]);
      redis.pause();
      const askedMs = performance.now();
      const isRefused = await refused(log!.append([named('meanwhile')]));
      const tookMs = performance.now() - askedMs;
      redis.wake();
      expect({ isRefused, tookMs: tookMs < 10_000 }).toEqual({ isRefused: true, tookMs: true });
      await insist(log!, 'after');
      // It was not acknowledged, and what Redis finds of it later comes after an outage.
      expect((await log!.read(1)).map((entry) => entry.type === 'joined' && entry.name)).toEqual(['before', 'after']);
    });

    it('which go on after somebody had Redis forget their scripts', async () => {
      const [log] = await shared([await node()]);
      redis.ask('SCRIPT', 'FLUSH');
      await insist(log!, 'a');
      expect(seqs(await log!.read(1))).toEqual([1]);
    });

    it('which are told when Redis goes on without what it had handed out', async () => {
      const [one] = await shared([await node()]);
      let lost = 0;
      await one!.tail(
        1,
        () => {},
        () => (lost += 1),
      );
      await one!.append(['a', 'b'].map(named));
      await one!.append([named('c')]);
      redis.ask('XDEL', keys.log(one!.room), '3-0');
      redis.ask('XSETID', keys.log(one!.room), '2-0');
      redis.ask('HSET', keys.room(one!.room), 'seq', '2');
      redis.ask('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await until(() => lost === 1);
      expect(seqs(await one!.read(1))).toEqual([1, 2]);
    });

    it('which talk to each other, and take a word once', async () => {
      const [one, two] = [await node(), await node()];
      const heard: string[] = [];
      two.shared.onTold((from, message) => heard.push(`${from === one.shared.node ? 'one' : 'two'}: ${message}`));
      one.shared.tell('good day');
      two.shared.tell('to you');
      await until(() => heard.length === 2);
      expect(heard.sort()).toEqual(['one: good day', 'two: to you']);
      await one.shared.keepWord('word', 60_000);
      const taken = await Promise.all([one, two, one, two].map(({ shared: { takeWord } }) => takeWord('word')));
      expect(taken.filter(Boolean)).toHaveLength(1);
    });

    it('which find a room that ended on another for a while, and forget it after that', async () => {
      const [one, two] = [await node({ lingerMs: 300 }), await node({ lingerMs: 300 })];
      const log = await created(one);
      await log.append([named('a')]);
      await one.finish(log.room);
      expect((await two.shared.findOver(log.code))?.room).toBe(log.room);
      await two.forget(log.room);
      expect(seqs(await log.read(1)), 'somebody may look at it yet').toEqual([1]);
      while ((await log.read(1)).length > 0) await two.forget(log.room);
      expect(await two.shared.findOver(log.code)).toBeNull();
      expect(redis.ask('KEYS', 'quizloop:*').split('\n').sort()).toEqual([keys.clock, keys.count]);
    });

    it('which know what nobody touched for a long time', async () => {
      const home = await node();
      const [old, young] = [await created(home, 'OLD'), await created(home, 'YOUNG')];
      await old.append([named('a')]);
      const betweenMs = home.nowMs() + 1;
      await until(() => home.nowMs() > betweenMs);
      await young.append([named('b')]);
      expect((await home.shared.quiet(betweenMs)).map(({ code }) => code)).toEqual(['OLD']);
    });
  });

  describe('is asked what it keeps', () => {
    it('and warns of each setting that may lose something, or refuses it', async () => {
      const problems: string[] = [];
      const logger = {
        error: () => {},
        warn: ({ problem }: { problem?: string }) => void problems.push(problem ?? ''),
      };
      redis.ask('CONFIG', 'SET', 'appendfsync', 'everysec');
      try {
        await (await openRedisHome({ url: redis.url, logger: logger as never })).close();
        expect(problems).toEqual([expect.stringMatching(/^appendfsync is everysec: .* two seconds of answers/)]);
        const strict = openRedisHome({ url: redis.url, isStrict: true });
        await expect(strict).rejects.toThrow(
          /^Redis at 127\.0\.0\.1:\d+ does not keep what Quizloop promises: appendfsync/,
        );
      } finally {
        redis.ask('CONFIG', 'SET', 'appendfsync', 'always');
      }
      await (await openRedisHome({ url: redis.url, isStrict: true })).close();
      expect(weakIn({ appendonly: 'no', save: '', maxmemory: '1', 'maxmemory-policy': 'allkeys-lru' })).toEqual([
        expect.stringContaining('all rooms in play are lost'),
        expect.stringContaining('rooms in play may be thrown away'),
      ]);
    });

    it('with user, password and database, and says where it cannot be used without the password', async () => {
      redis.ask('ACL', 'SETUSER', 'quiz', 'on', '>hunter2', '~*', '&*', '+@all');
      const url = redis.url.replace('redis://', 'redis://quiz:hunter2@');
      const home = await openRedisHome({ url: `${url}/3` });
      await created(home, 'THREE');
      await home.close();
      expect(redis.ask('-n', '3', 'HKEYS', keys.codes)).toBe('THREE');
      const wrong = openRedisHome({ url: url.replace('hunter2', 'hunter3') });
      await expect(wrong).rejects.toThrow(/^Redis at 127\.0\.0\.1:\d+ cannot be used: WRONGPASS/);
      await expect(wrong).rejects.not.toThrow(/hunter/);
      const nobody = openRedisHome({ url: `redis://me:hunter2@127.0.0.1:${String(await freePort())}` });
      await expect(nobody).rejects.toBeInstanceOf(RedisUnusable);
      await expect(nobody).rejects.toThrow(/^Redis at 127\.0\.0\.1:\d+ cannot be used: connect ECONNREFUSED/);
    });
  });
});
