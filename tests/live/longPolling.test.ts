/** Phones whose network breaks WebSockets: their page answers for their round trips, and is believed less. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TripRecord } from '../../shared/clock.ts';
import { pageTripMsMax } from '../../shared/limits.ts';
import { openSocket } from '../../client/live/link.ts';
import { LiveRoom } from '../../client/live/room.svelte.ts';
import { startApp, type TestApp, type TestRoom } from '../support/app.ts';
import { keepInMemory } from '../support/memoryStorage.ts';
import type { Guest, GuestOptions } from '../support/guest.ts';
import { until } from '../support/script.ts';

let app: TestApp;
let room: TestRoom;
beforeEach(async () => {
  app = await startApp();
  room = await app.room();
});
afterEach(() => app.close());

type Transports = NonNullable<GuestOptions['transports']>;

async function join(transports: Transports, answer: (ack: () => void) => void): Promise<Guest> {
  const guest = app.guest(room.code, { transports });
  guest.socket.on('trip', answer);
  await guest.join('Ana');
  await guest.until(({ you }) => you !== null);
  return guest;
}

/** What the server knows of the first seat's network. */
async function trips(): Promise<TripRecord> {
  const live = await app.app.rooms.find(room.code);
  const connection = live?.room.presence.get(0);
  if (connection === undefined) throw new Error('nobody is there');
  return connection.data.trips;
}

test('are measured by what their page answers', async () => {
  await join(['polling'], (ack) => ack());
  const record = await trips();
  expect(record.summary()).toBeNull();
  await until(() => record.summary() !== null);
  expect(record.by).toBe('page');
});

test('gain a bounded lead at most by answering late on purpose', async () => {
  const lateMs = 2 * pageTripMsMax;
  await join(['polling'], (ack) => setTimeout(ack, lateMs));
  const record = await trips();
  await until(() => record.summary() !== null);
  expect(record.summary()).toEqual({ minMs: pageTripMsMax, p90Ms: pageTripMsMax });
});

test('gain nothing by answering before they are asked, or twice, or not at all', async () => {
  const guest = await join(['polling'], () => {});
  const record = await trips();
  // Acknowledgements are numbered from 0: these are guesses at what comes next.
  const { engine } = guest.socket.io;
  for (let id = 0; id < 10; id++) engine.write(`3${String(id)}[]`);
  guest.socket.on('trip', (ack) => {
    ack();
    ack();
  });
  await until(() => record.summary() !== null);
  expect(record.summary()?.minMs).toBeGreaterThanOrEqual(0);
  expect(await guest.act({ type: 'flag', item: 0 })).toMatchObject({ ok: false });
  expect(app.alarms).toEqual([]);
});

test('are measured by frames from then on where the connection becomes a WebSocket', async () => {
  await join(['polling', 'websocket'], (ack) => setTimeout(ack, 5_000));
  const record = await trips();
  record.add(5_000, 'page');
  await until(() => record.by === 'frames');
  expect(record.summary()?.minMs).toBeLessThan(5_000);
});

test('are measured with the page that people use', async () => {
  const connect: ConstructorParameters<typeof LiveRoom>[1] = {
    keep: keepInMemory(),
    connect: (hello) => {
      const socket = openSocket(hello, app.url);
      socket.io.opts.transports = ['polling'];
      return socket;
    },
  };
  const page = new LiveRoom({ code: room.code, audience: 'player', token: 'p'.repeat(43) }, connect);
  await page.act({ type: 'join', name: 'Ana' });
  const record = await trips();
  await until(() => record.summary() !== null);
  expect(record.by).toBe('page');
  page.close();
});
