/**
 * A server with accounts, in real browsers: its first owner invites an author, who makes quizzes and opens no rooms; one
 * signs in with a passkey; a session is ended from another device; and a game that is over is taken along as a file.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/axe.ts';
import type { Page } from '../support/browser.ts';
import { startSite, type Site } from '../support/site.ts';

const ownersPassphrase = 'grey herons read maps aloud';
const authorsPassphrase = 'sju tunna lampor under bron';

let site: Site;
/** No passkey is made for a number, so everybody comes by the name of this machine. */
let base: string;
let owner: Page;
let author: Page;

beforeAll(async () => {
  site = await startSite('screenshots/accounts', { args: ['--accounts', 'on'] });
  base = `http://localhost:${String(site.server.port)}`;
  owner = await site.open(`${base}/library`, { viewport: 'laptop' });
});
afterAll(() => site.close());

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1, exact: true });

async function shown(page: Page, name: string): Promise<void> {
  await site.shot(page, name);
  await expectAccessible(page, name);
}

test('the first account is made, and invites an author who opens no rooms', async () => {
  await heading(owner, 'The first account').waitFor();
  await owner.getByLabel('Name', { exact: true }).fill('Kajsa');
  await button(owner, 'Make the account').click();
  await owner.getByText('Write the passphrase.').waitFor();
  await shown(owner, 'set-up');
  await owner.getByLabel('Passphrase', { exact: true }).fill(ownersPassphrase);
  await button(owner, 'Make the account').click();
  await heading(owner, 'Kajsa').waitFor();
  await owner.getByRole('radio', { name: 'Author' }).check();
  await button(owner, 'Make an invitation').click();
  const link = (await owner.getByText('#invitation=').innerText()).trim();
  await shown(owner, 'invitation');
  await button(owner, 'Done').click();

  author = await site.open(`${base}/account${new URL(link).hash}`, {
    viewport: 'phone',
    colourScheme: 'dark',
    locale: 'sv-SE',
  });
  await heading(author, 'Du är inbjuden').waitFor();
  expect(author.url()).toBe(`${base}/account`);
  await author.getByLabel('Namn', { exact: true }).fill('Ture');
  await author.getByLabel('Lösenfras', { exact: true }).fill(authorsPassphrase);
  await shown(author, 'join');
  await button(author, 'Skapa mitt konto').click();
  await heading(author, 'Ture').waitFor();
  await shown(author, 'author');
  await author.getByRole('link', { name: 'Till quizen' }).click();
  await author.getByRole('link', { name: 'Plugga på ”Jorden runt”' }).waitFor();
  expect(await author.getByRole('button', { name: /^Starta/ }).count()).toBe(0);
  expect(await author.getByRole('link', { name: 'Tidigare spel' }).count()).toBe(0);
  await shown(author, 'library-author');

  const again = await site.open(`${base}/account${new URL(link).hash}`, { viewport: 'phone' });
  await again.getByText('This link was used already').waitFor();
});

test('a passkey is added, and signs in', async () => {
  const devtools = await owner.context().newCDPSession(owner);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await owner.getByLabel('What to call it').fill('The virtual one');
  const passphrase = owner.getByRole('region', { name: 'Passkeys' }).getByLabel('Current passphrase', { exact: true });
  await button(owner, 'Add a passkey').click();
  await owner.getByText('Write the passphrase.').waitFor();
  await passphrase.fill('not that one at all');
  await button(owner, 'Add a passkey').click();
  await owner.getByText('That is not your passphrase.').waitFor();
  await shown(owner, 'passkey-refused');
  await passphrase.fill(ownersPassphrase);
  await button(owner, 'Add a passkey').click();
  await owner.getByText('The virtual one', { exact: true }).waitFor();
  await shown(owner, 'owner');
  await button(owner, 'Sign out').click();
  await heading(owner, 'Sign in').waitFor();
  await button(owner, 'Sign in with a passkey').click();
  await heading(owner, 'Kajsa').waitFor();
  await owner.getByText('last used').first().waitFor();
});

