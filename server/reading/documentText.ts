/** The text of a document, or the study guide in it, read in a thread of its own, with an end to its time and memory. */
import { once } from 'node:events';
import * as v from 'valibot';
import { documentMemoryMegabytesMax, documentMsMax } from '../../shared/limits.ts';
import type { StudyGuide } from '../../shared/studyguide/guide.ts';
import { startThread } from '../startThread.ts';
import { errorCode } from '../start/startRefusal.ts';
import { DocumentRefusal, documentRefusals } from './documentRefusal.ts';
import type { DocumentJob, ReadGuide } from './documentWorker.ts';

const refusalSchema = v.object({ refusal: v.picklist(documentRefusals) });
const textSchema = v.object({ text: v.string() });
/** Our own thread made it: what it is inside was checked where it was read. */
const guideSchema = v.object({
  guide: v.custom<StudyGuide>((made) => typeof made === 'object' && made !== null),
  language: v.string(),
});

const limits = {
  resourceLimits: { maxOldGenerationSizeMb: documentMemoryMegabytesMax },
  // Libraries talk; what they say about a stranger's file helps nobody.
  stdout: true,
  stderr: true,
};

async function inThread(job: DocumentJob): Promise<unknown> {
  const worker = startThread(new URL('./documentWorker.ts', import.meta.url), { ...limits, workerData: job });
  const timer = new AbortController();
  const timeUp = setTimeout(() => timer.abort(), documentMsMax);
  try {
    const [message] = (await once(worker, 'message', { signal: timer.signal })) as unknown[];
    const refused = v.safeParse(refusalSchema, message);
    if (refused.success) throw new DocumentRefusal(refused.output.refusal);
    return message;
  } catch (error) {
    if (timer.signal.aborted) throw new DocumentRefusal('tooSlow');
    if (errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY') throw new DocumentRefusal('tooHungry');
    throw error;
  } finally {
    clearTimeout(timeUp);
    await worker.terminate();
  }
}

type Document = Omit<DocumentJob, 'wants'>;

export const documentText = async (document: Document): Promise<string> =>
  v.parse(textSchema, await inThread({ ...document, wants: 'text' })).text;

/** Throws a `DocumentRefusal` where there is no guide to be had. */
export const documentGuide = async (document: Document): Promise<ReadGuide> =>
  v.parse(guideSchema, await inThread({ ...document, wants: 'guide' }));
