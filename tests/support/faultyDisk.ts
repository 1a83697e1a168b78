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
  const opened: { file: string; database: Database }[] = [];
  const diskError = (): Error => Object.assign(new Error('disk I/O error'), { errcode: 10 });
  const wrap = (database: Database): Database => ({
    close: () => database.close(),
    exec(sql) {
      if (failure === 'at the commit' && sql === 'COMMIT') throw diskError();
      database.exec(sql);
    },
    prepare(sql) {
      const statement = database.prepare(sql);
      if (!sql.startsWith('INSERT INTO batch')) return statement;
      return {
        get: (...values) => statement.get(...values),
        all: (...values) => statement.all(...values),
        run(...values) {
          const result = statement.run(...values);
          // After it, so that there is something to take back.
          if (failure === 'in the middle') throw diskError();
          return result;
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
