/**
 * One connection to Redis, kept up: it comes back by itself, and what is asked meanwhile is refused at once. Replies and
 * what is published arrive over it in the order in which Redis did things. It knows no rooms.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { redisAnswerMsMax, redisRetryMs } from '../../../shared/limits.ts';
import { LogUnavailable } from '../log.ts';
import { scripts } from './scripts.ts';

export interface LinkParts {
  readonly url: string;
  /** It is up, for the first time or again, and hears what is published from now on. */
  readonly onUp: () => void;
  readonly onPublished: (channel: string, message: string) => void;
}

const connectTo = (url: string) =>
  createClient({
    url,
    RESP: 3,
    // Made anew by hand, so that nothing is sent twice and no old answer is taken for a new one.
    socket: { reconnectStrategy: false, connectTimeout: redisAnswerMsMax },
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
  });
type Client = ReturnType<typeof connectTo>;

export class RedisLink {
  readonly #parts: LinkParts;
  readonly #channels = new Set<string>();
  readonly #heard = (message: string, channel: string): void => this.#parts.onPublished(channel, message);
  #client: Client | null = null;
  #downSinceMs: number | null = null;
  #isClosed = false;
  #keeping: Promise<void> | undefined;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  /** Since when nobody could be asked, by performance.now(); null while somebody can. */
  get downSinceMs(): number | null {
    return this.#downSinceMs;
  }

  /** Rejects with what kept it from the first connection. */
  async open(): Promise<void> {
    const { client, gone } = await this.#connect();
    this.#keeping = this.#keep(client, gone);
  }

  /** Sends a command at once. Rejects with LogUnavailable where no answer came; it may have been done all the same. */
  async ask(command: readonly string[]): Promise<unknown> {
    const client = this.#client;
    if (client === null) throw new LogUnavailable('Redis cannot be reached');
    // An answer that is this late says that nobody is there, or that the network swallows it: a new connection will tell.
    const late = setTimeout(() => client.destroy(), redisAnswerMsMax);
    try {
      return await client.sendCommand<unknown>([...command]);
    } catch (cause) {
      // Somebody had Redis forget the scripts: a new connection tells them anew.
      if (cause instanceof Error && cause.message.startsWith('NOSCRIPT')) client.destroy();
      throw new LogUnavailable('Redis did not do what it was asked', { cause });
    } finally {
      clearTimeout(late);
    }
  }

  /** Resolves once what is published there is heard. Stays so over all connections. */
  async hear(channel: string): Promise<void> {
    const client = this.#client;
    if (client === null) throw new LogUnavailable('Redis cannot be reached');
    if (this.#channels.has(channel)) return;
    this.#channels.add(channel);
    try {
      await client.subscribe(channel, this.#heard);
    } catch (cause) {
      // The next connection hears it; this one does not, and what was to be heard is asked for anew.
      throw new LogUnavailable('Redis did not do what it was asked', { cause });
    }
  }

  ignore(channel: string): void {
    if (this.#channels.delete(channel)) void this.#client?.unsubscribe(channel, this.#heard).catch(() => {});
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#client?.destroy();
    await this.#keeping;
  }

  async #connect(): Promise<{ client: Client; gone: Promise<void> }> {
    const client = connectTo(this.#parts.url);
    let problem: unknown;
    const gone = new Promise<void>((resolve) => {
      client.on('error', (error: unknown) => {
        problem = error;
        resolve();
      });
      client.on('end', resolve);
    });
    // Also where the network takes the connection and nobody answers.
    const late = setTimeout(() => client.destroy(), redisAnswerMsMax);
    try {
      await Promise.race([
        client.connect(),
        gone.then(() => Promise.reject(problem instanceof Error ? problem : new Error('no answer'))),
      ]);
      for (const { text } of scripts) await client.sendCommand(['SCRIPT', 'LOAD', text]);
      if (this.#channels.size > 0) await client.subscribe([...this.#channels], this.#heard);
    } catch (error) {
      client.destroy();
      throw error;
    } finally {
      clearTimeout(late);
    }
    this.#client = client;
    this.#downSinceMs = null;
    this.#parts.onUp();
    return { client, gone };
  }

  async #keep(first: Client, firstGone: Promise<void>): Promise<void> {
    let [client, gone] = [first, firstGone];
    for (;;) {
      await gone;
      this.#client = null;
      this.#downSinceMs = performance.now();
      client.destroy();
      for (;;) {
        if (this.#isClosed) return;
        try {
          ({ client, gone } = await this.#connect());
          break;
        } catch {
          // Spread, as all nodes lost it at once.
          await wait(redisRetryMs * (0.5 + Math.random()));
        }
      }
    }
  }
}
