/** What a connection came in with is let go, also where the engine keeps its answer to the upgrade. */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { Handshakes } from '../../server/live/handshakes.ts';
import type { Connection, Wire } from '../../server/live/wire.ts';

type Middleware = (request: IncomingMessage, answer: ServerResponse, next: () => void) => void;

function cameIn(headers: Record<string, string>) {
  const request = Object.assign(new IncomingMessage(new Socket()), { headers });
  const answer = new ServerResponse(request);
  const connection = { conn: { request }, handshake: { headers, auth: { token: 'secret' } } };
  let isNext = false;
  const wire = {
    engine: { use: (middleware: Middleware) => middleware(request, answer, () => (isNext = true)) },
  };
  const handshakes = new Handshakes(wire as unknown as Wire);
  expect(isNext).toBe(true);
  handshakes.letGo(connection as unknown as Connection);
  return { answer, connection };
}

test('a WebSocket keeps nothing of its request', () => {
  const { answer, connection } = cameIn({ upgrade: 'websocket', authorization: 'secret' });
  expect('req' in answer).toBe(false);
  expect(connection).toEqual({ conn: {}, handshake: { headers: {}, auth: {} } });
});

test('what polls answers its request as always', () => {
  const { answer, connection } = cameIn({});
  expect(answer.req).toBeInstanceOf(IncomingMessage);
  expect(connection.conn).toEqual({});
});
