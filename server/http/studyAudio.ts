/**
 * The sound of a pack, brought by a host: streamed to a file of its own, known by its first bytes, and only then named
 * in the pack. Whatever goes wrong on the way, the pack and its old sound stay as they were.
 */
import { Router, type Request, type Response } from 'express';
import { createHash, randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { audioBytesMax } from '../../shared/limits.ts';
import type { Pack } from '../../shared/pack.ts';
import { OwnPackRefusal } from '../store/ownPacks.ts';
import type { ShelfPack } from '../store/packs.ts';
import { headBytes, soundEnding } from './mediaTypes.ts';
import { changeRefusal, type PacksParts } from './packs.ts';

/** Files on their way in begin with this; a name of a pack's sound cannot. */
const comingPrefix = '.coming-';
/** What was left behind by a server that was killed; no upload takes longer. */
const leftBehindMs = 6 * 3_600_000;

class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

export function createStudyAudio(parts: PacksParts): Router {
  const audio = Router();
  audio.put('/:id/audio', (request, response) =>
    answer(response, async () => {
      const shelved = await ownPack(parts, request);
      if (Number(request.headers['content-length'] ?? 0) > audioBytesMax) throw new Refusal(413, 'audio-too-large');
      const coming = await takeIn(request, shelved.folder);
      try {
        const file = `sound-${coming.hash.slice(0, 12)}.${coming.ending}`;
        await rename(coming.path, join(shelved.folder, file));
        await nameSound(parts, shelved.id, file);
        return { audio: file };
      } finally {
        await rm(coming.path, { force: true });
      }
    }),
  );
  audio.delete('/:id/audio', (request, response) =>
    answer(response, async () => {
      const { id } = await ownPack(parts, request);
      await nameSound(parts, id, null);
      return { audio: null };
    }),
  );
  return audio;
}

async function answer(response: Response, run: () => Promise<unknown>): Promise<void> {
  try {
    response.json(await run());
  } catch (error) {
    if (error instanceof OwnPackRefusal) return void response.status(503).json({ error: 'unavailable' });
    if (!(error instanceof Refusal)) throw error;
    // What is still on its way is not read to its end.
    if (error.status === 413) response.set('connection', 'close');
    response.status(error.status).json({ error: error.code });
  }
}

async function ownPack(parts: PacksParts, request: Request<{ id: string }>): Promise<ShelfPack> {
  const refusal = await changeRefusal(parts, request);
  if (refusal !== null) throw new Refusal(...refusal);
  const shelved = parts.shelf.get(request.params.id);
  if (shelved === undefined) throw new Refusal(404, 'no-such-pack');
  return shelved;
}

/** Streams the body beside the pack. The file is gone again where it is refused. */
async function takeIn(request: Request, folder: string): Promise<{ path: string; ending: string; hash: string }> {
  await sweep(folder);
  const path = join(folder, `${comingPrefix}${randomBytes(8).toString('hex')}`);
  try {
    const hash = await write(request, path);
    const ending = await soundEnding(await headOf(path));
    if (ending === null) throw new Refusal(415, 'audio-unknown');
    return { path, ending, hash };
  } catch (error) {
    await rm(path, { force: true });
    throw expectedOf(error);
  }
}

/** The SHA-256 of what was written. The connection stays, so that a refusal is heard. */
async function write(request: Request, path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  try {
    let bytes = 0;
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > audioBytesMax) throw new Refusal(413, 'audio-too-large');
      hash.update(chunk);
      await file.appendFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

/** A connection that broke off and a disk that is full are nobody's bug. */
function expectedOf(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Refusal(507, 'disk-full');
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET') return new Refusal(400, 'malformed');
  return error;
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Removes what an upload left behind when the server was killed. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(comingPrefix)) continue;
    const path = join(folder, name);
    const sinceMs = Date.now() - ((await stat(path).catch(() => null))?.mtimeMs ?? Date.now());
    if (sinceMs > leftBehindMs) await rm(path, { force: true });
  }
}

/** Writes the pack anew with this sound or none; the file of the old one is forgotten with it. */
async function nameSound({ ownPacks }: PacksParts, id: string, file: string | null): Promise<void> {
  const changed = await ownPacks?.change(id, (before) => withSound(before, file));
  if (changed == null) throw new Refusal(404, 'no-such-pack');
}

function withSound(pack: Pack, file: string | null): Pack {
  const guide = pack.guide ?? { questions: [], terms: [], essays: [], sources: [] };
  const { audio: _old, ...episode } = guide.episode ?? { title: pack.title, description: '' };
  return { ...pack, guide: { ...guide, episode: file === null ? episode : { ...episode, audio: file } } };
}
