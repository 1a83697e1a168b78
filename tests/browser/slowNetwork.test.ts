/**
 * Phones on bad networks in a real browser: one whose network breaks WebSockets plays by long-polling, which nobody else
 * tries; and one that is slow says so while an answer is wanted, and in no lobby.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/axe.ts';
import type { Page } from '../support/browser.ts';
import { startSite, type Site } from '../support/site.ts';

let site: Site;
let stage: Page;
let code: string;

beforeAll(async () => {
  site = await startSite('screenshots/slowNetwork');
  stage = await site.open('/library', { viewport: 'projector' });
  await stage.getByRole('button', { name: 'Start “Around the world”' }).click();
  await stage.getByRole('button', { name: 'Open the room' }).click();
  await stage.waitForURL(/\/stage\//);
  code = stage.url().split('/').at(-1) ?? '';
});
afterAll(() => site.close());

/** Joins, and says how often it polled so far. */
async function join(name: string, prepare: (phone: Page) => Promise<void>): Promise<[Page, () => number]> {
  const phone = await site.open('/', { viewport: 'phone' });
  let polls = 0;
  phone.on('request', (request) => {
    if (request.url().includes('transport=polling')) polls += 1;
  });
  await prepare(phone);
  await phone.goto(`${site.server.url}/${code}`);
  await phone.getByLabel('Your name').fill(name);
  await phone.getByRole('button', { name: 'Join', exact: true }).click();
  await phone.getByText('Waiting for the host to begin', { exact: true }).waitFor();
  return [phone, () => polls];
}

test('a phone without WebSockets plays by long-polling, and is told of a slow network only while that matters', async () => {
  const [, polls] = await join('Quick', () => Promise.resolve());
  const [slow, slowPolls] = await join('Slow', async (phone) => {
    await phone.addInitScript(() => void Reflect.deleteProperty(globalThis, 'WebSocket'));
    const network = await phone.context().newCDPSession(phone);
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 600,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  });
  expect(polls()).toBe(0);
  expect(slowPolls()).toBeGreaterThan(5);
  // Room time was asked for: the network is known by now.
  const sign = slow.getByText(/^Slow network: \d/);
  await slow.waitForTimeout(6_000);
  expect(await sign.count()).toBe(0);

  // The first is a slide.
  await stage.keyboard.press('Space');
  await slow.getByText('1 of 16', { exact: true }).waitFor();
  expect(await sign.count()).toBe(0);

  await stage.keyboard.press('Space');
  const tiles = slow.getByRole('list', { name: 'Answers' }).getByRole('button', { disabled: false });
  await sign.waitFor();
  await tiles.first().waitFor();
  await site.shot(slow, 'question');
  await expectAccessible(slow, 'a slow phone in a question');
  await tiles.first().click();
  await slow.getByText('Answer saved').first().waitFor();
  await sign.waitFor({ state: 'detached' });
  await site.shot(slow, 'saved');
  expect(polls()).toBe(0);
  expect(site.complaints()).toEqual([]);
});
