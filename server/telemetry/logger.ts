/**
 * The server's log lines. A level means something: error is what a person must be woken for, warn can wait until
 * tomorrow, info tells of starts and ends, debug is for whoever is looking right now. Secrets never get in.
 */
import pino, { type Logger } from 'pino';
import { formatLine } from './prettyLine.ts';

export type { Logger } from 'pino';

export interface LoggerOptions {
  readonly level: 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** auto: for people where `out` is a terminal, else for machines. */
  readonly format: 'auto' | 'pretty' | 'json';
  readonly out: { write(line: string): unknown; readonly isTTY?: boolean };
  readonly version: string;
}

/** Names under which a secret or a player's words could be logged by mistake. */
const secretNames = [
  'token',
  'seatToken',
  'hostToken',
  'hostKey',
  'key',
  'auth',
  'authorization',
  'cookie',
  'password',
];

/** pino redacts at fixed depths only; three are as deep as any line here goes. */
const redactedPaths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

export function createLogger({ level, format, out, version }: LoggerOptions): Logger {
  const pretty = format === 'pretty' || (format === 'auto' && out.isTTY === true);
  return pino(
    {
      level,
      // No host name and process id: whoever collects the lines adds them, and on a laptop they say nothing.
      base: { version },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: redactedPaths, censor: '[secret]' },
      serializers: { err: pino.stdSerializers.err },
    },
    { write: (line: string) => void out.write(pretty ? formatLine(line, out.isTTY === true) : line) },
  );
}
