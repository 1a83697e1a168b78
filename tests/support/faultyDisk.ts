/** A SQLite driver whose disk fails when a test says so, and which lets the test reach the connections. */
import type { Database, OpenDatabase } from '../../server/log/sqliteDriver.ts';

export type Failure = 'in the middle' | 'at the commit' | 'never';

export interface FaultyDisk {
  readonly open: OpenDatabase;
  readonly fail: (how: Failure) => void;
  /** Every connection that was opened, with its file. */
  readonly opened: readonly { readonly file: string; readonly database: Database }[];
}

export function faulty(open: OpenDatabase): FaultyDisk {
  let failure: Failure = 'never';
  let inserts = 0;
  const opened: { file: string; database: Database }[] = [];
  const diskError = (): Error => Object.assign(new Error('disk I/O error'), { errcode: 10 });
  const wrap = (database: Database): Database => ({
    close: () => database.close(),
    exec(sql) {
      if (failure === 'at the commit' && sql === 'COMMIT') throw diskError();
      inserts = 0;
      database.exec(sql);
    },
    prepare(sql) {
      const statement = database.prepare(sql);
      if (!sql.startsWith('INSERT INTO entry')) return statement;
      return {
        get: (...values) => statement.get(...values),
        all: (...values) => statement.all(...values),
        run(...values) {
          inserts += 1;
          // The second of a transaction, so that there is something to take back.
          if (failure === 'in the middle' && inserts === 2) throw diskError();
          return statement.run(...values);
        },
      };
    },
  });
  return {
    opened,
    fail: (how) => {
      failure = how;
    },
    open(file) {
      const database = open(file);
      opened.push({ file, database });
      return wrap(database);
    },
  };
}
