/** Runs the command line as people do, in a process of its own, and tells what it said and how it ended. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it said so far, both streams. */
  said(): string;
  /** Resolves once it said something that fits. */
  says(pattern: RegExp): Promise<void>;
  readonly ended: Promise<Ended>;
}

/** Without the variables that would change what is tested. */
function plainEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:QUIZLOOP_|DATABASE_URL$|REDIS_URL$|PORT$|HOST$|NODE_OPTIONS$)/.test(name),
  );
  return Object.fromEntries(kept);
}

/** `node ARGS` in the root of the checkout. */
export function startNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...plainEnv(), ...env } });
  child.stdin.end();
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, out, err }));
  const said = (): string => out + err;
  return {
    child,
    said,
    ended,
    async says(pattern) {
      while (!pattern.test(said())) {
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode} and said:\n${said()}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

/** `quizloop ARGS`, from the sources. */
export const startQuizloop = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Running =>
  startNode(['--import', 'tsx', 'server/main.ts', ...args], env);

export const quizloop = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  startQuizloop(args, env).ended;
