/** The store's database, on SQLite and PostgreSQL: made once, refused in words, and packs that several nodes share. */
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStoreDatabase } from '../../server/store/database/database.ts';
import { createShelf, type Shelf } from '../../server/store/packs.ts';
import { PackMirror } from '../../server/store/packMirror.ts';
import { createSharedPacks, type SharedPacks } from '../../server/store/sharedPacks.ts';
import { soundPartBytes } from '../../shared/limits.ts';
import { parsePack } from '../support/rooms.ts';
import { quizloop } from '../support/program.ts';
import { freePort, freshFolder } from '../support/server.ts';
import { quiet, storeKinds, type StoreBench } from '../support/stores.ts';

const pack = parsePack({
  title: 'Ice \u0000 and “snow” 雪 \ud800',
  items: [{ kind: 'slide', text: 'Firn is old snow' }],
});
const withSound = (file: string) => ({
  ...pack,
  guide: { questions: [], terms: [], essays: [], sources: [], episode: { title: 'Ice', description: '', audio: file } },
});

const { kinds } = storeKinds();

describe.each(kinds.map((kind) => ({ ...kind })))('the store on $name', (kind) => {
  describe.skipIf(kind.isLeftOut)('', () => {
    let bench: StoreBench;
    let nodes: Node[];
    beforeAll(kind.before);
    afterAll(kind.after);
    beforeEach(() => {
      bench = kind.make();
      nodes = [];
    });
    afterEach(async () => {
      for (const { packs } of nodes) await packs.close();
      await bench.close();
    });

    interface Node {
      readonly shelf: Shelf;
      readonly packs: SharedPacks;
      readonly home: string;
    }
    async function node(home = freshFolder()): Promise<Node> {
      const { query } = await bench.open();
      const mirror = new PackMirror(query, home);
      await mirror.sync();
      const shelf = await createShelf([home]);
      const made = { shelf, home, packs: createSharedPacks({ query, mirror, shelf, logger: quiet }) };
      nodes.push(made);
      return made;
    }
    async function until(isSo: () => boolean): Promise<void> {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
    }

    it('makes its tables once, whoever else starts at the same moment', async () => {
      const opened = await Promise.all([1, 2, 3, 4].map(() => bench.open()));
      for (const { query } of opened)
        expect(await query.selectFrom('quizloop_schema').selectAll().execute()).toEqual([{ steps: 2 }]);
    });

    it('refuses a database that a newer version made, without its password', async () => {
      const { query } = await bench.open();
      await query.updateTable('quizloop_schema').set({ steps: 99 }).execute();
      const opening = openStoreDatabase({ ...bench.place, logger: quiet });
      await expect(opening).rejects.toThrow(/cannot be used: it was made by a newer Quizloop/);
      await expect(opening).rejects.not.toThrow(/a-word-nobody-sees/);
    });

    it('has a pack of one node on the shelf of the other, and its changes, and no longer when it goes', async () => {
      const [one, two] = [await node(), await node()];
      const { id } = await one.packs.add(pack);
      expect(one.shelf.get(id)?.pack).toEqual(pack);
      await until(() => two.shelf.get(id) !== undefined);
      const found = two.shelf.get(id)!;
      expect(found.pack).toEqual(pack);
      expect(two.packs.isOwn(found)).toBe(true);
      await two.packs.change(id, (before) => ({ ...before, title: 'Snow' }));
      await until(() => one.shelf.get(id)?.pack.title === 'Snow');
      expect(await one.packs.remove(id)).toBe(true);
      await until(() => two.shelf.get(id) === undefined);
      expect(readdirSync(two.home)).toEqual([]);
      expect(await two.packs.remove(id)).toBe(false);
      expect(await two.packs.change(id, (before) => before)).toBeNull();
    });

    it('loses no change where two nodes change a pack at once', async () => {
      const [one, two] = [await node(), await node()];
      const { id } = await one.packs.add({ ...pack, description: '' });
      await until(() => two.shelf.get(id) !== undefined);
      await Promise.all(
        [one, two, one, two].map(({ packs }, at) =>
          packs.change(id, (before) => ({ ...before, description: `${before.description}${String(at)}` })),
        ),
      );
      const all = (text: string | undefined): string => [...(text ?? '')].sort().join('');
      await until(() => all(one.shelf.get(id)?.pack.description) === '0123');
      await until(() => all(two.shelf.get(id)?.pack.description) === '0123');
    });

    it('brings sound to the other node whole, once, and forgets it with the pack’s name for it', async () => {
      const [one, two] = [await node(), await node()];
      const { id, folder } = await one.packs.add(pack);
      const sound = Buffer.alloc(2 * soundPartBytes + 7, 'la');
      writeFileSync(join(folder, 'sound-1.ogg'), sound);
      await one.packs.change(id, () => withSound('sound-1.ogg'));
      await until(() => two.shelf.get(id)?.pack.guide !== undefined);
      expect(readFileSync(join(two.home, id, 'sound-1.ogg')).equals(sound)).toBe(true);

      await two.packs.change(id, (before) => ({ ...before, title: 'Snow' }));
      const { query } = await bench.open();
      expect(await query.selectFrom('sound').select('part').orderBy('part').execute()).toHaveLength(3);
      await two.packs.change(id, () => pack);
      await until(() => one.shelf.get(id)?.pack.guide === undefined && !existsSync(join(one.home, id, 'sound-1.ogg')));
      expect(await query.selectFrom('sound').select('part').execute()).toEqual([]);
    });

    it('brings a node that was away up to date, and fetches only what changed', async () => {
      const one = await node();
      const [kept, changed, gone] = [await one.packs.add(pack), await one.packs.add(pack), await one.packs.add(pack)];
      const home = freshFolder();
      await (await node(home)).packs.close();
      writeFileSync(join(home, kept.id, 'pack.json'), 'not fetched again');
      await one.packs.change(changed.id, (before) => ({ ...before, title: 'Snow' }));
      await one.packs.remove(gone.id);
      await node(home);
      expect(readdirSync(home).sort()).toEqual([kept.id, changed.id].sort());
      expect(readFileSync(join(home, changed.id, 'pack.json'), 'utf8')).toContain('Snow');
      expect(readFileSync(join(home, kept.id, 'pack.json'), 'utf8')).toBe('not fetched again');
    });
  });
});

