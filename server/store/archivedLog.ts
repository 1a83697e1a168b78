/** A room's log as the archive keeps it: a line of JSON for each entry, gzipped. A large room's takes a while, and nothing waits for it. */
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import type { Entry } from '../../shared/game/entry.ts';

/** Written at once: a few ms. */
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
  buffer(Readable.from(linesOf(entries)).pipe(createGzip()));

export async function unpackLog(bytes: Uint8Array): Promise<Entry[]> {
  const text = (await promisify(gunzip)(bytes)).toString('utf8');
  // Written by us from what a log held, and no more checked than the log itself.
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry);
}
