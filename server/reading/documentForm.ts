/** What form a document has: by the first bytes where those say it, else by the end of its name. */
import { extname } from 'node:path';

export const documentForms = ['docx', 'pdf', 'html', 'plain'] as const;
export type DocumentForm = (typeof documentForms)[number];

const byEnding: Readonly<Record<string, DocumentForm>> = {
  '.docx': 'docx',
  '.pdf': 'pdf',
  '.html': 'html',
  '.htm': 'html',
};

/** Of names that say nothing: people save what they were sent under any name. */
const byBeginning: readonly (readonly [signs: string, form: DocumentForm])[] = [
  ['%PDF-', 'pdf'],
  ['PK\x03\x04', 'docx'],
];

export const formOfName = (name: string): DocumentForm => byEnding[extname(name).toLowerCase()] ?? 'plain';

export function formOf(name: string, bytes: Uint8Array): DocumentForm {
  const named = formOfName(name);
  if (named !== 'plain') return named;
  const begins = Buffer.from(bytes.subarray(0, 5)).toString('latin1');
  return byBeginning.find(([signs]) => begins.startsWith(signs))?.[1] ?? 'plain';
}
