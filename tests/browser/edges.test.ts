/**
 * What the game of game.test.ts does not come by: the longest name without a space, the keyboard's way through a
 * dialog, and a desk with little on it. Each was broken once.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nameCharactersMax } from '../../shared/limits.ts';
import { launchBrowser, openPage, viewports, type Browser, type Page, type Person } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  server = await startServer({ built: true });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.dispose();
});

async function open(path: string, person: Person): Promise<Page> {
  const { page } = await openPage(browser, `${server.url}${path}`, person);
  page.setDefaultTimeout(20_000);
  return page;
}

test('a keyboard comes back to where it was when a dialog closes', async () => {
  const library = await open('/library', { viewport: 'laptop' });
  const start = library.getByRole('button', { name: 'Start “Around the world”' });
  await start.focus();
  await library.keyboard.press('Enter');
  await library.getByRole('button', { name: 'Open the room' }).waitFor();
  await library.keyboard.press('Escape');
  await library.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await start.evaluate((button) => button === document.activeElement)).toBe(true);
});

test('the longest name without a space leaves the lobby as wide as the screen, and the desk begins at its top', async () => {
  const stage = await open('/library', { viewport: 'projector' });
  await stage.getByRole('button', { name: 'Start “Around the world”' }).click();
  await stage.getByRole('button', { name: 'Open the room' }).click();
  await stage.waitForURL(/\/stage\//);
  const code = stage.url().split('/').at(-1) ?? '';
  const name = 'W'.repeat(nameCharactersMax);
  const phone = await open(`/${code}`, { viewport: 'phone' });
  await phone.getByLabel('Your name').fill(name);
  await phone.getByRole('button', { name: 'Join', exact: true }).click();
  const shown = stage.getByText(name, { exact: true }).first();
  await shown.waitFor();
  for (const part of [stage.getByRole('img', { name: /^QR code/ }), stage.getByText('Space to start')]) {
    const box = await part.boundingBox();
    expect((box?.x ?? Infinity) + (box?.width ?? 0)).toBeLessThanOrEqual(viewports.projector.width);
  }

  const desk = await open(`/desk/${code}`, { viewport: 'bigScreen' });
  await desk.getByText(name, { exact: true }).first().waitFor();
  const bar = await desk.getByRole('banner').boundingBox();
  const main = await desk.getByRole('main').boundingBox();
  expect(main?.y).toBe((bar?.y ?? 0) + (bar?.height ?? 0));
});
