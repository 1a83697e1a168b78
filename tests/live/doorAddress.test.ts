/** What an address is counted for at a full door: a hall that is told to come a moment later comes twice, and counts once. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Doorkeeper } from '../../server/live/doorkeeper.ts';
import { connectionsPerMinute } from '../../shared/limits.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { RawClient } from '../bench/rawClient.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { freshToken } from '../support/guest.ts';

/** Some that nothing is expected of: this address may open so many more. */
const left = 4;

let app: TestApp;
beforeEach(async () => {
  app = await startApp({ door: new Doorkeeper({ perSecond: 20, burst: 1 }) });
});
afterEach(() => app.close());

/** Asks to be let in so often, with nothing that could be; resolves when each was refused. */
function knock(port: number, times: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/socket.io/?EIO=4&transport=websocket`);
    let refused = 0;
    socket.on('error', reject);
    socket.on('message', (raw: Buffer) => {
      const text = raw.toString();
      if (text.startsWith('44')) refused += 1;
      if (refused === times) {
        socket.close();
        resolve();
      } else if (text.startsWith('0') || text.startsWith('44')) socket.send('40{"code":"none"}');
    });
  });
}

test('who comes at the moment that was kept is not counted a second time, and all others are', async () => {
  const { code } = await app.room();
  const port = Number(new URL(app.url).port);
  // The host of the room was one.
  await knock(port, connectionsPerMinute - left - 1);
  const hello = () => ({ version: protocolVersion, code, audience: 'player', token: freshToken() });
  const phones = await Promise.all(Array.from({ length: left }, () => RawClient.connect(port, hello(), () => {})));
  await expect(RawClient.connect(port, hello(), () => {})).rejects.toThrow('"too-many"');
  for (const phone of phones) phone.close();
});
