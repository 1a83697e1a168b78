/**
 * Chooses the SQLite of this process: Node's own where it has one (22.13 and newer), else the package with the same
 * interface. It states the part of that interface that is used here, and nothing else may know which of the two it is.
 */
export type SqlValue = string | number | Uint8Array | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface Statement {
  run(...values: SqlValue[]): { readonly changes: number | bigint; readonly lastInsertRowid: number | bigint };
  get(...values: SqlValue[]): SqlRow | undefined;
  all(...values: SqlValue[]): SqlRow[];
}

export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

export type OpenDatabase = (file: string) => Database;

/** SQLite's own result codes, the same in both drivers. */
export const sqliteBusy = 5;
export const sqliteNotADatabase = 26;

export function sqliteCodeOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  // The low byte: the rest says which kind of busy, full or unreadable it is.
  return error.errcode & 0xff;
}

interface SqliteModule {
  readonly DatabaseSync: new (file: string) => Database;
}

export async function loadDriver(): Promise<OpenDatabase> {
  const { DatabaseSync } = ownSqlite() ?? (await import('@photostructure/sqlite'));
  return (file) => new DatabaseSync(file);
}

function ownSqlite(): SqliteModule | null {
  const warn = process.emitWarning;
  // Node warns once that its SQLite is experimental. A person who starts a quiz can do nothing about it, and the
  // tests of the log hold for it too; every other warning passes.
  process.emitWarning = (warning: string | Error, ...rest: never[]) => {
    if (!String(warning).startsWith('SQLite is an experimental feature')) warn.call(process, warning, ...rest);
  };
  try {
    const found: unknown = process.getBuiltinModule('node:sqlite');
    return hasDatabase(found) ? found : null;
  } finally {
    process.emitWarning = warn;
  }
}

function hasDatabase(module: unknown): module is SqliteModule {
  return typeof module === 'object' && module !== null && 'DatabaseSync' in module;
}
