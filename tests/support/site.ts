/** A server with its built pages and a browser before it, for tests that watch people play: pages, pictures, complaints. */
import { mkdirSync } from 'node:fs';
import { launchBrowser, openPage, type OpenPage, type Page, type Person } from './browser.ts';
import { startServer, type ServerOptions, type TestServer } from './server.ts';

/** On a busy machine a page takes its time. */
const patienceMs = 20_000;

export interface Site {
  readonly server: TestServer;
  /** As another person: nothing is shared with pages opened before. A whole address is one too. */
  open(path: string, person: Person): Promise<Page>;
  /** Into the folder of pictures that the site was started with. */
  shot(page: Page, name: string): Promise<Buffer>;
  /** Of all pages so far. Lost connections complain, and that is right; scripts, policies and other hosts must not. */
  complaints(): string[];
  close(): Promise<void>;
}

export async function startSite(pictures: string, options: ServerOptions = {}): Promise<Site> {
  mkdirSync(pictures, { recursive: true });
  const server = await startServer({ built: true, ...options });
  const browser = await launchBrowser();
  const opened: OpenPage[] = [];
  return {
    server,
    async open(path, person) {
      const page = await openPage(browser, new URL(path, server.url).href, person);
      page.page.setDefaultTimeout(patienceMs);
      opened.push(page);
      return page.page;
    },
    shot: (page, name) => page.screenshot({ path: `${pictures}/${name}.png` }),
    complaints: () => opened.flatMap((page) => page.complaints).filter((each) => !/ERR_|WebSocket|net::/.test(each)),
    async close() {
      await browser.close();
      await server.dispose();
    },
  };
}
