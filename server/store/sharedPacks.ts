/**
 * Packs that are made here, where several nodes share a database: each change is a row there first, then a folder of
 * this node's mirror, and on the other nodes soon after. Without the database nothing can be saved, and all stays on
 * the shelf.
 */
import type { Kysely } from 'kysely';
import { dirname, join, resolve } from 'node:path';
import { ownPacksMax, sharedPacksEveryMs } from '../../shared/limits.ts';
import type { Pack } from '../../shared/pack.ts';
import type { LogLogger } from '../log/tails.ts';
import type { Tables } from './database/tables.ts';
import { createTurns, newPackId, OwnPackRefusal, textOf, type Claim, type OwnPacks } from './ownPacks.ts';
import { parsePack } from './packFile.ts';
import { soundNameOf, type PackMirror } from './packMirror.ts';
import type { Shelf, ShelfPack } from './packs.ts';
import { storeSound } from './sounds.ts';

export interface SharedPacks extends OwnPacks {
  /** Looks no more for what other nodes changed. */
  close(): Promise<void>;
}

export interface SharedPacksParts {
  readonly query: Kysely<Tables>;
  /** Has been brought up to date, and the shelf looks into it. */
  readonly mirror: PackMirror;
  readonly shelf: Shelf;
  readonly logger: LogLogger;
}

export function createSharedPacks({ query, mirror, shelf, logger }: SharedPacksParts): SharedPacks {
  const inTurn = createTurns(Promise.resolve());
  const isOwn = (shelved: ShelfPack): boolean => dirname(resolve(shelved.folder)) === mirror.home;
  const sync = async (): Promise<void> => {
    if (await mirror.sync()) await shelf.reload();
  };
  const changing = <Value>(run: () => Promise<Value>): Promise<Value> =>
    inTurn(async () => {
      try {
        const value = await run();
        await sync();
        return value;
      } catch (error) {
        if (error instanceof OwnPackRefusal) throw error;
        logger.warn({ err: error }, 'a pack could not be saved in the database');
        throw new OwnPackRefusal('unavailable');
      }
    });
  const watching = watch(() => inTurn(sync), logger);
  return {
    isOwn,
    async add(pack, claim) {
      const id = await changing(() => insert(query, pack, claim));
      const shelved = shelf.get(id);
      if (shelved === undefined) throw new Error(`the pack ${id} was written and is not on the shelf`);
      return shelved;
    },
    async change(id, make) {
      const isThere = await changing(() => update(query, id, join(mirror.home, id), make));
      return isThere ? (shelf.get(id) ?? null) : null;
    },
    remove: (id) =>
      changing(async () => {
        const { numDeletedRows } = await query.deleteFrom('pack').where('id', '=', id).executeTakeFirstOrThrow();
        return numDeletedRows > 0n;
      }),
    close: () => watching.stop(),
  };
}

async function insert(query: Kysely<Tables>, pack: Pack, claim: Claim = async () => {}): Promise<string> {
  const body = textOf(pack);
  const { count } = await query
    .selectFrom('pack')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count >= ownPacksMax) throw new OwnPackRefusal('too-many-packs');
  const id = newPackId(pack.title);
  await claim(id);
  await query.insertInto('pack').values({ id, body, version: 1, changed_ms: Date.now() }).execute();
  return id;
}

/** False where there is no such pack. Who was overtaken by another node makes its change of what that one wrote. */
async function update(
  query: Kysely<Tables>,
  id: string,
  folder: string,
  make: (before: Pack) => Pack,
): Promise<boolean> {
  for (;;) {
    const row = await query.selectFrom('pack').select(['body', 'version']).where('id', '=', id).executeTakeFirst();
    if (row === undefined) return false;
    const before = parsePack(row.body);
    if (!before.ok) throw new Error(`the pack ${id} cannot be read`);
    const after = make(before.value);
    const body = textOf(after);
    const isStored = await query.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('pack')
        .set({ body, version: row.version + 1, changed_ms: Date.now() })
        .where('id', '=', id)
        .where('version', '=', row.version)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return false;
      await storeSound(transaction, id, folder, soundNameOf(after));
      return true;
    });
    if (isStored) return true;
  }
}

/** Looks again and again for what others changed. A database that is away is told of once. */
function watch(look: () => Promise<void>, logger: LogLogger): { stop(): Promise<void> } {
  let isAway = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const again = async (): Promise<void> => {
    try {
      await look();
      if (isAway) logger.warn({}, 'packs are shared with other nodes again');
      isAway = false;
    } catch (error) {
      if (!isAway && !isStopped) logger.warn({ err: error }, 'packs that other nodes changed cannot be looked for');
      isAway = true;
    }
    if (!isStopped) arm();
  };
  const arm = (): void => {
    timer = setTimeout(() => {
      looking = again();
    }, sharedPacksEveryMs).unref();
  };
  arm();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
