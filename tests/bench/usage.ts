/** The server's end of the bench's wire: ready, then its usage whenever asked. */
import type { ServerReady, Usage } from './figures.ts';

export function tellUsage(ready: ServerReady): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    globalThis.gc?.();
    const usage: Usage = { cpuMs: (user + system) / 1_000, rssBytes: process.memoryUsage().rss };
    process.send?.(usage);
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.(ready);
}
