/** Many at once over real sockets: all get in, each at its moment, the host never waits; and what phones are told beforehand. */
import { io } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import { protocolVersion, type RefusalWord } from '../../shared/protocol/messages.ts';
import { Doorkeeper } from '../../server/live/doorkeeper.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { freshToken, type Guest } from '../support/guest.ts';

let app: TestApp;
afterEach(() => app.close());

/** One handshake: the word it was refused with, or null. */
function knock(code: string, audience: 'player' | 'desk', token = freshToken()): Promise<RefusalWord | null> {
  return new Promise((resolve) => {
    const auth = { version: protocolVersion, code, audience, token };
    const socket = io(app.url, { forceNew: true, reconnection: false, transports: ['websocket'], auth });
    const end = (how: RefusalWord | null): void => {
      socket.disconnect();
      resolve(how);
    };
    socket.on('connect', () => end(null));
    socket.on('connect_error', ({ data }: Error & { data?: RefusalWord }) => end(data ?? { why: 'unavailable' }));
  });
}

/** What `clock` is answered with. */
const clock = ({ socket }: Guest): Promise<readonly number[]> =>
  new Promise((resolve) => socket.emit('clock', (...told) => resolve(told)));

test('a crowd at the door is called in one by one, and the host comes and goes as ever', async () => {
  app = await startApp({ door: new Doorkeeper({ perSecond: 20, burst: 5 }) });
  const room = await app.room();
  const crowd = Array.from({ length: 40 }, () => app.guest(room.code));
  await crowd[0]?.until(({ isConnected }) => isConnected);
  // The last moment of the crowd is still ahead.
  const [refused] = (await Promise.all(Array.from({ length: 10 }, () => knock(room.code, 'player')))).filter(
    (word) => word !== null,
  );
  expect(refused).toEqual({ why: 'too-many', waitMs: expect.any(Number) as number });
  expect(await knock(room.code, 'desk', room.token)).toBeNull();
  await Promise.all(crowd.map((guest) => guest.until(({ scene }) => scene !== null)));
  expect(crowd.map(({ over }) => over)).toEqual(crowd.map(() => null));
});

test('phones are told over how long to come back, hosts are not, and nobody is in a small room', async () => {
  app = await startApp({ door: new Doorkeeper({ perSecond: 100, burst: 3 }) });
  const room = await app.room();
  const ana = await room.player('Ana');
  expect(await clock(ana)).toEqual([expect.any(Number), 0]);
  await room.player('Bo');
  await room.player('Cy');
  // Four connections, one of them the host's.
  expect(await clock(ana)).toEqual([expect.any(Number), 10]);
  expect(await clock(room.host)).toEqual([expect.any(Number), 0]);
});
