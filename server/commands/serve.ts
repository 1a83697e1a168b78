/** `quizloop serve`, the default: starts the server, says where it is, and runs until it is told to stop. With a pack, it opens a room. */
import { Router } from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { stopMsMax } from '../../shared/limits.ts';
import type { Pack } from '../../shared/pack.ts';
import { playedWith } from '../../shared/playMinutes.ts';
import { createApp, type App } from '../app.ts';
import { createHealth } from '../http/health.ts';
import { createPages } from '../http/pages.ts';
import { createOpinion } from '../opinion/opinion.ts';
import { openSqliteHome } from '../log/sqlite.ts';
import { clientFolder } from '../place.ts';
import type { ServerSettings } from '../settings.ts';
import { openDataFolder } from '../start/dataFolder.ts';
import { greet, type GreetedRoom } from '../start/greeting.ts';
import { keepHostKey } from '../start/hostKey.ts';
import { untilEnding } from '../start/lifetime.ts';
import { isServedHere, reachableHosts } from '../start/networkAddress.ts';
import { openStore } from '../start/openStore.ts';
import { keepingRefusal, listenRefusal, StartRefusal } from '../start/startRefusal.ts';
import { OwnPackRefusal, type OwnPacks } from '../store/ownPacks.ts';
import { createLogger, type Logger } from '../telemetry/logger.ts';
import type { Command, Surroundings } from './command.ts';

/** The port is only known once it is taken; the addresses change when a laptop changes its network. */
function joinUrls({ publicUrl, host }: ServerSettings, port: number): [string, ...string[]] {
  if (publicUrl !== null) return [publicUrl];
  const [best = 'localhost', ...others] = reachableHosts(host);
  const url = (name: string): string => `http://${name}${port === 80 ? '' : `:${port}`}`;
  return [url(best), ...others.map(url)];
}

/** Listens before the rooms are taken up: a taken port must not leave a trace in their logs. */
async function listen(app: App, settings: ServerSettings): Promise<number> {
  app.http.listen(settings.port, settings.host);
  try {
    await once(app.http, 'listening');
  } catch (error) {
    throw listenRefusal(error, settings);
  }
  return (app.http.address() as AddressInfo).port;
}

async function closeWithin(logger: Logger, close: () => Promise<void>): Promise<boolean> {
  const timeUp = new Promise<false>((resolve) => setTimeout(resolve, stopMsMax, false).unref());
  const closed = await Promise.race([close().then(() => true as const), timeUp]);
  if (!closed) logger.error({ stopMsMax }, 'closing took too long; what was acknowledged is durable all the same');
  return closed;
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

export async function serveUntilTold(
  { settings, out, err, version }: Surroundings,
  opening: Opening | null,
): Promise<number> {
  const logger = createLogger({ level: settings.logLevel, format: settings.logFormat, out: err, version });
  const dataFolder = openDataFolder(settings.dataFolder);
  const hostKey = settings.hostKey ?? keepHostKey(dataFolder);
  const ending = untilEnding(logger);
  const home = await openSqliteHome(join(dataFolder, 'rooms.sqlite'), { logger }).catch((error: unknown) => {
    throw keepingRefusal(error);
  });
  const store = await openStore(settings, dataFolder, logger).catch(async (error: unknown) => {
    await home.close();
    throw keepingRefusal(error);
  });
  const { shelf, ownPacks } = store;
  for (const problem of shelf.problems()) logger.warn({ problem }, 'a pack was left out');

  let port = settings.port;
  let room: GreetedRoom | null = null;
  const app = createApp({
    home,
    shelf,
    logger,
    adviser: createOpinion(settings, fetch, logger),
    hostKey,
    openHosting: settings.openHosting,
    origins: [...settings.origins, ...(settings.publicUrl === null ? [] : [settings.publicUrl])],
    trustedProxies: settings.trustedProxies,
    joinUrl: () => joinUrls(settings, port)[0],
    ownPacks,
    keeping: { archive: store.archive, keepDays: settings.keepDays },
    pages: (isReady) =>
      Router()
        .use(createHealth(() => (isReady() ? [] : ['starting or stopping'])))
        .use(createPages({ clientFolder, publicUrl: settings.publicUrl })),
  });
  try {
    port = await listen(app, settings);
    await app.resume();
    if (opening !== null) room = await openRoom(app, ownPacks, opening);
  } catch (error) {
    await app.close();
    await store.close();
    await home.close();
    throw error;
  }

  const hereUrl = isServedHere(settings.host) ? `http://localhost:${port}` : null;
  out.write(
    greet({
      version,
      joinUrls: joinUrls(settings, port),
      hereUrl,
      hostKey,
      dataFolder,
      room,
      colour: out.isTTY === true,
    }),
  );
  logger.info({ port, host: settings.host, packs: shelf.list().length }, 'started');

  const { why, exitCode } = await ending;
  logger.info({ why }, 'closing');
  const closed = await closeWithin(logger, async () => {
    await app.close();
    await store.close();
    await home.close();
  });
  if (closed) logger.info('closed');
  return closed ? exitCode : 1;
}

export const serve: Command = {
  name: 'serve',
  usage: '',
  operandsMax: 0,
  summary: 'start the server (what happens without a command)',
  run: (surroundings) => serveUntilTold(surroundings, null),
};
