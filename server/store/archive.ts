/**
 * Rooms that are over, each with its whole log: put there once, found by code or id, changed only to forget somebody,
 * and deleted in the end. It knows no rooms that are in play.
 */
import type { Kysely } from 'kysely';
import type { Entry } from '../../shared/game/entry.ts';
import { packLog, unpackLog } from './archivedLog.ts';
import type { StoreDatabase } from './database/database.ts';
import type { ArchiveTable, Tables } from './database/tables.ts';
import { foldInTurns } from './foldInTurns.ts';

export interface ArchivedRoom {
  readonly room: string;
  readonly code: string;
  readonly title: string;
  readonly openedMs: number;
  readonly endedMs: number;
  /** Seats that were given, without those of players who were removed. */
  readonly players: number;
  /** The account it belongs to; null where it is nobody's. */
  readonly owner: string | null;
}

export interface Page {
  /** Of one account alone. */
  readonly owner?: string;
  /** Those that ended before. */
  readonly beforeMs?: number;
  readonly count: number;
}

export interface Archive {
  has(room: string): Promise<boolean>;
  /** Nothing happens to a room that is there already: its first log is the whole one. */
  add(room: string, entries: readonly Entry[]): Promise<void>;
  /** Those of a code, or the one of an id; the newest first. */
  find(codeOrRoom: string): Promise<readonly ArchivedRoom[]>;
  /** The newest first. */
  list(page: Page): Promise<readonly ArchivedRoom[]>;
  /** Null where the room is not there, or not any more. */
  entries(room: string): Promise<readonly Entry[] | null>;
  /** Writes the log anew, for somebody who is to be forgotten; the old one is gone from the disk. */
  rewrite(room: string, entries: readonly Entry[]): Promise<void>;
  remove(room: string): Promise<void>;
  /** Removes the rooms that ended before, and says how many they were. */
  purge(endedBeforeMs: number): Promise<number>;
}

const shown = ['room', 'code', 'title', 'opened_ms', 'ended_ms', 'players', 'owner'] as const;

export function createArchive({ query, wipe }: Pick<StoreDatabase, 'query' | 'wipe'>): Archive {
  return {
    async has(room) {
      const row = await query.selectFrom('archive').select('room').where('room', '=', room).executeTakeFirst();
      return row !== undefined;
    },
    async add(room, entries) {
      const { code, title, openedMs, endedMs, players, by } = await sumOf(entries);
      const log = await packLog(entries);
      const owner = await accountThere(query, by);
      await query
        .insertInto('archive')
        .values({ room, code, title, opened_ms: openedMs, ended_ms: endedMs, players, log, owner })
        .onConflict((conflict) => conflict.column('room').doNothing())
        .execute();
    },
    async find(codeOrRoom) {
      const rows = await query
        .selectFrom('archive')
        .select(shown)
        .where((row) => row.or([row('code', '=', codeOrRoom.toUpperCase()), row('room', '=', codeOrRoom)]))
        .orderBy('ended_ms', 'desc')
        .execute();
      return rows.map(archived);
    },
    async list({ owner, beforeMs = Number.MAX_SAFE_INTEGER, count }) {
      const rows = query.selectFrom('archive').select(shown).where('ended_ms', '<', beforeMs);
      const own = owner === undefined ? rows : rows.where('owner', '=', owner);
      return (await own.orderBy('ended_ms', 'desc').limit(count).execute()).map(archived);
    },
    async entries(room) {
      const row = await query.selectFrom('archive').select('log').where('room', '=', room).executeTakeFirst();
      return row === undefined ? null : unpackLog(row.log);
    },
    async rewrite(room, entries) {
      const log = await packLog(entries);
      await query.updateTable('archive').set({ log }).where('room', '=', room).execute();
      await wipe();
    },
    async remove(room) {
      await query.deleteFrom('archive').where('room', '=', room).execute();
      await wipe();
    },
    async purge(endedBeforeMs) {
      const { numDeletedRows } = await query
        .deleteFrom('archive')
        .where('ended_ms', '<', endedBeforeMs)
        .executeTakeFirstOrThrow();
      if (numDeletedRows > 0n) await wipe();
      return Number(numDeletedRows);
    },
  };
}

function archived({ opened_ms: openedMs, ended_ms: endedMs, ...rest }: Omit<ArchiveTable, 'log'>): ArchivedRoom {
  return { ...rest, openedMs, endedMs };
}

/** The account, unless it was removed while the room was played. */
async function accountThere(query: Kysely<Tables>, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const row = await query.selectFrom('account').select('id').where('id', '=', id).executeTakeFirst();
  return row?.id ?? null;
}

type Sum = Omit<ArchivedRoom, 'room' | 'owner'> & { readonly by: string | null };

/** What says who and what a room was; all other entries are about its game. */
const people: ReadonlySet<Entry['type']> = new Set([
  'opened',
  'joined',
  'renamed',
  'removed',
  'cleared',
  'left',
  'locked',
  'ended',
]);

/** What is known of a room without unpacking its log. */
async function sumOf(entries: readonly Entry[]): Promise<Sum> {
  const state = await foldInTurns(entries.filter(({ type }) => people.has(type)));
  return {
    code: state.code,
    // PostgreSQL keeps any letter but this one.
    title: state.title.replaceAll('\u0000', ''),
    openedMs: state.openedAtMs,
    endedMs: entries.find(({ type }) => type === 'ended')?.atMs ?? state.atMs,
    players: state.players.filter(({ removed }) => !removed).length,
    by: state.by,
  };
}
