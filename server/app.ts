/**
 * Puts the parts together from what it is given: no singletons, no environment, no clock of its own. What it returns
 * can be listened to, and closed without losing anything.
 */
import { createServer, type Server } from 'node:http';
import express, { type Express, type Router } from 'express';
import type { Logger } from 'pino';
import proxyaddr from 'proxy-addr';
import { Server as SocketServer } from 'socket.io';
import { messageBytesMax } from '../shared/limits.ts';
import type { Accounts } from './accounts/accounts.ts';
import { createApi } from './http/api.ts';
import { standingOf, type Standing } from './http/health.ts';
import type { HostRule } from './http/hostRight.ts';
import { createMedia } from './http/media.ts';
import { createMetricsPage } from './http/metrics.ts';
import { Addresses } from './live/addresses.ts';
import { Doorkeeper } from './live/doorkeeper.ts';
import { Farewell } from './live/farewell.ts';
import { openGateway } from './live/gateway.ts';
import { HostWatch } from './live/hostWatch.ts';
import { watchLoopLag, type LoopLag } from './live/loopLag.ts';
import type { Adviser } from './live/opinions.ts';
import { isOriginAllowed } from './live/origins.ts';
import { Rooms } from './live/rooms.ts';
import { seatRules } from './live/seats.ts';
import { Tally } from './live/tally.ts';
import type { Wire } from './live/wire.ts';
import type { LogHome } from './log/log.ts';
import { Keeping, type KeepingParts } from './store/keeping.ts';
import type { OwnPacks } from './store/ownPacks.ts';
import type { Shelf } from './store/packs.ts';
import { createMetrics } from './telemetry/metrics.ts';

/** Engine.IO's own heartbeat: a dead phone is noticed after at most 25 + 20 s; until then its seat just stays. */
const pingIntervalMs = 25_000;
/** Of that, how much is chance: people who join together are not pinged together for ever. */
const pingSpreadMs = 10_000;
const pingTimeoutMs = 20_000;
/** A handshake that stalls holds a socket; phones on bad radio still make it. */
const connectTimeoutMs = 20_000;

export interface AppParts extends HostRule {
  readonly home: LogHome;
  readonly shelf: Shelf;
  readonly logger: Logger;
  readonly joinUrl: () => string;
  /** The packs that are made here; null where none are. */
  readonly ownPacks: OwnPacks | null;
  /** Where rooms go that are over, and for how many days; null where they stay in the log. */
  readonly keeping?: Pick<KeepingParts, 'archive' | 'keepDays'> | null;
  /** For a server that several hosts share; null where nobody signs in. */
  readonly accounts?: Accounts | null;
  /** For a second opinion on sentences; the operator names one. */
  readonly adviser?: Adviser | null;
  /** Another pace of letting people in than the usual one. */
  readonly door?: Doorkeeper;
  /** How many proxies in front are believed. */
  readonly trustedProxies: number;
  /** What a program elsewhere must show to read the metrics; null or absent: only this machine may. */
  readonly metricsKey?: string | null;
  /** The built client, health and all that is not /api; made by whoever knows where it lies. */
  readonly pages: (standing: () => Standing) => Router;
}

export interface App {
  readonly http: Server;
  readonly rooms: Rooms;
  /** Takes up the unfinished rooms; before that the app is not ready. */
  resume(): Promise<void>;
  /** Is not ready any more, takes no connections in, and lets those there are go, so many ms apart. Requests are answered. */
  drain(msPerConnection: number): Promise<void>;
  /** Tells everybody to come back, and resolves when nothing is in flight. Does not close the log's home. */
  close(): Promise<void>;
}

/** Engine.IO reads the option anew for each connection: once to wait, once to tell the phone, which gives 20 s more. */
function spreadHeartbeats(wire: Wire): void {
  Object.defineProperty(wire.engine.opts, 'pingInterval', {
    get: () => Math.round(pingIntervalMs - Math.random() * pingSpreadMs),
  });
}

