/**
 * Oversized and binary frames: they end their own connection before they are taken in. What the process holds afterwards
 * is measured after its garbage is collected, so that a busy machine changes nothing.
 */
import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { messageBytesMax } from '../../shared/limits.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { next, startApp, type TestApp } from '../support/app.ts';
import { freshToken } from '../support/guest.ts';

const attackers = 200;
const chunkBytes = 65_536;
const chunks = 10;
const growthBytesMax = 20_000_000;

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
function heldBytes(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const upgrade = [
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
  ...['Host: 127.0.0.1', 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'],
  ...['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', '\r\n'],
].join('\r\n');

/** The head of a masked frame; the mask is zeros. */
function head(first: number, length: number): Buffer {
  const bytes = Buffer.alloc(14);
  bytes[0] = first;
  bytes[1] = 0x80 | 127;
  bytes.writeBigUInt64BE(BigInt(length), 2);
  return bytes;
}

/** One for all, so that who attacks holds nothing of it. */
const chunk = Buffer.alloc(chunkBytes, 'x');

/** Writes for as long as it is let; resolves when the server has ended it. */
function pour(port: number, start: readonly (string | Buffer)[]): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.on('close', () => resolve());
    socket.resume();
    for (const part of start) socket.write(part);
    for (let at = 0; at < chunks; at++) socket.write(chunk);
  });
}

/** Of a message that goes on. */
const smallPart = Buffer.concat([head(0x01, messageBytesMax / 2), Buffer.alloc(messageBytesMax / 2, 'x')]);

const hello = (code: string): Buffer => {
  const text = Buffer.from(
    `40${JSON.stringify({ version: protocolVersion, code, audience: 'player', token: freshToken() })}`,
  );
  return Buffer.concat([head(0x81, text.length), text]);
};

test.each<[string, (code: string) => (string | Buffer)[]]>([
  ['text of a gigabyte', (code) => [upgrade, hello(code), head(0x81, 1e9)]],
  ['bytes of a gigabyte', (code) => [upgrade, hello(code), head(0x82, 1e9)]],
  // Each part is small enough; together they are not.
  ['text in parts without end', (code) => [upgrade, hello(code), ...Array<Buffer>(40).fill(smallPart)]],
  ['a gigabyte before anybody said hello', () => [upgrade, head(0x81, 1e9)]],
])('%s ends its connection and is not kept', async (_, startOf) => {
  const room = await app.room();
  const ana = await room.player('Ana');
  const port = Number(new URL(app.url).port);
  await pour(port, startOf(room.code));
  const before = heldBytes();
  await Promise.all(Array.from({ length: attackers }, () => pour(port, startOf(room.code))));
  // What a connection held goes once the process has heard that it is gone.
  await expect.poll(() => heldBytes() - before, { timeout: 20_000 }).toBeLessThan(growthBytesMax);
  expect(app.app.http.listening).toBe(true);
  await next(room.host);
  await ana.until(({ scene }) => scene?.index === 0);
  expect(app.alarms).toEqual([]);
});

test('a poll of a gigabyte is refused once it is too large', async () => {
  const path = `${app.url}/socket.io/?EIO=4&transport=polling`;
  const opened = await (await fetch(path)).text();
  const sid = /"sid":"([^"]+)"/.exec(opened)?.[1] ?? '';
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    socket.on('data', (bytes) => {
      resolve(bytes.toString());
      socket.destroy();
    });
    socket.write(
      `POST /socket.io/?EIO=4&transport=polling&sid=${sid} HTTP/1.1\r\nHost: 127.0.0.1\r\n` +
        'Content-Type: text/plain\r\nContent-Length: 1000000000\r\n\r\n',
    );
    socket.write(chunk);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});
