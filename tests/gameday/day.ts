/**
 * What a scenario is given: a seed and its chance, a size, servers in processes of their own, and the end of all that it
 * started, whatever happens. It knows no fault and no check.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../../shared/game/random.ts';
import type { Random } from '../../shared/kinds/kind.ts';
import { packId } from '../support/witness.ts';
import { freshFolder, startServer, type ServerOptions, type TestServer } from '../support/server.ts';
import { eyesOn, type Eyes } from './operator.ts';

/** A server, and what its operator sees of it. */
export type DayServer = TestServer & Eyes;

export interface DayOptions {
  readonly seed: number;
  readonly isSmall: boolean;
  /** Servers run from dist/, as users have them; else from the sources. */
  readonly isBuilt: boolean;
}

const startMsMax = 30_000;

/** Asks again and again; false when it did not come to hold in time. */
export async function comesTrue(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
  const untilMs = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > untilMs) return false;
    await wait(20);
  }
  return true;
}

export class Day {
  readonly seed: number;
  readonly isSmall: boolean;
  readonly random: Random;
  readonly #isBuilt: boolean;
  readonly #closings: (() => unknown)[] = [];

  constructor({ seed, isSmall, isBuilt }: DayOptions) {
    this.seed = seed;
    this.isSmall = isSmall;
    this.#isBuilt = isBuilt;
    this.random = seededRandom(seed);
  }

  /** Chance of its own for one person or thing. */
  randomOf(which: number): Random {
    return seededRandom(this.seed, 1 + which);
  }

  size(full: number, small: number): number {
    return this.isSmall ? small : full;
  }

  /** What was started last is ended first. */
  atEnd(close: () => unknown): void {
    this.#closings.push(close);
  }

  /** Empty, and gone with the day. */
  folder(): string {
    const folder = freshFolder();
    this.atEnd(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }

  /** A folder with the one pack of these items, by the name of `packId`; for `--packs`. */
  packs(items: readonly object[]): string {
    const folder = this.folder();
    mkdirSync(join(folder, packId));
    writeFileSync(join(folder, packId, 'pack.yaml'), JSON.stringify({ title: 'Own', items }));
    return folder;
  }

  /** With its log for machines, from info up. */
  async server(packs: string, options: ServerOptions = {}): Promise<DayServer> {
    const server = await startServer({
      built: this.#isBuilt,
      ...options,
      args: ['--packs', packs, ...(options.args ?? [])],
      env: { QUIZLOOP_LOG_LEVEL: 'info', QUIZLOOP_LOG_FORMAT: 'json', ...options.env },
    });
    this.atEnd(() => server.dispose());
    return { ...server, ...eyesOn(server) };
  }

  /** The next version in place of one that runs, on the same folder and port; resolves when it has both. */
  async takeOver(old: DayServer, packs: string): Promise<DayServer> {
    const next = await this.server(packs, { folder: old.folder, port: old.port, command: 'upgrade-in-place' });
    const hasStarted = await comesTrue(() => next.output().includes('Stop with'), startMsMax);
    if (!hasStarted) throw new Error(`the next process did not take over:\n${next.output()}`);
    return next;
  }

  /** Ends all of it, even where something could not be ended. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.#closings.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not all that was started could be ended');
  }
}
