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
import type { Shelf } from '../store/packs.ts';
import type { PackRights } from './packRights.ts';
import { refuse } from './refuse.ts';
import { atMost } from './takeIn.ts';

export interface PacksParts {
  readonly shelf: Shelf;
  /** Null where none are made here. */
  readonly ownPacks: OwnPacks | null;
  readonly rights: PackRights;
}

const statuses: Readonly<Record<OwnPackRefusalCode, number>> = {
  'too-many-packs': 409,
  'too-many-of-yours': 409,
  'pack-too-large': 413,
  unavailable: 503,
};

const bodySchema = v.strictObject({ pack: v.looseObject({}) });

export function createPacks(parts: PacksParts): Router {
  const { shelf, ownPacks, rights } = parts;
  const packs = Router();
  const body = express.json({ limit: packBytesMax, strict: true });

  packs.get('/', async (request, response) => {
    response.json(await onShelf(parts, request));
  });
  packs.post('/reload', async (request, response) => {
    await shelf.reload();
    response.json(await onShelf(parts, request));
  });
  packs.get('/:id', async (request, response) => {
    const shelved = shelf.get(request.params.id);
    if (shelved === undefined || !(await rights.maySee(request, shelved.id)))
      return refuse(response, 404, 'no-such-pack');
    response.json({ id: shelved.id, pack: shelved.pack, isOwn: await rights.mayChange(request, shelved) });
  });

  packs.post('/', atMost<Record<string, string>>(packBytesMax, 'pack-too-large'), body, (request, response) =>
    saving(response, async () => {
      const pack = packIn(request, response);
      if (pack === null) return;
      if (ownPacks === null) return refuse(response, 403, 'not-own-pack');
      response.status(201).json({ id: (await ownPacks.add(pack, rights.claim(request))).id });
    }),
  );
  packs.put('/:id', atMost<{ id: string }>(packBytesMax, 'pack-too-large'), body, (request, response) =>
    saving(response, async () => {
      const pack = packIn(request, response);
      if (pack === null || !(await mayChange(parts, request, response))) return;
      const changed = await ownPacks?.change(request.params.id, () => pack);
      if (changed == null) return refuse(response, 404, 'no-such-pack');
      response.json({ id: changed.id });
    }),
  );
  packs.delete('/:id', (request, response) =>
    saving(response, async () => {
      if (!(await mayChange(parts, request, response))) return;
      if ((await ownPacks?.remove(request.params.id)) !== true) return refuse(response, 404, 'no-such-pack');
      await rights.forget(request.params.id);
      response.json({ id: request.params.id });
    }),
  );
  return packs;
}

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
async function mayChange(parts: PacksParts, request: Request<{ id: string }>, response: Response): Promise<boolean> {
  const refusal = await changeRefusal(parts, request);
  if (refusal !== null) refuse(response, ...refusal);
  return refusal === null;
}

/** Why who asks may not change the pack of the address; one that they may not see is not there. */
export async function changeRefusal(
  { shelf, ownPacks, rights }: PacksParts,
  request: Request<{ id: string }>,
): Promise<readonly [status: number, error: string] | null> {
  const shelved = shelf.get(request.params.id);
  if (shelved === undefined || !(await rights.maySee(request, shelved.id))) return [404, 'no-such-pack'];
  if (ownPacks?.isOwn(shelved) !== true) return [403, 'not-own-pack'];
  return (await rights.mayChange(request, shelved)) ? null : [403, 'not-allowed'];
}

async function onShelf({ shelf, rights }: PacksParts, request: Request): Promise<unknown> {
  const signOf = await rights.signs(request);
  const packs = shelf.list().flatMap((shelved) => {
    const sign = signOf(shelved);
    if (sign === null) return [];
    const { id, language, itemCount, minutes, scored, pack } = shelved;
    const { title, description, settings } = pack;
    const kinds = [...new Set(pack.items.map((item) => item.kind))];
    return [{ id, title, description, language, itemCount, minutes, scored, settings, kinds, ...sign }];
  });
  return { packs, problems: shelf.problems() };
}
