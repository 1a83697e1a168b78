/**
 * What this node appends: all that comes within a few ms is one batch a room, and goes to Redis in one write. It waits
 * for no answer before it sends the next. It decides neither seq nor time.
 */
import * as v from 'valibot';
import type { Body, Entry } from '../../../shared/game/entry.ts';
import { commitEveryMs } from '../../../shared/limits.ts';
import { LogUnavailable } from '../log.ts';
import type { LogHealth } from '../logHealth.ts';
import { entryOf } from '../placer.ts';
import type { RedisLink } from './link.ts';
import { keys, run } from './scripts.ts';
import type { RedisTime } from './time.ts';

/** What became of it, room time, the last outage, the first seq. */
const placedSchema = v.tuple([v.picklist(['placed', 'outage', 'gone']), v.number(), v.string(), v.number()]);

interface Queued {
  readonly jsons: readonly string[];
  readonly resolve: (entries: readonly Entry[]) => void;
  readonly reject: (error: unknown) => void;
}

export interface AppendsParts {
  readonly link: RedisLink;
  readonly time: RedisTime;
  /** How long a silence is an outage. */
  readonly outageMs: number;
  readonly health: LogHealth;
}

export class Appends {
  readonly #parts: AppendsParts;
  #queued = new Map<string, Queued[]>();
  /** When the first of them was appended. */
  #queuedAtMs = 0;
  readonly #underWay = new Set<Promise<void>>();
  #flushedAtMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;

  constructor(parts: AppendsParts) {
    this.#parts = parts;
    // It was to go without what makes the outage good, which now goes in front.
    parts.time.onOutage(() => {
      const refused = [...this.#queued.values()].flat();
      this.#queued = new Map();
      for (const { reject } of refused) reject(new LogUnavailable('there was an outage'));
    });
  }

  /** The bodies are taken as they are at the call. */
  append(room: string, bodies: readonly Body[]): Promise<readonly Entry[]> {
    const jsons = bodies.map((body) => JSON.stringify(body));
    if (jsons.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      if (this.#queued.size === 0) this.#queuedAtMs = performance.now();
      const queued = this.#queued.get(room);
      if (queued === undefined) this.#queued.set(room, [{ jsons, resolve, reject }]);
      else queued.push({ jsons, resolve, reject });
      this.#flushSoon();
    });
  }

  /** Resolves when all that was appended before was answered. */
  async settle(): Promise<void> {
    this.flush();
    await Promise.all(this.#underWay);
  }

  /** Sends what is queued: what is asked of Redis next comes after it. */
  flush(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
    this.#timer = this.#immediate = undefined;
    if (this.#queued.size === 0) return;
    this.#flushedAtMs = performance.now();
    const [batches, sinceMs] = [this.#queued, this.#queuedAtMs];
    this.#queued = new Map();
    for (const [room, queued] of batches) {
      const placing = this.#place(room, queued, sinceMs).finally(() => this.#underWay.delete(placing));
      this.#underWay.add(placing);
    }
  }

  /** After a rest at the end of this turn, else once the pace allows it: so that others can join. */
  #flushSoon(): void {
    if (this.#timer !== undefined || this.#immediate !== undefined) return;
    const restMs = this.#flushedAtMs + commitEveryMs - performance.now();
    if (restMs <= 0) this.#immediate = setImmediate(() => this.flush());
    else this.#timer = setTimeout(() => this.flush(), restMs);
  }

  /** Never rejects: those who wait are told. */
  async #place(room: string, queued: readonly Queued[], sinceMs: number): Promise<void> {
    const { health, time } = this.#parts;
    const refuse = (problem: LogUnavailable): void => {
      for (const { reject } of queued) reject(problem);
    };
    try {
      const [became, atMs, outage, seq] = await this.#send(
        room,
        queued.flatMap(({ jsons }) => jsons),
      );
      health.works();
      // Whoever hears of an outage puts what makes it good in front of what comes next; what is refused is asked for again.
      time.told(outage);
      if (became === 'outage') return refuse(new LogUnavailable('there was an outage'));
      if (became === 'gone') return refuse(new LogUnavailable('the room was forgotten'));
      time.stamped(atMs);
      health.stored(sinceMs);
      let next = seq;
      for (const { jsons, resolve } of queued)
        resolve(jsons.map((json) => entryOf(next++, atMs, JSON.parse(json) as Body)));
    } catch (cause) {
      const problem =
        cause instanceof LogUnavailable ? cause : new LogUnavailable('the log could not be written', { cause });
      health.failed(problem);
      refuse(problem);
    }
  }

  async #send(room: string, jsons: readonly string[]): Promise<v.InferOutput<typeof placedSchema>> {
    const { link, time, outageMs } = this.#parts;
    const args = [...time.args(outageMs), String(jsons.length), `[${jsons.join()}]`];
    return v.parse(placedSchema, await link.ask(run('append', [keys.clock, keys.room(room), keys.log(room)], args)));
  }
}
