/**
 * Where a room's log lives, as the rest of the server sees it. Three homes implement it (memory, SQLite, Redis
 * Streams), and one contract test holds for all. A log places entries and keeps them; it never looks inside them.
 */
import type { Body, Entry } from '../../shared/game/entry.ts';
import type { LogHealth } from './logHealth.ts';

export interface RoomLog {
  /** Identity of the room, never reused; a code may be, once its room is over. */
  readonly room: string;
  readonly code: string;
  /**
   * Places `bodies` after all earlier entries, in the order of the calls, without others between them. Resolves with
   * the placed entries once they are durable *and* have been handed to this process's tails. Rejects with
   * `LogUnavailable` when they could not be made durable; none of them is then in the log, unless the answer itself was
   * lost on its way from another machine: all of them may be there then. Asking again is harmless, as the fold knows
   * what it had; and nothing is acknowledged. The bodies are taken as they are at the call, and come back as they will be read for ever: through JSON. A room that is over still takes
   * entries, because they may have been on their way; it is the fold that ignores them.
   */
  append(bodies: readonly Body[]): Promise<readonly Entry[]>;
  /** Durable entries with `seq >= fromSeq`, in order. Rejects with `LogUnavailable`. */
  read(fromSeq: number): Promise<readonly Entry[]>;
  /**
   * Hands each durable entry with `seq >= fromSeq` to `each` exactly once, in order, in batches, from now on. Resolves
   * when `each` has had all that were durable before the call; with what stops it, at once. An `each` that throws is
   * logged, has had its batch, and disturbs nobody else. Rejects with `LogUnavailable`. `lost`: the home lost entries
   * that were handed out, and goes on without them; whoever follows must begin anew.
   */
  tail(fromSeq: number, each: (entries: readonly Entry[]) => void, lost?: () => void): Promise<() => void>;
}

export interface LogHome {
  /** Room time now, in whole ms since the Unix epoch: the clock that stamps the entries. Never goes back. */
  nowMs(): number;
  /** Makes an empty log. The code is unique among unfinished rooms, letter by letter: null when it is taken. */
  create(code: string): Promise<RoomLog | null>;
  /** The unfinished room of a code, or null. */
  find(code: string): Promise<RoomLog | null>;
  /** All unfinished rooms, for a node that starts; the oldest first. */
  unfinished(): Promise<readonly RoomLog[]>;
  /** The room is over: its code is free again. Its log stays readable. Nothing happens when it is over already. */
  finish(room: string): Promise<void>;
  /** Rooms that are over and not forgotten, the oldest first: whoever archives reads them, and then has them forgotten. */
  finished(): Promise<readonly RoomLog[]>;
  /**
   * Takes the log of a room that is over away for good, bytes and all; nothing happens to a room that is not over, or
   * that is gone already. A shared home keeps it until no node shows it any more: ask again later. The log of such a room reads as empty, and refuses with `LogUnavailable` what is appended.
   */
  forget(room: string): Promise<void>;
  /** Whether it takes entries right now. */
  readonly health: LogHealth;
  /** When this home last knew itself alive, in room time, before this process opened it; null for a new one. */
  readonly aliveBeforeMs: number | null;
  /** What was appended before is durable and handed out when this resolves; all else rejects from now on. */
  close(): Promise<void>;
  /** Only where several nodes share it. */
  readonly shared?: Shared;
}

/**
 * What a home has besides where several nodes share it: word between the nodes, words that are good once, rooms that
 * ended on another node, and outages that all of them met.
 */
export interface Shared {
  /** This node's own name: another after each start. */
  readonly node: string;
  /** Tells all nodes, this one too; lost where somebody is away. Never throws. */
  tell(message: string): void;
  /** What nodes tell, this one too. */
  onTold(hear: (node: string, message: string) => void): void;
  /** Keeps a word for this long; any node may take it once. Rejects with LogUnavailable. */
  keepWord(hash: string, forMs: number): Promise<void>;
  /** True for the first who asks. Rejects with LogUnavailable. */
  takeWord(hash: string): Promise<boolean>;
  /** The room that had this code and is over since not long ago, or null. Rejects with LogUnavailable. */
  findOver(code: string): Promise<RoomLog | null>;
  /** Unfinished rooms without an entry since then: perhaps nobody follows them. Rejects with LogUnavailable. */
  quiet(beforeMs: number): Promise<readonly RoomLog[]>;
  /** Since when this node does not reach what they share, by performance.now(); null where it does. */
  readonly unreachedSinceMs: number | null;
  /** Since when no node could append, when that was so last; null where it never was. */
  readonly outageFromMs: number | null;
  /** There was an outage. Before that is heard, nothing of this node is appended after it. */
  onOutage(hear: (fromMs: number) => void): void;
}

/** The log could not take or give entries (disk full, service away). Expected: the action may be sent again. */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}
