/** Whether an error says that the database cannot be asked just now: it is away, full or busy. Anything else is a bug. */
import * as v from 'valibot';

/** What the network says, and what PostgreSQL says that is starting, stopping or too busy: see its list of error codes. */
const codes = /^(?:E(?:CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND|AI_AGAIN)\w*|08\w{3}|53\w{3}|57\w{3})$/;
/** What the driver says without a code. */
const words =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered)/;
/** SQLite: busy, locked, an error of the disk, full. */
const results = new Set([5, 6, 10, 13]);

const errorSchema = v.looseObject({
  message: v.optional(v.string(), ''),
  code: v.optional(v.unknown()),
  errcode: v.optional(v.number()),
});

export function isDatabaseAway(error: unknown): boolean {
  const read = v.safeParse(errorSchema, error);
  if (!(error instanceof Error) || !read.success) return false;
  const { message, code, errcode } = read.output;
  // The lower byte is the kind, the rest says which of it.
  if (errcode !== undefined && results.has(errcode & 0xff)) return true;
  return (typeof code === 'string' && codes.test(code)) || words.test(message);
}
