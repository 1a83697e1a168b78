/**
 * The only way in which views go out. A connection that is ready is sent the view; one that is not is sent none and owed
 * it: as soon as it has taken what is under way, it gets the view of that moment, so nothing ever queues up. Who does not
 * read at all is cut without a word, and comes back by itself once it reads. What is in a view is not decided here.
 */
import * as v from 'valibot';
import { queuedBytesMax, undrainedMsMax } from '../../shared/limits.ts';
import { put, type Frame, type ViewName } from './frames.ts';
import type { Connection } from './wire.ts';

/** Often enough for the limits above, and nothing beside a room's other work. */
const lookEveryMs = 1_000;
/** What holds a queued packet takes memory too: a million tiny ones are not tiny. */
const packetBytes = 256;
/** The phone shows a result together with the scene that comes after it. */
const inOrder: readonly ViewName[] = ['you', 'scene', 'stage', 'desk'];

export interface OutletParts {
  /** Everybody in the room. */
  readonly connections: () => Iterable<Connection>;
  /** A view as it is now. */
  readonly frame: (connection: Connection, view: ViewName) => Frame;
  /** A connection was cut because it does not read. */
  readonly onCut: () => void;
}

interface Owed {
  readonly views: Set<ViewName>;
  /** Looks since the connection took something. Not a time: while this process stood still, nobody could. */
  looks: number;
}

const viewsOf = ({ views }: Owed): ViewName[] => inOrder.filter((view) => views.has(view));

export class Outlet {
  readonly #parts: OutletParts;
  readonly #owed = new Map<Connection, Owed>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(parts: OutletParts) {
    this.#parts = parts;
  }

  /** `views`: in the order in which they are to arrive. */
  send(connection: Connection, views: readonly ViewName[]): void {
    this.#lookLater();
    if (connection.conn.transport.writable) {
      put(connection, this.#frames(connection, views));
      return;
    }
    const owed = this.#owed.get(connection) ?? this.#await(connection);
    for (const view of views) owed.views.add(view);
  }

  /** What is said next presumes that what is owed was seen: it is queued before that, though nobody takes it now. */
  settle(connection: Connection): void {
    const owed = this.#owed.get(connection);
    if (owed === undefined) return;
    put(connection, this.#frames(connection, viewsOf(owed)));
    owed.views.clear();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  /** Until the transport is ready again, or another one took its place. */
  #await(connection: Connection): Owed {
    const { conn } = connection;
    const { transport } = conn;
    const owed: Owed = { views: new Set(), looks: 0 };
    const pay = (): void => {
      transport.off('ready', pay);
      conn.off('upgrade', pay);
      this.#owed.delete(connection);
      if (connection.connected && owed.views.size > 0) this.send(connection, viewsOf(owed));
    };
    // Before Engine.IO hears of it, which then sends its own queue: an answer to a poll takes both.
    transport.prependListener('ready', pay);
    conn.prependListener('upgrade', pay);
    this.#owed.set(connection, owed);
    return owed;
  }

  #frames(connection: Connection, views: readonly ViewName[]): Frame[] {
    return views.map((view) => this.#parts.frame(connection, view));
  }

  #lookLater(): void {
    if (this.#timer !== undefined || this.#isClosed) return;
    this.#timer = setTimeout(() => this.#look(), lookEveryMs);
    this.#timer.unref();
  }

  #look(): void {
    this.#timer = undefined;
    for (const [connection, owed] of this.#owed) {
      owed.looks += 1;
      if (!connection.connected) this.#owed.delete(connection);
      // Between two polls nobody takes anything; whether polls come is for the heartbeat to say.
      else if (owed.looks * lookEveryMs > undrainedMsMax && connection.conn.transport.name !== 'polling')
        this.#cut(connection);
    }
    for (const connection of this.#parts.connections()) {
      this.#lookLater();
      if (queuedBytes(connection) > queuedBytesMax) this.#cut(connection);
      else if (!connection.conn.transport.writable && !this.#owed.has(connection)) this.#await(connection);
    }
  }

  /** Not disconnected: that says goodbye behind all that waits, and is for good. What is under way is let go at once. */
  #cut(connection: Connection): void {
    const under = underOf(connection);
    connection.conn.close(true);
    under?.terminate();
    this.#parts.onCut();
  }
}

const queueSchema = v.array(v.object({ data: v.optional(v.string(), '') }));

/** The `ws` socket below Engine.IO's transport; not public, so it is checked. */
interface Under {
  readonly bufferedAmount: number;
  terminate(): void;
}
const underSchema = v.object({ bufferedAmount: v.number(), terminate: v.function() });
const transportSchema = v.object({ socket: v.custom<Under>((raw) => v.is(underSchema, raw)) });
/** Looked at often, and always the same. */
const known = new WeakMap<object, Under | null>();

function underOf({ conn: { transport } }: Connection): Under | null {
  let under = known.get(transport);
  if (under === undefined) {
    const checked = v.safeParse(transportSchema, transport);
    under = checked.success ? checked.output.socket : null;
    known.set(transport, under);
  }
  return under;
}

/** What was written to a connection and the network has not taken: from Engine.IO, and from below it, as pongs are. */
function queuedBytes(connection: Connection): number {
  const below = underOf(connection)?.bufferedAmount ?? 0;
  const raw: unknown = Reflect.get(connection.conn, 'writeBuffer');
  if (Array.isArray(raw) && raw.length === 0) return below;
  const queue = v.safeParse(queueSchema, raw);
  return queue.success ? queue.output.reduce((sum, { data }) => sum + packetBytes + data.length, below) : below;
}
