/** The whole app in this process, on a log in memory, listening on a free port of the loopback. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { createApp, type App, type AppParts } from '../../server/app.ts';
import { createMemoryHome } from '../../server/log/memory.ts';
import type { Pack } from '../../shared/pack.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { Guest, type GuestOptions } from './guest.ts';
import { samplePack } from './rooms.ts';

export const hostKey = 'a-host-key-for-tests-only';

export interface TestApp {
  readonly app: App;
  readonly url: string;
  /** What was logged at warn and above. */
  readonly alarms: readonly string[];
  room(pack?: Pack, settings?: Partial<Settings>): Promise<TestRoom>;
  guest(code: string, options?: Partial<GuestOptions>): Guest;
  close(): Promise<void>;
}

export interface TestRoom {
  readonly code: string;
  readonly token: string;
  readonly host: Guest;
  /** A player that has joined under this name. */
  player(name: string): Promise<Guest>;
}

export async function startApp(parts: Partial<AppParts> = {}): Promise<TestApp> {
  const alarms: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void alarms.push(line) });
  const app = createApp({
    home: createMemoryHome(),
    logger,
    shelf: { list: () => [], get: () => undefined, problems: () => [], reload: async () => {} },
    hostKey,
    openHosting: 'loopback',
    origins: [],
    trustedProxies: 0,
    joinUrl: () => 'http://192.168.0.2:4555',
    ownPacks: null,
    pages: () => express.Router(),
    ...parts,
  });
  await app.resume();
  app.http.listen(0, '127.0.0.1');
  await once(app.http, 'listening');
  const { port } = app.http.address() as AddressInfo;
  const url = `http://127.0.0.1:${String(port)}`;
  const guests: Guest[] = [];
  const guest: TestApp['guest'] = (code, options = {}) => {
    const made = new Guest({ url, code, ...options });
    guests.push(made);
    return made;
  };
  return {
    app,
    url,
    alarms,
    guest,
    async room(pack = samplePack, settings = {}) {
      const opened = await app.rooms.open(pack, { ...defaultSettings, reading: false, ...settings });
      if (opened === null) throw new Error('no room was opened');
      const host = guest(opened.code, { audience: 'desk', token: opened.token });
      await host.until((seen) => seen.desk !== null);
      return {
        ...opened,
        host,
        async player(name) {
          const player = guest(opened.code);
          const ack = await player.join(name);
          if (!ack.ok) throw new Error(`${name} could not join: ${ack.why}`);
          await player.until((seen) => seen.you !== null && seen.scene !== null);
          return player;
        },
      };
    },
    async close() {
      for (const each of guests) each.close();
      await app.close();
    },
  };
}

/** The host's "next", as a desk that sees where the room is. */
export async function next(host: Guest): Promise<void> {
  const desk = host.desk;
  if (desk === null) throw new Error('the desk has no view');
  const before = desk.seq;
  const ack = await host.act({ type: 'next', phase: desk.phase, index: desk.index, step: desk.item?.step ?? 0 });
  if (!ack.ok) throw new Error(`next was refused: ${ack.why}`);
  await host.until((seen) => (seen.desk?.seq ?? 0) > before);
}

/** Goes on until item `index` is open for answers by the room's clock. */
export async function openItem(host: Guest, index: number): Promise<void> {
  while ((host.desk?.index ?? -1) < index) await next(host);
  const opensAtMs = host.desk?.opensAtMs ?? 0;
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, opensAtMs - Date.now()) + 20));
}

/** What `next` does, and then until the step that it brought is open for answers by the room's clock. */
export async function openStep(host: Guest): Promise<void> {
  await next(host);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, (host.desk?.opensAtMs ?? 0) - Date.now()) + 20));
}
