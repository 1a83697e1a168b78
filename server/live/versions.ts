/**
 * Pages of another version than this server: who may speak, what is heard of what a newer one says, and when an older one
 * is told to load anew. A page of this version meets the schemas as they are.
 */
import * as v from 'valibot';
import { oldPageLookMs, reloadAgainMs } from '../../shared/limits.ts';
import { helloSchema, isSpoken, protocolVersion, type Hello, type Refusal } from '../../shared/protocol/messages.ts';
import type { Room } from './room.ts';
import { sendAway } from './seats.ts';
import type { Connection } from './wire.ts';

type Said<Output> = { readonly output: Output } | { readonly why: Refusal };

/** Who speaks, or why nobody is let in. */
export function helloFrom(raw: unknown): Said<Hello> {
  const versioned = v.safeParse(v.object({ version: v.number() }), raw);
  if (versioned.success && !isSpoken(versioned.output.version)) return { why: 'reload' };
  const hello = heard(helloSchema, raw, versioned.success ? versioned.output.version : protocolVersion);
  return hello.success ? { output: hello.output } : { why: 'malformed' };
}

/** Parses what a page of that version said: of a newer one, what this server does not know is left out. */
export function heard<Schema extends v.GenericSchema>(
  schema: Schema,
  raw: unknown,
  version: number,
): v.SafeParseResult<Schema> {
  const parsed = v.safeParse(schema, raw);
  if (parsed.success || version <= protocolVersion || typeof raw !== 'object' || raw === null) return parsed;
  const unknown = parsed.issues.flatMap(({ type, path }) =>
    type === 'strict_object' && path?.length === 1 ? [path[0].key] : [],
  );
  return v.safeParse(schema, Object.fromEntries(Object.entries(raw).filter(([key]) => !unknown.includes(key))));
}

/**
 * Something was revealed, so nothing is open for a while: old pages of players may load anew, once they have shown the result. Those of
 * hosts are left alone: a stage would lose its full screen before everybody.
 */
export function renewPages(room: Room<Connection>, nowMs: () => number): void {
  const timer = setTimeout(() => {
    if (room.state.phase === 'asked') return;
    for (const [, connection] of [...room.presence])
      if (connection.data.version < protocolVersion && nowMs() - connection.data.arrival >= reloadAgainMs)
        sendAway(connection, 'reload');
  }, oldPageLookMs);
  timer.unref();
}
