/**
 * What the study page asks for: a pack with its answers, for everybody who has its address, and the manifest that makes
 * it an app. Nothing is kept here of those who study.
 */
import { Router, type Request, type Response } from 'express';
import type { Addresses } from '../live/addresses.ts';
import type { Shelf, ShelfPack } from '../store/packs.ts';
import { soundOf } from './media.ts';

export interface StudyParts {
  readonly shelf: Shelf;
  readonly addresses: Addresses;
  /** Whether the pack was made here and can be written to. */
  readonly isOwn: (shelved: ShelfPack) => boolean;
}

/** The page's colours, so that the app's frame has them before the page does. */
const groundColour = '#f7f2e8';
const nightColour = '#0a0f1f';

export function createStudy(parts: StudyParts): Router {
  const study = Router();

  study.get('/:id', async (request, response) => {
    const shelved = await packOf(parts, request, response);
    if (shelved === null) return;
    const { id, pack } = shelved;
    response.json({
      id,
      title: pack.title,
      description: pack.description,
      language: pack.language,
      guide: pack.guide ?? null,
      items: pack.items,
      audio: await soundOf(shelved),
      isOwn: parts.isOwn(shelved),
    });
  });

  study.get('/:id/app.webmanifest', async (request, response) => {
    const shelved = await packOf(parts, request, response);
    if (shelved === null) return;
    const { id, pack } = shelved;
    const address = `/study/${encodeURIComponent(id)}`;
    response.type('application/manifest+json').send(
      JSON.stringify({
        id: address,
        name: pack.title,
        short_name: pack.title.length > 12 ? `${pack.title.slice(0, 11).trim()}…` : pack.title,
        description: pack.description,
        lang: pack.language,
        start_url: address,
        scope: '/study/',
        display: 'standalone',
        background_color: groundColour,
        theme_color: nightColour,
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icon-180.png', sizes: '180x180', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      }),
    );
  });

  return study;
}

/** The pack of the address, or null after the refusal was sent. Ids are not to be guessed: that counts as a wrong code. */
async function packOf(
  { shelf, addresses }: StudyParts,
  request: Request<{ id: string }>,
  response: Response,
): Promise<ShelfPack | null> {
  const address = request.ip ?? '';
  if (!(await addresses.mayTry(address, 'pack'))) {
    response.status(429).json({ error: 'too-many' });
    return null;
  }
  const shelved = shelf.get(request.params.id);
  if (shelved === undefined) {
    await addresses.wrong(address, 'pack');
    response.status(404).json({ error: 'no-such-pack' });
    return null;
  }
  return shelved;
}
