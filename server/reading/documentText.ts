/** The text of a document, read in a thread of its own, with an end to its time and memory. */
import { once } from 'node:events';
import * as v from 'valibot';
import { documentMemoryMegabytesMax, documentMsMax } from '../../shared/limits.ts';
import { startThread } from '../startThread.ts';
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

export async function documentText(job: DocumentJob): Promise<string> {
  const worker = startThread(new URL('./documentWorker.ts', import.meta.url), { ...limits, workerData: job });
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
