/** A room's log as the archive keeps it: a line of JSON for each entry, gzipped. A large room's takes a while, and nothing waits for it. */
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import type { Entry } from '../../shared/game/entry.ts';

/** Written or read at once: a few ms. */
const pieceEntries = 1_000;

async function* linesOf(entries: readonly Entry[]): AsyncGenerator<string> {
  for (let at = 0; at < entries.length; at += pieceEntries) {
    yield entries
      .slice(at, at + pieceEntries)
      .map((entry) => `${JSON.stringify(entry)}\n`)
      .join('');
    await turn();
  }
}

export const packLog = (entries: readonly Entry[]): Promise<Buffer> =>
  pipeline(linesOf(entries), createGzip(), (packed: AsyncIterable<Buffer>) => buffer(packed));

export async function unpackLog(bytes: Uint8Array): Promise<Entry[]> {
  const lines = (await promisify(gunzip)(bytes)).toString('utf8').trimEnd().split('\n');
  const entries: Entry[] = [];
  for (const line of lines) {
    // Written by us from what a log held, and no more checked than the log itself.
    entries.push(JSON.parse(line) as Entry);
    if (entries.length % pieceEntries === 0) await turn();
  }
  return entries;
}
