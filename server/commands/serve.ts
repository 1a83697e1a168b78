/** `quizloop serve`, the default: starts the server, says where it is, and runs until it is told to stop. With a pack, it opens a room. */
import { Router } from 'express';
import {
  connectionsWaitingMax,
  handOverMsMax,
  partMsPerConnection,
  stopMsMax,
  takeOverMsMax,
} from '../../shared/operatingLimits.ts';
import type { Pack } from '../../shared/pack.ts';
import { playedWith } from '../../shared/playMinutes.ts';
import { createApp, type App } from '../app.ts';
import { createHealth } from '../http/health.ts';
import { createPages } from '../http/pages.ts';
import { createOpinion } from '../opinion/opinion.ts';
import { clientFolder } from '../place.ts';
import type { ServerSettings } from '../settings.ts';
import { collectSeldom } from '../start/collecting.ts';
import { openDataFolder } from '../start/dataFolder.ts';
import { openDoor } from '../start/door.ts';
import { greet, type GreetedRoom, type Greeting } from '../start/greeting.ts';
import { askForHandOver, offerHandOver, type Offer, type Taking } from '../start/handOver.ts';
import { keepHostKey } from '../start/hostKey.ts';
import { untilEnding, type Ending } from '../start/lifetime.ts';
import { isServedHere, reachableHosts } from '../start/networkAddress.ts';
import { openKept, type Kept } from '../start/openKept.ts';
import { StartRefusal } from '../start/startRefusal.ts';
import { OwnPackRefusal, type OwnPacks } from '../store/ownPacks.ts';
import { createLogger, type Logger } from '../telemetry/logger.ts';
import type { Command, Surroundings } from './command.ts';

/** The addresses change when a laptop changes its network. */
function joinUrls({ publicUrl, host }: ServerSettings, port: number): [string, ...string[]] {
  if (publicUrl !== null) return [publicUrl];
  const [best = 'localhost', ...others] = reachableHosts(host);
  const url = (name: string): string => `http://${name}${port === 80 ? '' : `:${port}`}`;
  return [url(best), ...others.map(url)];
}

async function closeWithin(logger: Logger, close: () => Promise<void>): Promise<boolean> {
  const timeUp = new Promise<false>((resolve) => setTimeout(resolve, stopMsMax, false).unref());
  const closed = await Promise.race([close().then(() => true as const), timeUp]);
  if (!closed) logger.error({ stopMsMax }, 'closing took too long; what was acknowledged is durable all the same');
  return closed;
}

async function signInOf({ store: { accounts } }: Kept): Promise<Greeting['accounts']> {
  if (accounts === null) return 'off';
  return (await accounts.people.isSetUp()) ? 'on' : 'empty';
}

/** What a room is to be opened with at once. */
export interface Opening {
  readonly pack: Pack;
  /** What was found in the study guide, in words. */
  readonly madeOf: string;
}

/** Keeps the pack and opens a room with it. */
async function openRoom({ rooms }: App, ownPacks: OwnPacks, { pack, madeOf }: Opening): Promise<GreetedRoom> {
  try {
    const shelved = await ownPacks.add(pack);
    const opened = await rooms.open(pack, playedWith(pack.settings));
    if (opened === null) throw new StartRefusal('no room could be opened: there are too many');
    const { itemCount, minutes } = shelved;
    return { code: opened.code, title: pack.title, itemCount, minutes, madeOf };
  } catch (error) {
    if (!(error instanceof OwnPackRefusal)) throw error;
    throw new StartRefusal('the pack made of the study guide could not be kept: is the disk full, or the shelf?');
  }
}

interface Served {
  readonly app: App;
  readonly kept: Kept;
  readonly port: number;
  readonly hostKey: string;
  readonly room: GreetedRoom | null;
}

function appWith(settings: ServerSettings, { home, store }: Kept, logger: Logger, hostKey: string, port: number): App {
  return createApp({
    home,
    shelf: store.shelf,
    logger,
    adviser: createOpinion(settings, fetch, logger),
    hostKey,
    openHosting: settings.openHosting,
    metricsKey: settings.metricsKey,
    origins: [...settings.origins, ...(settings.publicUrl === null ? [] : [settings.publicUrl])],
    trustedProxies: settings.trustedProxies,
    joinUrl: () => joinUrls(settings, port)[0],
    ownPacks: store.ownPacks,
    accounts: store.accounts,
    keeping: { archive: store.archive, keepDays: settings.keepDays },
    pages: (standing) =>
      Router()
        .use(createHealth(standing))
        .use(createPages({ clientFolder, publicUrl: settings.publicUrl })),
  });
}

