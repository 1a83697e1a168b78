/**
 * A PostgreSQL of its own for one test file: in a temporary folder, on a free port of the loopback, to be stopped and
 * started again. Found on the system; where there is none, tests that need it are left out, but never with CI set.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from './server.ts';

const isCi = /^(?:1|true|yes)$/i.test(process.env['CI'] ?? '');
const installed = '/usr/lib/postgresql';

/** The folder with initdb and postgres; Debian keeps them out of the PATH. */
function findPrograms(): string | null {
  const versions = existsSync(installed) ? readdirSync(installed).map((name) => join(installed, name, 'bin')) : [];
  const folders = [...versions.reverse(), ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))) ?? null;
}

const programs = findPrograms();
/** With CI set they are run and fail, which says so louder than a line. */
export const isPostgresLeftOut = programs === null && !isCi;
if (isPostgresLeftOut)
  process.stderr.write('Tests on PostgreSQL left out: no initdb and postgres found. Install postgresql.\n');

export interface PostgresServer {
  readonly url: string;
  /** Makes an empty database, and says where it is. */
  database(name: string): string;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Every file of it: where bytes could be left. */
  readonly folder: string;
  dispose(): Promise<void>;
}

/** PostgreSQL refuses to run as root: then it runs as its own user, or as nobody. */
function userToRunAs(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (flag: string, user: string): number =>
    Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout.trim() || Number.NaN);
  const found = ['postgres', 'nobody']
    .map((user) => ({ uid: idOf('-u', user), gid: idOf('-g', user) }))
    .find(({ uid }) => Number.isInteger(uid));
  if (found === undefined) throw new Error('PostgreSQL does not run as root, and there is no user "nobody"');
  return found;
}

export async function startPostgres(): Promise<PostgresServer> {
  if (programs === null) throw new Error('no initdb and postgres found: install postgresql');
  const user = userToRunAs();
  const folder = mkdtempSync(join(tmpdir(), 'quizloop-postgres-'));
  chmodSync(folder, 0o700);
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const options = { cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' }, ...user };
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', folder, '-U', 'quizloop', '-A', 'trust', '--encoding=UTF8', '--no-sync'],
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}${String(made.error ?? '')}`);
  const port = await freePort();
  let child: ChildProcess | null = null;
  let said = '';

  const start = async (): Promise<void> => {
    child = spawn(
      join(programs, 'postgres'),
      ['-D', folder, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'fsync=off'],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const running = child;
    // It listens a moment before it takes anybody in, and says so when it does.
    const before = said.length;
    while (!said.slice(before).includes('ready to accept connections') || !(await isListening(port))) {
      if (running.exitCode !== null) throw new Error(`PostgreSQL ended with ${String(running.exitCode)}: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  const stop = async (): Promise<void> => {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null) return;
    const exited = once(running, 'exit');
    // "Fast": whoever is connected is cut off.
    running.kill('SIGINT');
    await exited;
  };

  await start();
  const url = `postgres://quizloop:a-word-nobody-sees@127.0.0.1:${String(port)}`;
  return {
    url: `${url}/postgres`,
    folder,
    start,
    stop,
    database(name) {
      const args = ['-h', '127.0.0.1', '-p', String(port), '-U', 'quizloop', name];
      const done = spawnSync(join(programs, 'createdb'), args, { ...options, encoding: 'utf8' });
      if (done.status !== 0) throw new Error(`createdb failed: ${done.stderr}`);
      return `${url}/${name}`;
    },
    async dispose() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
