/**
 * The port, as a thing of its own: it can be taken before the server behind it is ready, and whoever knocks meanwhile
 * waits and is let in then, instead of being turned away.
 */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { connectionsWaitingMax } from '../../shared/operatingLimits.ts';
import type { ServerSettings } from '../settings.ts';
import { errorCode, listenRefusal } from './startRefusal.ts';

export interface Door {
  readonly port: number;
  /** From here on `http` has the port, and those who waited. */
  letIn(http: Server): void;
  /** Lets go of a port that nobody was let in by. */
  close(): void;
}

type Place = Pick<ServerSettings, 'port' | 'host'>;

/** Another process frees it at this very moment. */
const againMs = 10;

/** A port that is taken is tried again for `waitMs`. Throws a `StartRefusal` where it cannot be had. */
export async function openDoor(place: Place, waitMs = 0): Promise<Door> {
  const untilMs = performance.now() + waitMs;
  const waiting: Socket[] = [];
  // Paused: not a byte is read before there is somebody to read it.
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    socket.on('error', () => {});
    waiting.push(socket);
  });
  for (;;) {
    server.listen({ port: place.port, host: place.host, backlog: connectionsWaitingMax });
    try {
      await once(server, 'listening');
      break;
    } catch (error) {
      if (errorCode(error) !== 'EADDRINUSE' || performance.now() > untilMs) throw listenRefusal(error, place);
      await pause(againMs);
    }
  }
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : place.port,
    letIn(http) {
      http.listen(server, connectionsWaitingMax);
      for (const socket of waiting.splice(0)) {
        http.emit('connection', socket);
        socket.resume();
      }
    },
    close() {
      server.close();
      for (const socket of waiting.splice(0)) socket.destroy();
    },
  };
}
