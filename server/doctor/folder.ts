/** What stands in the data folder, and whether it can be used, read by others, or is about to be full. */
import { existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { freeBytesWanted } from '../../shared/operatingLimits.ts';
import { keyName, roomsName } from '../backup/holdings.ts';
import { isInPlay, whyUnplayable } from '../log/sqliteGlance.ts';
import { openDataFolder } from '../start/dataFolder.ts';
import { isHostKey } from '../start/hostKey.ts';
import { StartRefusal } from '../start/startRefusal.ts';
import { ill, well, type Finding } from './finding.ts';

/** File systems that other machines share, by what Linux calls them: locks on them do not always hold. */
const sharedSystems = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x517b, 'SMB'],
]);
const megabyte = 1_000_000;
const othersMayRead = 0o077;

function nearestAbove(folder: string): string {
  return existsSync(folder) ? folder : nearestAbove(dirname(folder));
}

/** The folder where there is one to look into. */
export function openedFolder(path: string): { readonly folder: string | null; readonly finding: Finding } {
  const wanted = resolve(path);
  try {
    if (!existsSync(wanted)) {
      openDataFolder(nearestAbove(wanted));
      return { folder: null, finding: well(`the data folder ${wanted} is made at the first start`) };
    }
    const folder = openDataFolder(path);
    return { folder, finding: well(`the data folder ${folder} can be written to`) };
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error;
    return { folder: null, finding: ill(error.message, 'The server cannot start before that') };
  }
}

export async function lookAtFolder(folder: string): Promise<Finding[]> {
  return [lookAtSpace(folder), await lookAtRooms(folder), lookAtKeyFile(join(folder, keyName))];
}

function lookAtSpace(folder: string): Finding {
  const { bavail, bsize, type } = statfsSync(folder);
  const shared = sharedSystems.get(type);
  if (shared !== undefined)
    return ill(
      `the data folder is on ${shared}`,
      'Choose a folder on a disk of this machine with --data: SQLite needs one',
    );
  const free = `${String(Math.floor((bavail * bsize) / megabyte))} MB are free for the data folder`;
  return bavail * bsize < freeBytesWanted ? ill(free, 'Make room: without it no answer can be taken') : well(free);
}

async function lookAtRooms(folder: string): Promise<Finding> {
  const file = join(folder, roomsName);
  if (!existsSync(file)) return well('no rooms are kept there yet');
  const why = await whyUnplayable(file, true);
  if (why !== null) return ill('the rooms cannot be read', why);
  return well((await isInPlay(file)) ? 'the rooms are sound, and a server plays from them now' : 'the rooms are sound');
}

/** Windows has rights of another kind, which a mode does not tell. */
function lookAtKeyFile(file: string): Finding {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return well('the host key is made at the first start');
  if (process.platform !== 'win32' && (stats.mode & othersMayRead) !== 0)
    return ill(`others on this machine may read ${file}`, `Keep it to yourself: chmod 600 ${file}`);
  return isHostKey(readFileSync(file, 'utf8').trim())
    ? well('the host key is in place')
    : ill(`${file} does not hold a host key`, 'Delete it, and a new key is made at the next start');
}
