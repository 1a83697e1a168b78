/** Rooms that three nodes share over Redis, in this process: who is where makes no difference to anybody. */
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../shared/game/random.ts';
import { youView } from '../../shared/game/views.ts';
import { keys } from '../../server/log/redis/scripts.ts';
import { hashToken } from '../../server/live/tokens.ts';
import { next, openItem, type TestRoom } from '../support/app.ts';
import { freshRef, type Guest } from '../support/guest.ts';
import { nodesOverRedis, startNode, until, type TestNode } from '../support/nodes.ts';
import { answerTo, handIn, nameOf } from '../support/personality.ts';
import { isRedisLeftOut } from '../support/redisServer.ts';
import { parsePack, samplePack } from '../support/rooms.ts';
import { openSlowLine } from '../support/slowProxy.ts';

const longChoice = parsePack({
  title: 'Long',
  items: [1, 2].map((n) => ({
    kind: 'choice',
    text: `Question ${String(n)}`,
    seconds: 300,
    options: [{ text: 'yes', right: true }, { text: 'no' }],
  })),
});
const answer = (item: number, picked = 0) => ({ type: 'answer', item, answer: [picked], tookMs: 300 }) as const;

describe.skipIf(isRedisLeftOut)('rooms on three nodes', () => {
  const shared = nodesOverRedis(3);
  const { nodes } = shared;
  const nodeAt = (at: number): TestNode => nodes[at % nodes.length]!;
  async function joined(room: TestRoom, at: number, name = nameOf(at)): Promise<Guest> {
    const player = nodeAt(at).guest(room.code);
    expect(await player.join(name)).toMatchObject({ ok: true });
    await player.until(({ you, scene }) => you !== null && scene !== null);
    return player;
  }

  test('play a whole pack, with people who change nodes between questions', async () => {
    const room = await nodeAt(0).room(samplePack);
    const { host, code } = room;
    const players: Guest[] = [];
    for (let at = 0; at < 24; at++) players.push(await joined(room, at));
    const random = seededRandom(4711);
    const given: { at: number; item: number; step: number; ref: string }[] = [];
    /** A third of them is elsewhere now; the page that they had is told so where it is still there. */
    const hop = async (): Promise<void> => {
      await Promise.all(
        players.map(async (old, at) => {
          if (random() > 0.33) return;
          const isLeftOpen = random() < 0.5;
          if (!isLeftOpen) old.close();
          const fresh = nodeAt(Math.floor(random() * 3)).guest(code, { token: old.token, turn: given.length + 1 });
          players[at] = fresh;
          await fresh.until(({ you, scene }) => you !== null && scene !== null);
          expect(fresh.you?.name).toBe(nameOf(at));
          if (isLeftOpen) await old.until(({ over }) => over === 'elsewhere');
        }),
      );
    };
    const answerAll = async (item: number, step: number): Promise<void> => {
      await Promise.all(
        players.map(async (player, at) => {
          await player.until(({ scene }) => scene?.index === item && scene.item?.step === step);
          const { scene } = player;
          if (scene?.item == null) return;
          await player.until(({ you }) => step === 0 || you?.step === step);
          const [ref, own] = [freshRef(), answerTo(scene.item, seededRandom(item, at), handIn(scene, player.you))];
          const tap = { type: 'answer', item, step, answer: own, tookMs: 200 } as const;
          await new Promise((resolve) => setTimeout(resolve, Math.max(0, scene.opensAtMs - Date.now())));
          let ack = await player.act(tap, ref);
          while (!ack.ok && ack.why === 'not-open-yet') {
            await new Promise((resolve) => setTimeout(resolve, 300));
            ack = await player.act(tap, ref);
          }
          if (ack.ok) given.push({ at, item, step, ref });
          else expect(ack.why).toBe('not-an-answer');
        }),
      );
    };
    let last = '';
    while (host.desk?.phase !== 'podium') {
      const { phase, index, item } = host.desk!;
      const step = item?.step ?? 0;
      const key = `${String(index)}.${String(step)}`;
      if (phase === 'asked' && item?.asked === true && key !== last) {
        last = key;
        await answerAll(index, step);
        const isFull = given.filter((one) => one.item === index && one.step === step).length === players.length;
        // Nobody presses anything: it closes when all have answered, wherever they are.
        if (isFull) await host.until(({ desk }) => desk?.phase !== 'asked' || desk.item?.step !== step, 10_000);
      } else {
        await next(host);
        if (host.desk?.phase === 'revealed' || host.desk?.phase === 'ranked') await hop();
      }
    }

    const rooms = await Promise.all(nodes.map((node) => node.roomOf(code)));
    const [first] = rooms;
    await until(() => rooms.every(({ state }) => state.seq === first!.state.seq));
    for (const { state } of rooms) expect(state).toEqual(first!.state);
    const { state } = first!;
    expect(given.length).toBeGreaterThan(200);
    for (const { at, item, step, ref } of given) {
      const round = state.rounds[item]!;
      const seat = state.players.findIndex(({ name }) => name === nameOf(at));
      const answers = step === round.step ? round.answers : round.earlier[step]!;
      expect(answers[seat]?.ref, `${nameOf(at)} at ${String(item)}.${String(step)}`).toBe(ref);
    }
    for (const player of players) {
      await player.until(({ scene, you }) => scene?.phase === 'podium' && you?.rank != null);
      const seat = state.seatByToken[`$${hashToken(player.token)}`]!;
      const { points, rank } = youView(state, seat)!;
      expect({ points: player.you?.points, rank: player.you?.rank }).toEqual({ points, rank });
    }
  });

  test('show how many are connected anywhere, and wait for who has not answered there', async () => {
    const room = await nodeAt(0).room(longChoice);
    const players = [await joined(room, 0), await joined(room, 1), await joined(room, 2)];
    await room.host.until(({ desk }) => desk?.connected === 3 && desk.roster.every(({ connected }) => connected));
    await openItem(room.host, 0);
    expect(await players[0]!.act(answer(0))).toEqual({ ok: true });
    expect(await players[1]!.act(answer(0))).toEqual({ ok: true });
    // A node that has its own people's answers must not close it: it takes several heartbeats to be sure of that.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(room.host.desk?.phase).toBe('asked');
    expect(await players[2]!.act(answer(0))).toEqual({ ok: true });
    await room.host.until(({ desk }) => desk?.phase === 'revealed', 5_000);

    players[2]!.close();
    await room.host.until(({ desk }) => desk?.connected === 2, 5_000);
  });

  test('know within seconds of a node that is gone, and play on', async () => {
    const room = await nodeAt(0).room(longChoice);
    const players = [await joined(room, 0), await joined(room, 1)];
    await room.host.until(({ desk }) => desk?.connected === 2);
    const [gone] = nodes.splice(1, 1);
    await gone!.close();
    await room.host.until(({ desk }) => desk?.connected === 1, 10_000);
    const back = nodeAt(1).guest(room.code, { token: players[1]!.token });
    await back.until(({ you }) => you?.name === nameOf(1));
    await room.host.until(({ desk }) => desk?.connected === 2);
  });

  test('take the seat from a page on another node, and from one that came late', async () => {
    const room = await nodeAt(0).room();
    const old = nodeAt(0).guest(room.code, { turn: 5 });
    await old.join('Ana');
    await old.until(({ you }) => you !== null);
    // It was made before, and arrives only now.
    const late = nodeAt(1).guest(room.code, { token: old.token, turn: 4 });
    await late.until(({ over }) => over === 'elsewhere');
    expect(old.over).toBeNull();
    const newer = nodeAt(2).guest(room.code, { token: old.token, turn: 6 });
    await old.until(({ over }) => over === 'elsewhere');
    await newer.until(({ you }) => you?.name === 'Ana');
    await room.host.until(({ desk }) => desk?.connected === 1);
  });

  test('give a seat to the page that waits for it, whichever node was asked', async () => {
    const room = await nodeAt(0).room();
    const asker = nodeAt(1).guest(room.code, { turn: 1 });
    await asker.until(({ isConnected }) => isConnected);
    const waiting = nodeAt(2).guest(room.code, { token: asker.token, turn: 2 });
    await waiting.until(({ scene }) => scene !== null);
    // The page that asked is told that another one is newer, perhaps before it hears that it was given the seat.
    void asker.join('Ana');
    await waiting.until(({ you }) => you?.name === 'Ana');
    await asker.until(({ over }) => over === 'elsewhere');
  });

  test('send away who is removed, and unseat who left on another page', async () => {
    const room = await nodeAt(0).room();
    const [ana, bo] = [await joined(room, 1, 'Ana'), await joined(room, 2, 'Bo')];
    expect(await room.host.act({ type: 'remove', seat: ana.you!.seat })).toEqual({ ok: true });
    await ana.until(({ over }) => over === 'removed');
    expect(await bo.act({ type: 'leave' })).toEqual({ ok: true });
    const again = nodeAt(0).guest(room.code, { token: bo.token, turn: 9 });
    await again.until(({ scene, you }) => scene !== null && you === null);
    await room.host.until(({ desk }) => desk?.connected === 0);
  });

  test('admit another device as host with a word, on any node and once', async () => {
    const room = await nodeAt(0).room();
    const paired = await room.host.act({ type: 'pair' });
    const word = paired.ok ? paired.word : undefined;
    const redeem = (node: TestNode): Promise<Response> =>
      fetch(`${node.url}/api/rooms/${room.code}/host`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ word }),
      });
    const [first, second] = await Promise.all([redeem(nodeAt(1)), redeem(nodeAt(2))]);
    expect([first.status, second.status].sort()).toEqual([200, 401]);
    const { token } = (await (first.ok ? first : second).json()) as { token: string };
    const desk = nodeAt(2).guest(room.code, { audience: 'desk', token });
    await desk.until((seen) => seen.desk !== null);
    // The same wish for more time, asked again on another node, is one.
    await openItem(room.host, 1);
    const ref = freshRef();
    await desk.until((seen) => seen.desk?.index === 1);
    const before = desk.desk!.closesAtMs;
    for (const host of [room.host, desk, room.host])
      expect(await host.act({ type: 'extend', item: 1, byMs: 30_000 }, ref)).toEqual({ ok: true });
    await desk.until((seen) => seen.desk!.closesAtMs > before);
    expect(desk.desk!.closesAtMs).toBe(before + 30_000);
  });

  test('are listed for hosts on every node, each once', async () => {
    const { code } = await nodeAt(0).room(longChoice);
    await nodeAt(1).roomOf(code);
    const listed = async (at: number): Promise<unknown> =>
      (await fetch(`${nodeAt(at).url}/api/rooms`)).json().then((body: { rooms?: unknown }) => body.rooms);
    const entry = { code, title: 'Long', phase: 'lobby', players: 0, openedAtMs: expect.any(Number) as number };
    for (const at of [0, 1, 2]) {
      let rooms: unknown;
      await until(async () => {
        rooms = await listed(at);
        return Array.isArray(rooms) && rooms.length > 0;
      });
      expect(rooms).toEqual([entry]);
    }
  });

  test('count wrong codes together', async () => {
    const ask = (at: number): Promise<number> =>
      fetch(`${nodeAt(at).url}/api/rooms/BBBBBB`).then(({ status }) => status);
    const statuses: number[] = [];
    while (!statuses.includes(429) && statuses.length < 200) statuses.push(await ask(statuses.length));
    // What is told arrives a moment after it was counted.
    expect(statuses.filter((status) => status === 404).length).toBeLessThan(70);
    await until(async () => (await Promise.all([0, 1, 2].map(ask))).every((status) => status === 429));
  });

  test('show how a room ended, also on a node that never had it', async () => {
    const room = await nodeAt(0).room(longChoice);
    const player = await joined(room, 0);
    expect(await room.host.act({ type: 'end' })).toEqual({ ok: true });
    await player.until(({ scene }) => scene?.phase === 'ended');
    await until(async () => (await nodes[0]!.home.finished()).length === 1);
    const later = nodeAt(2).guest(room.code, { token: player.token });
    await later.until(({ scene, you }) => scene?.phase === 'ended' && you !== null);
    expect(nodes.flatMap(({ alarms }) => alarms)).toEqual([]);
  });

  test('acknowledge nothing before a slow Redis has it, and lose nothing to its slowness', async () => {
    const way = { delayMs: 150 };
    const line = await openSlowLine(
      `http://127.0.0.1:${String(shared.redis.port)}`,
      { up: way, down: way },
      Math.random,
    );
    const slow = await startNode(line.url.replace('http', 'redis'));
    nodes.push(slow);
    const room = await nodeAt(0).room(longChoice);
    const players = [await joined(room, 0), await joined(room, 3)];
    await openItem(room.host, 0);
    for (const [at, player] of players.entries()) {
      const askedMs = performance.now();
      expect(await player.act(answer(0))).toEqual({ ok: true });
      if (at === 1) expect(performance.now() - askedMs).toBeGreaterThan(300);
    }
    await room.host.until(({ desk }) => desk?.phase === 'revealed', 10_000);
    await players[1]!.until(({ you }) => you?.result != null);
    expect(Math.abs(slow.home.nowMs() - nodeAt(0).home.nowMs()), 'the same clock').toBeLessThan(150);
    nodes.pop();
    await slow.close();
    await line.close();
  });

  test('begin anew with what Redis kept, where it lost what it had handed out', async () => {
    const room = await nodeAt(0).room(longChoice);
    const [ana, bo] = [await joined(room, 0, 'Ana'), await joined(room, 1, 'Bo')];
    await room.host.until(({ desk }) => desk?.players === 2);
    const { log } = await nodeAt(0).roomOf(room.code);
    shared.redis.ask('XDEL', keys.log(log.room), '3-0');
    shared.redis.ask('XSETID', keys.log(log.room), '2-0');
    shared.redis.ask('HSET', keys.room(log.room), 'seq', '2');
    shared.redis.ask('CLIENT', 'KILL', 'TYPE', 'pubsub');
    // Bo's phone keeps its token, and is asked for the name again; Ana plays on.
    await room.host.until(({ desk }) => desk?.players === 1);
    await bo.until(({ you, isConnected }) => you === null && isConnected);
    expect(await bo.join('Bo')).toMatchObject({ ok: true, seat: 1 });
    await ana.until(({ isConnected }) => isConnected);
    await openItem(room.host, 0);
    for (const player of [ana, bo]) expect(await player.act(answer(0))).toEqual({ ok: true });
    await room.host.until(({ desk }) => desk?.phase === 'revealed', 10_000);
    const rooms = await Promise.all(nodes.map((node) => node.roomOf(room.code)));
    await until(() => rooms.every(({ state }) => state.seq === rooms[0]!.state.seq));
    for (const { state } of rooms) expect(state).toEqual(rooms[0]!.state);
  });
});
