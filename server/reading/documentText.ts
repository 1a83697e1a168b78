/** The text of a document, read in a thread of its own, with an end to its time and memory. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { documentMemoryMegabytesMax, documentMsMax } from '../../shared/limits.ts';
import { errorCode } from '../start/startRefusal.ts';
import { DocumentRefusal, documentRefusals } from './documentRefusal.ts';
import type { DocumentJob } from './documentWorker.ts';

const resultSchema = v.union([v.object({ text: v.string() }), v.object({ refusal: v.picklist(documentRefusals) })]);

const limits = {
  resourceLimits: { maxOldGenerationSizeMb: documentMemoryMegabytesMax },
  // Libraries talk; what they say about a stranger's file helps nobody.
  stdout: true,
  stderr: true,
};

/** Built, the worker stands beside the server in one folder; run from its sources, in the checkout, tsx compiles it. */
function startWorker(workerData: DocumentJob): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./documentWorker.js', import.meta.url), { ...limits, workerData });
  }
  const source = new URL('./documentWorker.ts', import.meta.url).href;
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import('${source}'); });`;
  return new Worker(start, { ...limits, workerData, eval: true });
}

export async function documentText(job: DocumentJob): Promise<string> {
  const worker = startWorker(job);
  const timer = new AbortController();
  const timeUp = setTimeout(() => timer.abort(), documentMsMax);
  try {
    const [message] = (await once(worker, 'message', { signal: timer.signal })) as unknown[];
    const result = v.parse(resultSchema, message);
    if ('refusal' in result) throw new DocumentRefusal(result.refusal);
    return result.text;
  } catch (error) {
    if (timer.signal.aborted) throw new DocumentRefusal('tooSlow');
    if (errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY') throw new DocumentRefusal('tooHungry');
    throw error;
  } finally {
    clearTimeout(timeUp);
    await worker.terminate();
  }
}
