/**
 * The formats of sound that are taken and served, and how a file is known for one: by its first bytes when it comes,
 * never by its name; by its name, which we gave it or its pack names, when it goes out.
 */
import { fileTypeFromBuffer } from 'file-type';

/** By ending. What is not here is no sound, and is not served even where a pack names it. */
const types: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  wav: 'audio/wav',
  flac: 'audio/flac',
  webm: 'audio/webm',
};

/** What a reader of first bytes calls them; recorders put sound alone into what is else for films. */
const endings: Readonly<Record<string, string>> = {
  mp3: 'mp3',
  m4a: 'm4a',
  mp4: 'm4a',
  aac: 'aac',
  ogg: 'ogg',
  oga: 'ogg',
  opus: 'opus',
  wav: 'wav',
  flac: 'flac',
  webm: 'webm',
};

/** Enough for every header but that of an MP3 with a picture in it, which is known by its first three. */
export const headBytes = 65_536;

/** The type of a file by its name; null for what is no sound. */
export function mediaTypeOf(file: string): string | null {
  const ending = /\.([a-z0-9]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(types, ending) ? (types[ending] ?? null) : null;
}

/** The ending that a sound with these first bytes gets; null for what is none. */
export async function soundEnding(head: Uint8Array): Promise<string | null> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  return found !== undefined && Object.hasOwn(endings, found.ext) ? (endings[found.ext] ?? null) : null;
}
