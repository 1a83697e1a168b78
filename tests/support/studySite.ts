/** The study page for browser tests: an app in this process whose pages can be exchanged, and ears for what is heard. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import { expect } from 'vitest';
import { createHealth } from '../../server/http/health.ts';
import { createPages } from '../../server/http/pages.ts';
import { clientFolder, contentFolder } from '../../server/place.ts';
import { createOwnPacks } from '../../server/store/ownPacks.ts';
import { createShelf } from '../../server/store/packs.ts';
import { startApp } from './app.ts';
import { launchBrowser, openPage, type OpenPage, type Page, type Person } from './browser.ts';
import { freshFolder } from './server.ts';

export const pictures = 'screenshots/study';

export interface StudySite {
  /** For files of the test; gone when the site closes. */
  readonly folder: string;
  /** Complaints of the pages that are open may be taken out here. */
  readonly opened: OpenPage[];
  open(path: string, person?: Person, prepare?: (page: Page) => Promise<unknown>): Promise<Page>;
  /** Serves another build of the client from now on. */
  deploy(client: string): void;
  /** Cuts every connection. */
  vanish(): void;
  /** Closes the pages, and holds them to having had nothing to complain of. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

export async function startStudySite(): Promise<StudySite> {
  mkdirSync(pictures, { recursive: true });
  const browser = await launchBrowser();
  const folder = freshFolder();
  const own = join(folder, 'packs');
  mkdirSync(join(own, 'rivers-k3v9'), { recursive: true });
  const rivers = {
    title: 'Rivers',
    items: [{ kind: 'typed', text: 'Which river flows through Vienna?', accept: ['Danube'] }],
    guide: { terms: [{ term: 'Delta', definition: 'Where a river ends in many arms.' }] },
  };
  writeFileSync(join(own, 'rivers-k3v9/pack.json'), JSON.stringify(rivers));
  const built = (client: string): Router => createPages({ clientFolder: client, publicUrl: null });
  let pages = built(clientFolder);
  const shelf = await createShelf([contentFolder, own]);
  const app = await startApp({
    shelf,
    ownPacks: createOwnPacks(own, shelf),
    pages: (standing) =>
      Router()
        .use(createHealth(standing))
        .use((request, response, next) => pages(request, response, next)),
  });
  const opened: OpenPage[] = [];
  return {
    folder,
    opened,
    async open(path, person = {}, prepare) {
      // A worker is allowed over plain http on this very name only.
      const place = `${app.url.replace('127.0.0.1', 'localhost')}/study/${path}`;
      const first = await openPage(browser, prepare === undefined ? place : 'about:blank', person);
      opened.push(first);
      first.page.setDefaultTimeout(20_000);
      if (prepare !== undefined) {
        await prepare(first.page);
        await first.page.goto(place);
      }
      await first.page.getByRole('navigation').waitFor();
      return first.page;
    },
    deploy: (client) => void (pages = built(client)),
    vanish: () => void (pages = Router().use((_request, response) => void response.socket?.destroy())),
    async tidy() {
      const complaints = opened.flatMap((page) => page.complaints).filter((each) => !/ERR_|net::/.test(each));
      await Promise.all(opened.map(({ context }) => context.close()));
      opened.length = 0;
      pages = built(clientFolder);
      expect(complaints).toEqual([]);
    },
    async close() {
      await browser.close();
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const eventually = <Value>(look: () => Promise<Value>) => expect.poll(look, { timeout: 20_000 });
export const play = (page: Page) => page.getByRole('button', { name: 'Play', exact: true });
export const pause = (page: Page) => page.getByRole('button', { name: 'Pause', exact: true });
export const section = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
export const isReady = (page: Page) => page.getByText('This page also opens without a network.').waitFor();

/** Every sound of the page can be asked whether it is heard. */
export const listenIn = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const heard: HTMLAudioElement[] = [];
    Object.assign(window, {
      heard,
      Audio: class extends Audio {
        constructor() {
          super();
          heard.push(this);
        }
      },
    });
  });
export interface Heard {
  readonly isPlaying: boolean;
  readonly volume: number;
  readonly atSeconds: number;
}
export const heard = (page: Page): Promise<Heard> =>
  page.evaluate(() => {
    const [audio] = (window as unknown as { heard: HTMLAudioElement[] }).heard;
    return {
      isPlaying: audio !== undefined && !audio.paused && !audio.ended,
      volume: audio?.volume ?? 0,
      atSeconds: audio?.currentTime ?? 0,
    };
  });
