/**
 * The study page in a real browser: heard, followed, put to sleep, reloaded, without a network, after a deployment; and
 * that its service worker has no part in the live pages.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { Router } from 'express';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createHealth } from '../../server/http/health.ts';
import { createPages } from '../../server/http/pages.ts';
import { clientFolder, contentFolder } from '../../server/place.ts';
import { createShelf } from '../../server/store/packs.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchBrowser, openPage, type Browser, type OpenPage, type Page, type Person } from '../support/browser.ts';
import { freshFolder } from '../support/server.ts';

const pictures = 'screenshots/study';
const sound = join(contentFolder, 'feedback-loops/introduction.opus');
const sections = ['listen', 'cards', 'quiz', 'essays', 'more'] as const;

let browser: Browser;
let app: TestApp;
let folder: string;
/** What is deployed; a test may deploy something else. */
let pages: Router;
let opened: OpenPage[] = [];

const deploy = (client: string): void => {
  pages = createPages({ clientFolder: client, publicUrl: null });
};

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await launchBrowser();
  folder = freshFolder();
  const own = join(folder, 'packs');
  mkdirSync(join(own, 'rivers-k3v9'), { recursive: true });
  const rivers = {
    title: 'Rivers',
    items: [{ kind: 'typed', text: 'Which river flows through Vienna?', accept: ['Danube'] }],
    guide: { terms: [{ term: 'Delta', definition: 'Where a river ends in many arms.' }] },
  };
  writeFileSync(join(own, 'rivers-k3v9/pack.json'), JSON.stringify(rivers));
  deploy(clientFolder);
  app = await startApp({
    shelf: await createShelf([contentFolder, own]),
    ownPacksFolder: own,
    pages: (isReady) =>
      Router()
        .use(createHealth(() => (isReady() ? [] : ['starting'])))
        .use((request, response, next) => pages(request, response, next)),
  });
});
afterAll(async () => {
  await browser.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  const complaints = opened.flatMap((page) => page.complaints).filter((each) => !/ERR_|net::/.test(each));
  await Promise.all(opened.map(({ context }) => context.close()));
  opened = [];
  deploy(clientFolder);
  expect(complaints).toEqual([]);
});

async function open(path: string, person: Person = {}, prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
  const place = `${app.url.replace('127.0.0.1', 'localhost')}/study/${path}`;
  const first = await openPage(browser, prepare === undefined ? place : 'about:blank', person);
  opened.push(first);
  first.page.setDefaultTimeout(15_000);
  if (prepare !== undefined) {
    await prepare(first.page);
    await first.page.goto(place);
  }
  await first.page.getByRole('navigation').waitFor();
  return first.page;
}

const eventually = <Value>(look: () => Promise<Value>) => expect.poll(look, { timeout: 15_000 });
const play = (page: Page) => page.getByRole('button', { name: 'Play', exact: true });
const pause = (page: Page) => page.getByRole('button', { name: 'Pause', exact: true });
const position = (page: Page) => page.getByRole('slider', { name: 'Position' });
const section = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
const isReady = (page: Page) => page.getByText('This page also opens without a network.').waitFor();

/** Every sound of the page can be asked whether it is heard. */
const listenIn = (page: Page): Promise<unknown> =>
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
interface Heard {
  readonly isPlaying: boolean;
  readonly volume: number;
  readonly atSeconds: number;
}
const heard = (page: Page): Promise<Heard> =>
  page.evaluate(() => {
    const [audio] = (window as unknown as { heard: HTMLAudioElement[] }).heard;
    return {
      isPlaying: audio !== undefined && !audio.paused && !audio.ended,
      volume: audio?.volume ?? 0,
      atSeconds: audio?.currentTime ?? 0,
    };
  });

test('the episode plays, the transcript follows and leads, and the position survives a reload', async () => {
  const page = await open('feedback-loops', { viewport: 'phone' }, listenIn);
  await page.getByText('183 kB', { exact: true }).waitFor();
  await play(page).click();
  await eventually(async () => (await heard(page)).atSeconds).toBeGreaterThan(0.5);
  await page.getByRole('button', { name: 'Third, listening' }).click();
  await eventually(async () => (await heard(page)).atSeconds).toBeGreaterThan(22);
  await page.locator('[aria-current="true"]', { hasText: 'Third, listening' }).waitFor();
  await page.getByRole('button', { name: 'Back 15 seconds' }).click();
  await page.locator('[aria-current="true"]', { hasText: 'This pack has four stops' }).waitFor();
  await page.getByLabel('Speed').selectOption('2×');
  await pause(page).click();
  const before = Number(await position(page).inputValue());
  expect(before).toBeGreaterThan(6);
  await page.reload();
  await page.getByText('once', { exact: true }).waitFor();
  expect(Number(await position(page).inputValue())).toBe(before);
  expect(await page.getByLabel('Speed').inputValue()).toBe('2');
  await play(page).click();
  await eventually(async () => (await heard(page)).atSeconds).toBeGreaterThan(before);
  expect((await heard(page)).atSeconds).toBeLessThan(before + 15);
});

