/** When a page comes back after it lost the server: at a moment of its own, or at the one that the server keeps for it. */
import type { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openSocket, type RoomSocket } from '../../client/live/link.ts';
import { LiveRoom } from '../../client/live/room.svelte.ts';
import { keepInMemory } from '../support/memoryStorage.ts';
import { Script, until } from '../support/script.ts';

let script: Script;
let room: LiveRoom;
let socket: RoomSocket;
let port: number | undefined;

/** `tryMs`: when a try is given up. */
async function enter(tryMs?: number): Promise<void> {
  port ??= await script.listen();
  room = new LiveRoom(
    { code: 'BCDFGH', audience: 'player', token: 'x'.repeat(43) },
    {
      keep: keepInMemory(),
      connect: (hello) => {
        socket = openSocket(hello, `http://127.0.0.1:${String(port)}`);
        if (tryMs !== undefined) socket.io.timeout(tryMs);
        return socket;
      },
    },
  );
}

/** Once the server's word has come. */
async function isIn(): Promise<void> {
  await until(() => room.link === 'up' && room.roundTripMs !== null);
}

beforeEach(() => {
  script = new Script();
  port = undefined;
});
afterEach(async () => {
  vi.restoreAllMocks();
  room.close();
  await script.wire.close();
});

describe('a connection that everybody lost', () => {
  const losses = 400;

  /** The waits before the first try, as they fall out over many losses. */
  function waits(reason: 'transport close' | 'ping timeout'): number[] {
    const [lost] = socket.listeners('disconnect');
    return Array.from({ length: losses }, () => {
      lost?.(reason);
      return socket.io.reconnectionDelay();
    });
  }

  test.each([
    ['in a small room', 0],
    ['to a server of the version before, which says nothing of it', null],
  ])('comes back at once %s', async (_, spreadMs) => {
    script.spreadMs = spreadMs;
    await enter();
    await isIn();
    const all = waits('transport close');
    expect(Math.min(...all)).toBeGreaterThanOrEqual(150);
    expect(Math.max(...all)).toBeLessThanOrEqual(450);
  });

  test('comes back at any moment of the time that the server named', async () => {
    script.spreadMs = 6_000;
    await enter();
    await isIn();
    const all = waits('transport close');
    expect(Math.min(...all)).toBeGreaterThanOrEqual(150);
    expect(Math.max(...all)).toBeLessThanOrEqual(6_450);
    // As many in each third: no moment is more likely than another.
    for (const from of [150, 2_250, 4_350]) {
      const inside = all.filter((ms) => ms >= from && ms < from + 2_100).length;
      expect(inside).toBeGreaterThan(losses / 3 - losses / 10);
    }
    // Further tries stay as far apart, so that a long outage spreads them no less.
    expect(socket.io.reconnectionDelayMax()).toBe(7_500);
  });

  test('is not waited with where it was this phone alone that heard nothing', async () => {
    script.spreadMs = 6_000;
    await enter();
    await isIn();
    expect(Math.max(...waits('ping timeout'))).toBeLessThanOrEqual(450);
  });

  test('is back no sooner than that', async () => {
    script.spreadMs = 1_500;
    await enter();
    await isIn();
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const lostMs = performance.now();
    script.cut();
    await until(() => room.link === 'down');
    await until(() => room.link === 'up');
    expect(script.knockedMs).toHaveLength(2);
    expect((script.knockedMs[1] ?? 0) - lostMs).toBeGreaterThan(1_000);
  });

  test('is back at once when somebody wants something', async () => {
    script.spreadMs = 600_000;
    await enter();
    await isIn();
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    script.cut();
    await until(() => room.link === 'down');
    expect(await room.act({ type: 'flag', item: 0 })).toEqual({ ok: true });
  });
});

describe('a page for which the server keeps a moment', () => {
  test('comes then, and not before, whatever is tapped', async () => {
    script.refuse = { why: 'too-many', waitMs: 900 };
    await enter();
    await until(() => script.knockedMs.length === 1 && room.link === 'down');
    script.refuse = null;
    const asked = Array.from({ length: 5 }, () => room.act({ type: 'flag', item: 0 }));
    await until(() => room.link === 'up');
    expect(script.knockedMs).toHaveLength(2);
    const [firstMs = 0, secondMs = 0] = script.knockedMs;
    // A timer may ring a moment early.
    expect(secondMs - firstMs).toBeGreaterThan(890);
    expect(await Promise.all(asked)).toEqual(asked.map(() => ({ ok: true })));
    // It is as free as ever afterwards.
    script.spreadMs = 600_000;
    script.cut();
    await until(() => room.link === 'down');
    await room.act({ type: 'flag', item: 0 });
    expect(script.knockedMs).toHaveLength(3);
  });
});

describe('a page whose network breaks WebSockets', () => {
  const isOver = (name: string): boolean =>
    [...script.wire.sockets.sockets.values()].at(-1)?.conn.transport.name === name;

  test('comes by long-polling, and others never do', async () => {
    await enter();
    await isIn();
    expect(isOver('websocket')).toBe(true);
    room.close();
    script.http.removeAllListeners('upgrade');
    await enter();
    await isIn();
    expect(isOver('polling')).toBe(true);
  });

  describe('without a word', () => {
    const swallowed: Duplex[] = [];
    afterEach(() => {
      for (const connection of swallowed.splice(0)) connection.destroy();
    });
    const swallow = (): void => {
      script.http.removeAllListeners('upgrade').on('upgrade', (_, connection) => swallowed.push(connection));
    };

    test('comes by long-polling', async () => {
      swallow();
      await enter(700);
      await isIn();
      expect(isOver('polling')).toBe(true);
    });

    test('comes by WebSockets again where long-polling is what fails', async () => {
      const [upgrade] = script.http.listeners('upgrade');
      swallow();
      script.http.removeAllListeners('request').on('request', (_, response) => {
        if (upgrade !== undefined) script.http.removeAllListeners('upgrade').on('upgrade', upgrade as () => void);
        response.writeHead(400).end();
      });
      await enter(700);
      await isIn();
      expect(isOver('websocket')).toBe(true);
    });
  });
});

test('a page answers at once when its round trip is asked for', async () => {
  await enter();
  await isIn();
  const [connection] = script.wire.sockets.sockets.values();
  await new Promise<void>((resolve) => connection?.emit('trip', resolve));
});
