/**
 * The folder for everything that must survive a restart. Made when missing, and proven writable by writing, because
 * permissions alone do not tell of a full or read-only disk.
 */
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { errorCode, StartRefusal } from './startRefusal.ts';

const reasons: Record<string, string> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk may only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file stands in its place',
  ENOTDIR: 'part of the path is a file',
  ENOENT: 'it cannot be made there',
};

/**
 * Makes a folder and those above it. Node's own `recursive` tries for ever where the folder above is there and yet
 * says there is no such place, as /proc does.
 */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const above = dirname(folder);
  if (!existsSync(above)) makeFolder(above);
  mkdirSync(folder);
}

/** The folder's full path. Throws a `StartRefusal` where nothing can be kept. */
export function openDataFolder(path: string): string {
  const folder = resolve(path);
  const probe = join(folder, `.write-probe-${process.pid}`);
  try {
    makeFolder(folder);
    writeFileSync(probe, 'Quizloop tries whether it may write here.\n');
    rmSync(probe);
  } catch (error) {
    const code = errorCode(error);
    if (code === null) throw error;
    throw new StartRefusal(
      `cannot write to the data folder ${folder} (${reasons[code] ?? code}). Choose another with --data or QUIZLOOP_DATA`,
    );
  }
  return folder;
}
