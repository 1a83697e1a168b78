/** A ready frame goes only where Engine.IO takes one as it is; everywhere else Socket.IO emits, in the same order. */
import { expect, test } from 'vitest';
import { frameOf, put } from '../../server/live/frames.ts';
import type { Connection } from '../../server/live/wire.ts';

/** A connection over this transport, and what it was given. */
function connectionOver(transport: object): { connection: Connection; given: unknown[] } {
  const given: unknown[] = [];
  const connection = {
    conn: { transport, write: (...written: unknown[]) => given.push(written) },
    emit: (...emitted: unknown[]) => given.push(emitted),
  };
  return { connection: connection as unknown as Connection, given };
}

const sender = { sendFrame: (): void => {} };
const websocket = { name: 'websocket', writable: true, perMessageDeflate: false, socket: { _sender: sender } };
const frames = [frameOf('you', null), frameOf('scene', [7])];
const emitted = [
  ['you', null],
  ['scene', [7]],
];

test('a WebSocket as Engine.IO makes them takes both frames in one write', () => {
  const { connection, given } = connectionOver({ ...websocket });
  put(connection, frames);
  const bytes = Buffer.from('\x81\x0e42["you",null]\x81\x0f42["scene",[7]]', 'latin1');
  expect(given).toEqual([['', { compress: false, wsPreEncodedFrame: [bytes] }]]);
});

test.each([
  ['polling', { ...websocket, name: 'polling' }],
  ['one that takes nothing now', { ...websocket, writable: false }],
  ['one that compresses', { ...websocket, perMessageDeflate: { threshold: 1_024 } }],
  ['one without a socket', { name: 'websocket', writable: true, perMessageDeflate: false }],
  ['one whose socket has no sender', { ...websocket, socket: {} }],
  ['one whose sender sends no frames', { ...websocket, socket: { _sender: { send: (): void => {} } } }],
])('%s is left to Socket.IO', (_, transport) => {
  const { connection, given } = connectionOver(transport);
  put(connection, frames);
  expect(given).toEqual(emitted);
});
