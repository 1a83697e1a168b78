/**
 * A whole game in a real browser: a stage, a desk and five phones through `feedback-loops`. One phone reloads, one is
 * offline for ten seconds in mid-question, one joins late, one is removed, and the server is killed and restarted.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packSchema } from '../../shared/pack.ts';
import { expectAccessible } from '../support/axe.ts';
import type { Page, Person } from '../support/browser.ts';
import { startSite, type Site } from '../support/site.ts';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';

const pack = v.parse(packSchema, parse(readFileSync('content/feedback-loops/pack.yaml', 'utf8')));
/** Where things happen: items that are answered, far enough apart. */
const asked = pack.items.flatMap((item, at) => (item.kind === 'slide' ? [] : [at]));
const [reloadAt, offlineAt, lateAt, removeAt, killAt] = asked.slice(1, 6) as [number, number, number, number, number];

let site: Site;

beforeAll(async () => {
  site = await startSite('screenshots/game');
});
afterAll(() => site.close());

const open = (path: string, person: Person): Promise<Page> => site.open(path, person);
const shot = (page: Page, name: string): Promise<Buffer> => site.shot(page, name);

async function join(code: string, name: string, person: Person): Promise<Page> {
  const phone = await open(`/${code}`, person);
  await phone.getByLabel('Your name').fill(name);
  await phone.getByRole('button', { name: 'Join', exact: true }).click();
  return phone;
}

/** Answers what is open, whatever its kind; `pick` chooses among options. */
async function answer(phone: Page, pick: number): Promise<void> {
  // Those of the item before are still shown, but not to be tapped, until the new one has arrived.
  const options = phone.getByRole('list', { name: 'Answers' }).getByRole('button', { disabled: false });
  const field = phone.getByLabel('Your answer');
  await options.first().or(field).waitFor();
  if (await field.isVisible()) {
    await field.fill('no idea');
    await field.press('Enter');
    return;
  }
  await options.nth(pick % (await options.count())).click();
  const send = phone.getByRole('button', { name: /^Send/ });
  if (await send.isVisible()) await send.click();
}

