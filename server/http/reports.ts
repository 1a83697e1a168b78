/**
 * Rooms that are over, for hosts: a list, each as a file to take along, and gone when they say so. With accounts a host
 * sees their own, an owner all. One that people still look at is not deleted: it would come back with its log.
 */
import { Router, type Request, type Response } from 'express';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import * as v from 'valibot';
import { reportsPageMax, reportsReadAtOnceMax, reportStallMsMax, reportTurnMsMax } from '../../shared/accountLimits.ts';
import { owns } from '../accounts/account.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { LogHome } from '../log/log.ts';
import type { Archive, ArchivedRoom } from '../store/archive.ts';
import { exported } from '../store/exported.ts';
import { foldInTurns } from '../store/foldInTurns.ts';
import { codeOf } from '../store/packFault.ts';
import type { Askers } from './askers.ts';
import { refuse } from './refuse.ts';
import { createSlots } from './slots.ts';

export interface ReportsParts {
  readonly archive: Archive;
  readonly home: Pick<LogHome, 'finished'>;
  readonly accounts: Accounts | null;
  readonly askers: Askers;
  readonly logger: Pick<Logger, 'info'>;
}

const beforeSchema = v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)));

export function createReports(parts: ReportsParts): Router {
  const { archive, home, accounts, askers, logger } = parts;
  const reading = createSlots(reportsReadAtOnceMax, reportTurnMsMax);
  const reports = Router();

  reports.get('/', async (request, response) => {
    const before = v.safeParse(beforeSchema, request.query.before);
    if (!before.success) return refuse(response, 400, 'malformed');
    const owner = onlyOwner(parts, request);
    const page = { count: reportsPageMax, ...(owner === null ? {} : { owner }) };
    const rooms = await archive.list(before.output === undefined ? page : { ...page, beforeMs: before.output });
    const names = await accounts?.people.names();
    response.json({
      reports: rooms.map(({ owner: account, ...rest }) => ({
        ...rest,
        owner: account === null ? null : (names?.get(account) ?? null),
      })),
    });
  });

  reports.get('/:room', async (request, response) => {
    const room = await roomOf(parts, request);
    if (room === null) return refuse(response, 404, 'not-found');
    const done = await reading();
    if (done === null) return refuse(response, 503, 'unavailable');
    try {
      await send(archive, room, response);
    } finally {
      done();
    }
  });

  reports.delete('/:room', async (request, response) => {
    const room = await roomOf(parts, request);
    if (room === null) return refuse(response, 404, 'not-found');
    const inLog = await home.finished();
    if (inLog.some((log) => log.room === room.room)) return refuse(response, 409, 'room-shown');
    await archive.remove(room.room);
    logger.info({ room: room.room, by: askers.accountOf(request)?.id }, 'a report was deleted');
    response.status(204).end();
  });
  return reports;
}

/** As a file, written as fast as it is read. */
async function send(archive: Archive, room: ArchivedRoom, response: Response): Promise<void> {
  const entries = await archive.entries(room.room);
  if (entries === null) return refuse(response, 404, 'not-found');
  const state = await foldInTurns(entries);
  response.type('json').set('content-disposition', `attachment; filename="quizloop-${room.code}.json"`);
  response.setTimeout(reportStallMsMax, () => response.destroy());
  // Whoever closes the page in the middle is nobody's bug.
  await pipeline(exported(room, state, null), response).catch((error: unknown) => {
    if (codeOf(error) !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

/** The account whose reports alone are shown; null for all. */
function onlyOwner({ askers }: ReportsParts, request: Request): string | null {
  const account = askers.accountOf(request);
  return account === null || account.role === 'owner' ? null : account.id;
}

/** Null where there is none, or it is somebody else's. */
async function roomOf(parts: ReportsParts, request: Request<{ room: string }>): Promise<ArchivedRoom | null> {
  const account = parts.askers.accountOf(request);
  const found = (await parts.archive.find(request.params.room)).find(({ room }) => room === request.params.room);
  return found === undefined || (account !== null && !owns(account, found.owner)) ? null : found;
}
