/**
 * What a connection came in with, let go once it is in: a kilobyte or two for each, as long as it lasts; and nobody needs
 * its token in the clear any more. What was asked for must have been read before.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connection, Wire } from './wire.ts';

export class Handshakes {
  /** Of a WebSocket, the engine keeps its answer for as long as it lasts, and the answer keeps the request. */
  readonly #answers = new WeakMap<IncomingMessage, ServerResponse>();

  constructor(wire: Pick<Wire, 'engine'>) {
    wire.engine.use((request: IncomingMessage, answer: ServerResponse, next: () => void) => {
      if (request.headers.upgrade !== undefined) this.#answers.set(request, answer);
      next();
    });
  }

  letGo(connection: Connection): void {
    const answer = this.#answers.get(connection.conn.request);
    if (answer !== undefined) Reflect.deleteProperty(answer, 'req');
    Reflect.deleteProperty(connection.conn, 'request');
    connection.handshake.headers = {};
    connection.handshake.auth = {};
  }
}
