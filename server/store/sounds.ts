/** The sound of shared packs on its way between a file and the database, part by part: never as a whole in memory. */
import type { Kysely } from 'kysely';
import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { soundPartBytes } from '../../shared/limits.ts';
import type { Tables } from './database/tables.ts';
import { scratch } from './ownPacks.ts';

/** Stores the sound of `folder` unless it is there already, and forgets the pack's others. */
export async function storeSound(query: Kysely<Tables>, pack: string, folder: string, file: string | null) {
  await query
    .deleteFrom('sound')
    .where('pack', '=', pack)
    .where('file', '<>', file ?? '')
    .execute();
  if (file === null || (await hasSound(query, pack, file))) return;
  const source = await open(join(folder, file)).catch(() => null);
  // Named, and nobody has brought it: as with a pack that lies in a folder.
  if (source === null) return;
  try {
    for (let part = 0; ; part++) {
      const bytes = new Uint8Array(soundPartBytes);
      const { bytesRead } = await source.read(bytes, 0, soundPartBytes, part * soundPartBytes);
      if (bytesRead === 0) return;
      await query
        .insertInto('sound')
        .values({ pack, file, part, bytes: bytes.subarray(0, bytesRead) })
        .execute();
    }
  } finally {
    await source.close();
  }
}

async function hasSound(query: Kysely<Tables>, pack: string, file: string): Promise<boolean> {
  const row = await query
    .selectFrom('sound')
    .select('part')
    .where('pack', '=', pack)
    .where('file', '=', file)
    .executeTakeFirst();
  return row !== undefined;
}

/** Brings the sound into `folder`, whole or not at all. What stands under a name never changes. */
export async function fetchSound(query: Kysely<Tables>, pack: string, folder: string, file: string): Promise<void> {
  if ((await stat(join(folder, file)).catch(() => null)) !== null) return;
  if (!(await hasSound(query, pack, file))) return;
  const coming = scratch(folder);
  const target = await open(coming, 'wx');
  try {
    for (let part = 0; ; part++) {
      const row = await query
        .selectFrom('sound')
        .select('bytes')
        .where('pack', '=', pack)
        .where('file', '=', file)
        .where('part', '=', part)
        .executeTakeFirst();
      if (row === undefined) break;
      await target.appendFile(row.bytes);
    }
    await target.sync();
    await rename(coming, join(folder, file));
  } finally {
    await target.close();
    await rm(coming, { force: true });
  }
}
