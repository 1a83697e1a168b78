/**
 * The JSON that pages fetch: what a code leads to, and for hosts the packs, rooms and reports. It opens rooms and admits
 * hosts; everything inside a room goes over the socket. Errors are `{ error: code }` with words in the client.
 */
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Logger } from 'pino';
import * as v from 'valibot';
import { codeAlphabet, codeLength } from '../../shared/limits.ts';
import { defaultSettings, settingsSchema, type Settings } from '../../shared/settings.ts';
import { owns } from '../accounts/account.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Addresses } from '../live/addresses.ts';
import { listedOf } from '../live/liveRoom.ts';
import type { Listed } from '../live/neighbours.ts';
import { mayLookUp } from '../live/lookUp.ts';
import type { LiveRoom, Rooms } from '../live/rooms.ts';
import { LogUnavailable, type LogHome } from '../log/log.ts';
import type { Archive } from '../store/archive.ts';
import { isDatabaseAway } from '../store/database/away.ts';
import type { OwnPacks } from '../store/ownPacks.ts';
import type { Shelf } from '../store/packs.ts';
import { createAccount } from './account/account.ts';
import { createPeople } from './account/people.ts';
import { createAskers, type Askers, type Refused } from './askers.ts';
import { createGuides } from './guides.ts';
import { hostRight, type HostRule } from './hostRight.ts';
import { createPackRights, type PackRights } from './packRights.ts';
import { createPacks } from './packs.ts';
import { refuse } from './refuse.ts';
import { createReports } from './reports.ts';
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
  readonly home: Pick<LogHome, 'finished'>;
  /** Rooms that are over; null where they are not kept. */
  readonly archive: Archive | null;
  /** Null where the operator wants none. */
  readonly accounts: Accounts | null;
}

/** With who asks, and what they may do with packs. */
interface Gated extends ApiParts {
  readonly askers: Askers;
  readonly rights: PackRights;
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
  const { ownPacks, accounts, archive } = parts;
  const askers = createAskers(parts);
  const rights = createPackRights({ askers, accounts, ownPacks, shelf: parts.shelf });
  const gated: Gated = { ...parts, askers, rights };
  const api = express.Router();
  api.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  // These bring more than the rest may, so they stand before what reads small bodies.
  api.use(['/guides', '/packs'], askers.needs('author'));
  api.use('/guides', createGuides());
  api.use('/packs', createPacks(gated), createStudyAudio(gated));
  api.use(express.json({ limit: bodyBytesMax, strict: true }));

  api.get('/host', async (request, response) => {
    response.json({ canHost: await mayHost(gated, request), joinUrl: parts.joinUrl() });
  });
  api.get('/rooms/:code', async (request, response) => {
    const live = await roomOf(parts, request, response);
    if (live === null) return;
    const { code, title, language, phase, locked } = live.room.state;
    response.json({ code, title, language, phase, locked });
  });
  api.post('/rooms/:code/host', (request, response) => admit(gated, request, response));
  api.get('/rooms', askers.needs('author'), (request, response) => {
    response.json({ rooms: playing(gated, request) });
  });
  api.post('/rooms', askers.needs('host'), (request, response) => openRoom(gated, request, response));

  api.use('/study', createStudy({ ...parts, isOwn: (shelved) => ownPacks?.isOwn(shelved) === true }));
  api.use('/account', createAccount(gated));
  if (accounts !== null) api.use('/people', askers.needs('owner'), createPeople({ ...parts, accounts, askers }));
  if (archive !== null) api.use('/reports', askers.needs('host'), createReports({ ...gated, archive }));

  api.use((_request, response) => refuse(response, 404, 'no-such-address'));
  api.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    answerError(parts.logger, error, response);
  });
  return api;
}

/** Express works it out from the proxies it was told to trust. */
const addressOf = (request: Request): string => request.ip ?? '';

/** The room of the address, or null after the refusal was sent. */
async function roomOf(
  parts: ApiParts,
  request: Request<{ code: string }>,
  response: Response,
): Promise<LiveRoom | null> {
  const address = addressOf(request);
  const code = v.safeParse(codeSchema, request.params.code);
  const may = code.success
    ? mayLookUp(parts, { address, code: code.output, tokenHash: null })
    : parts.addresses.mayTry(address, 'code');
  if (!(await may)) {
    refuse(response, 429, 'too-many');
    return null;
  }
  const live = code.success ? await parts.rooms.find(code.output) : null;
  if (live === null) {
    await parts.addresses.wrong(address, 'code');
    refuse(response, 404, 'no-such-room');
  }
  return live;
}

