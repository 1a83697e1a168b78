/**
 * Who was not invited: a host guards the room and a person gets in by the signs on the stage; a crowd of bots is found and
 * removed with a few presses; and a name that hurts is asked anew.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/axe.ts';
import type { Page } from '../support/browser.ts';
import { Guest } from '../support/guest.ts';
import { startSite, type Site } from '../support/site.ts';

const bots = 12;

let site: Site;
beforeAll(async () => {
  site = await startSite('screenshots/uninvited');
});
afterAll(() => site.close());

interface Opened {
  readonly code: string;
  readonly stage: Page;
  readonly desk: Page;
}

async function openRoom(): Promise<Opened> {
  const stage = await site.open('/library', { viewport: 'projector' });
  await stage.getByRole('button', { name: 'Start “Around the world”' }).click();
  await stage.getByRole('button', { name: 'Open the room' }).click();
  await stage.waitForURL(/\/stage\//);
  const code = stage.url().split('/').at(-1) ?? '';
  return { code, stage, desk: await site.open(`/desk/${code}`, { viewport: 'laptop' }) };
}

test('a guarded room lets in who taps the signs on the stage', async () => {
  const { code, stage, desk } = await openRoom();
  const phone = await site.open(`/${code}`, { viewport: 'smallPhone' });
  await phone.getByLabel('Your name').fill('Knulla');
  await desk
    .getByRole('switch', { name: /Guarded/ })
    .or(desk.getByLabel(/Guarded/))
    .first()
    .click();
  const shown = stage.locator('.signs').first();
  await shown.waitFor();
  await site.shot(stage, 'stage');
  await site.shot(desk, 'desk');

  const join = phone.getByRole('button', { name: 'Join', exact: true });
  await join.click();
  await phone.getByText('This name could hurt. Choose another one.').waitFor();
  await phone.getByLabel('Your name').fill('Kajsa');
  await join.click();
  await phone.getByRole('group', { name: /three signs/ }).waitFor();
  // Who is asked for signs did nothing wrong; who joins without tapping them did.
  const wrong = phone.getByRole('textbox', { name: 'Your name', description: /three signs/ });
  expect(await wrong.count()).toBe(0);
  await site.shot(phone, 'phone');
  await expectAccessible(phone, 'the signs on a phone');
  await expectAccessible(stage, 'a guarded stage');
  await expectAccessible(desk, 'a guarding desk');
  await join.click();
  await wrong.waitFor();
  const names = ((await shown.textContent()) ?? '').trim().split(', ');
  for (const name of names) await phone.getByRole('button', { name, exact: true }).click();
  await site.shot(phone, 'tapped');
  await join.click();
  await phone.getByText('You are in').first().waitFor();
  await stage.getByText('Kajsa').first().waitFor();
});

test('a crowd is removed from the desk, by its name and by who was there before it', async () => {
  const { code, desk } = await openRoom();
  const url = site.server.url;
  const people = ['Ana', 'Bo'].map((name) => ({ name, guest: new Guest({ url, code }) }));
  for (const { name, guest } of people) await guest.join(name);
  const crowd = async (stem: string): Promise<Guest[]> => {
    const guests = Array.from({ length: bots }, () => new Guest({ url, code }));
    await Promise.all(guests.map((guest, at) => guest.join(`${stem} ${String(at)}`)));
    await desk.getByText(`${String(people.length + bots)} players`).waitFor();
    return guests;
  };
  const gone = (guests: readonly Guest[]) =>
    Promise.all(guests.map((guest) => guest.until(({ over }) => over === 'removed')));

  const first = await crowd('Bot');
  await desk.getByLabel('Find a player').fill('bot');
  await desk.getByRole('button', { name: 'Remove all called “bot”' }).click();
  await desk.getByText(`Remove ${String(bots)} players with “bot” in their name?`).waitFor();
  await site.shot(desk, 'crowd');
  await expectAccessible(desk, 'asking about a crowd');
  await desk.getByRole('button', { name: `Remove all ${String(bots)}`, exact: true }).click();
  await gone(first);
  await desk.getByLabel('Find a player').fill('');

  const second = await crowd('Anybody');
  await desk.getByRole('button', { name: 'Rename or remove Bo', exact: true }).click();
  await desk.getByRole('button', { name: 'Remove all who came after Bo' }).click();
  await desk.getByRole('button', { name: `Remove all ${String(bots)}`, exact: true }).click();
  await gone(second);
  await desk.getByText('2 players', { exact: false }).first().waitFor();
  expect(people.map(({ guest }) => [guest.isConnected, guest.over])).toEqual(people.map(() => [true, null]));
  for (const { guest } of people) guest.close();
  expect(site.complaints()).toEqual([]);
});
