/**
 * A process that appends to a SQLite log until it is killed: `logChild.ts FILE`. It prints the number of each entry
 * when it is acknowledged, and nothing else.
 */
import { writeSync } from 'node:fs';
import { openSqliteHome } from '../../server/log/sqlite.ts';

const file = process.argv[2];
if (file === undefined) throw new Error('which file?');
const home = await openSqliteHome(file);
const log = (await home.find('KILLED')) ?? (await home.create('KILLED'));
if (log === null) throw new Error('no room');

async function appendForEver(name: string): Promise<void> {
  for (let n = 0; ; n++) {
    const entries =
      (await log?.append([{ type: 'joined', name: `${name} ${n}`, tokenHash: 'x'.repeat(n % 500) }])) ?? [];
    for (const { seq } of entries) writeSync(1, `${seq}\n`);
  }
}

await Promise.all(['a', 'b', 'c', 'd'].map(appendForEver));