async function openRoom(parts: Gated, request: Request, response: Response): Promise<void> {
  const wanted = v.safeParse(openSchema, request.body);
  if (!wanted.success) return refuse(response, 400, 'malformed');
  const onShelfPack = parts.shelf.get(wanted.output.pack);
  if (onShelfPack === undefined || !(await parts.rights.maySee(request, onShelfPack.id)))
    return refuse(response, 404, 'no-such-pack');
  const { pack } = onShelfPack;
  // Each later one has the last word: the house, the pack, the host.
  const settings: Settings = v.parse(settingsSchema, {
    ...defaultSettings,
    ...pack.settings,
    ...wanted.output.settings,
  });
  const opened = await parts.rooms.open(pack, settings, parts.askers.accountOf(request)?.id);
  if (opened === null) return refuse(response, 503, 'too-many-rooms');
  response.status(201).json(opened);
}

/** Whether who asks may open rooms. */
async function mayHost(parts: Gated, request: Request): Promise<boolean> {
  if (parts.accounts === null) {
    const right = hostRight(request, parts);
    const isGuess = request.headers.authorization !== undefined;
    const may = !isGuess || (await parts.addresses.guess(addressOf(request), 'key', right !== 'wrong-key'));
    return may && right === 'yes';
  }
  return (await parts.askers.refusalOf(request, 'host')) === null;
}

/** Gives one more device a host token: by a word from the desk, or for whom the room is. */
async function admit(parts: Gated, request: Request<{ code: string }>, response: Response): Promise<void> {
  const wanted = v.safeParse(admitSchema, request.body);
  if (!wanted.success) return refuse(response, 400, 'malformed');
  const live = await roomOf(parts, request, response);
  if (live === null) return;
  const { word } = wanted.output;
  const refusal =
    word === undefined
      ? await hostRefusal(parts, live, request)
      : (await parts.rooms.pairing.redeem(live.room.log.room, word))
        ? null
        : ([401, 'word-used-up'] as const);
  if (refusal === null) return void response.json({ token: await parts.rooms.admitHost(live) });
  if (word !== undefined) await parts.addresses.wrong(addressOf(request), 'code');
  refuse(response, ...refusal);
}

/** Why who asks is no host of this room: null where they are one. */
async function hostRefusal(parts: Gated, live: LiveRoom, request: Request): Promise<Refused | null> {
  if (parts.accounts === null) {
    const isHost = hostRight(request, parts) === 'yes';
    const may = await parts.addresses.guess(addressOf(request), 'key', isHost);
    if (!may) return [429, 'too-many'];
    return isHost ? null : [401, 'host-key-needed'];
  }
  const refused = await parts.askers.refusalOf(request, 'host');
  if (refused !== null) return refused;
  return owns(parts.askers.signedIn(request).account, live.room.state.by) ? null : [403, 'not-allowed'];
}

/** On this node, and on others: with accounts those of who asks, and for an owner all. */
function playing({ rooms: { live, across }, askers }: Gated, request: Request): readonly Omit<Listed, 'by'>[] {
  const here = listedOf(live);
  const codes = new Set(here.map(({ code }) => code));
  const all = [...here, ...(across?.neighbours.listed ?? []).filter(({ code }) => !codes.has(code))];
  const account = askers.accountOf(request);
  return all.filter(({ by }) => account === null || owns(account, by)).map(({ by: _by, ...shown }) => shown);
}

const httpErrorSchema = v.object({
  status: v.pipe(v.number(), v.minValue(400), v.maxValue(499)),
  type: v.optional(v.string()),
});

function answerError(logger: Logger, error: unknown, response: Response): void {
  const expected = v.safeParse(httpErrorSchema, error);
  if (expected.success) return refuse(response, expected.output.status, 'malformed');
  if (error instanceof LogUnavailable) return refuse(response, 503, 'unavailable');
  if (isDatabaseAway(error)) {
    logger.warn({ problem: error instanceof Error ? error.message : '' }, 'a request could not ask the database');
    return refuse(response, 503, 'unavailable');
  }
  logger.error({ err: error }, 'a request failed');
  refuse(response, 500, 'failed');
}
