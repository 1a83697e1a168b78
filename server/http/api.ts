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
import { listedOf } from '../live/liveRoom.ts';
import type { LiveRoom, Rooms } from '../live/rooms.ts';
import { LogUnavailable } from '../log/log.ts';
import type { OwnPacks } from '../store/ownPacks.ts';
import type { Shelf } from '../store/packs.ts';
import { createGuides } from './guides.ts';
import { hostRight, type HostRule } from './hostRight.ts';
import { hostsOnly } from './hostsOnly.ts';
import { createPacks } from './packs.ts';
import { createStudy } from './study.ts';
import { createStudyAudio } from './studyAudio.ts';

export interface ApiParts extends HostRule {
  readonly rooms: Rooms;
  readonly shelf: Shelf;
  readonly addresses: Addresses;
  readonly logger: Logger;
  /** Where phones reach this server: the base of the address under the QR code. */
  readonly joinUrl: () => string;
  /** The packs that are made here; null where none are. */
  readonly ownPacks: OwnPacks | null;
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
  const { rooms, shelf, ownPacks } = parts;
  const api = express.Router();
  api.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  const onlyHosts = hostsOnly(parts);
  // These bring more than the rest may, so they stand before what reads small bodies.
  api.use(['/guides', '/packs'], onlyHosts);
  api.use('/guides', createGuides());
  api.use('/packs', createPacks(parts), createStudyAudio({ shelf, ownPacks }));
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
    const isHost =
      word === undefined ? hostRight(request, parts) === 'yes' : await rooms.pairing.redeem(live.room.log.room, word);
    if (!isHost) {
      await parts.addresses.wrong(addressOf(request));
      return refuse(response, 401, word === undefined ? 'host-key-needed' : 'word-used-up');
    }
    response.json({ token: await rooms.admitHost(live) });
  });

  api.use('/study', createStudy({ ...parts, isOwn: (shelved) => ownPacks?.isOwn(shelved) === true }));

  const hosts = express.Router();
  hosts.use(onlyHosts);
  hosts.get('/rooms', (_request, response) => {
    response.json({ rooms: playing(rooms) });
  });
  hosts.post('/rooms', (request, response) => openRoom(parts, request, response));
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

/** On this node, and on others. */
function playing({ live, across }: Rooms): readonly unknown[] {
  const here = listedOf(live);
  const codes = new Set(here.map(({ code }) => code));
  return [...here, ...(across?.neighbours.listed ?? []).filter(({ code }) => !codes.has(code))];
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
