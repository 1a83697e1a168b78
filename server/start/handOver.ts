/**
 * How one process hands a data folder and its port over to the next, on one machine: they speak through a socket in the
 * folder, which only its owner can use. First the port, while everybody plays on; then, on the word of the new one, the
 * rooms. If the new one is gone before that word, the old one stays.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { handOverMsMax } from '../../shared/operatingLimits.ts';
import type { Logger } from '../telemetry/logger.ts';

/** The whole language: the new process asks for the port, is told that it is free, and says that it has it. */
const words = { port: 'port\n', free: 'free\n', go: 'go\n' } as const;

/** Windows has pipes with names of their own instead of sockets in folders. */
const socketIn = (dataFolder: string): string =>
  process.platform === 'win32'
    ? `\\\\.\\pipe\\quizloop-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 32)}`
    : join(dataFolder, 'hand-over');

export interface Handing {
  /** Nobody new is let in here any more; those who are in stay. */
  freePort(): void;
  /** The one who asked went away without a word: all as before. */
  takePortBack(): void;
}

export interface Offer {
  /** Resolves when another process has the port, and is to have the rest. */
  readonly taken: Promise<void>;
  close(): void;
}

/** Listens for a process that wants to take over. Where that is not possible it says so in the log, and all else works. */
export function offerHandOver(dataFolder: string, handing: Handing, logger: Logger): Offer {
  const path = socketIn(dataFolder);
  let take: () => void = () => {};
  const taken = new Promise<void>((resolve) => (take = resolve));
  let isBusy = false;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (said) => {
      if (isBusy || String(said) !== words.port) return void socket.destroy();
      isBusy = true;
      handing.freePort();
      socket.write(words.free);
      void heard(socket).then((answer) => {
        if (answer === words.go) return take();
        socket.destroy();
        handing.takePortBack();
        isBusy = false;
        logger.warn('another process asked to take over, and went away');
      });
    });
  });
  server.on('error', (error) => logger.warn({ err: error }, 'no other process can take over from this one'));
  // What a killed process left. Whoever has the folder's rooms may do this.
  if (process.platform !== 'win32') rmSync(path, { force: true });
  server.listen(path, () => process.platform !== 'win32' && chmodSync(path, 0o600));
  server.unref();
  return { taken, close: () => void server.close() };
}

/** The next word; null where none comes. */
async function heard(socket: Socket): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(handOverMsMax);
    return await Promise.race([
      once(socket, 'data', { signal }).then(([said]) => String(said)),
      once(socket, 'close', { signal }).then(() => null),
    ]);
  } catch {
    return null;
  }
}

export interface Taking {
  /** The port is ours: the other process is to let go of the rest. */
  go(): void;
  /** We give up: the other process stays. */
  leave(): void;
}

/** Asks whoever runs with this folder for its port, and resolves when that is free; with null where nobody answers. */
export async function askForHandOver(dataFolder: string): Promise<Taking | null> {
  const socket = connect(socketIn(dataFolder));
  try {
    await once(socket, 'connect');
  } catch {
    return null;
  }
  socket.on('error', () => {});
  socket.write(words.port);
  if ((await heard(socket)) !== words.free) {
    socket.destroy();
    return null;
  }
  return { go: () => void socket.write(words.go), leave: () => void socket.destroy() };
}
