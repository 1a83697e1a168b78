/**
 * What nodes that share their rooms tell each other beside the logs: who is connected to which room, who took a seat,
 * which address guesses. It may be lost and is told again; a node that is silent is soon taken for dead. What is
 * done with it is decided elsewhere.
 */
import * as v from 'valibot';
import type { Seat } from '../../shared/game/entry.ts';
import { presenceEveryMs, silentBeatsMax, wholePresenceEveryMs } from '../../shared/limits.ts';
import type { Shared } from '../log/log.ts';
import { guessable, type Guessed } from './addresses.ts';

/** Of a seat's connections the one with the higher turn is newer, then the one that arrived later: see wire.ts. */
export interface Claim {
  readonly turn: number;
  readonly arrival: number;
}

/** Who is connected to a room here. `version` changes with it. */
export interface Present {
  readonly room: string;
  readonly version: number;
  readonly seats: () => Iterable<Seat>;
}

const listedSchema = v.object({
  code: v.string(),
  title: v.string(),
  phase: v.string(),
  players: v.number(),
  openedAtMs: v.number(),
  /** The account that opened it. A node of an older version does not say. */
  by: v.optional(v.nullable(v.string()), null),
});
/** A room in play, as hosts see it in a list. */
export type Listed = v.InferOutput<typeof listedSchema>;

export interface NeighboursParts {
  readonly shared: Shared;
  readonly present: () => Iterable<Present>;
  /** The rooms that are played here. */
  readonly listed: () => readonly Listed[];
  /** Who is connected to another node now. */
  readonly onPresent: (room: string, node: string, seats: ReadonlySet<Seat>) => void;
  /** A connection to another node took a seat. */
  readonly onClaim: (room: string, seat: Seat, claim: Claim) => void;
  readonly onWrong: (network: string, guessed: Guessed) => void;
  /** It is known again who is connected to other nodes. */
  readonly onKnown: () => void;
  /** Another node is there, says that it ends, or fell silent; and how many there are now. */
  readonly onNode: (node: string, what: 'there' | 'gone' | 'silent', count: number) => void;
}

const toldSchema = v.variant('type', [
  /** Seats by room, as bits. `whole`: there are no others. `sentMs` means something to the sender alone. */
  v.object({
    type: v.literal('here'),
    whole: v.boolean(),
    sentMs: v.number(),
    rooms: v.record(v.string(), v.string()),
    listed: v.optional(v.array(listedSchema), []),
  }),
  v.object({ type: v.literal('seat'), room: v.string(), seat: v.number(), turn: v.number(), arrival: v.number() }),
  v.object({
    type: v.literal('wrong'),
    network: v.string(),
    guessed: v.optional(v.picklist(guessable), 'code'),
  }),
  v.object({ type: v.literal('bye') }),
]);
type Told = v.InferOutput<typeof toldSchema>;
type Here = Extract<Told, { type: 'here' }>;

interface Neighbour {
  readonly rooms: Map<string, ReadonlySet<Seat>>;
  readonly listed: readonly Listed[];
  /** How often this node was heard since that one was. */
  silence: number;
}

const nobody: ReadonlySet<Seat> = new Set();

export class Neighbours {
  readonly #parts: NeighboursParts;
  readonly #others = new Map<string, Neighbour>();
  /** The version of each room's presence that was told last. */
  readonly #toldVersions = new Map<string, number>();
  readonly #timers: NodeJS.Timeout[];
  /** When what was last heard of this node itself was sent, and how often it was. */
  #heardMs = Number.NEGATIVE_INFINITY;
  #heardCount = 0;

  constructor(parts: NeighboursParts) {
    this.#parts = parts;
    parts.shared.onTold((node, message) => this.#hear(node, message));
    this.#timers = [
      setInterval(() => this.#tellWhole(), wholePresenceEveryMs).unref(),
      setInterval(() => this.#tellChanged(), presenceEveryMs).unref(),
    ];
    this.#tellWhole();
  }

  /** How many there are. */
  get count(): number {
    return this.#others.size;
  }

  /**
   * Whether it is known who is connected elsewhere. Not just after the start, nor after this process or Redis stood
   * still: only once something of its own has come back, and with it all that the others told before.
   */
  get knowsAll(): boolean {
    return this.#heardCount > 1 && performance.now() - this.#heardMs < 2.5 * wholePresenceEveryMs;
  }

  /** Says of a room that was just taken up here who is connected to it elsewhere. */
  greet(room: string): void {
    for (const [node, { rooms }] of this.#others) {
      const seats = rooms.get(room);
      if (seats !== undefined) this.#parts.onPresent(room, node, seats);
    }
  }

  /** Rooms that are played elsewhere, each once. */
  get listed(): readonly Listed[] {
    const all = [...this.#others.values()].flatMap(({ listed }) => listed);
    return [...new Map(all.map((each) => [each.code, each])).values()];
  }

  claim(room: string, seat: Seat, { turn, arrival }: Claim): void {
    this.#tell({ type: 'seat', room, seat, turn, arrival });
  }

  wrong(network: string, guessed: Guessed): void {
    this.#tell({ type: 'wrong', network, guessed });
  }

  /** The others need not wait to know that nobody is here any more. */
  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#tell({ type: 'here', whole: true, sentMs: 0, rooms: {}, listed: [] });
    this.#tell({ type: 'bye' });
  }

  #tell(told: Told): void {
    this.#parts.shared.tell(JSON.stringify(told));
  }

  #tellWhole(): void {
    const rooms: Record<string, string> = {};
    this.#toldVersions.clear();
    for (const { room, version, seats } of this.#parts.present()) {
      this.#toldVersions.set(room, version);
      const bits = bitsOf(seats());
      if (bits !== '') rooms[room] = bits;
    }
    this.#tell({ type: 'here', whole: true, sentMs: performance.now(), rooms, listed: [...this.#parts.listed()] });
  }

