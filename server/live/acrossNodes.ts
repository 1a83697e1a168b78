/**
 * What a node does because others share its rooms: it heeds what they tell, makes good the outages that all of them met,
 * lets go of rooms in which nobody is connected here, and looks for those that nobody follows any more.
 */
import type { Logger } from 'pino';
import { roomIdleMs } from '../../shared/limits.ts';
import { LogUnavailable, type LogHome } from '../log/log.ts';
import { listedOf, type LiveRoom, type SeatRules } from './liveRoom.ts';
import { Neighbours, type NeighboursParts } from './neighbours.ts';

/** Rooms that nobody visits here are let go after two of these. */
const sweepEveryMs = 5 * 60_000;

export interface AcrossNodesParts {
  readonly home: LogHome;
  readonly logger: Logger;
  readonly seats: SeatRules;
  readonly live: () => readonly LiveRoom[];
  /** Whether anybody is connected to it here. */
  readonly isVisited: (live: LiveRoom) => boolean;
  /** Takes a room up; what is due in it happens then. */
  readonly find: (code: string) => Promise<unknown>;
  readonly drop: (live: LiveRoom) => void;
  /** An address guessed wrongly on another node. */
  readonly onWrong: NeighboursParts['onWrong'];
}

type Swept = Omit<AcrossNodesParts, 'seats' | 'onWrong'>;

export interface AcrossNodes {
  readonly neighbours: Neighbours;
  close(): void;
}

/** Null where this node is the only one. */
export function meetNodes(parts: AcrossNodesParts): AcrossNodes | null {
  const { home, logger, seats, live, onWrong } = parts;
  const { shared } = home;
  if (shared === undefined) return null;
  shared.onOutage((fromMs) => {
    logger.warn({ forMs: home.nowMs() - fromMs }, 'no node could append for a while: open questions get the time back');
    for (const { room } of live()) room.makeGood(fromMs);
  });
  const byRoom = (id: string): LiveRoom | undefined => live().find(({ room }) => room.log.room === id);
  const neighbours = new Neighbours({
    shared,
    onWrong,
    present: () =>
      live().map(({ room: { log, presence } }) => ({
        room: log.room,
        version: presence.version,
        seats: () => [...presence].map(([seat]) => seat),
      })),
    listed: () => listedOf(live()),
    onPresent: (id, node, present) => {
      const found = byRoom(id);
      if (found?.room.presence.hear(node, present, home.nowMs()) !== true) return;
      found.room.arm();
      found.screens.counters();
    },
    onClaim: (id, seat, claim) => {
      const found = byRoom(id);
      if (found !== undefined) seats.yieldSeat(found, seat, claim);
    },
    onKnown: () => {
      for (const { room } of live()) room.arm();
    },
    onNode: (node, what, others) => {
      if (what === 'silent') logger.warn({ node, others }, 'another node fell silent: its people come to the others');
      else logger.info({ node, others }, what === 'there' ? 'another node is there' : 'another node has ended');
    },
  });
  const sweep = sweeper(parts);
  const sweeping = setInterval(() => void sweep(), sweepEveryMs).unref();
  return {
    neighbours,
    close() {
      clearInterval(sweeping);
      neighbours.close();
    },
  };
}

/** One look at all rooms. */
export function sweeper({ home, logger, live, isVisited, find, drop }: Swept): () => Promise<void> {
  let deserted = new Set<LiveRoom>();
  return async () => {
    const now = live().filter((each) => each.room.rests && !isVisited(each));
    // At the second look: whoever lost the connection may be on the way back.
    for (const each of now) if (deserted.has(each)) drop(each);
    deserted = new Set(now.filter((each) => !deserted.has(each)));
    try {
      const quiet = (await home.shared?.quiet(home.nowMs() - roomIdleMs)) ?? [];
      for (const { code } of quiet) await find(code);
    } catch (error) {
      if (!(error instanceof LogUnavailable)) logger.error({ err: error }, 'rooms could not be looked through');
    }
  };
}
