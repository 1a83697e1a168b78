/** What a connection costs while it lasts: heartbeats at moments of its own, and nothing kept of its handshake. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as v from 'valibot';
import { WebSocket } from 'ws';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const openSchema = v.object({ pingInterval: v.number(), pingTimeout: v.number() });

/** What Engine.IO tells a connection first. */
function opening(): Promise<v.InferOutput<typeof openSchema>> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    socket.on('error', reject);
    socket.on('message', (raw: Buffer) => {
      socket.close();
      resolve(v.parse(openSchema, JSON.parse(raw.toString().slice(1))));
    });
  });
}

test('people who come together are not pinged together, and nobody is given up before a ping can have come', async () => {
  const told = await Promise.all(Array.from({ length: 40 }, opening));
  const waits = told.map(({ pingInterval }) => pingInterval);
  expect(new Set(waits).size).toBeGreaterThan(30);
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(3_000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(25_000);
  for (const { pingInterval, pingTimeout } of told) expect(pingInterval + pingTimeout).toBeGreaterThan(25_000);
});

test('a handshake is let go of once it is over, its token with it', async () => {
  const room = await app.room();
  const player = await room.player('Ada');
  const live = await app.app.rooms.find(room.code);
  const connection = live?.room.presence.get(0);
  expect(connection?.connected).toBe(true);
  expect(connection?.request).toBeUndefined();
  expect(JSON.stringify(connection?.handshake)).not.toContain(player.token);
});
