/**
 * Faults that rooms on several nodes survive: a node that dies or stands still in a question, a Redis that dies, is slow
 * or takes no writes. Nodes are processes behind a balancer that knows no sessions; afterwards the log is held against
 * what everybody was told.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Entry } from '../../shared/game/entry.ts';
import { fold } from '../../shared/game/fold.ts';
import { emptyState, type State } from '../../shared/game/state.ts';
import { outageGraceMs } from '../../shared/limits.ts';
import { openRedisHome } from '../../server/log/redis/redisHome.ts';
import { startBalancer, type Balancer } from '../support/balancer.ts';
import { freshRef, Guest } from '../support/guest.ts';
import { nameOf } from '../support/personality.ts';
import { isRedisLeftOut, startRedis, type RedisServer } from '../support/redisServer.ts';
import { freshFolder, startServer, type TestServer } from '../support/server.ts';

const players = 60;
const windowSeconds = 40;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe.skipIf(isRedisLeftOut)('a game on three nodes', () => {
  let redis: RedisServer;
  let servers: TestServer[];
  let balancer: Balancer;
  let packs: string;
  let guests: Guest[];
  let host: Guest;
  let code: string;

  beforeEach(async () => {
    redis = await startRedis();
    packs = freshFolder('quizloop-packs-');
    mkdirSync(join(packs, 'own'));
    const items = [1, 2, 3].map((n) => ({
      kind: 'choice',
      text: `Question ${String(n)}`,
      seconds: windowSeconds,
      options: [{ text: 'yes', right: true }, { text: 'no' }],
    }));
    writeFileSync(join(packs, 'own', 'pack.yaml'), JSON.stringify({ title: 'Own', items }));
    const env = { REDIS_URL: redis.url, QUIZLOOP_LOG_LEVEL: 'error' };
    servers = await Promise.all([1, 2, 3].map(() => startServer({ env, args: ['--packs', packs] })));
    balancer = await startBalancer(servers.map(({ port }) => port));
    const opened = await servers[0]!.openRoom('own', { reading: false });
    code = opened.code;
    host = new Guest({ url: balancer.url, code, audience: 'desk', token: opened.token });
    guests = Array.from({ length: players }, () => new Guest({ url: balancer.url, code }));
    const joined = await Promise.all(guests.map((guest, at) => guest.join(nameOf(at))));
    expect(joined.filter(({ ok }) => !ok)).toEqual([]);
    await host.until(({ desk }) => desk?.connected === players);
  });
  afterEach(async () => {
    for (const guest of [host, ...guests]) guest.close();
    await balancer.close();
    await Promise.all(servers.map((server) => server.dispose()));
    await redis.dispose();
    rmSync(packs, { recursive: true, force: true });
  });

  async function next(): Promise<void> {
    const before = host.desk!;
    await host.act({ type: 'next', phase: before.phase, index: before.index, step: before.item?.step ?? 0 });
    await host.until(({ desk }) => (desk?.seq ?? 0) > before.seq);
  }
  async function openNext(): Promise<void> {
    const before = host.desk!.index;
    while (host.desk!.index === before) await next();
    await wait(Math.max(0, host.desk!.opensAtMs - Date.now()) + 50);
  }
  const tap = (item: number) => ({ type: 'answer', item, answer: [0], tookMs: 300 }) as const;
  /** Resolves with what each was told, and when at the latest, from now. */
  async function answerAll(item: number, who = guests): Promise<{ refs: string[]; lastMs: number }> {
    const begunMs = performance.now();
    let lastMs = 0;
    const refs = await Promise.all(
      who.map(async (guest) => {
        const ref = freshRef();
        expect(await guest.act(tap(item), ref)).toEqual({ ok: true });
        lastMs = Math.max(lastMs, performance.now() - begunMs);
        return ref;
      }),
    );
    return { refs, lastMs };
  }
  async function logNow(): Promise<{ entries: readonly Entry[]; state: State }> {
    const home = await openRedisHome({ url: redis.url });
    const entries = (await (await home.find(code))?.read(1)) ?? [];
    await home.close();
    const state = emptyState();
    for (const entry of entries) fold(state, entry);
    return { entries, state };
  }
  /** Everybody's phone shows what the log says, whichever node it is on now. */
  async function expectAllRight(item: number, refs: readonly string[]): Promise<void> {
    await host.until(({ desk }) => desk?.phase === 'revealed', 30_000);
    await Promise.all(
      guests.map((guest) => guest.until(({ you, scene }) => scene?.phase === 'revealed' && you?.result != null)),
    );
    const { state } = await logNow();
    const round = state.rounds[item]!;
    expect(round.answers.map((given) => given?.ref).sort()).toEqual([...refs].sort());
    expect(state.players).toHaveLength(players);
    for (const { you } of guests) {
      const player = state.players[you!.seat]!;
      expect({ ...you!, name: you!.name }).toMatchObject({
        name: player.name,
        points: player.points,
        rank: player.rank,
      });
    }
  }

  test('goes on when one of them is killed in a question', async () => {
    await openNext();
    const early = await answerAll(0, guests.slice(0, 20));
    await servers[1]!.kill();
    const late = await answerAll(0, guests.slice(20));
    expect(late.lastMs, 'who was on the dead node').toBeLessThan(5_000);
    await expectAllRight(0, [...early.refs, ...late.refs]);
    expect(guests.map(({ you }) => you?.name).sort()).toEqual(guests.map((_, at) => nameOf(at)).sort());
    await host.until(({ desk }) => desk?.connected === players, 12_000);
  });

  test('is not disturbed by one that stood still for ten seconds', async () => {
    await openNext();
    const stopped = servers[1]!.pid();
    process.kill(stopped, 'SIGSTOP');
    // Those who are not on it answer, and the host goes on. What they are shown is another question by the time it wakes.
    const told = await Promise.all(guests.map((guest) => guest.actOnce(tap(0))));
    const beganMs = performance.now();
    const answered = told.filter((ack) => ack?.ok === true).length;
    expect(answered).toBeGreaterThanOrEqual(players / 3);
    expect(answered).toBeLessThan(players);
    const active = guests.find((_, at) => told[at]?.ok === true)!;
    if (!(await isUp(host))) host.cut();
    await host.until(({ isConnected }) => isConnected);
    while (host.desk!.index < 1) await next();
    await active.until(({ scene }) => scene?.index === 1);
    await wait(Math.max(0, 10_000 - (performance.now() - beganMs)));
    process.kill(stopped, 'SIGCONT');
    await Promise.all(guests.map((guest) => guest.until(({ scene }) => scene?.index === 1)));
    const { refs } = await answerAll(1);
    await expectAllRight(1, refs);
    const { entries, state } = await logNow();
    expect(state.rounds[0]!.answerCount).toBeGreaterThanOrEqual(answered);
    expect(entries.filter(({ type }) => type === 'ended')).toEqual([]);
    // Nobody of those who answered in time was cut off by a node that thought that it knew.
    expect(
      entries.filter((entry) => entry.type === 'closed' && entry.cause === 'everybody' && entry.item === 0),
    ).toEqual([]);
  });

  const isUp = async (guest: Guest): Promise<boolean> =>
    guest.socket
      .timeout(1_000)
      .emitWithAck('clock')
      .then(
        () => true,
        () => false,
      );

  test('waits for a Redis that is killed for eight seconds, and gives the time back', async () => {
    await openNext();
    // In the midst of it: a question that had just opened would open anew, with a moment to find back.
    await wait(outageGraceMs);
    const early = await answerAll(0, guests.slice(0, 20));
    const closesAtMs = host.desk!.closesAtMs;
    await redis.kill();
    const downAtMs = performance.now();
    const refs = guests.slice(20).map(() => freshRef());
    let isDown = true;
    const taken: number[] = [];
    const answering = guests.slice(20).map(async (guest, at) => {
      for (;;) {
        const ack = await guest.actOnce(tap(0), refs[at]);
        if (ack?.ok === true) {
          expect(isDown, 'nothing is acknowledged while nothing can be kept').toBe(false);
          taken.push(performance.now());
          return;
        }
        expect(ack === null ? 'unavailable' : !ack.ok && ack.why).toMatch(/^(?:unavailable|too-fast)$/);
        await wait(300);
      }
    });
    await wait(8_000 - (performance.now() - downAtMs));
    isDown = false;
    await redis.start();
    const upAtMs = performance.now();
    await Promise.all(answering);
    expect(Math.min(...taken) - upAtMs, 'play resumes').toBeLessThan(5_000);
    await expectAllRight(0, [...early.refs, ...refs]);
    const { entries } = await logNow();
    const state = emptyState();
    const given = entries.filter(
      (entry) => fold(state, entry).ok && entry.type === 'extended' && entry.cause === 'outage',
    );
    expect(given, 'once, whichever node was first').toHaveLength(1);
    expect(given[0]).toMatchObject({ item: 0 });
    expect(state.rounds[0]!.opensAtMs + state.rounds[0]!.windowMs - closesAtMs).toBeGreaterThan(8_000);
    // They connected to nodes that lived on: nobody had to come back.
    expect(guests.filter(({ over }) => over !== null)).toEqual([]);
  });

  test('waits for a Redis that takes no writes, and goes on by itself', async () => {
    await openNext();
    await wait(outageGraceMs);
    redis.ask('CONFIG', 'SET', 'min-replicas-to-write', '1');
    for (const guest of guests.slice(0, 5))
      expect(await guest.actOnce(tap(0))).toEqual({ ok: false, why: 'unavailable' });
    await wait(2_500);
    redis.ask('CONFIG', 'SET', 'min-replicas-to-write', '0');
    const { refs, lastMs } = await answerAll(0);
    expect(lastMs).toBeLessThan(5_000);
    await expectAllRight(0, refs);
  });
});
