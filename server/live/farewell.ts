/**
 * How this node lets people go before it ends: it takes nobody in any more, and ends one connection after the other, so
 * that who takes them in next is not stormed. A phone whose connection ends comes back by itself, and asks again for
 * what was not acknowledged.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { partMsMax, partMsMin, requestsEndMsMax } from '../../shared/operatingLimits.ts';
import type { Wire } from './wire.ts';

/** Short beside any spread, long beside what closing one connection takes. */
const stepMs = 20;

export class Farewell {
  readonly #wire: Wire;
  readonly #http: Server;
  #hasBegun = false;

  constructor(wire: Wire, http: Server) {
    this.#wire = wire;
    this.#http = http;
    wire.engine.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
      // A connection that is there already may still be spoken with.
      if (!this.#hasBegun || /[?&]sid=/.test(request.url ?? '')) return next();
      // Whoever stands in front asks another node then.
      response.writeHead(503);
      response.end();
    });
  }

  /** Resolves when all who were connected at the call have been let go, in the order in which they came: hosts are early. */
  async say(msPerConnection: number): Promise<void> {
    this.#hasBegun = true;
    const connections = [...this.#wire.sockets.sockets.values()];
    const spreadMs = Math.min(partMsMax, Math.max(partMsMin, connections.length * msPerConnection));
    const beganAtMs = performance.now();
    let gone = 0;
    while (gone < connections.length) {
      await new Promise((resolve) => setTimeout(resolve, stepMs));
      const share = Math.min(1, (performance.now() - beganAtMs) / spreadMs);
      const due = Math.ceil(connections.length * share);
      for (const { conn } of connections.slice(gone, due)) conn.close();
      gone = due;
    }
  }

  /** Whoever is left goes at once. Resolves when no request runs any more. */
  async end(): Promise<void> {
    this.#hasBegun = true;
    // What still runs after a moment is a slow upload or an idle reader: a new start must not wait for them.
    const timer = setTimeout(() => this.#http.closeAllConnections(), requestsEndMsMax);
    await this.#wire.close();
    clearTimeout(timer);
  }
}
