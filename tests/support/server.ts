/** The real server in a process of its own, on a free port and a data folder of its own; ended by its own id. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../shared/settings.ts';

const startMs = 30_000;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export const freshFolder = (name = 'quizloop-test-'): string => mkdtempSync(join(tmpdir(), name));

export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  /** All it printed so far. */
  output(): string;
  pid(): number;
  /** Null while it runs. */
  exitCode(): number | null;
  openRoom(pack: string, settings?: Partial<Settings>): Promise<{ code: string; token: string }>;
  /** kill -9, and resolves once it is dead. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Starts it again on the same port and folder. */
  restart(): Promise<void>;
  /** Stops it and removes its folder. */
  dispose(): Promise<void>;
}

export interface ServerOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** The built server instead of the sources. */
  readonly built?: boolean;
  /** A data folder that is there already; it goes with the server all the same. */
  readonly folder?: string;
  /** Without it a free one. */
  readonly port?: number;
  /** Without it `serve`. */
  readonly command?: string;
}

export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const port = options.port ?? (await freePort());
  const folder = options.folder ?? freshFolder();
  const url = `http://127.0.0.1:${String(port)}`;
  let output = '';
  let child: ChildProcess | undefined;

  const run = async (): Promise<void> => {
    const program = options.built === true ? ['dist/server/main.js'] : ['--import', 'tsx', 'server/main.ts'];
    const where = ['--data', folder, '--port', String(port), '--host', '127.0.0.1'];
    child = spawn(process.execPath, [...program, options.command ?? 'serve', ...where, ...(options.args ?? [])], {
      env: { ...process.env, DATABASE_URL: '', REDIS_URL: '', QUIZLOOP_LOG_LEVEL: 'warn', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const deadline = Date.now() + startMs;
    while (!(await isReady(url))) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${String(child.exitCode)}:\n${output}`);
      if (Date.now() > deadline) throw new Error(`the server was not ready in time:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    return child.exitCode;
  };

  await run();
  return {
    url,
    port,
    folder,
    output: () => output,
    pid: () => child?.pid ?? 0,
    exitCode: () => child?.exitCode ?? null,
    async openRoom(pack, settings = {}) {
      const response = await fetch(`${url}/api/rooms`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ pack, settings }),
      });
      if (response.status !== 201)
        throw new Error(`opening a room: ${String(response.status)} ${await response.text()}`);
      return (await response.json()) as { code: string; token: string };
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    restart: run,
    async dispose() {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}
