/**
 * Starts a thread of ours. Built, it stands beside the server in one folder; run from its sources, in the checkout, tsx
 * compiles it. What the thread does and when it ends is for whoever starts it.
 */
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** `source`: the address of the thread's own file, as `new URL('./file.ts', import.meta.url)` beside who starts it. */
export function startThread(source: URL, options: WorkerOptions): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    const name = source.pathname.split('/').at(-1)?.replace(/\.ts$/, '.js') ?? '';
    return new Worker(new URL(name, import.meta.url), options);
  }
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import('${source.href}'); });`;
  return new Worker(start, { ...options, eval: true });
}
