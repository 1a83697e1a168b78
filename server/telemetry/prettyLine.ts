/** A log line for people: time, level, what happened, and what belongs to it. Knows the form of a line, nothing else. */
import * as v from 'valibot';

const lineSchema = v.looseObject({ time: v.string(), level: v.string(), msg: v.optional(v.string(), '') });
const errorSchema = v.looseObject({ stack: v.optional(v.string()), message: v.optional(v.string()) });

/** Not shown: it is the same on every line. */
const quietFields = new Set(['time', 'level', 'msg', 'version', 'err']);

/** Terminal colours by level: red, yellow, cyan; what is quiet is dim. */
const colours = new Map([
  ['error', 31],
  ['warn', 33],
  ['info', 36],
]);
const dim = 2;

/** A line that is no JSON object of ours is passed on as it is. */
export function formatLine(line: string, colour: boolean): string {
  const parsed = parse(line);
  if (parsed === null) return line;
  const { time, level, msg } = parsed;
  const style = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const fields = Object.entries(parsed)
    .filter(([name]) => !quietFields.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const head = [
    style(dim, time.slice(11, 19)),
    style(colours.get(level) ?? dim, level.padEnd(5)),
    msg,
    ...(fields.length > 0 ? [style(dim, fields.join(' '))] : []),
  ].join(' ');
  const error = v.safeParse(errorSchema, parsed.err);
  const trace = error.success ? (error.output.stack ?? error.output.message) : undefined;
  return trace === undefined ? `${head}\n` : `${head}\n${trace.replace(/^/gm, '      ')}\n`;
}

function parse(line: string): v.InferOutput<typeof lineSchema> | null {
  try {
    const parsed = v.safeParse(lineSchema, JSON.parse(line));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
