/**
 * The rooms that this node follows: entries as they are published, handed to each tail in order and once; and the way
 * back after the connection was lost, by reading what was missed. Where Redis itself lost what had been handed out,
 * whoever follows is told so.
 */
import * as v from 'valibot';
import type { Body, Entry } from '../../../shared/game/entry.ts';
import { LogUnavailable } from '../log.ts';
import { entryOf } from '../placer.ts';
import { Tail, type Each, type LogLogger } from '../tails.ts';
import type { RedisLink } from './link.ts';
import { keys } from './scripts.ts';

/** Read at once: a fraction of a megabyte, so that nothing else waits for it. */
const pieceBatches = 100;

/** One thing of a stream: its id, and field and value in turn. */
const batchesSchema = v.array(v.tuple([v.string(), v.array(v.string())]));

interface Followed {
  readonly room: string;
  readonly tails: Map<Tail, () => void>;
  /** The last entry that was seen here, published or read. */
  seq: number;
  atMs: number;
}

export class FollowedRooms {
  readonly #link: RedisLink;
  readonly #logger: LogLogger | undefined;
  readonly #byChannel = new Map<string, Followed>();

  constructor(link: RedisLink, logger?: LogLogger) {
    this.#link = link;
    this.#logger = logger;
  }

  /** Some entries from `fromSeq` on, if there are any. */
  async some(room: string, fromSeq: number): Promise<Entry[]> {
    const start = String(Math.max(1, fromSeq));
    const reply = await this.#link.ask(['XRANGE', keys.log(room), start, '+', 'COUNT', String(pieceBatches)]);
    // An id is the last seq of what was appended together, so the first may begin before.
    return v
      .parse(batchesSchema, reply)
      .flatMap(([id, [, atMs, , bodies]]) => entriesIn(Number(id.split('-')[0]), Number(atMs), bodies ?? '[]'))
      .filter(({ seq }) => seq >= fromSeq);
  }

  async follow(room: string, fromSeq: number, each: Each, lost: () => void): Promise<() => void> {
    const channel = keys.log(room);
    let followed = this.#byChannel.get(channel);
    if (followed === undefined) {
      followed = { room, tails: new Map(), seq: 0, atMs: 0 };
      this.#byChannel.set(channel, followed);
    }
    const tail = new Tail(fromSeq, each, this.#logger);
    const stop = (): void => {
      tail.stop();
      if (followed.tails.delete(tail) && followed.tails.size === 0) {
        this.#byChannel.delete(channel);
        this.#link.ignore(channel);
      }
    };
    followed.tails.set(tail, lost);
    try {
      await this.#link.hear(channel);
      await this.#catchUp(followed, tail);
    } catch (error) {
      stop();
      throw error;
    }
    return stop;
  }

  /** "FIRST AT BODIES", as the script publishes it. */
  heard(channel: string, message: string): void {
    const followed = this.#byChannel.get(channel);
    if (followed === undefined) return;
    const [first, second] = [message.indexOf(' '), message.indexOf(' ', message.indexOf(' ') + 1)];
    const bodies = JSON.parse(message.slice(second + 1)) as Body[];
    const firstSeq = Number(message.slice(0, first));
    const atMs = Number(message.slice(first + 1, second));
    this.#take(followed, followed.tails.keys(), entriesIn(firstSeq + bodies.length - 1, atMs, bodies));
  }

  /** The connection is back, and published meanwhile was what nobody here heard. */
  async resume(): Promise<void> {
    await Promise.all([...this.#byChannel.values()].map((followed) => this.#resumeOne(followed)));
  }

  async #resumeOne(followed: Followed): Promise<void> {
    const { room, seq, atMs } = followed;
    try {
      const [last] = seq === 0 ? [] : await this.some(room, seq);
      // Another entry, or none, in the place of one that was handed out: what happened there never happened.
      if (seq > 0 && (last?.seq !== seq || last.atMs !== atMs)) return this.#lose(followed);
      for (const tail of [...followed.tails.keys()]) await this.#catchUp(followed, tail);
    } catch (error) {
      // The connection went again: the next one resumes.
      if (!(error instanceof LogUnavailable)) throw error;
    }
  }

  #lose({ room, tails }: Followed): void {
    this.#logger?.error({ room }, 'Redis lost entries that had been handed out: the room goes on from what it kept');
    for (const lost of [...tails.values()]) lost();
  }

  async #catchUp(followed: Followed, tail: Tail): Promise<void> {
    let isSure = false;
    for (;;) {
      const some = await this.some(followed.room, tail.nextSeq);
      this.#take(followed, [tail], some);
      if (some.length > 0) continue;
      if (tail.nextSeq > followed.seq) return;
      // Published just after this was read, and not taken because of the gap: it is there by now.
      if (isSure) throw new LogUnavailable('the room was forgotten');
      isSure = true;
    }
  }

  #take(followed: Followed, tails: Iterable<Tail>, entries: readonly Entry[]): void {
    const [first, last] = [entries[0], entries.at(-1)];
    if (first === undefined || last === undefined) return;
    if (last.seq > followed.seq) Object.assign(followed, { seq: last.seq, atMs: last.atMs });
    for (const tail of [...tails]) if (first.seq <= tail.nextSeq) tail.take(entries);
  }
}

function entriesIn(lastSeq: number, atMs: number, kept: string | readonly Body[]): Entry[] {
  const bodies = typeof kept === 'string' ? (JSON.parse(kept) as Body[]) : kept;
  return bodies.map((body, at) => entryOf(lastSeq - bodies.length + 1 + at, atMs, body));
}