it('makes the tables of a file once, whichever programs open it at the same moment', async () => {
  const folder = freshFolder();
  const file = join(folder, 'store.sqlite');
  writeFileSync(file, '');
  const ended = await Promise.all([1, 2, 3, 4].map(() => quizloop(['export', 'NOBODY', '--data', folder])));
  for (const { code, err } of ended) expect({ code, err }).toMatchObject({ code: 1, err: noRoom });
  const { query, close } = await openStoreDatabase({ url: null, file, logger: quiet });
  expect(await query.selectFrom('quizloop_schema').selectAll().execute()).toEqual([{ steps: 2 }]);
  await close();
  copyFileSync(file, join(folder, 'copy.sqlite'));
  const copy = await openStoreDatabase({ url: null, file: join(folder, 'copy.sqlite'), logger: quiet });
  expect(await copy.query.selectFrom('quizloop_schema').selectAll().execute()).toEqual([{ steps: 2 }]);
  await copy.close();
});
const noRoom: unknown = expect.stringContaining('no room NOBODY is kept');

it('says where a database is that cannot be used, and never its password', async () => {
  const port = await freePort();
  const url = `postgres://me:hunter2@127.0.0.1:${String(port)}/quizloop`;
  const ended = await quizloop(['serve', '--port', '0', '--data', freshFolder()], { DATABASE_URL: url });
  expect(ended).toMatchObject({ code: 1, out: '' });
  expect(ended.err).toContain(`quizloop: PostgreSQL at 127.0.0.1:${String(port)} cannot be used: `);
  expect(ended.err).not.toContain('hunter2');
});
