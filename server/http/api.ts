/**
 * The JSON that pages fetch: what a code leads to, and for hosts the packs and rooms. It opens rooms and admits hosts;
 * everything inside a room goes over the socket. Errors are `{ error: code }` with words in the client.
 */
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Logger } from 'pino';
import * as v from 'valibot';
import { codeAlphabet, codeLength } from '../../shared/limits.ts';
import { defaultSettings, settingsSchema, type Settings } from '../../shared/settings.ts';
import type { Addresses } from '../live/addresses.ts';
import type { LiveRoom, Rooms } from '../live/rooms.ts';
import { LogUnavailable } from '../log/log.ts';
import type { Shelf } from '../store/packs.ts';
import { hostRight, type HostRule } from './hostRight.ts';
import { createStudy } from './study.ts';
import { createStudyAudio, isInFolder } from './studyAudio.ts';

export interface ApiParts extends HostRule {
  readonly rooms: Rooms;
  readonly shelf: Shelf;
  readonly addresses: Addresses;
  readonly logger: Logger;
  /** Where phones reach this server: the base of the address under the QR code. */
  readonly joinUrl: () => string;
  /** The folder of the packs that are made here; null where none are. */
  readonly ownPacksFolder: string | null;
}

const bodyBytesMax = 65_536;

const openSchema = v.strictObject({
  pack: v.pipe(v.string(), v.maxLength(200)),
  settings: v.optional(v.partial(settingsSchema), {}),
});
const admitSchema = v.strictObject({ word: v.optional(v.pipe(v.string(), v.maxLength(100))) });
const codeSchema = v.pipe(
  v.string(),
  v.toUpperCase(),
  v.length(codeLength),
  v.regex(new RegExp(`^[${codeAlphabet}]+$`)),
);

export function createApi(parts: ApiParts): Router {
  const { rooms, shelf } = parts;
  const api = express.Router();
  api.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  api.use(express.json({ limit: bodyBytesMax, strict: true }));

  api.get('/host', (request, response) => {
    response.json({ canHost: hostRight(request, parts) === 'yes', joinUrl: parts.joinUrl() });
  });

  api.get('/rooms/:code', async (request, response) => {
    const live = await roomOf(parts, request, response);
    if (live === null) return;
    const { code, title, language, phase, locked } = live.room.state;
    response.json({ code, title, language, phase, locked });
  });

  api.post('/rooms/:code/host', async (request, response) => {
    const wanted = v.safeParse(admitSchema, request.body);
    if (!wanted.success) return refuse(response, 400, 'malformed');
    const live = await roomOf(parts, request, response);
    if (live === null) return;
    const { word } = wanted.output;
    const isHost = word === undefined ? hostRight(request, parts) === 'yes' : rooms.redeem(live, word);
    if (!isHost) {
      await parts.addresses.wrong(addressOf(request));
      return refuse(response, 401, word === undefined ? 'host-key-needed' : 'word-used-up');
    }
    response.json({ token: await rooms.admitHost(live) });
  });

  const isOwn = isInFolder(parts.ownPacksFolder);
  api.use('/study', createStudy({ ...parts, isOwn }));

  const hosts = express.Router();
  hosts.use((request, response, next) => void onlyHosts(parts, request, response, next));
  hosts.get('/packs', async (_request, response) => {
    response.json(await onShelf(shelf));
  });
  hosts.post('/packs/reload', async (_request, response) => {
    await shelf.reload();
    response.json(await onShelf(shelf));
  });
  hosts.get('/rooms', (_request, response) => {
    response.json({ rooms: rooms.live.filter(({ room }) => room.state.phase !== 'ended').map(running) });
  });
  hosts.post('/rooms', (request, response) => openRoom(parts, request, response));
  hosts.use('/packs', createStudyAudio({ shelf, isOwn }));
  api.use(hosts);

  api.use((_request, response) => refuse(response, 404, 'no-such-address'));
  api.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    answerError(parts.logger, error, response);
  });
  return api;
}

const refuse = (response: Response, status: number, error: string): void => {
  response.status(status).json({ error });
};

/** Express works it out from the proxies it was told to trust. */
const addressOf = (request: Request): string => request.ip ?? '';

async function onlyHosts(parts: ApiParts, request: Request, response: Response, next: NextFunction): Promise<void> {
  const address = addressOf(request);
  const right = (await parts.addresses.mayTry(address)) ? hostRight(request, parts) : 'too-many';
  if (right === 'yes') return next();
  if (right === 'too-many') return refuse(response, 429, 'too-many');
  if (right === 'wrong-key') await parts.addresses.wrong(address);
  refuse(response, 401, right === 'wrong-key' ? 'host-key-wrong' : 'host-key-needed');
}

/** The room of the address, or null after the refusal was sent. */
async function roomOf(
  parts: ApiParts,
  request: Request<{ code: string }>,
  response: Response,
): Promise<LiveRoom | null> {
  const address = addressOf(request);
  if (!(await parts.addresses.mayTry(address))) {
    refuse(response, 429, 'too-many');
    return null;
  }
  const code = v.safeParse(codeSchema, request.params.code);
  const live = code.success ? await parts.rooms.find(code.output) : null;
  if (live === null) {
    await parts.addresses.wrong(address);
    refuse(response, 404, 'no-such-room');
  }
  return live;
}

async function openRoom(parts: ApiParts, request: Request, response: Response): Promise<void> {
  const wanted = v.safeParse(openSchema, request.body);
  if (!wanted.success) return refuse(response, 400, 'malformed');
  const onShelfPack = parts.shelf.get(wanted.output.pack);
  if (onShelfPack === undefined) return refuse(response, 404, 'no-such-pack');
  const { pack } = onShelfPack;
  // Each later one has the last word: the house, the pack, the host.
  const settings: Settings = v.parse(settingsSchema, {
    ...defaultSettings,
    ...pack.settings,
    ...wanted.output.settings,
  });
  const opened = await parts.rooms.open(pack, settings);
  if (opened === null) return refuse(response, 503, 'too-many-rooms');
  response.status(201).json(opened);
}

function running({ room }: LiveRoom): unknown {
  const { code, title, phase, seatedCount, openedAtMs } = room.state;
  return { code, title, phase, players: seatedCount, openedAtMs };
}

async function onShelf(shelf: Shelf): Promise<unknown> {
  const packs = shelf.list().map(({ id, pack, itemCount, minutes, scored }) => ({
    id,
    title: pack.title,
    description: pack.description,
    language: pack.language,
    itemCount,
    minutes,
    scored,
    settings: pack.settings,
    kinds: [...new Set(pack.items.map((item) => item.kind))],
  }));
  return { packs, problems: shelf.problems() };
}

const httpErrorSchema = v.object({
  status: v.pipe(v.number(), v.minValue(400), v.maxValue(499)),
  type: v.optional(v.string()),
});

function answerError(logger: Logger, error: unknown, response: Response): void {
  const expected = v.safeParse(httpErrorSchema, error);
  if (expected.success) return refuse(response, expected.output.status, 'malformed');
  if (error instanceof LogUnavailable) return refuse(response, 503, 'unavailable');
  logger.error({ err: error }, 'a request failed');
  refuse(response, 500, 'failed');
}
