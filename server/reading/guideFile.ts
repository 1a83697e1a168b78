/** A file → the text of the study guide in it. Refuses in one line what is too large, not text, or not to be read. */
import { open, type FileHandle } from 'node:fs/promises';
import { extname } from 'node:path';
import { guideBytesMax } from '../../shared/limits.ts';
import { errorCode, StartRefusal } from '../start/startRefusal.ts';
import { decodeText } from './decodeText.ts';

const megabytes = (bytes: number): string => `${Math.round(bytes / 104_857.6) / 10} MB`;

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
async function readBytes(path: string, bytesMax: number): Promise<Uint8Array> {
  const file = await openFile(path);
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new StartRefusal(`${path} is not a file`);
    if (found.size > bytesMax) {
      throw new StartRefusal(
        `${path} has ${megabytes(found.size)}; a study guide of this kind may have ${megabytes(bytesMax)}`,
      );
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}

export async function readGuideFile(path: string): Promise<string> {
  const kind = extname(path).toLowerCase();
  const text = decodeText(await readBytes(path, guideBytesMax));
  if (text === null) throw new StartRefusal(`${path} is not text${kind === '' ? '' : ` (${kind})`}`);
  return text;
}
