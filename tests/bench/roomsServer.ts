/** Quizloop for many rooms: opens them on request, and tells what it still holds and what that takes. */
import { parsePack } from '../support/rooms.ts';
import { benchSettings, startBenchApp } from './benchApp.ts';
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
  readonly connections: number;
  readonly heapBytes: number;
  readonly rssBytes: number;
  readonly cpuMs: number;
}

const { app, port } = await startBenchApp();
const full = parsePack(benchPack);

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
  // The least of a few looks: what nobody has collected yet is not held.
  const heaps: number[] = [];
  for (let look = 0; look < 3; look++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    globalThis.gc?.();
    heaps.push(process.memoryUsage().heapUsed);
  }
  const { user, system } = process.cpuUsage();
  return {
    rooms: app.rooms.live.length,
    connections: await new Promise((resolve) => app.http.getConnections((_, count) => resolve(count))),
    heapBytes: Math.min(...heaps),
    rssBytes: process.memoryUsage().rss,
    cpuMs: (user + system) / 1_000,
  };
}

process.on('message', (question: RoomsQuestion) => {
  const answer = 'open' in question ? open(question.open, question.items) : held();
  void answer.then((said) => process.send?.(said));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ port });
