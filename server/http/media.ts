/**
 * The sound of packs, for everybody who has the address: whole or in parts, as players ask for it. It serves the one
 * file that a pack names as its audio, and nothing else of its folder.
 */
import { Router, type Response } from 'express';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Shelf, ShelfPack } from '../store/packs.ts';
import { mediaTypeOf } from './mediaTypes.ts';

export interface Sound {
  readonly file: string;
  readonly bytes: number;
  /** Another one for other content: stands in the address, which can then be kept for good. */
  readonly version: string;
}

/** The sound of a pack; null where it names none, or the file is not there. */
export async function soundOf({ folder, pack }: ShelfPack): Promise<Sound | null> {
  const file = pack.guide?.episode?.audio;
  if (file === undefined || mediaTypeOf(file) === null) return null;
  const there = await stat(join(folder, file)).catch(() => null);
  if (there?.isFile() !== true) return null;
  const version = `${there.size.toString(36)}-${Math.round(there.mtimeMs).toString(36)}`;
  return { file, bytes: there.size, version };
}

const absent = (response: Response): void => void response.status(404).json({ error: 'no-such-address' });

export function createMedia({ shelf }: { readonly shelf: Shelf }): Router {
  const media = Router();
  media.get('/:id/:file', async (request, response, next) => {
    const shelved = shelf.get(request.params.id);
    const sound = shelved === undefined ? null : await soundOf(shelved);
    if (shelved === undefined || sound?.file !== request.params.file) return absent(response);
    const isLasting = request.query.v === sound.version;
    response.set('content-type', mediaTypeOf(sound.file) ?? '');
    response.set('cache-control', isLasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    response.sendFile(
      sound.file,
      // A name with a dot in front never gets here, but folders above may have one.
      { root: shelved.folder, cacheControl: false, dotfiles: 'allow' },
      (error?: Error & { status?: number; headers?: Record<string, string> }) => {
        // Players leave off in the middle whenever somebody jumps.
        if (error === undefined || response.headersSent || response.writableEnded) return;
        if (error.status === 404) return absent(response);
        // A part that is not there is the player's slip, and nobody must be woken for it.
        if (error.status === 416)
          return void response
            .status(416)
            .set(error.headers ?? {})
            .end();
        next(error);
      },
    );
  });
  media.use((_request, response) => absent(response));
  return media;
}
