/**
 * Notices that no screen of a room's host is connected here any more, and that one is back: the room goes on by itself,
 * but nobody leads it. It says so once each and changes nothing. On another node the host may be there all the time.
 */
import type { Logger } from 'pino';
import { hostMissedMs } from '../../shared/operatingLimits.ts';
import type { LiveRoom } from './liveRoom.ts';

interface Absence {
  readonly sinceMs: number;
  readonly timer: NodeJS.Timeout;
  isMissed: boolean;
}

export class HostWatch {
  /** Hosts that were missed and came back. */
  back = 0;
  readonly #logger: Logger;
  /** Weak: a room that ends without its host is not kept for that. */
  readonly #absences = new WeakMap<LiveRoom, Absence>();
  #isClosed = false;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  isMissed(live: LiveRoom): boolean {
    return this.#absences.get(live)?.isMissed === true && live.room.state.phase !== 'ended';
  }

  /** A screen of the host is there. */
  came(live: LiveRoom): void {
    const absence = this.#absences.get(live);
    if (absence === undefined) return;
    clearTimeout(absence.timer);
    this.#absences.delete(live);
    if (!absence.isMissed) return;
    this.back += 1;
    const forMs = Math.round(performance.now() - absence.sinceMs);
    this.#logger.info({ room: live.room.log.room, forMs }, 'the host is back in a room');
  }

  /** The last of them here is gone. */
  went(live: LiveRoom): void {
    if (this.#absences.has(live)) return;
    const timer = setTimeout(() => this.#miss(live), hostMissedMs).unref();
    this.#absences.set(live, { sinceMs: performance.now(), timer, isMissed: false });
  }

  /** From here on everybody is let go, and nobody is missed. */
  close(): void {
    this.#isClosed = true;
  }

  #miss(live: LiveRoom): void {
    const absence = this.#absences.get(live);
    const { log, state } = live.room;
    if (absence === undefined || this.#isClosed || state.phase === 'ended') return;
    absence.isMissed = true;
    this.#logger.info(
      { room: log.room, players: state.seatedCount },
      'a room is without its host; it goes on by itself',
    );
  }
}
