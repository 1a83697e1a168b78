/** A room with what one node alone knows of it, and the rules by which its connections follow the log and other nodes. */
import type { Seat } from '../../shared/game/entry.ts';
import type { Ack } from '../../shared/protocol/messages.ts';
import { Comers } from './comers.ts';
import type { Claim, Listed } from './neighbours.ts';
import type { Opinions } from './opinions.ts';
import { Quotas } from './quotas.ts';
import type { Room } from './room.ts';
import type { Screens } from './screens.ts';
import type { Connection } from './wire.ts';

export interface LiveRoom {
  readonly room: Room<Connection>;
  readonly screens: Screens;
  readonly opinions: Opinions;
  readonly quotas: Quotas;
  /** The newest connection of each player who has not joined yet, by token hash. */
  readonly seatless: Map<string, Connection>;
  readonly comers: Comers;
  /** Answers on their way to the log, by seat and ref. */
  readonly asked: Map<string, Promise<Ack>>;
  /** What the host's last actions were answered, by host and ref. */
  readonly hostAnswers: Map<string, Promise<Ack>>;
  /** Tells the other nodes of the connection that holds a seat now. */
  readonly claim: (seat: Seat, claim: Claim) => void;
}

/** What a node knows of those in a room to which nobody came yet. */
export const nobodyYet = (): Pick<LiveRoom, 'quotas' | 'seatless' | 'comers' | 'asked' | 'hostAnswers'> => ({
  quotas: new Quotas(),
  seatless: new Map(),
  comers: new Comers(),
  asked: new Map(),
  hostAnswers: new Map(),
});

/** What is done with connections when entries, or other nodes, say something of seats: see seats.ts. */
export interface SeatRules {
  readonly partFrom: (live: LiveRoom, seat: Seat) => void;
  readonly unseat: (live: LiveRoom, seat: Seat) => void;
  readonly seatWaiting: (live: LiveRoom, tokenHash: string, seat: Seat) => void;
  readonly yieldSeat: (live: LiveRoom, seat: Seat, claim: Claim) => void;
}

/** Those that are in play. */
export const listedOf = (rooms: readonly LiveRoom[]): readonly Listed[] =>
  rooms
    .map(({ room: { state } }) => state)
    .filter(({ phase }) => phase !== 'ended')
    .map(({ code, title, phase, seatedCount, openedAtMs, by }) => ({
      code,
      title,
      phase,
      players: seatedCount,
      openedAtMs,
      by,
    }));
