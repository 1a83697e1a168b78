/** How late the event loop runs: what an answer may have waited before it was stamped. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 10;
/** The histogram starts anew this often, so that a slow start does not count for ever. */
const windowMs = 30_000;
/** A percentile costs as much as folding an answer, and hardly changes from one answer to the next. */
const freshMs = 250;

export interface LoopLag {
  /** 99th percentile of the delay over the last half minute or so, ms. */
  p99Ms(): number;
  stop(): void;
}

export function watchLoopLag(): LoopLag {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  const timer = setInterval(() => histogram.reset(), windowMs);
  timer.unref();
  let p99Ms = 0;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  return {
    p99Ms() {
      const nowMs = performance.now();
      if (nowMs - askedAtMs < freshMs) return p99Ms;
      askedAtMs = nowMs;
      // The histogram counts its own sampling interval too.
      p99Ms = histogram.count === 0 ? 0 : Math.max(0, histogram.percentile(99) / 1e6 - resolutionMs);
      return p99Ms;
    },
    stop() {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
