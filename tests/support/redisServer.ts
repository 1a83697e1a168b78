/**
 * A Redis of its own for one test file: in a temporary folder, on a free port of the loopback, to be killed, paused and
 * started again. Found on the system; where there is none, tests that need it are left out, but never with CI set.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from './server.ts';

const isCi = /^(?:1|true|yes)$/i.test(process.env['CI'] ?? '');
const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];
const found = (name: string): string | null =>
  folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
const [program, asking] = [found('redis-server'), found('redis-cli')];

/** With CI set they are run and fail, which says so louder than a line. */
export const isRedisLeftOut = (program === null || asking === null) && !isCi;
if (isRedisLeftOut)
  process.stderr.write('Tests on Redis left out: no redis-server and redis-cli found. Install redis-server.\n');

export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Sends one command on a connection of its own, and waits for the answer: lines of text. */
  ask(...command: readonly string[]): string;
  /** kill -9, and resolves once it is dead. */
  kill(): Promise<void>;
  /** Starts it again, with what it kept. */
  start(): Promise<void>;
  /** It stands still, and so does whoever waits for it, until `wake`. */
  pause(): void;
  wake(): void;
  dispose(): Promise<void>;
}

/** `settings`: as on the command line, after those that keep every acknowledged write. */
export async function startRedis(settings: readonly string[] = []): Promise<RedisServer> {
  if (program === null || asking === null) throw new Error('no redis-server and redis-cli found: install redis-server');
  const folder = mkdtempSync(join(tmpdir(), 'quizloop-redis-'));
  const port = await freePort();
  let child: ChildProcess | null = null;
  let said = '';

  const start = async (): Promise<void> => {
    const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
    const running = spawn(
      program,
      ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...durable, ...settings],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    child = running;
    for (const stream of [running.stdout, running.stderr])
      stream.on('data', (chunk: Buffer) => (said += String(chunk)));
    while (!(await isAnswering(port))) {
      if (running.exitCode !== null) throw new Error(`Redis ended with ${String(running.exitCode)}:\n${said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const kill = async (): Promise<void> => {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const exited = once(running, 'exit');
    running.kill('SIGKILL');
    await exited;
  };
  await start();
  return {
    port,
    url: `redis://127.0.0.1:${String(port)}`,
    start,
    kill,
    ask(...command) {
      const { status, stdout, stderr } = spawnSync(asking, ['-p', String(port), '-e', '--raw', ...command], {
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`redis-cli ${command.join(' ')}: ${stdout}${stderr}`);
      return stdout.trim();
    },
    pause: () => void child?.kill('SIGSTOP'),
    wake: () => void child?.kill('SIGCONT'),
    async dispose() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** It listens a moment before it has read what it kept. */
function isAnswering(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (answer) => {
      socket.destroy();
      resolve(answer.toString().startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}
