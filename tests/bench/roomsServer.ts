/** Quizloop for many rooms: opens them on request, and tells what it still holds and what that takes. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parsePack } from '../support/rooms.ts';
import { benchSettings, logFile, startBenchApp } from './benchApp.ts';
import { benchPack } from './packs.ts';

/** What the parent may ask. */
export type RoomsQuestion = { readonly open: number; readonly items: number } | { readonly held: true };

export interface OpenRoom {
  readonly code: string;
  readonly token: string;
}

/** Answers to the two; memory in bytes after a collection, CPU in ms since the process began. */
export interface Held {
  readonly rooms: number;
  /** Rooms that are over and still in the log, as they are looked at or not archived yet. */
  readonly overInLog: number;
  readonly connections: number;
  readonly heapBytes: number;
  readonly rssBytes: number;
  /** Beside the heap: buffers, and what the engine's parts keep. */
  readonly externalBytes: number;
  /** The file beside the log's database, which grows until it is folded in. */
  readonly walBytes: number;
  readonly cpuMs: number;
  /** Since it was asked last. */
  readonly loopP99Ms: number;
}

const { app, home, port, folder } = await startBenchApp({ isArchiving: true });
const full = parsePack(benchPack);
const lagResolutionMs = 2;
const lag = monitorEventLoopDelay({ resolution: lagResolutionMs });
lag.enable();

async function open(count: number, items: number): Promise<OpenRoom[]> {
  const pack = { ...full, items: full.items.slice(-items) };
  const opened: OpenRoom[] = [];
  for (let at = 0; at < count; at++) {
    const room = await app.rooms.open(pack, benchSettings);
    if (room === null) throw new Error('no more rooms are opened');
    opened.push(room);
  }
  return opened;
}

async function held(): Promise<Held> {
  const loopP99Ms = Math.max(0, lag.percentile(99) / 1e6 - lagResolutionMs);
  // The least of a few looks: what nobody has collected yet is not held.
  const heaps: number[] = [];
  for (let look = 0; look < 3; look++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    globalThis.gc?.();
    heaps.push(process.memoryUsage().heapUsed);
  }
  const { user, system } = process.cpuUsage();
  const { rss, external } = process.memoryUsage();
  const now: Held = {
    rooms: app.rooms.live.length,
    overInLog: (await home.finished()).length,
    connections: await new Promise((resolve) => app.http.getConnections((_, count) => resolve(count))),
    heapBytes: Math.min(...heaps),
    rssBytes: rss,
    externalBytes: external,
    walBytes: statSync(join(folder, `${logFile}-wal`)).size,
    cpuMs: (user + system) / 1_000,
    loopP99Ms,
  };
  // The collections asked for above are nobody's delay.
  lag.reset();
  return now;
}

process.on('message', (question: RoomsQuestion) => {
  const answer = 'open' in question ? open(question.open, question.items) : held();
  void answer.then((said) => process.send?.(said));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ port });
