/**
 * `quizloop backup FILE`: all that the data folder must not lose, as one file, also while the server runs. It changes
 * nothing in the folder, and replaces no file.
 */
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { writeBundle, type BundledFile } from '../backup/bundle.ts';
import { holdsIn, databaseNames, keyName, packsName } from '../backup/holdings.ts';
import { snapshot } from '../backup/snapshot.ts';
import { errorCode, StartRefusal } from '../start/startRefusal.ts';
import type { Command } from './command.ts';

/** The databases as they stand now, and the other files where they lie. */
async function gather(dataFolder: string, workFolder: string): Promise<BundledFile[]> {
  const files: BundledFile[] = [];
  // Rooms first: one that goes from the first to the second meanwhile is then in both, which does no harm.
  for (const path of databaseNames.filter((name) => existsSync(join(dataFolder, name)))) {
    const from = join(workFolder, path);
    await snapshot(join(dataFolder, path), from);
    files.push({ path, from });
  }
  for (const path of [keyName, ...pathsBelow(dataFolder, packsName)]) {
    if (holdsIn(path) && existsSync(join(dataFolder, path))) files.push({ path, from: join(dataFolder, path) });
  }
  return files;
}

function pathsBelow(folder: string, path: string): string[] {
  if (!existsSync(join(folder, path))) return [];
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    const below = `${path}/${entry.name}`;
    return entry.isDirectory() ? pathsBelow(folder, below) : entry.isFile() ? [below] : [];
  });
}

/** Whole under its name, or not there. */
async function write(dataFolder: string, file: string): Promise<readonly BundledFile[]> {
  // Only its owner may look into it; and beside the file, so that the last step is a rename.
  const workFolder = mkdtempSync(join(dirname(file), '.quizloop-backup-'));
  try {
    const files = await gather(dataFolder, workFolder);
    const written = join(workFolder, 'backup');
    await writeBundle(written, files);
    if (existsSync(file)) throw new StartRefusal(`${file} is there already; a backup replaces nothing`);
    renameSync(written, file);
    return files;
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

export const backup: Command = {
  name: 'backup',
  usage: 'FILE',
  operandsMax: 1,
  summary: 'copy rooms, archive, own packs and host key into one file, also while the server runs',
  async run({ settings, operands: [name], out }) {
    if (name === undefined) throw new StartRefusal('"backup" needs the name of the file to write');
    const file = resolve(name);
    const dataFolder = resolve(settings.dataFolder);
    if (existsSync(file)) throw new StartRefusal(`${file} is there already; a backup replaces nothing`);
    if (!existsSync(join(dataFolder, keyName)) && !databaseNames.some((each) => existsSync(join(dataFolder, each))))
      throw new StartRefusal(`nothing is kept in ${dataFolder}. Is --data the folder of the server?`);
    const files = await write(dataFolder, file).catch((error: unknown) => {
      const code = errorCode(error);
      if (code === null || error instanceof StartRefusal) throw error;
      throw new StartRefusal(
        `the backup could not be written to ${file} (${code}): is there room, and may you write there?`,
      );
    });
    const megabytes = (statSync(file).size / 1_000_000).toFixed(1);
    out.write(`${file}: ${String(files.length)} files, ${megabytes} MB\n`);
    if (settings.redisUrl !== null)
      out.write('Rooms in play are in Redis and not in it: Redis keeps them in its own files\n');
    if (settings.databaseUrl !== null)
      out.write('Packs and rooms in PostgreSQL are not in it: back them up there, with pg_dump\n');
    return 0;
  },
};
