/** Percentiles and medians for the benches, and the messages between their processes. */

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** What a server process tells of itself when asked. */
export interface Usage {
  readonly cpuMs: number;
  readonly rssBytes: number;
}

export interface ServerReady {
  readonly port: number;
  /** A room to play in, and the host's token; a bare server makes them up. */
  readonly code: string;
  readonly token: string;
}

/** One question as the driver saw it. All times in ms. */
export interface QuestionFigures {
  /** From the host's "next" to each player's frame. */
  readonly openMs: readonly number[];
  readonly ackMs: readonly number[];
  /** From the last acknowledgement to each player's result. */
  readonly resultMs: readonly number[];
  readonly bytes: number;
  readonly frames: number;
  readonly lost: number;
}

export interface RunFigures {
  readonly questions: readonly QuestionFigures[];
  readonly joinMs: number;
  /** 99th percentile of the driver's own event-loop delay: above some ms its figures are not the server's. */
  readonly driverLagMs: number;
}
