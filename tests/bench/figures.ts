/** Percentiles and medians for the benches, and the messages between their processes. */

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** What a server process tells of itself when asked; delays and pauses since it was asked last. */
export interface Usage {
  readonly cpuMs: number;
  readonly rssBytes: number;
  readonly loopP99Ms: number;
  readonly longestPauseMs: number;
}

export interface ServerReady {
  readonly port: number;
  /** A room to play in, and the host's token; a bare server makes them up. */
  readonly code: string;
  readonly token: string;
}

/** One question as the driver saw it. All times in ms. */
export interface QuestionFigures {
  /** All answers were sent within this. */
  readonly answersOverMs: number;
  /** From the host's "next" to the frame of the player at that share of all. */
  readonly openP50Ms: number;
  readonly openP95Ms: number;
  readonly openP99Ms: number;
  /** Between the first and the last player who could see it, those counted as one who had it before it opened. */
  readonly spreadMs: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  /** From the last acknowledgement to the results. */
  readonly resultsP99Ms: number;
  readonly resultsLastMs: number;
  readonly bytes: number;
  readonly frames: number;
  readonly lost: number;
}

export interface RunFigures {
  readonly questions: readonly QuestionFigures[];
  readonly joinMs: number;
  /** All dropped at once; until the last had its views again. */
  readonly reconnectMs: number;
  readonly reconnectLost: number;
  /** 99th percentile of the driver's own event-loop delay: above some ms its figures are not the server's. */
  readonly driverLagMs: number;
  /** How far from the announced end of a question that nobody closed its first result came; null where there is none. */
  readonly deadlineOffMs: number | null;
}