  #tellChanged(): void {
    const rooms: Record<string, string> = {};
    for (const { room, version, seats } of this.#parts.present()) {
      if ((this.#toldVersions.get(room) ?? 0) === version) continue;
      this.#toldVersions.set(room, version);
      rooms[room] = bitsOf(seats());
    }
    if (Object.keys(rooms).length === 0) return;
    this.#tell({ type: 'here', whole: false, sentMs: performance.now(), rooms, listed: [] });
  }

  #hear(node: string, message: string): void {
    const told = parseTold(message);
    if (told === null) return;
    if (node === this.#parts.shared.node) {
      if (told.type === 'here' && told.whole) this.#hearOwn(told.sentMs);
      return;
    }
    if (told.type === 'wrong') this.#parts.onWrong(told.network, told.guessed);
    else if (told.type === 'seat') this.#parts.onClaim(told.room, told.seat, told);
    else if (told.type === 'bye') this.#miss(node, 'gone');
    else this.#hearHere(node, told);
  }

  #hearOwn(sentMs: number): void {
    const didKnow = this.knowsAll;
    this.#heardMs = sentMs;
    this.#heardCount += 1;
    for (const [node, neighbour] of this.#others) {
      neighbour.silence += 1;
      if (neighbour.silence > silentBeatsMax) this.#miss(node, 'silent');
    }
    if (!didKnow && this.knowsAll) this.#parts.onKnown();
  }

  #miss(node: string, what: 'gone' | 'silent'): void {
    const rooms = this.#others.get(node)?.rooms;
    if (rooms === undefined) return;
    this.#others.delete(node);
    for (const room of rooms.keys()) this.#parts.onPresent(room, node, nobody);
    this.#parts.onNode(node, what, this.count);
  }

  #hearHere(node: string, { whole, rooms: told, listed }: Here): void {
    const known = this.#others.get(node);
    const rooms = known?.rooms ?? new Map<string, ReadonlySet<Seat>>();
    this.#others.set(node, { rooms, listed: whole ? listed : (known?.listed ?? []), silence: 0 });
    if (known === undefined) this.#parts.onNode(node, 'there', this.count);
    const gone = whole ? [...rooms.keys()].filter((room) => !Object.hasOwn(told, room)) : [];
    const heard = Object.entries(told).map(([room, bits]) => [room, seatsOf(bits)] as const);
    for (const [room, seats] of [...heard, ...gone.map((room) => [room, nobody] as const)]) {
      if (seats.size === 0) rooms.delete(room);
      else rooms.set(room, seats);
      this.#parts.onPresent(room, node, seats);
    }
  }
}

/** From another node, perhaps of another version: what is not understood is left out. */
function parseTold(message: string): Told | null {
  try {
    const told = v.safeParse(toldSchema, JSON.parse(message));
    return told.success ? told.output : null;
  } catch {
    return null;
  }
}

/** A bit for each seat, in base64: a room of ten thousand in under two kilobytes. */
export function bitsOf(seats: Iterable<Seat>): string {
  const taken = [...seats];
  const bytes = Buffer.alloc(Math.ceil((taken.reduce((most, seat) => Math.max(most, seat), -1) + 1) / 8));
  for (const seat of taken) bytes[seat >> 3] = (bytes[seat >> 3] ?? 0) | (1 << (seat & 7));
  return bytes.toString('base64');
}

export function seatsOf(bits: string): ReadonlySet<Seat> {
  const seats = new Set<Seat>();
  Buffer.from(bits, 'base64').forEach((byte, at) => {
    for (let bit = 0; bit < 8; bit++) if ((byte & (1 << bit)) !== 0) seats.add(8 * at + bit);
  });
  return seats;
}
