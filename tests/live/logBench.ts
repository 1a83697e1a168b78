/** What the tests of the log stand on: a home with its clock and, where there is one, its disk; and entries to append. */
import type { Body, Entry } from '../../shared/game/entry.ts';
import type { LogHome, RoomLog } from '../../server/log/log.ts';

export interface Bench {
  readonly home: LogHome;
  /** Room time's source, to be moved by the test in any direction. */
  readonly clock: { nowMs: number };
  /** Where entries outlive the process. */
  readonly durable?: DurableBench;
  readonly close: () => Promise<void>;
}

export interface DurableBench {
  /** Closes the home and opens another on the same entries. */
  readonly reopen: () => Promise<LogHome>;
  /** How many entries of a room somebody else finds now. */
  readonly countElsewhere: (room: string) => number;
  /** Makes writing fail, or work again. */
  readonly fail: (how: 'in the middle' | 'at the commit' | 'never') => void;
}

export interface BenchOptions {
  readonly make: () => Promise<Bench>;
  /** Runs of the random schedules. */
  readonly runs: number;
  readonly isDurable: boolean;
}

export const startMs = 1_750_000_000_000;
export const newClock = (): { nowMs: number } => ({ nowMs: startMs });

export function named(name: string): Body {
  return { type: 'joined', name, tokenHash: `hash of ${name}` };
}

export async function created(home: LogHome, code = 'BCDFGH'): Promise<RoomLog> {
  const log = await home.create(code);
  if (log === null) throw new Error(`${code} is taken`);
  return log;
}

export const seqs = (entries: readonly Entry[]): number[] => entries.map(({ seq }) => seq);
/** first … last */
export const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
