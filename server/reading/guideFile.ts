/** A file → the text of the study guide in it, or the guide. Refuses in one line what is too large, or not to be read. */
import { open, type FileHandle } from 'node:fs/promises';
import { documentBytesMax, guideBytesMax, guideLinesMax, guidePartsMax } from '../../shared/limits.ts';
import { errorCode, StartRefusal } from '../start/startRefusal.ts';
import { decodeText } from './decodeText.ts';
import { formOf, formOfName } from './documentForm.ts';
import { DocumentRefusal, type DocumentRefusalCode } from './documentRefusal.ts';
import { documentGuide, documentText } from './documentText.ts';
import type { ReadGuide } from './documentWorker.ts';
import { htmlText } from './htmlText.ts';

const megabytes = (bytes: number): string => `${Math.round(bytes / 100_000) / 10} MB`;

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new StartRefusal(`there is no file ${path}`);
    if (code === 'EACCES' || code === 'EPERM') throw new StartRefusal(`${path} may not be read by this user`);
    throw error;
  }
}

/** Looks at the size before it reads: nobody's memory is filled by a file that is refused anyway. */
async function readBytes(path: string, bytesMax: number): Promise<Uint8Array<ArrayBuffer>> {
  const file = await openFile(path);
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new StartRefusal(`${path} is not a file`);
    if (found.size > bytesMax) {
      throw new StartRefusal(
        `${path} has ${megabytes(found.size)}; a study guide of this kind may have ${megabytes(bytesMax)}`,
      );
    }
    return new Uint8Array(await file.readFile());
  } finally {
    await file.close();
  }
}

const refusals: Readonly<Record<DocumentRefusalCode, string>> = {
  damaged: 'cannot be read: it is damaged, or not what its name says',
  locked: 'is locked with a password. Save it without one',
  notText: 'is not text. Study guides are read from .txt, .md, .docx and .pdf',
  unpacksTooLarge: 'unpacks to far more than a study guide holds. Save its text as a .txt file',
  tooLong: `holds more text than ${megabytes(guideBytesMax)}`,
  tooManyLines: `has too many lines: a study guide may have ${guideLinesMax}`,
  tooManyParts: `has too many entries of one kind: a study guide may have ${guidePartsMax}`,
  noText: 'holds no text, only pictures of it. Copy the text out of it, and save that as a .txt file',
  tooSlow: 'takes too long to read. Save its text as a .txt file',
  tooHungry: 'takes too much memory to read. Save its text as a .txt file',
};

async function read<Value>(
  path: string,
  from: (document: Parameters<typeof documentText>[0]) => Promise<Value>,
): Promise<Value> {
  const isText = /^(?:plain|html)$/.test(formOfName(path));
  const bytes = await readBytes(path, isText ? guideBytesMax : documentBytesMax);
  try {
    return await from({ form: formOf(path, bytes), bytes });
  } catch (error) {
    if (error instanceof DocumentRefusal) throw new StartRefusal(`${path} ${refusals[error.code]}`);
    throw error;
  }
}

/** Text needs no thread of its own: here nobody waits beside it. */
export const readGuideFile = (path: string): Promise<string> =>
  read(path, (document) => {
    if (document.form === 'docx' || document.form === 'pdf') return documentText(document);
    const text = decodeText(document.bytes);
    if (text === null) throw new DocumentRefusal('notText');
    return Promise.resolve(document.form === 'html' ? htmlText(text) : text);
  });

export const readGuideIn = (path: string): Promise<ReadGuide> => read(path, documentGuide);