test('a whole pack, with everything that happens to phones on the way', async () => {
  const library = await open('/library', { viewport: 'laptop' });
  await library
    .getByRole('button', { name: 'Start “Feedback loops”' })
    .or(library.getByRole('button', { name: /Start .*[Ff]eedback/ }))
    .first()
    .click();
  await library.getByRole('button', { name: 'Open the room' }).click();
  await library.waitForURL(/\/stage\//);
  const stage = library;
  await stage.setViewportSize({ width: 1280, height: 720 });
  const code = stage.url().split('/').at(-1) ?? '';
  const desk = await open(`/desk/${code}`, { viewport: 'phone', colourScheme: 'dark' });
  await desk.getByRole('button', { name: 'Start the quiz' }).waitFor();

  const names = ['Ana', '李', 'Björn Ångström', 'Mallory'];
  const phones = await Promise.all(
    names.map((name, at) =>
      join(code, name, {
        viewport: at === 0 ? 'smallPhone' : 'phone',
        colourScheme: at % 2 === 0 ? 'light' : 'dark',
        reducedMotion: at === 2,
      }),
    ),
  );
  const [ana, li, bjorn, mallory] = phones as [Page, Page, Page, Page];
  for (const name of names) await stage.getByText(name, { exact: true }).first().waitFor();
  await shot(stage, 'lobby');
  await expectAccessible(stage, 'lobby');
  await expectAccessible(ana, 'phone in the lobby');

  let late: Page | null = null;
  let present = [ana, li, bjorn, mallory];
  for (const [index, item] of pack.items.entries()) {
    await stage.keyboard.press('Space');
    const position = `${String(index + 1)} of ${String(pack.items.length)}`;
    for (const page of [ana, stage]) await page.getByText(position).first().waitFor();
    if (item.kind === 'slide') continue;
    await ana.getByRole('list', { name: 'Answers' }).or(ana.getByLabel('Your answer')).waitFor({ timeout: 20_000 });

    if (index === lateAt) {
      late = await join(code, 'Late Lisa', { viewport: 'phone' });
      present = [...present, late];
    }
    if (index === removeAt) {
      await desk.getByRole('button', { name: 'Rename or remove Mallory' }).click();
      const dialog = desk.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Remove from the room' }).click();
      await desk.getByRole('heading', { name: 'Remove Mallory?' }).waitFor();
      await dialog.getByRole('button', { name: /^Remove/ }).click();
      await mallory.getByText('The host removed you from this room.').first().waitFor();
      await shot(mallory, 'removed');
      present = present.filter((phone) => phone !== mallory);
    }
    if (index === offlineAt) {
      await li.context().setOffline(true);
      await answer(li, 0);
      await li.getByText('Connection lost: your answer is kept').first().waitFor();
      await shot(li, 'offline');
      await li.waitForTimeout(10_000);
      await li.context().setOffline(false);
      await li.getByText('Answer saved').first().waitFor({ timeout: 15_000 });
    }
    if (index === reloadAt) {
      await answer(bjorn, 1);
      await bjorn.getByText('Answer saved').first().waitFor();
      await bjorn.reload();
      await bjorn.getByText('Answer saved').first().waitFor({ timeout: 3_000 });
    }
    if (index === killAt) {
      await answer(ana, 0);
      await ana.getByText('Answer saved').first().waitFor();
      await site.server.kill();
      await site.server.restart();
      await ana.getByText('Answer saved').first().waitFor();
      await stage.getByText('Connection lost').first().waitFor({ state: 'hidden' });
    }
    if (index === 1) {
      await shot(stage, 'question');
      await shot(ana, 'phone-question');
      await expectAccessible(stage, 'question on the stage');
      await expectAccessible(li, 'question on a dark phone');
      await expectAccessible(desk, 'desk');
    }
    const done = new Set(index === offlineAt ? [li] : index === reloadAt ? [bjorn] : index === killAt ? [ana] : []);
    for (const [at, phone] of present.entries()) if (!done.has(phone)) await answer(phone, at);
    // Everybody answered, so it closes by itself.
    await desk.getByText('Revealed', { exact: true }).first().waitFor({ timeout: 15_000 });
    if (index === 1 || item.kind === 'typed' || item.kind === 'poll')
      await shot(stage, `reveal-${String(index)}-${item.kind}`);
    if (index === 1) {
      await shot(ana, 'phone-result');
      await expectAccessible(stage, 'reveal on the stage');
      await expectAccessible(ana, 'result on a phone');
    }
    const next = desk.getByRole('button', { name: 'Show the standings' });
    if (await next.isVisible()) {
      await stage.keyboard.press('Space');
      await stage.getByRole('heading', { name: 'Standings' }).waitFor();
      if (index === asked[3]) {
        await shot(stage, 'standings');
        await expectAccessible(stage, 'standings');
      }
    }
  }
  await stage.keyboard.press('Space');
  await ana
    .getByText(/won|place|played|playing/i)
    .first()
    .waitFor();
  await shot(stage, 'podium');
  await shot(ana, 'phone-podium');
  await expectAccessible(stage, 'podium');
  await late?.getByText('Late Lisa').first().waitFor();
  await desk.getByRole('button', { name: 'End the room' }).first().click();
  await desk.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
  await ana.getByText('The quiz is over').first().waitFor();
  expect(site.complaints()).toEqual([]);
}, 480_000);

test.each(['light', 'dark'] as const)(
  'no page has a violation in %s',
  async (colourScheme) => {
    const { code, token } = await site.server.openRoom('around-the-world');
    for (const [name, path] of [
      ['join', '/'],
      ['name', `/${code}`],
      ['library', '/library'],
      ['stage', `/stage/${code}`],
      ['desk', `/desk/${code}`],
      ['nowhere', '/no/such/page'],
    ] as const) {
      for (const viewport of ['phone', 'laptop', 'bigScreen'] as const) {
        const page = await open(path, { viewport, colourScheme, locale: viewport === 'laptop' ? 'sv-SE' : 'en-GB' });
        await page.waitForLoadState('networkidle');
        await shot(page, `${name}-${viewport}-${colourScheme}`);
        if (viewport !== 'bigScreen') await expectAccessible(page, `${name} in ${colourScheme}, ${viewport}`);
        await page.context().close();
      }
    }
    expect(token).toHaveLength(43);
  },
  240_000,
);
