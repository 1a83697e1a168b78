/**
 * The packs of the shelf, for hosts: all of them in short, one of them whole, and those made here to save, change and
 * throw away. It checks each before it is written; rooms that run keep what they were opened with.
 */
import express, { Router, type Request, type Response } from 'express';
import * as v from 'valibot';
import { packBytesMax } from '../../shared/limits.ts';
import type { Pack } from '../../shared/pack.ts';
import { OwnPackRefusal, type OwnPackRefusalCode, type OwnPacks } from '../store/ownPacks.ts';
import { checkPack } from '../store/packFile.ts';
import type { Shelf, ShelfPack } from '../store/packs.ts';
import { atMost } from './takeIn.ts';

export interface PacksParts {
  readonly shelf: Shelf;
  /** Null where none are made here. */
  readonly ownPacks: OwnPacks | null;
}

const statuses: Readonly<Record<OwnPackRefusalCode, number>> = {
  'too-many-packs': 409,
  'pack-too-large': 413,
  unavailable: 503,
};

const bodySchema = v.strictObject({ pack: v.looseObject({}) });

export function createPacks(parts: PacksParts): Router {
  const { shelf, ownPacks } = parts;
  const packs = Router();
  const isOwn = (shelved: ShelfPack): boolean => ownPacks?.isOwn(shelved) === true;
  const body = express.json({ limit: packBytesMax, strict: true });

  packs.get('/', (_request, response) => {
    response.json(onShelf(shelf, isOwn));
  });
  packs.post('/reload', async (_request, response) => {
    await shelf.reload();
    response.json(onShelf(shelf, isOwn));
  });
  packs.get('/:id', (request, response) => {
    const shelved = shelf.get(request.params.id);
    if (shelved === undefined) return refuse(response, 404, 'no-such-pack');
    response.json({ id: shelved.id, pack: shelved.pack, isOwn: isOwn(shelved) });
  });

  packs.post('/', atMost<Record<string, string>>(packBytesMax, 'pack-too-large'), body, (request, response) =>
    saving(response, async () => {
      const pack = packIn(request, response);
      if (pack === null) return;
      if (ownPacks === null) return refuse(response, 403, 'not-own-pack');
      response.status(201).json({ id: (await ownPacks.add(pack)).id });
    }),
  );
  packs.put('/:id', atMost<{ id: string }>(packBytesMax, 'pack-too-large'), body, (request, response) =>
    saving(response, async () => {
      const pack = packIn(request, response);
      if (pack === null || !mayChange(parts, request, response)) return;
      const changed = await ownPacks?.change(request.params.id, () => pack);
      if (changed == null) return refuse(response, 404, 'no-such-pack');
      response.json({ id: changed.id });
    }),
  );
  packs.delete('/:id', (request, response) =>
    saving(response, async () => {
      if (!mayChange(parts, request, response)) return;
      if ((await ownPacks?.remove(request.params.id)) !== true) return refuse(response, 404, 'no-such-pack');
      response.json({ id: request.params.id });
    }),
  );
  return packs;
}

const refuse = (response: Response, status: number, error: string): void => {
  response.status(status).json({ error });
};

async function saving(response: Response, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof OwnPackRefusal)) throw error;
    refuse(response, statuses[error.code], error.code);
  }
}

/** Null after the refusal was sent. */
function packIn(request: Request, response: Response): Pack | null {
  const body = v.safeParse(bodySchema, request.body);
  if (!body.success) {
    refuse(response, 400, 'malformed');
    return null;
  }
  const checked = checkPack(body.output.pack);
  if (checked.ok) return checked.value;
  response.status(400).json({ error: 'pack-faulty', faults: checked.faults.map(({ message }) => ({ message })) });
  return null;
}

/** False after the refusal was sent. */
function mayChange({ shelf, ownPacks }: PacksParts, request: Request<{ id: string }>, response: Response): boolean {
  const shelved = shelf.get(request.params.id);
  if (shelved === undefined) refuse(response, 404, 'no-such-pack');
  else if (ownPacks?.isOwn(shelved) !== true) refuse(response, 403, 'not-own-pack');
  else return true;
  return false;
}

function onShelf(shelf: Shelf, isOwn: (shelved: ShelfPack) => boolean): unknown {
  const packs = shelf.list().map((shelved) => ({
    id: shelved.id,
    title: shelved.pack.title,
    description: shelved.pack.description,
    language: shelved.language,
    itemCount: shelved.itemCount,
    minutes: shelved.minutes,
    scored: shelved.scored,
    settings: shelved.pack.settings,
    kinds: [...new Set(shelved.pack.items.map((item) => item.kind))],
    isOwn: isOwn(shelved),
  }));
  return { packs, problems: shelf.problems() };
}
