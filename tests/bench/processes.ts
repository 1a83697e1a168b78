/**
 * Processes of a bench: built first, as what users run is, and each pinned to a core of its own where the system lets
 * us. What they do and say is theirs.
 */
import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { nodePrograms } from '../../server/bin/make.mjs';

/** Below node_modules, so that what is not bundled is found. */
const folder = fileURLToPath(new URL('../../node_modules/.cache/quizloop-bench/', import.meta.url));
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export const canPin =
  process.platform === 'linux' && cpus().length > 1 && spawnSync('taskset', ['--version']).status === 0;

const nameOf = (file: string): string => file.replace(/\.ts$/, '');

/** Builds programs of this folder, such as `driver.ts`, as server/bin/make.mjs builds the server. */
export async function buildPrograms(files: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}package.json`, '{ "type": "module" }');
  await build({
    entryPoints: {
      ...Object.fromEntries(files.map((file) => [nameOf(file), here(file)])),
      // The server looks for its thread beside itself.
      sqliteWriter: here('../../server/log/sqliteWriter.ts'),
    },
    outdir: folder,
    ...nodePrograms,
    logLevel: 'error',
  });
}

/** `core`: the servers' is 0, the driver's 1. Profiled, a process leaves its profile in the current folder. */
export function startProgram(
  program: string,
  args: readonly string[],
  { core, isProfiled = false }: { readonly core: number; readonly isProfiled?: boolean },
): ChildProcess {
  const file = `${folder}${nameOf(program)}.js`;
  const node = ['--expose-gc', ...(isProfiled ? ['--cpu-prof'] : [])];
  return canPin
    ? fork(file, args, { execPath: 'taskset', execArgv: ['-c', String(core), process.execPath, ...node] })
    : fork(file, args, { execArgv: node });
}
