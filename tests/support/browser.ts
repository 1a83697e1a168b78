/**
 * A real browser for tests: found on the system, quiet on the network, and pages as different people have them.
 * Knows nothing of Quizloop.
 */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findBrowser } from './findBrowser.mjs';

export type { Browser, BrowserContext, Page } from 'playwright-core';

/** Keeps the browser from talking to anybody but the server under test. */
const quietFlags = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  // Sounds may start without a tap, so that a test can hear whether they would.
  '--autoplay-policy=no-user-gesture-required',
];

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) {
    throw new Error('No Chromium, Chrome or Edge found. Install one, or say where it is with CHROME_PATH.');
  }
  // The sandbox refuses to run as root, which is how containers run.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: [...quietFlags, ...(isRoot ? ['--no-sandbox'] : [])] });
}

export const viewports = {
  phone: { width: 390, height: 844 },
  smallPhone: { width: 320, height: 568 },
  laptop: { width: 1366, height: 768 },
  projector: { width: 1280, height: 720 },
  bigScreen: { width: 1920, height: 1080 },
} as const;

export interface Person {
  readonly viewport?: keyof typeof viewports;
  readonly colourScheme?: 'light' | 'dark';
  /** As in Accept-Language: en-GB, sv-SE. */
  readonly locale?: string;
  readonly reducedMotion?: boolean;
}

export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Script errors, failed requests and policy violations, in words. A good page has none. */
  readonly complaints: string[];
}

/** A page in a context of its own: nothing is shared with other people's pages, as on another device. */
export async function openPage(browser: Browser, url: string, person: Person = {}): Promise<OpenPage> {
  const viewport = person.viewport ?? 'laptop';
  const isPhone = viewport === 'phone' || viewport === 'smallPhone';
  const context = await browser.newContext({
    viewport: viewports[viewport],
    deviceScaleFactor: isPhone ? 2 : 1,
    isMobile: isPhone,
    hasTouch: isPhone,
    colorScheme: person.colourScheme ?? 'light',
    locale: person.locale ?? 'en-GB',
    reducedMotion: person.reducedMotion === true ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  const complaints = listen(page);
  await page.goto(url);
  return { page, context, complaints };
}

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isOwn = hostname === new URL(page.url() === 'about:blank' ? request.url() : page.url()).hostname;
    if (/^https?:$/.test(protocol) && !isOwn) complaints.push(`another host: ${request.url()}`);
  });
  return complaints;
}
