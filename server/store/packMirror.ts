/**
 * The packs of the database as folders on this node's disk, where the shelf finds them and sound is served from. The
 * database is the truth: what lies here and not there is removed, and nobody else writes here.
 */
import type { Kysely } from 'kysely';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Pack } from '../../shared/pack.ts';
import type { Tables } from './database/tables.ts';
import { replaceWhole, scratch, sweep } from './ownPacks.ts';
import { codeOf } from './packFault.ts';
import { parsePack } from './packFile.ts';
import { fetchSound } from './sounds.ts';

/** Tells after a restart which change of the pack lies here; the shelf passes over it. */
const versionFile = '.version';

export class PackMirror {
  readonly home: string;
  readonly #query: Kysely<Tables>;
  /** What lies here, by id; null before the first look. */
  #versions: Map<string, number> | null = null;

  constructor(query: Kysely<Tables>, folder: string) {
    this.#query = query;
    this.home = resolve(folder);
  }

  /** Makes this folder like the database. True when something changed. */
  async sync(): Promise<boolean> {
    const here = (this.#versions ??= await this.#look());
    const there = await this.#query.selectFrom('pack').select(['id', 'version']).execute();
    const changed = there.filter(({ id, version }) => here.get(id) !== version);
    const gone = [...here.keys()].filter((id) => !there.some((row) => row.id === id));
    for (const { id } of changed) await this.#bring(id);
    for (const id of gone) await this.#remove(id);
    return changed.length + gone.length > 0;
  }

  async #look(): Promise<Map<string, number>> {
    await sweep(this.home);
    const found = new Map<string, number>();
    for (const id of await readdir(this.home)) {
      const version = await readFile(join(this.home, id, versionFile), 'utf8').catch(() => '0');
      found.set(id, Number(version));
    }
    return found;
  }

  async #bring(id: string): Promise<void> {
    const row = await this.#query
      .selectFrom('pack')
      .select(['body', 'version'])
      .where('id', '=', id)
      .executeTakeFirst();
    // Thrown away since: the next look removes it.
    if (row === undefined) return;
    const folder = join(this.home, id);
    await mkdir(folder, { recursive: true });
    const sound = soundOf(row.body);
    // First what the pack names, then the pack, then what tells that all of it is there.
    if (sound !== null) await fetchSound(this.#query, id, folder, sound);
    await replaceWhole(folder, 'pack.json', row.body);
    await replaceWhole(folder, versionFile, String(row.version));
    this.#versions?.set(id, row.version);
    const named = new Set(['pack.json', versionFile, sound]);
    for (const name of await readdir(folder)) if (!named.has(name)) await rm(join(folder, name), { force: true });
  }

  async #remove(id: string): Promise<void> {
    const going = scratch(this.home);
    // Somebody may have cleared the folder by hand.
    await rename(join(this.home, id), going).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
    this.#versions?.delete(id);
    await rm(going, { recursive: true, force: true });
  }
}

/** The name of a pack's sound, as a file in its folder. */
export const soundNameOf = ({ guide }: Pack): string | null => {
  const file = guide?.episode?.audio;
  return file === undefined ? null : basename(file);
};

function soundOf(body: string): string | null {
  const read = parsePack(body);
  return read.ok ? soundNameOf(read.value) : null;
}