/**
 * The port is taken before the rooms are taken up: one that is not free must leave no trace in their logs. Who takes over
 * from another process has the port first of all, and the folder when that one lets go of it.
 */
async function start(
  settings: ServerSettings,
  dataFolder: string,
  logger: Logger,
  { opening, taking }: { readonly opening: Opening | undefined; readonly taking: Taking | null },
): Promise<Served> {
  const opened: (() => unknown)[] = [];
  try {
    const taken = taking === null ? null : await openDoor(settings, handOverMsMax);
    if (taken !== null) opened.push(() => taken.close());
    taking?.go();
    const hostKey = settings.hostKey ?? keepHostKey(dataFolder);
    const kept = await openKept(settings, dataFolder, logger, taking === null ? 0 : takeOverMsMax);
    opened.push(() => kept.close());
    for (const problem of kept.store.shelf.problems()) logger.warn({ problem }, 'a pack was left out');
    const door = taken ?? (await openDoor(settings));
    const app = appWith(settings, kept, logger, hostKey, door.port);
    opened.push(() => app.close());
    door.letIn(app.http);
    await app.resume();
    const room = opening === undefined ? null : await openRoom(app, kept.store.ownPacks, opening);
    return { app, kept, port: door.port, hostKey, room };
  } catch (error) {
    taking?.leave();
    for (const close of opened.reverse()) await close();
    throw error;
  }
}

/** A signal lets people go a few at a time; who hands over or meets an error has no time for that. */
async function end({ app, kept }: Served, offer: Offer, { exitCode, isCalm }: Ending, logger: Logger) {
  // Where nobody else takes them in, they wait for the next start.
  if (isCalm) await app.drain(kept.home.shared === undefined ? 0 : partMsPerConnection);
  // Before the folder is let go: the next process makes its own.
  offer.close();
  const closed = await closeWithin(logger, async () => {
    await app.close();
    await kept.close();
  });
  if (closed) logger.info('closed');
  return closed ? exitCode : 1;
}

export interface ServeOptions {
  readonly opening?: Opening;
  /** From a process that runs with the same folder and port, if there is one. */
  readonly isTakingOver?: boolean;
}

export async function serveUntilTold(
  { settings, out, err, version }: Surroundings,
  { opening, isTakingOver = false }: ServeOptions = {},
): Promise<number> {
  collectSeldom();
  const logger = createLogger({ level: settings.logLevel, format: settings.logFormat, out: err, version });
  const dataFolder = openDataFolder(settings.dataFolder);
  const ending = untilEnding(logger);
  const taking = isTakingOver ? await askForHandOver(dataFolder) : null;
  const served = await start(settings, dataFolder, logger, { opening, taking });
  const { app, kept, port, hostKey, room } = served;
  const accounts = await signInOf(kept);
  const offer = offerHandOver(
    dataFolder,
    {
      freePort: () => app.http.close(),
      takePortBack: () => app.http.listen(port, settings.host, connectionsWaitingMax),
    },
    logger,
  );

  const hereUrl = isServedHere(settings.host) ? `http://localhost:${port}` : null;
  const colour = out.isTTY === true;
  out.write(
    greet({ version, joinUrls: joinUrls(settings, port), hereUrl, hostKey, accounts, dataFolder, room, colour }),
  );
  logger.info({ port, host: settings.host, packs: kept.store.shelf.list().length }, 'started');

  const handedOver = offer.taken.then(() => ({ why: 'another process takes over', exitCode: 0, isCalm: false }));
  const told = await Promise.race([ending, handedOver]);
  logger.info({ why: told.why }, 'closing');
  return end(served, offer, told, logger);
}

export const serve: Command = {
  name: 'serve',
  usage: '',
  operandsMax: 0,
  summary: 'start the server (what happens without a command)',
  run: (surroundings) => serveUntilTold(surroundings),
};
