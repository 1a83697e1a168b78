/** What a timer's ring shows at a moment: pure, so that it can be tested without a clock. All times are room time. */

export interface TimerTimes {
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  readonly pausedAtMs: number | null;
}

export interface TimerFace {
  readonly phase: 'before' | 'open' | 'over';
  /** How far the ring is closed: it closes while time runs out, and opens again while one waits for the opening. */
  readonly fraction: number;
  /** Whole seconds until the opening, then until the end; 0 only when it is there. */
  readonly seconds: number;
}

/** `seenAtMs`: when this timer was first drawn, for a wait that began before. */
export function timerFace(
  { opensAtMs, closesAtMs, pausedAtMs }: TimerTimes,
  nowMs: number,
  seenAtMs: number,
): TimerFace {
  const atMs = pausedAtMs ?? nowMs;
  if (atMs < opensAtMs) {
    const leftMs = opensAtMs - atMs;
    const wholeMs = Math.max(leftMs, opensAtMs - seenAtMs);
    return { phase: 'before', fraction: leftMs / wholeMs, seconds: Math.ceil(leftMs / 1_000) };
  }
  const leftMs = Math.max(0, closesAtMs - atMs);
  const windowMs = closesAtMs - opensAtMs;
  const fraction = windowMs <= 0 ? 1 : 1 - leftMs / windowMs;
  return { phase: leftMs > 0 ? 'open' : 'over', fraction: Math.min(1, fraction), seconds: Math.ceil(leftMs / 1_000) };
}

/** Seconds at which a listener is told, and no others. */
export const toldSeconds: readonly number[] = [10, 5];
