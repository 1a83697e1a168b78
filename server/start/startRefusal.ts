/** Why the server cannot start, as one line that says what to do: for what its owner can mend. A bug keeps its stack. */
import * as v from 'valibot';
import { RedisUnusable } from '../log/redis/redisHome.ts';
import { DataInUse, DataUnusable } from '../log/sqlite.ts';
import type { ServerSettings } from '../settings.ts';
import { DatabaseUnusable } from '../store/database/database.ts';

export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
}

const systemErrorSchema = v.looseObject({ code: v.string() });

export function errorCode(error: unknown): string | null {
  const parsed = v.safeParse(systemErrorSchema, error);
  return parsed.success ? parsed.output.code : null;
}

/** What keeps the server from listening; an error that is none of these is returned as it is. */
export function listenRefusal(error: unknown, { port, host }: Pick<ServerSettings, 'port' | 'host'>): unknown {
  const lines: Record<string, string> = {
    EADDRINUSE: `port ${port} is taken. Stop what uses it, or choose another with --port or PORT`,
    EACCES: `port ${port} may only be used with more rights. Choose one from 1024 on with --port or PORT`,
    EADDRNOTAVAIL: `this machine has no address "${host}". Set --host or HOST to one of its own, or to 0.0.0.0 for all`,
    ENOTFOUND: `"${host}" is not an address or a known name. Set --host or HOST, or use 0.0.0.0 for all addresses`,
    EAFNOSUPPORT: `this machine has no network for "${host}". Set --host or HOST to 0.0.0.0`,
  };
  const line = lines[errorCode(error) ?? ''] ?? (errorCode(error) === 'EAI_AGAIN' ? lines.ENOTFOUND : undefined);
  return line === undefined ? error : new StartRefusal(line);
}

/** Log and store refuse in words made for their owner: a second server on the same folder, a newer file. */
export function keepingRefusal(error: unknown): unknown {
  const isForPeople = [DataInUse, DataUnusable, DatabaseUnusable, RedisUnusable].some((kind) => error instanceof kind);
  return isForPeople && error instanceof Error ? new StartRefusal(error.message) : error;
}