test('the end is marked, and the next play begins at the beginning', async () => {
  const page = await open('feedback-loops', {}, listenIn);
  await play(page).click();
  await page.getByRole('button', { name: 'That is a feedback loop, too.' }).click();
  await eventually(() => page.getByRole('switch', { name: 'Finished' }).isChecked()).toBe(true);
  expect(await position(page).inputValue()).toBe('0');
  expect((await heard(page)).isPlaying).toBe(false);
});

test('the sleep timer makes the sound quiet, and stops it', async () => {
  const page = await open('feedback-loops', {}, async (fresh) => {
    await fresh.clock.install();
    await listenIn(fresh);
  });
  await page.getByLabel('Sleep timer').selectOption('After 5 minutes');
  await page.getByText('The sound stops in').waitFor();
  await play(page).click();
  await eventually(async () => (await heard(page)).isPlaying).toBe(true);
  await page.clock.fastForward(5 * 60_000 - 4_000);
  await eventually(async () => (await heard(page)).volume).toBeLessThan(0.9);
  expect((await heard(page)).isPlaying).toBe(true);
  await page.clock.fastForward(5_000);
  await eventually(async () => (await heard(page)).isPlaying).toBe(false);
  await play(page).waitFor();
  expect(await page.getByLabel('Sleep timer').inputValue()).toBe('');
});

test('it opens without a network, sound and all, and with one it is never out of date', async () => {
  const deployed = join(folder, 'client');
  cpSync(clientFolder, deployed, { recursive: true });
  deploy(deployed);
  const page = await open('feedback-loops#more', {}, listenIn);
  await isReady(page);

  // A deployment: the very next reload has it, although the worker of the old one is at work.
  const html = readFileSync(join(deployed, 'index.html'), 'utf8');
  for (const ending of ['', '.br', '.gz']) rmSync(join(deployed, `index.html${ending}`), { force: true });
  writeFileSync(join(deployed, 'index.html'), html.replace('<html', '<html data-deployed="second"'));
  deploy(deployed);
  await page.reload();
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  expect(await page.locator('html').getAttribute('data-deployed')).toBe('second');
  await isReady(page);

  // The server is gone, and so is the network.
  pages = Router().use((_request, response) => void response.socket?.destroy());
  await page.context().setOffline(true);
  await page.reload();
  await page.getByText('No network: you see what is kept on this device.').waitFor();
  await section(page, 'Cards');
  await page.getByText('Feedback loop', { exact: true }).waitFor();
  await section(page, 'Quiz');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('list', { name: 'Answers' }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Next question' }).waitFor();
  await section(page, 'Listen');
  await page.getByRole('button', { name: 'Third, listening' }).click();
  await play(page).click();
  await eventually(async () => (await heard(page)).atSeconds).toBeGreaterThan(22.5);
  await page.screenshot({ path: `${pictures}/offline.png` });
});

test('the worker answers for study pages alone', async () => {
  const page = await open('feedback-loops#more');
  await isReady(page);
  for (const path of ['/', '/library']) {
    await page.goto(new URL(path, page.url()).href);
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  }
  // The way out of a study page is one too: the page that it leads to comes from the network.
  await page.goto(new URL('/study/feedback-loops', page.url()).href);
  await page.getByRole('link', { name: 'Quizloop: to the start' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  await page.context().setOffline(true);
  await expect(page.goto(new URL('/library', page.url()).href)).rejects.toThrow();
});

test('it can be installed as an app of its pack', async () => {
  const page = await open('feedback-loops#more');
  await isReady(page);
  await page.reload();
  await page.getByRole('navigation').waitFor();
  const devtools = await page.context().newCDPSession(page);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Tests run in a window that forgets, where nothing is ever installed.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const { url, data } = await devtools.send('Page.getAppManifest');
  expect(url).toContain('/api/study/feedback-loops/app.webmanifest');
  expect(JSON.parse(data ?? '')).toMatchObject({ name: 'Feedback loops', start_url: '/study/feedback-loops' });
});

test('cards are learned by keyboard alone, and are still known after a reload', async () => {
  const page = await open('feedback-loops#cards');
  await page.getByText('14 new', { exact: true }).waitFor();
  for (const grade of ['4', '4', '1']) {
    await page.keyboard.press('Space');
    await page.getByText('How well did you know it?').waitFor();
    await page.keyboard.press(grade);
    await page.getByRole('button', { name: 'Show the answer' }).waitFor();
  }
  await page.getByText('11 new', { exact: true }).waitFor();
  await page.reload();
  await page.getByText('11 new', { exact: true }).waitFor();
  await page.getByText('3 resting', { exact: true }).waitFor();
  await page.getByRole('radio', { name: 'Definitions' }).check();
  await page.getByText('14 new', { exact: true }).waitFor();
});

test('drafts and progress go away as files, are deleted, and come back', async () => {
  const page = await open('feedback-loops#essays');
  await page.getByRole('textbox').first().fill('Nobody sat on my chair for a year.');
  await page.getByText('8 words').waitFor();
  const [text] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as text' }).click(),
  ]);
  expect(readFileSync(await text.path(), 'utf8')).toContain('Nobody sat on my chair for a year.');
  await section(page, 'More');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  const saved = join(folder, 'progress.json');
  await file.saveAs(saved);
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('Deleted.').first().waitFor();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('study')))).toEqual([]);
  await page.locator('input[accept*="json"]').setInputFiles(saved);
  await page.getByText('Your progress is back.').first().waitFor();
  await section(page, 'Essays');
  expect(await page.getByRole('textbox').first().inputValue()).toBe('Nobody sat on my chair for a year.');
});

