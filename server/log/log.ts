/**
 * Where a room's log lives, as the rest of the server sees it. Three homes implement it (memory, SQLite, later Redis
 * Streams), and one contract test holds for all. A log places entries and keeps them; it never looks inside them.
 */
import type { Body, Entry } from '../../shared/game/entry.ts';

export interface RoomLog {
  /** Identity of the room, never reused; a code may be, once its room is over. */
  readonly room: string;
  readonly code: string;
  /**
   * Places `bodies` after all earlier entries, in order, without others between them. Resolves with the placed
   * entries once they are durable *and* have been handed to this process's tails. Rejects with `LogUnavailable` when
   * they could not be made durable; none of them is then in the log.
   */
  append(bodies: readonly Body[]): Promise<readonly Entry[]>;
  /** Durable entries with `seq >= fromSeq`, in order. */
  read(fromSeq: number): Promise<readonly Entry[]>;
  /** Hands each durable entry with `seq >= fromSeq` to `each` exactly once, in order, in batches, from now on. */
  tail(fromSeq: number, each: (entries: readonly Entry[]) => void): Promise<() => void>;
}

export interface LogHome {
  /** Room time now, in ms since the Unix epoch: the clock that stamps the entries. Never goes back. */
  nowMs(): number;
  /** Makes an empty log. The code is unique among unfinished rooms: null when it is taken. */
  create(code: string): Promise<RoomLog | null>;
  /** The unfinished room of a code, or null. */
  find(code: string): Promise<RoomLog | null>;
  /** All unfinished rooms, for a node that starts. */
  unfinished(): Promise<readonly RoomLog[]>;
  /** The room is over: its code is free again. The log stays readable. */
  finish(room: string): Promise<void>;
  /** When this home last knew itself alive, in room time, before this process opened it; null for a new one. */
  readonly aliveBeforeMs: number | null;
  /** Durable before it is closed. */
  close(): Promise<void>;
}

/** The log could not take entries (disk full, service away). Expected: the action may be sent again. */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}
