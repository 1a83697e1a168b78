/**
 * The study page in a real browser: without a network, after a deployment, as an app, by keyboard, and to everybody. Its
 * service worker has no part in the live pages.
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { clientFolder } from '../../server/place.ts';
import { expectAccessible } from '../support/axe.ts';
import {
  eventually,
  heard,
  isReady,
  listenIn,
  pictures,
  play,
  section,
  startStudySite,
  type StudySite,
} from '../support/studySite.ts';

const sections = ['listen', 'cards', 'quiz', 'essays', 'more'] as const;

let site: StudySite;
beforeAll(async () => {
  site = await startStudySite();
});
afterEach(() => site.tidy());
afterAll(() => site.close());

test('it opens without a network, sound and all, and with one it is never out of date', async () => {
  const deployed = join(site.folder, 'client');
  cpSync(clientFolder, deployed, { recursive: true });
  site.deploy(deployed);
  const page = await site.open('feedback-loops#more', {}, listenIn);
  await isReady(page);

  // A deployment: the very next reload has it, although the worker of the old one is at work.
  const html = readFileSync(join(deployed, 'index.html'), 'utf8');
  for (const ending of ['', '.br', '.gz']) rmSync(join(deployed, `index.html${ending}`), { force: true });
  writeFileSync(join(deployed, 'index.html'), html.replace('<html', '<html data-deployed="second"'));
  site.deploy(deployed);
  await page.reload();
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  expect(await page.locator('html').getAttribute('data-deployed')).toBe('second');
  await isReady(page);

  // The server is gone, and so is the network.
  site.vanish();
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
  const page = await site.open('feedback-loops#more');
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
  const page = await site.open('feedback-loops#more');
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
  const page = await site.open('feedback-loops#cards');
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
  const page = await site.open('feedback-loops#essays');
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
  const saved = join(site.folder, 'progress.json');
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

test.each([
  ['phone', 'light', 'en-GB'],
  ['laptop', 'dark', 'sv-SE'],
  ['bigScreen', 'light', 'en-GB'],
] as const)('no section has a violation on a %s, %s, in %s', async (viewport, colourScheme, locale) => {
  const page = await site.open('feedback-loops', { viewport, colourScheme, locale });
  const look = async (name: string): Promise<void> => {
    await expectAccessible(page, name);
    await page.screenshot({ path: `${pictures}/${name}-${viewport}.png` });
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