function wireOn(http: Server, origins: readonly string[]): Wire {
  const wire: Wire = new SocketServer(http, {
    transports: ['websocket', 'polling'],
    serveClient: false,
    maxHttpBufferSize: messageBytesMax,
    perMessageDeflate: false,
    httpCompression: false,
    pingInterval: pingIntervalMs,
    pingTimeout: pingTimeoutMs,
    connectTimeout: connectTimeoutMs,
    allowRequest: (request, decide) => decide(null, isOriginAllowed(request, origins)),
  });
  spreadHeartbeats(wire);
  return wire;
}

/** Where the app is between its start and its end. */
interface Life {
  isOpen: boolean;
  isDraining: boolean;
}

interface Watched {
  readonly life: Readonly<Life>;
  readonly rooms: Rooms;
  readonly hosts: HostWatch;
  readonly keeping: Keeping | null;
  readonly loopLag: LoopLag;
  readonly wire: Wire;
  readonly addresses: Addresses;
}

/** What the operator and the balancer see of all that. */
function watch(
  { home, metricsKey = null }: AppParts,
  { life, rooms, hosts, keeping, loopLag, wire, addresses }: Watched,
): { standing: () => Standing; metricsPage: Router } {
  const standing = (): Standing => {
    const others = rooms.across?.neighbours.count ?? 0;
    return standingOf({ isOpen: life.isOpen, home, others, nowMs: performance.now() });
  };
  const metrics = createMetrics({
    rooms,
    hosts,
    keeping,
    loopLag,
    health: home.health,
    connections: () => wire.sockets.sockets.size,
    isReady: () => standing().isReady,
    isDraining: () => life.isDraining,
  });
  return { standing, metricsPage: createMetricsPage({ metrics, metricsKey, addresses }) };
}

function serve(web: Express, parts: AppParts, watched: Watched): void {
  const { rooms, addresses } = watched;
  const { standing, metricsPage } = watch(parts, watched);
  web.use('/metrics', metricsPage);
  // Before all others: they set the security headers of every answer, and let /api pass.
  web.use(parts.pages(standing));
  web.use('/media', createMedia(parts));
  const [archive, accounts] = [parts.keeping?.archive ?? null, parts.accounts ?? null];
  web.use('/api', createApi({ ...parts, rooms, addresses, archive, accounts }));
}

export function createApp(parts: AppParts): App {
  const { home, logger, origins } = parts;
  const life: Life = { isOpen: false, isDraining: false };
  const web = express();
  web.disable('x-powered-by');
  web.set('trust proxy', parts.trustedProxies);
  const http = createServer(web);
  const wire = wireOn(http, origins);
  const farewell = new Farewell(wire, http);
  const loopLag = watchLoopLag();
  const hosts = new HostWatch(logger);
  const tally = new Tally(logger);
  const addresses = new Addresses((network, guessed) => rooms.across?.neighbours.wrong(network, guessed));
  const rooms = new Rooms({
    home,
    logger,
    wire,
    seats: seatRules,
    onWrong: (network, guessed) => void addresses.count(network, guessed),
    onOver: () => keeping?.nudge(),
    adviser: parts.adviser,
    tally,
  });
  const keeping =
    parts.keeping == null ? null : new Keeping({ ...parts.keeping, home, logger, isHeld: (log) => rooms.holds(log) });
  const trust = (_address: string, hop: number): boolean => hop < parts.trustedProxies;
  openGateway({
    wire,
    rooms,
    addresses,
    door: parts.door ?? new Doorkeeper(),
    loopLag,
    hosts,
    logger,
    nowMs: () => home.nowMs(),
    addressOf: (connection) => proxyaddr(connection.request, trust),
  });
  serve(web, parts, { life, rooms, hosts, keeping, loopLag, wire, addresses });

  return {
    http,
    rooms,
    async resume() {
      await rooms.resume();
      life.isOpen = true;
      keeping?.nudge();
    },
    async drain(msPerConnection) {
      Object.assign(life, { isOpen: false, isDraining: true });
      hosts.close();
      const beganAtMs = performance.now();
      logger.info({ connections: wire.sockets.sockets.size }, 'letting everybody go');
      await farewell.say(msPerConnection);
      logger.info({ forMs: Math.round(performance.now() - beganAtMs) }, 'everybody was let go');
    },
    async close() {
      Object.assign(life, { isOpen: false, isDraining: true });
      hosts.close();
      rooms.close();
      tally.close();
      loopLag.stop();
      await farewell.end();
      await keeping?.close();
    },
  };
}
