/**
 * What an operator sees of a server: the lines of its log, as machines read them, and its metrics. It never looks inside
 * the process; what cannot be seen from here cannot be seen by who is woken at night.
 */
import type { TestServer } from '../support/server.ts';

export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

export interface Eyes {
  /** The lines so far whose words fit, over all starts of this server. */
  logged(words: RegExp): readonly LogLine[];
  /**
   * The value of a metric; over all of its labels where none are named, as in `name{why="flood"}`. Null where nobody
   * answers, or has no such metric.
   */
  metric(name: string): Promise<number | null>;
}

export const eyesOn = (server: Pick<TestServer, 'output' | 'url'>): Eyes => ({
  logged: (words) => linesOf(server.output()).filter(({ msg }) => words.test(msg)),
  metric: async (name) => {
    const text = await metricsAt(server.url);
    return text === null ? null : valueIn(text, name);
  },
});

/** What told the operator, for `Findings.seen`: the words of the last line that fits, or null. */
export function lineOf(eyes: readonly Eyes[], words: RegExp): string | null {
  const line = eyes.flatMap((each) => each.logged(words)).at(-1);
  return line === undefined ? null : `${line.level}: ${line.msg}`;
}

/** The metric with its figure, or null where there is none. */
export async function metricOf(eyes: Eyes, name: string): Promise<string | null> {
  const value = await eyes.metric(name);
  return value === null ? null : `${name} ${String(value)}`;
}

function linesOf(output: string): LogLine[] {
  return output.split('\n').flatMap((line): LogLine[] => {
    if (!line.startsWith('{')) return [];
    try {
      const parsed = JSON.parse(line) as Partial<LogLine>;
      return typeof parsed.msg === 'string' ? [{ ...parsed, level: String(parsed.level), msg: parsed.msg }] : [];
    } catch {
      // The last line of a process that was killed may be cut short.
      return [];
    }
  });
}

async function metricsAt(url: string): Promise<string | null> {
  try {
    const response = await fetch(`${url}/metrics`);
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

/** In the text format of Prometheus: `name{label="…"} value`, one a line. */
function valueIn(text: string, name: string): number | null {
  const found = text.split('\n').flatMap((line) => {
    const end = line.lastIndexOf(' ');
    const series = line.slice(0, end);
    return series === name || series.startsWith(`${name}{`) ? [Number(line.slice(end + 1))] : [];
  });
  return found.length === 0 ? null : found.reduce((sum, value) => sum + value, 0);
}
