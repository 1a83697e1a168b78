/**
 * The thread in which documents are taken apart. It holds nothing and answers once: the text, or why there is none.
 * Whoever started it ends it when it takes too long, and the platform when it takes too much memory.
 */
import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { DocumentRefusal, type DocumentRefusalCode } from './documentRefusal.ts';

const jobSchema = v.object({ kind: v.picklist(['docx', 'pdf']), bytes: v.instance(Uint8Array) });
export type DocumentJob = v.InferOutput<typeof jobSchema>;

type DocumentResult = { readonly text: string } | { readonly refusal: DocumentRefusalCode };

async function read({ kind, bytes }: DocumentJob): Promise<string> {
  if (kind === 'docx') {
    const { docxText } = await import('./docxText.ts');
    return docxText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
  const { pdfText } = await import('./pdfText.ts');
  return pdfText(bytes);
}

async function answer(): Promise<DocumentResult> {
  try {
    return { text: await read(v.parse(jobSchema, workerData)) };
  } catch (error) {
    if (error instanceof DocumentRefusal) return { refusal: error.code };
    throw error;
  }
}

parentPort?.postMessage(await answer());
