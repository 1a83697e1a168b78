/** What of a data folder must not be lost, by name; all else in it can be made again. */
export const roomsName = 'rooms.sqlite';
export const storeName = 'store.sqlite';
export const keyName = 'host-key';
export const packsName = 'packs';

export const databaseNames: readonly string[] = [roomsName, storeName];

/** Files of own packs: nothing hidden, which is what is not finished yet, and no way out of the folder. */
const packFile = /^packs(?:\/[^./\\:][^/\\:]*)+$/;

export const holdsIn = (path: string): boolean =>
  path === keyName || databaseNames.includes(path) || packFile.test(path);
