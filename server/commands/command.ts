/** What a command of the command line is, and what it gets from the surroundings: nothing else is read. */
import type { ServerSettings } from '../settings.ts';

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Where it is a stream: it takes more, or nobody reads it any more. */
  on?(event: 'drain' | 'close' | 'error', listener: () => void): unknown;
}

export interface Surroundings {
  readonly settings: ServerSettings;
  /** What stands behind the command's name. */
  readonly operands: readonly string[];
  /** Those of the command's own switches that were given, such as "json". */
  readonly switches: ReadonlySet<string>;
  /** Those of the command's own options that take a value, such as "seat", with it. */
  readonly values: ReadonlyMap<string, string>;
  /** What is piped in. Opened only by who asks. */
  readonly input: () => AsyncIterable<string | Uint8Array>;
  /** What was asked for. */
  readonly out: Output;
  /** Everything about the asking: logs, refusals. */
  readonly err: Output;
  readonly version: string;
}

export interface Command {
  readonly name: string;
  /** The operands as --help shows them, such as "[FOLDER]". */
  readonly usage: string;
  readonly operandsMax: number;
  /** Options of this command alone; they take no value. */
  readonly switches?: readonly string[];
  /** The same, with a value. */
  readonly valued?: readonly string[];
  readonly summary: string;
  /** Resolves with the exit code. A `StartRefusal` becomes one line and exit code 1. */
  run(surroundings: Surroundings): Promise<number>;
}
