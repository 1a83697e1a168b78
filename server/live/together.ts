/**
 * Frames that are written to one connection in the same turn of the event loop leave it together: each system call
 * costs about as much as all that is computed for a player. Order and back-pressure stay as they are; what is sent, and
 * to whom, is decided elsewhere.
 */
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { togetherBytesMax } from '../../shared/limits.ts';

/** Engine.IO hands the next frame on when the one before was taken, so within a turn it must be told at once. */
type Taken = (error?: Error | null) => void;

/** To be called before the server has any other listener for upgrades. */
export function sendTogether(http: Server): void {
  http.on('upgrade', (_request, socket: Duplex) => {
    writeTogether(socket);
  });
}

export function writeTogether(socket: Duplex): void {
  const write = socket.write.bind(socket) as (chunk: unknown, encoding?: BufferEncoding, taken?: Taken) => boolean;
  let isHeld = false;
  const release = (): void => {
    isHeld = false;
    socket.uncork();
  };
  const held = (chunk: unknown, encoding?: BufferEncoding | Taken, taken?: Taken): boolean => {
    const told = typeof encoding === 'function' ? encoding : taken;
    const code = typeof encoding === 'function' ? undefined : encoding;
    // A phone that reads too slowly: from here on whoever writes waits until the system has taken what there is.
    const isBehind = socket.writableLength > togetherBytesMax;
    if (!isHeld) {
      isHeld = true;
      socket.cork();
      // After the microtasks of this turn, and after whoever is told first.
      process.nextTick(() => process.nextTick(release));
    }
    if (told === undefined || isBehind) return write(chunk, code, told);
    process.nextTick(told);
    return write(chunk, code);
  };
  socket.write = held as Duplex['write'];
}
