/** The server's end of the bench's wire: ready, then its usage whenever asked. */
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import type { ServerReady, Usage } from './figures.ts';

/** Counts from the mark before: one figure for each stretch of the run. */
export function tellUsage(ready: ServerReady): void {
  const resolutionMs = 2;
  const lag = monitorEventLoopDelay({ resolution: resolutionMs });
  lag.enable();
  let longestPauseMs = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestPauseMs = Math.max(longestPauseMs, duration);
  }).observe({ entryTypes: ['gc'] });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    const loopP99Ms = Math.max(0, lag.percentile(99) / 1e6 - resolutionMs);
    const pauseMs = longestPauseMs;
    // Asked for here, so that memory is what is held and not what nobody has collected yet.
    globalThis.gc?.();
    const usage: Usage = {
      cpuMs: (user + system) / 1_000,
      rssBytes: process.memoryUsage().rss,
      loopP99Ms,
      longestPauseMs: pauseMs,
    };
    process.send?.(usage);
    lag.reset();
    // The collection asked for above is reported later, and is nobody's pause.
    setTimeout(() => (longestPauseMs = 0), 50).unref();
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.(ready);
}
