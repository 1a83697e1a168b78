/**
 * The log on Redis Streams: any number of nodes share it, none is special, and any may die at any moment. An append is
 * one script, so an entry is placed, stored and told to all nodes in one step. What Redis keeps on a disk is Redis's.
 */
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Entry } from '../../../shared/game/entry.ts';
import { nodeBeatEveryMs, outageMsMin, roomIdBytes, roomLingerMs } from '../../../shared/limits.ts';
import { LogUnavailable, type LogHome, type RoomLog, type Shared } from '../log.ts';
import { LogHealth } from '../logHealth.ts';
import type { Clock } from '../roomTime.ts';
import type { LogLogger } from '../tails.ts';
import { Appends } from './appends.ts';
import { checkPromises } from './promises.ts';
import { FollowedRooms } from './followed.ts';
import { RedisLink } from './link.ts';
import { keys, run } from './scripts.ts';
import { RedisTime } from './time.ts';

export interface RedisHomeParts {
  /** redis:// or rediss://, with user, password and database as they are needed. */
  readonly url: string;
  readonly logger?: LogLogger;
  /** Refuse a Redis whose settings may lose what was acknowledged, instead of warning. */
  readonly isStrict?: boolean;
  /** For tests: another clock than Redis's; how long a silence is an outage, and a room that is over is kept. */
  readonly nowMs?: Clock;
  readonly outageMs?: number;
  readonly lingerMs?: number;
}

/** Redis cannot be used; the message says why, for a person, and holds no password. */
export class RedisUnusable extends Error {
  override readonly name = 'RedisUnusable';
}

export type RedisHome = LogHome & { readonly shared: Shared };

const beatSchema = v.tuple([v.number(), v.string(), v.number()]);
const textsSchema = v.array(v.string());
const textSchema = v.nullable(v.string());
const fieldsSchema = v.array(v.nullable(v.string()));

/** Rejects with RedisUnusable. */
export async function openRedisHome(parts: RedisHomeParts): Promise<RedisHome> {
  const node = new RedisNode(parts);
  try {
    await node.open();
  } catch (cause) {
    await node.close();
    if (cause instanceof RedisUnusable) throw cause;
    throw new RedisUnusable(`Redis at ${placeOf(parts.url)} cannot be used: ${reasonOf(cause)}`, { cause });
  }
  return node;
}

