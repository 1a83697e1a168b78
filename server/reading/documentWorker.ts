/**
 * The thread in which documents are taken apart. It holds nothing and answers once: the text, or the study guide read
 * from it, or why there is none. Whoever started it ends it when it takes too long, and the platform when it takes too
 * much memory.
 */
import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { guideBytesMax } from '../../shared/limits.ts';
import type { StudyGuide } from '../../shared/studyguide/guide.ts';
import { guessLanguage } from '../../shared/studyguide/making/language.ts';
import { readStudyGuide, type GuideRefusal } from '../../shared/studyguide/read.ts';
import { decodeText } from './decodeText.ts';
import { documentForms } from './documentForm.ts';
import { DocumentRefusal, type DocumentRefusalCode } from './documentRefusal.ts';

const jobSchema = v.object({
  form: v.picklist(documentForms),
  bytes: v.instance(Uint8Array),
  wants: v.picklist(['text', 'guide']),
});
export type DocumentJob = v.InferOutput<typeof jobSchema>;

export interface ReadGuide {
  readonly guide: StudyGuide;
  /** Which it seems to be in: 'en', 'sv' and so on. */
  readonly language: string;
}

type DocumentResult = { readonly text: string } | ReadGuide | { readonly refusal: DocumentRefusalCode };

function plainText(bytes: Uint8Array): string {
  if (bytes.length > guideBytesMax) throw new DocumentRefusal('tooLong');
  const text = decodeText(bytes);
  if (text === null) throw new DocumentRefusal('notText');
  return text;
}

async function textOf({ form, bytes }: DocumentJob): Promise<string> {
  switch (form) {
    case 'docx': {
      const { docxText } = await import('./docxText.ts');
      return docxText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    }
    case 'pdf': {
      const { pdfText } = await import('./pdfText.ts');
      return pdfText(bytes);
    }
    case 'html': {
      const { htmlText } = await import('./htmlText.ts');
      return htmlText(plainText(bytes));
    }
    case 'plain':
      return plainText(bytes);
  }
}

const guideRefusals: Readonly<Record<GuideRefusal['code'], DocumentRefusalCode>> = {
  tooLong: 'tooLong',
  tooManyLines: 'tooManyLines',
  tooMany: 'tooManyParts',
};

function guideIn(text: string): ReadGuide {
  const { guide, refusal } = readStudyGuide(text);
  if (refusal !== undefined) throw new DocumentRefusal(guideRefusals[refusal.code]);
  return { guide, language: guessLanguage(guide) };
}

async function answer(): Promise<DocumentResult> {
  try {
    const job = v.parse(jobSchema, workerData);
    const text = await textOf(job);
    return job.wants === 'text' ? { text } : guideIn(text);
  } catch (error) {
    if (error instanceof DocumentRefusal) return { refusal: error.code };
    throw error;
  }
}

parentPort?.postMessage(await answer());