test('a session that is ended from elsewhere asks to sign in, and leads back', async () => {
  const other = await site.open(`${base}/library`, { viewport: 'laptop' });
  await heading(other, 'Sign in to go on').waitFor();
  await shown(other, 'gate');
  await other.getByRole('link', { name: 'Sign in' }).click();
  await heading(other, 'Sign in').waitFor();
  await other.getByLabel('Name', { exact: true }).fill('ture');
  await other.getByLabel('Passphrase', { exact: true }).fill('not that one at all');
  await button(other, 'Sign in').click();
  await other.getByText('do not go together').waitFor();
  await shown(other, 'sign-in');
  await other.getByLabel('Passphrase', { exact: true }).fill(authorsPassphrase);
  await button(other, 'Sign in').click();
  await other.getByRole('link', { name: 'Your account: Ture' }).waitFor();
  expect(other.url()).toBe(`${base}/library`);

  await author.goto(`${base}/account`);
  await button(author, 'Avsluta alla andra').click();
  await author.getByText('Alla andra är avslutade.').first().waitFor();
  await button(other, 'Load the packs anew').click();
  await heading(other, 'Sign in to go on').waitFor();
});

test('whoever may change a pack is asked for its recording, and nobody else', async () => {
  await owner.goto(`${base}/library`);
  // Of before there were accounts: all may see it, and owners change it.
  const id = 'ice-1a2b3c4d';
  const folder = join(site.server.folder, 'packs', id);
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'pack.yaml'),
    JSON.stringify({ title: 'Ice', items: [{ kind: 'slide', text: 'Firn.' }] }),
  );
  await owner.evaluate(async () => {
    const session = localStorage.getItem('quizloop.session') ?? '';
    const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
      const headers = { authorization: `Bearer ${session}`, 'content-type': 'application/json' };
      const answer = await fetch(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
      return answer.status === 204 ? {} : answer.json();
    };
    await ask('POST', '/api/packs/reload');
    const people = (await ask('GET', '/api/people')) as { id: string; name: string }[];
    const ture = people.find(({ name }) => name === 'Ture')?.id ?? '';
    await ask('PATCH', `/api/people/${ture}`, { role: 'host' });
  });
  const asked = (page: Page) => page.waitForResponse((response) => response.url().endsWith(`/api/packs/${id}`));
  await Promise.all([asked(owner), owner.goto(`${base}/study/${id}#more`)]);
  await owner.getByRole('heading', { name: 'The recording' }).waitFor();
  const [whole] = await Promise.all([asked(author), author.goto(`${base}/study/${id}#more`)]);
  expect(whole.status()).toBe(200);
  await author.getByRole('heading', { name: 'Ice' }).first().waitFor();
  // It would be drawn by then.
  await author.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  expect(await author.getByRole('heading', { name: 'Inspelningen' }).count()).toBe(0);
});

test('a game that is over is listed for its owner, and taken along as a file', async () => {
  await owner.goto(`${base}/library`);
  await button(owner, 'Start “Warm up for a retrospective”').click();
  await button(owner, 'Open the room').click();
  await owner.waitForURL(/\/stage\//);
  const code = owner.url().split('/').at(-1) ?? '';
  await owner.goto(`${base}/desk/${code}`);
  await button(owner, 'End the room').click();
  await owner.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
  await owner.getByRole('button', { name: 'End the room', disabled: true }).waitFor();
  const download = owner.getByRole('button', { name: /^Download “Warm up/ });
  const isListed = async (): Promise<number> => {
    await owner.goto(`${base}/reports`);
    // Of a game, or of there being none yet.
    await owner.getByRole('heading', { level: 2 }).first().waitFor();
    return download.count();
  };
  await expect.poll(isListed, { timeout: 20_000 }).toBe(1);
  const coming = owner.waitForEvent('download');
  await download.click();
  const file = await coming;
  expect(file.suggestedFilename()).toContain(code);
  expect(await readFile(await file.path(), 'utf8')).toContain(code);
  await owner.getByRole('button', { name: /^Delete “Warm up/ }).click();
  await shown(owner, 'past-games');
  await button(owner, 'Delete').click();
  // Whoever played may still look at it.
  await owner.getByText('still look at how this game ended').waitFor();
  expect(site.complaints().filter((each) => !/40[1349]|410/.test(each))).toEqual([]);
});
