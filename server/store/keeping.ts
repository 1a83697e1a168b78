/**
 * Brings rooms that are over from the log into the archive, has the log forget them, and purges the archive when their
 * days are over. What cannot be archived now stays in the log and is tried again: the database may be away for hours.
 */
import { archiveEveryMs } from '../../shared/limits.ts';
import type { LogHome, RoomLog } from '../log/log.ts';
import type { LogLogger } from '../log/tails.ts';
import type { Archive } from './archive.ts';

export interface KeepingParts {
  readonly home: Pick<LogHome, 'finished' | 'forget' | 'nowMs'>;
  readonly archive: Archive;
  /** How long a room is kept after its end; 0: it never gets into the archive. */
  readonly keepDays: number;
  /** Whether somebody here still looks at a room that is over. */
  readonly isHeld: (log: RoomLog) => boolean;
  readonly logger: LogLogger;
}

const dayMs = 24 * 3_600_000;

export class Keeping {
  /** Rooms that are over and not in the archive yet, as the last look found. */
  waiting = 0;
  /** Looks at which something could not be archived or purged. */
  failures = 0;
  readonly #parts: KeepingParts;
  /** Rooms that are in the archive and not yet forgotten by the log. */
  readonly #archived = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #isAskedAgain = false;
  #isClosed = false;
  #isFailing = false;

  constructor(parts: KeepingParts) {
    this.#parts = parts;
  }

  /** A room is over, or nobody looks at it any more; also the start, which makes it go on by itself. */
  nudge(): void {
    if (this.#isClosed) return;
    this.#timer ??= setInterval(() => this.nudge(), archiveEveryMs).unref();
    if (this.#running !== null) {
      this.#isAskedAgain = true;
      return;
    }
    this.#running = this.#sweep().finally(() => {
      this.#running = null;
      if (!this.#isAskedAgain) return;
      this.#isAskedAgain = false;
      this.nudge();
    });
  }

  /** Takes up nothing new; resolves when what is under way is done. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Never rejects. */
  async #sweep(): Promise<void> {
    const { home, archive, keepDays } = this.#parts;
    let problem: unknown = null;
    const attempt = async (run: () => Promise<unknown>): Promise<void> => {
      try {
        if (!this.#isClosed) await run();
      } catch (error) {
        problem ??= error;
      }
    };
    await attempt(async () => {
      const logs = await home.finished();
      // Another node may have had them forgotten.
      const left = new Set(logs.map(({ room }) => room));
      for (const room of this.#archived) if (!left.has(room)) this.#archived.delete(room);
      this.waiting = keepDays === 0 ? 0 : logs.filter(({ room }) => !this.#archived.has(room)).length;
      // One that cannot be archived must not keep the others from it.
      for (const log of logs) await attempt(() => this.#keep(log));
    });
    await attempt(() => archive.purge(home.nowMs() - keepDays * dayMs));
    this.#tell(problem);
  }

  async #keep(log: RoomLog): Promise<void> {
    const { home, archive, keepDays, isHeld } = this.#parts;
    if (keepDays > 0 && !this.#archived.has(log.room)) {
      if (!(await archive.has(log.room))) await this.#archive(log);
      this.#archived.add(log.room);
      this.waiting -= 1;
    }
    if (isHeld(log)) return;
    await home.forget(log.room);
    this.#archived.delete(log.room);
  }

  async #archive(log: RoomLog): Promise<void> {
    const entries = await log.read(1);
    // Without its beginning it is the rest of a log that was being forgotten, or of a room that never opened.
    if (entries[0]?.type === 'opened') await this.#parts.archive.add(log.room, entries);
  }

  #tell(problem: unknown): void {
    const { logger } = this.#parts;
    if (this.#isClosed) return;
    if (problem !== null) this.failures += 1;
    if (problem !== null && !this.#isFailing)
      logger.warn({ err: problem }, 'rooms that are over cannot be archived; they stay in the log until they can');
    if (problem === null && this.#isFailing) logger.warn({}, 'rooms that are over are archived again');
    this.#isFailing = problem !== null;
  }
}
