/** The tables of the store, as the queries see them: the same in SQLite and in PostgreSQL. How they are made is in migrations.ts. */

/** Packs that are made here, where several nodes share them. */
export interface PackTable {
  id: string;
  /** As the pack file would be. */
  body: string;
  /** Counts its changes from 1: who changes names the one it has read. */
  version: number;
  changed_ms: number;
}

/** The sound of those packs, in parts that are small enough to hold. */
export interface SoundTable {
  pack: string;
  /** Its name holds a hash of the content: what stands under a name never changes. */
  file: string;
  part: number;
  bytes: Uint8Array;
}

/** Rooms that are over, each with its log. */
export interface ArchiveTable {
  room: string;
  code: string;
  title: string;
  opened_ms: number;
  ended_ms: number;
  players: number;
  /** JSON lines, gzipped. */
  log: Uint8Array;
}

export interface Tables {
  pack: PackTable;
  sound: SoundTable;
  archive: ArchiveTable;
  /** One row: how many steps of migrations.ts this database has seen. */
  quizloop_schema: { steps: number };
}
