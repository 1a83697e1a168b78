/**
 * The pack shelf: every pack that can be played, from folders of packs (`X/pack.yaml`, the folder's name is the id).
 * A broken pack is told as problems and keeps no other from being played. It reads again when asked; it does not watch.
 */
import { stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import { kindOf } from '../../shared/kinds/index.ts';
import type { Pack } from '../../shared/pack.ts';
import { playMinutes } from '../../shared/playMinutes.ts';
import { worthOf } from '../../shared/game/steps.ts';
import type { PackFault, Reading } from './packFault.ts';
import { readPackFile } from './packFile.ts';
import { findPacks, type FoundPack } from './packFolders.ts';

export interface ShelfPack {
  readonly id: string;
  readonly pack: Pack;
  /** Where its file lies, and whatever belongs to it. */
  readonly folder: string;
  readonly language: string;
  readonly itemCount: number;
  readonly minutes: number;
  /** Something in it earns points. */
  readonly scored: boolean;
}

export interface PackProblem extends PackFault {
  readonly file: string;
}

export interface Shelf {
  /** By title. */
  list(): readonly ShelfPack[];
  get(id: string): ShelfPack | undefined;
  problems(): readonly PackProblem[];
  /** Looks at the folders again; files that did not change are not read again. */
  reload(): Promise<void>;
}

export interface Loaded {
  readonly packs: readonly ShelfPack[];
  readonly problems: readonly PackProblem[];
}

/** What a file held when it was last read, and the mark that tells whether it still does. */
type Known = Map<string, { readonly mark: string; readonly reading: Reading<Pack> }>;

export async function createShelf(folders: readonly string[]): Promise<Shelf> {
  const known: Known = new Map();
  let loaded: Loaded = { packs: [], problems: [] };
  let byId = new Map<string, ShelfPack>();
  let running = Promise.resolve();
  const load = async (): Promise<void> => {
    loaded = await loadPacks(folders, known);
    byId = new Map(loaded.packs.map((each) => [each.id, each]));
  };
  await load();
  return {
    list: () => loaded.packs,
    get: (id) => byId.get(id),
    problems: () => loaded.problems,
    // Who asks while it is being done waits for a fresh look: the running one may have passed the changed file.
    async reload() {
      const next = running.then(load);
      running = next.catch(() => {});
      await next;
    },
  };
}

/** Later folders win: a host's own pack takes the place of one that comes with Quizloop, and a note says so. */
export async function loadPacks(folders: readonly string[], known: Known = new Map()): Promise<Loaded> {
  const packs = new Map<string, ShelfPack>();
  const problems: PackProblem[] = [];
  const add = (path: string, fault: PackFault): void => {
    problems.push({ file: shownPath(path), line: fault.line, column: fault.column, message: fault.message });
  };
  const seen = new Set<string>();
  for (const folder of new Set(folders.map((each) => resolve(each)))) {
    const found = await findPacks(folder);
    for (const { path, fault } of found.faults) add(path, fault);
    for (const place of found.packs) {
      seen.add(place.file);
      const reading = await readOnce(place.file, known);
      if (!reading.ok) {
        for (const fault of reading.faults) add(place.file, fault);
        continue;
      }
      const other = packs.get(place.id);
      if (other !== undefined) add(place.file, takesPlaceOf(other));
      packs.set(place.id, onShelf(place, reading.value));
    }
  }
  for (const file of known.keys()) if (!seen.has(file)) known.delete(file);
  const sorted = [...packs.values()].sort((a, b) => a.pack.title.localeCompare(b.pack.title, 'en'));
  return { packs: sorted, problems };
}

async function readOnce(file: string, known: Known): Promise<Reading<Pack>> {
  // Nanoseconds: an editor can save twice within a millisecond, with as many characters.
  const mark = await stat(file, { bigint: true }).then(
    ({ mtimeNs, ctimeNs, size, ino }) => [mtimeNs, ctimeNs, size, ino].join(' '),
    () => '',
  );
  const before = known.get(file);
  if (before !== undefined && mark !== '' && before.mark === mark) return before.reading;
  const reading = await readPackFile(file);
  known.set(file, { mark, reading });
  return reading;
}

const onShelf = ({ id, folder }: FoundPack, pack: Pack): ShelfPack => ({
  id,
  pack,
  folder,
  language: pack.language,
  itemCount: pack.items.length,
  minutes: playMinutes(pack),
  scored: pack.items.some((item) => kindOf(item).scored && worthOf(item) > 0),
});

const takesPlaceOf = (other: ShelfPack): PackFault => ({
  line: null,
  column: null,
  message: `it takes the place of the pack in ${shownPath(other.folder)}: rename its folder to keep both`,
});

/** As the person at the keyboard would write it: from the folder they are in, if it is below. */
function shownPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short;
}
