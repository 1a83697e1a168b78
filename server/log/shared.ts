/**
 * What a home of logs has besides, where several nodes share it: word between the nodes, words that are good once, rooms
 * that ended on another node, and outages that all of them met. A home of one node has none of it.
 */
import type { RoomLog } from './log.ts';

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
  /** Since when no node could append, when that was so last; null where it never was. */
  readonly outageFromMs: number | null;
  /** There was an outage. Before that is heard, nothing of this node is appended after it. */
  onOutage(hear: (fromMs: number) => void): void;
}
