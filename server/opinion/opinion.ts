/**
 * A second opinion on written answers, from a language model that the operator named. It suggests to the host and
 * scores nothing; it is asked in the background, in small batches, and where it is slow, down or talks nonsense, there
 * simply is none. It never fails.
 */
import type { Logger } from 'pino';
import {
  opinionAnswersMax,
  opinionBatchAnswers,
  opinionMsMax,
  opinionReplyBytesMax,
  opinionRequestsMax,
  opinionWaitingMax,
} from '../../shared/limits.ts';
import type { ServerSettings } from '../settings.ts';
import { creditsIn, requestFor, type Asked } from './conversation.ts';
import { createTurns } from './turns.ts';

export interface Suggestion {
  /** 0 to 1. */
  readonly credit: number;
}

export interface Opinion {
  /** One for each answer, in their order; null where there is none. Takes as long as the service takes: never wait. */
  ask(question: string, reference: string, answers: readonly string[]): Promise<(Suggestion | null)[]>;
}

export type OpinionSettings = Pick<ServerSettings, 'opinionUrl' | 'opinionModel' | 'opinionKey'>;

/** The body as text, or null where it is longer than a reply ever is. */
async function textOf(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop ends the transfer.
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > opinionReplyBytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

type Reply = { readonly credits: (number | null)[] } | { readonly problem: string };

/** Null where the operator named no service. `msMax`: for one request, from its start to its last byte. */
export function createOpinion(
  { opinionUrl, opinionModel, opinionKey }: OpinionSettings,
  fetch: typeof globalThis.fetch,
  logger: Logger,
  msMax = opinionMsMax,
): Opinion | null {
  if (opinionUrl === null || opinionModel === null) {
    if (opinionUrl !== opinionModel) logger.warn('No second opinion: the service and the model must both be set.');
    return null;
  }
  const turns = createTurns(opinionRequestsMax, opinionWaitingMax);

  async function request(asked: Asked): Promise<Reply> {
    try {
      const response = await fetch(`${opinionUrl}/chat/completions`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(opinionKey === null ? {} : { authorization: `Bearer ${opinionKey}` }),
        },
        body: requestFor(opinionModel ?? '', asked),
        // The key is for this service and for nobody that it points to.
        redirect: 'error',
        signal: AbortSignal.timeout(msMax),
      });
      if (!response.ok) {
        await response.body?.cancel();
        return { problem: `it answered ${response.status}` };
      }
      const text = await textOf(response);
      const credits = text === null ? null : creditsIn(text, asked.answers.length);
      return credits === null ? { problem: 'it gave something else than credits' } : { credits };
    } catch (error) {
      // Not the error itself: what a service sends may hold anything, an answer or the key.
      return {
        problem: error instanceof Error && error.name === 'TimeoutError' ? 'it was too slow' : 'it is not there',
      };
    }
  }

  return {
    async ask(question, reference, answers) {
      const texts = [...new Set(answers)].filter((text) => text.trim() !== '').slice(0, opinionAnswersMax);
      const batches: string[][] = [];
      for (let at = 0; at < texts.length; at += opinionBatchAnswers)
        batches.push(texts.slice(at, at + opinionBatchAnswers));
      const found = new Map<string, number>();
      let isOver = false;
      const asking = batches.map((batch) =>
        turns.take(async () => {
          // It failed a moment ago: the rest would only wait for the same.
          if (isOver) return;
          const reply = await request({ question, reference, answers: batch });
          if ('credits' in reply) {
            batch.forEach((text, at) => {
              const credit = reply.credits[at];
              if (credit != null) found.set(text, credit);
            });
          } else if (!isOver) {
            isOver = true;
            logger.warn({ problem: reply.problem }, 'No second opinion on some answers.');
          }
        }),
      );
      await Promise.all(asking);
      return answers.map((text) => {
        const credit = found.get(text);
        return credit === undefined ? null : { credit };
      });
    },
  };
}
