/** The types of this server's sockets: events from shared/protocol, and what a connection is known to be. */
import type { Server, Socket } from 'socket.io';
import type { Seat } from '../../shared/game/entry.ts';
import type { Audience, ToClient, ToServer } from '../../shared/protocol/messages.ts';
import type { TripRecord } from '../../shared/clock.ts';
import type { Bucket } from './limiter.ts';
import type { Room } from './room.ts';

export interface Known {
  /** Set by the handshake, from the token and never from a message. */
  room: Room<Connection>;
  audience: Audience;
  tokenHash: string;
  /** Where it comes from, as long as it lasts; see addresses.ts. */
  address: string;
  /** The seat a player holds, or null before joining. */
  seat: Seat | null;
  trips: TripRecord;
  bucket: Bucket;
  /** Malformed or excess messages so far. */
  strikes: number;
  /** When it arrived, in room time, and never at the same time as another one here: the newer has the higher. */
  arrival: number;
  /** The same as the phone counts its own: see `hello`. */
  turn: number;
  /** Which version of the wire its page speaks. */
  version: number;
  /** What the desk's roster is narrowed to. */
  find: string;
}

type NoServerEvents = Record<string, never>;
export type Wire = Server<ToServer, ToClient, NoServerEvents, Known>;
export type Connection = Socket<ToServer, ToClient, NoServerEvents, Known>;
