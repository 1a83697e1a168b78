/** The databases that the store runs on, for tests that hold on each: an empty one for every test. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openStoreDatabase, type StoreDatabase } from '../../server/store/database/database.ts';
import { isPostgresLeftOut, startPostgres, type PostgresServer } from './postgresServer.ts';
import { freshFolder } from './server.ts';

export const quiet = { warn: () => {}, error: () => {} };

export interface StoreBench {
  /** Where an empty database is; null and a file for SQLite. */
  readonly place: { readonly url: string | null; readonly file: string };
  readonly folder: string;
  /** Another connection; for SQLite the same, as a process has but one. */
  open(): Promise<StoreDatabase>;
  /** Closes what was opened, and removes the files. */
  close(): Promise<void>;
}

export interface StoreKind {
  readonly name: string;
  readonly isLeftOut: boolean;
  readonly before: () => Promise<void>;
  readonly after: () => Promise<void>;
  readonly make: () => StoreBench;
}

function benchOf(folder: string, url: string | null): StoreBench {
  const place = { url, file: join(folder, 'store.sqlite') };
  const opened: Promise<StoreDatabase>[] = [];
  return {
    place,
    folder,
    open() {
      const [first] = opened;
      if (url === null && first !== undefined) return first;
      const database = openStoreDatabase({ ...place, logger: quiet });
      opened.push(database);
      return database;
    },
    async close() {
      for (const database of opened) await (await database).close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `server()` is the PostgreSQL of this file, once its tests run. */
export function storeKinds(): { kinds: readonly StoreKind[]; server: () => PostgresServer } {
  let postgres: PostgresServer | null = null;
  let count = 0;
  const server = (): PostgresServer => {
    if (postgres === null) throw new Error('PostgreSQL was not started');
    return postgres;
  };
  const sqlite: StoreKind = {
    name: 'SQLite',
    isLeftOut: false,
    before: async () => {},
    after: async () => {},
    make: () => benchOf(freshFolder(), null),
  };
  const shared: StoreKind = {
    name: 'PostgreSQL',
    isLeftOut: isPostgresLeftOut,
    before: async () => {
      postgres = await startPostgres();
    },
    after: async () => {
      await postgres?.dispose();
    },
    make: () => benchOf(freshFolder(), server().database(`test${String(++count)}`)),
  };
  return { kinds: [sqlite, shared], server };
}
