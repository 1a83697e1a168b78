/**
 * Reads a pack file into text: never more than a pack may have, UTF-8 only, with or without a byte order mark. Where
 * another program saved it in another encoding, it says so instead of showing broken letters to a room.
 */
import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { packBytesMax } from '../../shared/limits.ts';
import { failed, faultAt, type Reading } from './packFault.ts';

/** The beginning of the file, one byte further than a pack may go. Not by its size: it may grow as it is read. */
export async function readBytes(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(packBytesMax + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      length += bytesRead;
      if (bytesRead === 0 || length === bytes.length) return bytes.subarray(0, length);
    }
  } finally {
    await file.close();
  }
}

export function decodePack(bytes: Buffer): Reading<string> {
  if (bytes.length > packBytesMax) {
    return failed(
      faultAt(null, `the file is larger than ${String(packBytesMax / 1_000_000)} MB: make two packs of it`),
    );
  }
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') {
    return failed(faultAt({ line: 1, column: 1 }, 'the file is saved as UTF-16: save it as UTF-8'));
  }
  if (!isUtf8(bytes)) {
    return failed(
      faultAt({ line: firstBadLine(bytes), column: 1 }, 'a letter here is not UTF-8: save the file as UTF-8'),
    );
  }
  // TextDecoder drops the byte order mark.
  return { ok: true, value: new TextDecoder().decode(bytes) };
}

function firstBadLine(bytes: Buffer): number {
  const newline = 10;
  for (let line = 1, from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(newline, from);
    const to = end === -1 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(from, to))) return line;
    from = to + 1;
  }
  return 1;
}
