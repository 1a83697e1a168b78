/**
 * Packs that are made here: written whole or not at all, one after the other, each into a folder of its own below one
 * folder that the shelf looks into. It checks nothing of what is in a pack, and knows nothing of who may save one.
 */
import { randomInt } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ownPacksMax, packBytesMax, packIdCharactersMax } from '../../shared/limits.ts';
import type { Pack } from '../../shared/pack.ts';
import type { Shelf, ShelfPack } from './packs.ts';
import { codeOf } from './packFault.ts';
import { packFileNames, plainName } from './packFolders.ts';
import { writtenPack } from './writtenPack.ts';

export type OwnPackRefusalCode = 'too-many-packs' | 'too-many-of-yours' | 'pack-too-large' | 'unavailable';

/** What its owner can mend: a full disk, too much of something. */
export class OwnPackRefusal extends Error {
  override readonly name = 'OwnPackRefusal';
  readonly code: OwnPackRefusalCode;
  constructor(code: OwnPackRefusalCode) {
    super(code);
    this.code = code;
  }
}

export type Claim = (id: string) => Promise<void>;

export interface OwnPacks {
  /** Whether the pack was made here and can be written to. */
  isOwn(shelved: ShelfPack): boolean;
  /** `claim` is told the new pack's id before the pack is there. */
  add(pack: Pack, claim?: Claim): Promise<ShelfPack>;
  /** Null where there is no own pack of this id. Sound that the pack no longer names is forgotten. */
  change(id: string, make: (before: Pack) => Pack): Promise<ShelfPack | null>;
  /** False where there is no own pack of this id. */
  remove(id: string): Promise<boolean>;
}

/** Begins the names of folders and files that are not to be found yet, or not any more: the shelf passes over them. */
const unfinished = '.unfinished-';
const slugCharactersMax = 40;
/** No pack's address is to be guessed: 36 to the power of 8, at the pace that wrong tries are let in, takes 9,000 years. */
const randomCharacters = 8;
const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** What a disk says that takes no more, or nothing at all. */
const diskCodes = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE']);

const randomPart = (): string =>
  Array.from({ length: randomCharacters }, () => alphabet.charAt(randomInt(alphabet.length))).join('');

/** Never a name that a system keeps for itself (con, nul): the random part stands behind each. */
export function newPackId(title: string): string {
  const slug = plainName(title, slugCharactersMax);
  return `${slug === '' ? 'pack' : slug}-${randomPart()}`.slice(0, packIdCharactersMax);
}

/** On the disk before anybody reads it. */
async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What stood there stays until the new text is on the disk. */
export async function replaceWhole(folder: string, name: string, text: string): Promise<void> {
  const coming = scratch(folder);
  try {
    await writeWhole(coming, text);
    await rename(coming, join(folder, name));
  } finally {
    await rm(coming, { force: true });
  }
}

export function textOf(pack: Pack): string {
  const text = writtenPack(pack);
  if (Buffer.byteLength(text) > packBytesMax) throw new OwnPackRefusal('pack-too-large');
  return text;
}

export function createOwnPacks(folder: string, shelf: Shelf): OwnPacks {
  const home = resolve(folder);
  const isOwn = (shelved: ShelfPack): boolean => dirname(resolve(shelved.folder)) === home;
  const ownPack = (id: string): ShelfPack | undefined => {
    const shelved = shelf.get(id);
    return shelved !== undefined && isOwn(shelved) ? shelved : undefined;
  };
  const inTurn = createTurns(sweep(home));
  return {
    isOwn,
    add: (pack, claim) =>
      inTurn(async () => {
        if (shelf.list().filter(isOwn).length >= ownPacksMax) throw new OwnPackRefusal('too-many-packs');
        const id = await writeNew(home, pack, claim);
        await shelf.reload();
        const shelved = shelf.get(id);
        if (shelved === undefined) throw new Error(`the pack ${id} was written and is not on the shelf`);
        return shelved;
      }),
    change: (id, make) =>
      inTurn(async () => {
        const before = ownPack(id);
        if (before === undefined) return null;
        const after = make(before.pack);
        await writeAnew(before.folder, after);
        await shelf.reload();
        await forgetSound(before, after);
        return shelf.get(id) ?? null;
      }),
    remove: (id) =>
      inTurn(async () => {
        const shelved = ownPack(id);
        if (shelved === undefined) return false;
        // Out of sight at once; taking it apart may be broken off.
        const going = scratch(home);
        await rename(shelved.folder, going);
        await shelf.reload();
        await rm(going, { recursive: true, force: true });
        return true;
      }),
  };
}

/** One change after the other: each reads the pack that the one before has written. */
export function createTurns(first: Promise<unknown>): <Value>(run: () => Promise<Value>) => Promise<Value> {
  let last = first;
  return (run) => {
    const turn = last.then(run).catch((error: unknown) => {
      throw diskCodes.has(codeOf(error)) ? new OwnPackRefusal('unavailable') : error;
    });
    last = turn.catch(() => {});
    return turn;
  };
}

export const scratch = (where: string): string => join(where, `${unfinished}${randomPart()}`);

/** Resolves with the new pack's id. */
async function writeNew(home: string, pack: Pack, claim: Claim = async () => {}): Promise<string> {
  const text = textOf(pack);
  const id = newPackId(pack.title);
  await claim(id);
  const coming = scratch(home);
  try {
    await mkdir(coming);
    await writeWhole(join(coming, 'pack.json'), text);
    await rename(coming, join(home, id));
    return id;
  } catch (error) {
    await rm(coming, { recursive: true, force: true });
    throw error;
  }
}

/** JSON is YAML too, so it goes into whichever file the pack is in. */
async function writeAnew(folder: string, pack: Pack): Promise<void> {
  const text = textOf(pack);
  const names = await readdir(folder);
  const name = packFileNames.find((each) => names.includes(each)) ?? 'pack.json';
  await replaceWhole(folder, name, text);
}

async function forgetSound(before: ShelfPack, after: Pack): Promise<void> {
  const sound = before.pack.guide?.episode?.audio;
  if (sound === undefined || sound === after.guide?.episode?.audio) return;
  await rm(join(before.folder, basename(sound)), { force: true });
}

/** What a server left behind that was killed in the middle: nobody else writes here. */
export async function sweep(home: string): Promise<void> {
  const names = await readdir(home).catch(() => []);
  for (const name of names) {
    if (name.startsWith(unfinished)) await rm(join(home, name), { recursive: true, force: true }).catch(() => {});
  }
}
