/** A process that appends is killed at a random moment: what it had acknowledged is there, and its file is free. */
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DataInUse, openSqliteHome } from '../../server/log/sqlite.ts';
import { seqs } from './logBench.ts';

const appending = fileURLToPath(new URL('../support/logChild.ts', import.meta.url));
const rounds = 10;
let folder: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quizloop-kill-'));
});

afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

it(`keeps all that was acknowledged, over ${rounds} kills`, async () => {
  const file = join(folder, 'rooms.sqlite');
  let acknowledged: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    // Files, because a pipe that nobody empties for a moment would stop the process.
    const [out, complaints] = ['out', 'err'].map((end) => join(folder, `${round}.${end}`)) as [string, string];
    const stdio: StdioOptions = ['ignore', openSync(out, 'w'), openSync(complaints, 'w')];
    child = spawn(process.execPath, ['--import', 'tsx', appending, file], { stdio });
    for (const fd of stdio.slice(1)) closeSync(fd as number);
    const gone = once(child, 'close');
    while (statSync(out).size === 0 && child.exitCode === null) await wait(5);
    expect(readFileSync(complaints, 'utf8'), 'nothing on stderr, not even a warning').toBe('');
    if (round % 2 === 0) await expect(openSqliteHome(file)).rejects.toBeInstanceOf(DataInUse);
    await wait(Math.random() * 60);
    child.kill('SIGKILL');
    await gone;

    // A number that was cut off by the kill may be the start of a longer one.
    const printed = readFileSync(out, 'utf8');
    const mine = printed.slice(0, printed.lastIndexOf('\n')).split('\n').map(Number);
    expect(child.signalCode, 'it was still appending').toBe('SIGKILL');
    acknowledged = acknowledged.concat(mine);
    const home = await openSqliteHome(file);
    const log = await home.find('KILLED');
    const kept = seqs((await log?.read(1)) ?? []);
    expect(kept).toEqual(kept.map((_, at) => at + 1));
    expect(new Set(acknowledged).size, 'no number twice').toBe(acknowledged.length);
    expect(Math.max(...acknowledged)).toBeLessThanOrEqual(kept.length);
    expect(home.nowMs() - (home.aliveBeforeMs ?? 0)).toBeLessThan(10_000);
    await home.close();
  }
});