/** A browser that reads aloud: each sentence takes a moment, and what was said is noted. */
const withVoice = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const said: string[] = [];
    let current: SpeechSynthesisUtterance | null = null;
    const voice = {
      speak(utterance: SpeechSynthesisUtterance) {
        current = utterance;
        said.push(utterance.text);
        setTimeout(() => current === utterance && utterance.onstart?.(new Event('start') as never), 5);
        setTimeout(() => current === utterance && utterance.onend?.(new Event('end') as never), 400);
      },
      cancel: () => void (current = null),
    };
    Object.defineProperty(window, 'speechSynthesis', { value: voice });
    Object.assign(window, {
      said,
      SpeechSynthesisUtterance: class {
        constructor(public text: string) {}
      },
    });
  });
const said = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { said: string[] }).said);

test('where a recording cannot be played, the browser reads the transcript aloud', async () => {
  const page = await open('feedback-loops', { viewport: 'phone' }, async (fresh) => {
    await withVoice(fresh);
    await fresh.route('**/media/**', (route) => route.fulfill({ body: 'not a sound', contentType: 'audio/ogg' }));
  });
  await page.getByText('The recording cannot be played here').waitFor();
  await play(page).click();
  await eventually(async () => (await said(page)).length).toBeGreaterThanOrEqual(2);
  expect((await said(page)).slice(0, 2)).toEqual([
    'Welcome to feedback loops.',
    'Every system tells you how it is doing, if you let it.',
  ]);
  await page.getByRole('button', { name: 'Fourth, learning' }).click();
  await eventually(async () => (await said(page)).at(-1)).toContain('Play it with others');
  await pause(page).click();
});

test('a host gives a pack its sound, and a learner without one hears its terms', async () => {
  const page = await open('rivers-k3v9', {}, withVoice);
  await page.getByText('There is no recording').waitFor();
  await play(page).click();
  await eventually(() => said(page)).toContain('Delta: Where a river ends in many arms.');
  await section(page, 'More');
  const chooser = page.locator('input[accept*="audio"]');
  await chooser.setInputFiles({
    name: 'talk.mp3',
    mimeType: 'audio/mpeg',
    buffer: Buffer.from('I am no sound at all.'),
  });
  await page.getByText('This is no recording that browsers play').waitFor();
  await chooser.setInputFiles(sound);
  await page.getByRole('button', { name: 'Remove the recording' }).waitFor();
  await section(page, 'Listen');
  await page.getByText('183 kB', { exact: true }).waitFor();
  opened[0]!.complaints.splice(0, Infinity, ...opened[0]!.complaints.filter((each) => !each.includes('415')));
});

test.each([
  ['phone', 'light', 'en-GB'],
  ['laptop', 'dark', 'sv-SE'],
  ['bigScreen', 'light', 'en-GB'],
] as const)('no section has a violation on a %s, %s, in %s', async (viewport, colourScheme, locale) => {
  const page = await open('feedback-loops', { viewport, colourScheme, locale });
  const look = async (name: string): Promise<void> => {
    await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {}))));
    await page.screenshot({ path: `${pictures}/${name}-${viewport}.png` });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    ).toEqual([]);
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(isWide, `${name} scrolls sideways`).toBe(false);
  };
  for (const name of sections) {
    await page.locator(`nav a[href="#${name}"]`).click();
    await page.waitForLoadState('networkidle');
    await look(name);
    if (name === 'cards') {
      await page.keyboard.press('Space');
      await page.locator('.grades').waitFor();
      await look('cards-turned');
    }
    if (name === 'quiz') {
      await page.locator('.start button').click();
      await page.locator('.phone button').first().waitFor();
      await look('question');
      await page.locator('.phone button').first().click();
      await page.locator('.revealed').waitFor();
      await look('answer');
    }
  }
});