class RedisNode implements LogHome {
  readonly #parts: RedisHomeParts;
  readonly #link: RedisLink;
  readonly #time: RedisTime;
  readonly #followed: FollowedRooms;
  readonly #appends: Appends;
  readonly #outageMs: number;
  readonly #lingerMs: number;
  readonly shared: Shared;
  readonly health: LogHealth;
  #aliveBeforeMs: number | null = null;
  #beats: NodeJS.Timeout | undefined;
  /** What is being told to the other nodes. */
  readonly #telling = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor(parts: RedisHomeParts) {
    this.#parts = parts;
    this.health = new LogHealth(parts.logger);
    this.#time = new RedisTime(parts.nowMs ?? null);
    this.#outageMs = parts.outageMs ?? outageMsMin;
    this.#lingerMs = parts.lingerMs ?? roomLingerMs;
    const told = new Set<(node: string, message: string) => void>();
    this.#link = new RedisLink({
      url: parts.url,
      onUp: () => void this.#cameUp(),
      onPublished: (channel, message) => {
        if (channel !== keys.nodes) return this.#followed.heard(channel, message);
        const at = message.indexOf(' ');
        for (const hear of told) hear(message.slice(0, at), message.slice(at + 1));
      },
    });
    this.#followed = new FollowedRooms(this.#link, parts.logger);
    const { health } = this;
    this.#appends = new Appends({ link: this.#link, time: this.#time, outageMs: this.#outageMs, health });
    this.shared = this.#share(told);
  }

  get aliveBeforeMs(): number | null {
    return this.#aliveBeforeMs;
  }

  nowMs(): number {
    return this.#time.nowMs();
  }

  async open(): Promise<void> {
    const { url, logger, isStrict = false } = this.#parts;
    await this.#link.open();
    const weak = await checkPromises((command) => this.#link.ask(command));
    if (weak.length > 0 && isStrict)
      throw new RedisUnusable(`Redis at ${placeOf(url)} does not keep what Quizloop promises: ${weak.join('; ')}`);
    for (const problem of weak) logger?.warn({ problem }, 'Redis may lose what was acknowledged');
    const beforeMs = await this.#sendBeat();
    this.#aliveBeforeMs = beforeMs === 0 ? null : beforeMs;
    await this.#link.hear(keys.nodes);
    this.#beats = setInterval(() => void this.#beat(), nodeBeatEveryMs).unref();
  }

  async create(code: string): Promise<RoomLog | null> {
    const room = randomBytes(roomIdBytes).toString('base64url');
    const names = [keys.clock, keys.codes, keys.room(room), keys.open, keys.count];
    return (await this.#ask(run('create', names, [...this.#args(), code, room]))) === 1
      ? this.#logOf(room, code)
      : null;
  }

  async find(code: string): Promise<RoomLog | null> {
    const room = v.parse(textSchema, await this.#ask(['HGET', keys.codes, code]));
    return room === null ? null : this.#logOf(room, code);
  }

  async unfinished(): Promise<readonly RoomLog[]> {
    return this.#logsIn(keys.open);
  }

  async finished(): Promise<readonly RoomLog[]> {
    return this.#logsIn(keys.over);
  }

  async finish(room: string): Promise<void> {
    this.#appends.flush();
    const names = [keys.clock, keys.codes, keys.room(room), keys.open, keys.over, keys.lately('')];
    await this.#ask(run('finish', names, [...this.#args(), room, String(this.#lingerMs)]));
  }

  async forget(room: string): Promise<void> {
    this.#appends.flush();
    const names = [keys.clock, keys.room(room), keys.log(room), keys.over, keys.lately('')];
    await this.#ask(run('forget', names, [...this.#args(), room, String(this.#lingerMs)]));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#beats);
    await this.#appends.settle();
    // The last word is that this node ends: commands leave a turn of the loop later, and all of this may take less.
    await Promise.all(this.#telling);
    await this.#link.close();
  }

  #args(): string[] {
    return this.#time.args(this.#outageMs);
  }

  async #ask(command: readonly string[]): Promise<unknown> {
    if (this.#isClosed) throw new LogUnavailable('the log is closed');
    return this.#link.ask(command);
  }

  #logOf(room: string, code: string): RoomLog {
    // Async, so that whatever is wrong with the call rejects instead of throwing.
    const ensureOpen = (): void => {
      if (this.#isClosed) throw new LogUnavailable('the log is closed');
    };
    return {
      room,
      code,
      append: async (bodies) => {
        ensureOpen();
        return this.#appends.append(room, bodies);
      },
      read: async (fromSeq) => {
        ensureOpen();
        const entries: Entry[] = [];
        for (let nextSeq = fromSeq; ;) {
          const some = await this.#followed.some(room, nextSeq);
          for (const entry of some) entries.push(entry);
          const last = some.at(-1);
          if (last === undefined) return entries;
          nextSeq = last.seq + 1;
        }
      },
      tail: async (fromSeq, each, lost) => {
        ensureOpen();
        return this.#followed.follow(room, fromSeq, each, lost ?? (() => {}));
      },
    };
  }

  /** The rooms of a sorted set, in their order. */
  async #logsIn(set: string, isWanted: (atMs: number) => boolean = () => true): Promise<RoomLog[]> {
    const rooms = v.parse(textsSchema, await this.#ask(['ZRANGE', set, '0', '-1']));
    const found = await Promise.all(rooms.map((room) => this.#ask(['HMGET', keys.room(room), 'code', 'at'])));
    return rooms.flatMap((room, at) => {
      const [code, atMs] = v.parse(fieldsSchema, found[at]);
      return code == null || !isWanted(Number(atMs)) ? [] : [this.#logOf(room, code)];
    });
  }

  async #sendBeat(): Promise<number> {
    const sentMs = performance.now();
    const [nowMs, outage, beforeMs] = v.parse(
      beatSchema,
      await this.#link.ask(run('beat', [keys.clock], this.#args())),
    );
    this.#time.sample(sentMs, nowMs);
    this.#time.told(outage);
    return beforeMs;
  }

  async #beat(): Promise<void> {
    // It writes as an append does, so it tells whether one would be taken, also while nobody plays.
    try {
      await this.#sendBeat();
      this.health.works();
    } catch (error) {
      if (!this.#isClosed) this.health.stopped(error);
    }
  }

  async #cameUp(): Promise<void> {
    if (this.#beats === undefined) return;
    this.#parts.logger?.warn({}, 'Redis is there again');
    await this.#beat();
    await this.#followed.resume();
  }

  #share(told: Set<(node: string, message: string) => void>): Shared {
    const node = randomBytes(6).toString('base64url');
    const [time, link] = [this.#time, this.#link];
    return {
      node,
      tell: (message) => {
        const telling = this.#ask(['PUBLISH', keys.nodes, `${node} ${message}`])
          .catch(() => {})
          .finally(() => this.#telling.delete(telling));
        this.#telling.add(telling);
      },
      onTold: (hear) => void told.add(hear),
      keepWord: async (hash, forMs) => void (await this.#ask(['SET', keys.word(hash), '1', 'PX', String(forMs)])),
      takeWord: async (hash) => (await this.#ask(['DEL', keys.word(hash)])) === 1,
      findOver: async (code) => {
        const room = v.parse(textSchema, await this.#ask(['GET', keys.lately(code)]));
        return room === null ? null : this.#logOf(room, code);
      },
      quiet: (beforeMs) => this.#logsIn(keys.open, (atMs) => atMs < beforeMs),
      get unreachedSinceMs() {
        return link.downSinceMs;
      },
      get outageFromMs() {
        return time.outageFromMs;
      },
      onOutage: (hear) => time.onOutage(hear),
    };
  }
}

function placeOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port === '' ? '6379' : port}`;
}

/** What Node and Redis say, without what they repeat of the address. */
function reasonOf(error: unknown): string {
  if (error instanceof LogUnavailable) return reasonOf(error.cause ?? error.message);
  if (!(error instanceof Error)) return String(error);
  const code: unknown = Reflect.get(error, 'code');
  return error.message === '' ? String(code) : error.message;
}
