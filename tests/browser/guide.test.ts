/**
 * A study guide played in a real browser: read and made into a pack, then explain, choice, typed, match, bluff and
 * discuss with four phones, and one group of answers judged by the host. Scores are worked out by hand beside it.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Item } from '../../shared/kinds/index.ts';
import { makePack } from '../../shared/studyguide/making/makePack.ts';
import { readStudyGuide } from '../../shared/studyguide/read.ts';
import { expectAccessible } from '../support/axe.ts';
import type { Page, Person } from '../support/browser.ts';
import { guideText, ownGuide } from '../support/guides/real.ts';
import { startSite, type Site } from '../support/site.ts';

const text = guideText();

let site: Site;

beforeAll(async () => {
  site = await startSite('screenshots/guide');
});
afterAll(() => site.close());

const open = (path: string, person: Person): Promise<Page> => site.open(path, person);
const shot = (page: Page, name: string): Promise<Buffer> => site.shot(page, name);

type Made = Extract<Item, { kind: 'explain' | 'choice' | 'typed' | 'match' | 'bluff' | 'discuss' }>;

/** One of each kind and two of the longest, with points for being right alone, so that they can be worked out by hand. */
async function savePack(): Promise<{ id: string; items: Made[] }> {
  const read = readStudyGuide(text);
  if (read.guide === undefined) throw new Error('the guide could not be read');
  const counts = { explain: 1, choice: 2, typed: 1, match: 1, bluff: 1, discuss: 1 };
  const made = makePack(read.guide, { seed: 5, language: 'en', length: { counts } });
  if (made === null) throw new Error('nothing could be made of the guide');
  const pack = {
    ...made.pack,
    settings: { speed: 'none', standings: 'end', reading: false },
    items: made.pack.items.map((item) => ({
      ...item,
      seconds: 300,
      ...('voteSeconds' in item ? { voteSeconds: 300 } : {}),
    })),
  };
  const response = await fetch(`${site.server.url}/api/packs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ pack }),
  });
  expect(response.status).toBe(201);
  return { id: ((await response.json()) as { id: string }).id, items: pack.items as Made[] };
}

interface Player {
  readonly name: string;
  readonly phone: Page;
  /** Knows everything; the others know nothing. */
  readonly isRight: boolean;
  readonly sentence: string;
  points: number;
}

async function join(code: string, name: string, isRight: boolean, sentence: string, person: Person): Promise<Player> {
  const phone = await open(`/${code}`, { viewport: 'phone', ...person });
  await phone.getByLabel('Your name').fill(name);
  await phone.getByRole('button', { name: 'Join', exact: true }).click();
  return { name, phone, isRight, sentence, points: 0 };
}

const write = async ({ phone }: Player, label: string, text: string): Promise<void> => {
  await phone.getByLabel(label).fill(text);
  await phone.getByRole('button', { name: /^Send/ }).click();
};

/** Answers as the player would, and gives the points that must come of it. */
async function answer(player: Player, item: Made): Promise<number> {
  const { phone, isRight, sentence } = player;
  switch (item.kind) {
    case 'choice': {
      const option = item.options?.find(({ right }) => right === isRight)?.text ?? '';
      const tiles = phone.getByRole('list', { name: 'Answers' }).getByRole('button', { disabled: false });
      await tiles.filter({ hasText: option }).first().click();
      return isRight ? 1_000 : 0;
    }
    case 'typed':
      await write(player, 'Your answer', isRight ? (item.accept[0] ?? '') : 'no idea at all');
      return isRight ? 1_000 : 0;
    case 'explain':
      await write(player, 'Your answer', isRight ? item.answer : sentence);
      return isRight ? 1_000 : 0;
    case 'match': {
      const terms = phone.getByRole('list', { name: 'Terms' }).getByRole('button');
      for (const _ of item.pairs) {
        const shown = (await phone.getByRole('group', { name: /^Definition/ }).innerText()).replace(/\s+/g, ' ');
        const own = item.pairs.findIndex(({ definition }) => shown.includes(definition.replace(/\s+/g, ' ')));
        // One further than right is wrong for every pair.
        const term = item.pairs[(own + (isRight ? 0 : 1)) % item.pairs.length]?.term ?? '';
        await terms.filter({ hasText: term }).first().click();
      }
      await phone.getByRole('button', { name: 'Send the pairs' }).click();
      return isRight ? 1_000 : 0;
    }
    case 'bluff':
      await write(player, 'Your false definition', `A bluff by ${player.name}, told with a straight face`);
      return 0;
    case 'discuss':
      await write(player, 'What do you think?', `${player.name} thinks that this deserves a long talk.`);
      return 0;
  }
}

test('a whole game from a study guide, with one group judged by the host, and every score as it must be', async () => {
  const { id, items } = await savePack();
  const { code, token } = await site.server.openRoom(id);
  const stage = await open('/', { viewport: 'projector' });
  await stage.evaluate(([key, value]) => localStorage.setItem(key ?? '', value ?? ''), [
    `quizloop.host.${code}`,
    token,
  ] as const);
  await stage.goto(`${site.server.url}/stage/${code}`);
  const desk = await open(`/desk/${code}`, { viewport: 'laptop', colourScheme: 'dark' });
  const wrong = 'It is done because people have always done it like that.';
  const players = [
    await join(code, 'Ana', true, '', {}),
    await join(code, 'Bea', true, '', { colourScheme: 'dark' }),
    await join(code, 'Cid', false, wrong, {}),
    await join(code, 'Dan', false, `${wrong.slice(0, -1)}`, { viewport: 'smallPhone' }),
  ];
  const [ana, bea, cid, dan] = players as [Player, Player, Player, Player];
  await stage.getByText('Dan', { exact: true }).first().waitFor();

  let judged = 0;
  for (const item of items) {
    await stage.keyboard.press('Space');
    await stage.getByText(item.text).first().waitFor();
    for (const player of players) player.points += await answer(player, item);
    await shot(ana.phone, `${item.kind}-answered`);
    if (item.kind === 'bluff') {
      await stage.getByRole('list').first().waitFor();
      await shot(stage, 'bluff-vote');
      await shot(cid.phone, 'bluff-vote-phone');
      for (const { phone, isRight } of players) {
        const text = isRight ? item.truth : 'A bluff by Ana';
        await phone
          .getByRole('list', { name: 'Definitions' })
          .getByRole('button')
          .filter({ hasText: text })
          .first()
          .click();
      }
      for (const player of [ana, bea]) player.points += 1_000;
      // Three could fall for it, and two did.
      ana.points += Math.round((1_000 * 2) / 3);
    }
    if (item.kind === 'discuss') {
      await expectAccessible(ana.phone, 'thoughts to read on a phone');
      for (const { phone } of players) {
        await phone.getByRole('list', { name: 'Thoughts of others' }).getByRole('button').first().click();
        await phone.getByRole('button', { name: /^Send/ }).click();
      }
    }
    await desk.getByText('Revealed', { exact: true }).first().waitFor();
    await shot(stage, `${item.kind}-reveal`);
    await shot(ana.phone, `${item.kind}-result`);
    if (item.kind === 'explain') {
      await cid.phone.getByRole('button', { name: 'I think I was right' }).click();
      await desk
        .getByText(/thinks? (?:it was|they were) right/)
        .first()
        .waitFor();
      // Both said the same, so one verdict is for both.
      const group = desk.getByRole('listitem').filter({ hasText: 'always done it' }).first();
      await group
        .getByRole('button', { name: /^Right:/ })
        .first()
        .click();
      for (const player of [cid, dan]) {
        player.points += 1_000;
        await player.phone.getByText('The host had the last word').first().waitFor();
      }
      judged += 1;
      await shot(desk, 'desk-judged');
      await expectAccessible(desk, 'the desk with a verdict');
    }
    if (item.kind === 'explain' || item.kind === 'match') {
      await expectAccessible(ana.phone, `${item.kind}, the result on a phone`);
      await expectAccessible(stage, `${item.kind}, the reveal on the stage`);
    }
  }
  expect(judged).toBe(1);
  await stage.keyboard.press('Space');
  await desk
    .getByText('Podium', { exact: true })
    .or(desk.getByRole('button', { name: 'End the room' }))
    .first()
    .waitFor();
  // It is built up, third place first.
  await stage.waitForTimeout(4_000);
  await shot(stage, 'podium');
  for (const { name, points, phone } of players) {
    const told = new Intl.NumberFormat('en').format(points);
    await phone
      .getByText(`${told} points`)
      .first()
      .waitFor({ timeout: 5_000 })
      .catch(() => expect.fail(`${name} must have ${told} points`));
  }
  expect(site.complaints()).toEqual([]);
}, 300_000);

test('a pasted guide is understood, tried and played; a chosen file is too', async () => {
  const page = await open('/library', { viewport: 'laptop' });
  await page.getByLabel('The study guide').fill(text);
  await page.getByRole('button', { name: 'Make a quiz of it' }).click();
  const { guide } = readStudyGuide(text);
  if (guide === undefined) throw new Error('the guide could not be read');
  for (const [count, one, many] of [
    [guide.questions.length, 'question', 'questions'],
    [guide.essays.length, 'essay', 'essays'],
    [guide.terms.length, 'term', 'terms'],
    [guide.sources.length, 'source', 'sources'],
  ] as const) {
    await page
      .getByText(`${String(count)} ${count === 1 ? one : many}`, { exact: true })
      .first()
      .waitFor();
  }
  // The first item is there to be tried, as a phone shows it.
  await page.getByRole('list', { name: 'Answers' }).getByRole('button').first().click();
  await expectAccessible(page, 'the preview of a guide');
  await shot(page, 'preview');
  // What was drawn outlives a reload.
  const first = await page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: 'Change' }) })
    .first()
    .innerText();
  await page.reload();
  await page
    .getByText(first.split('\n').find((line) => line.length > 20) ?? first)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Play now' }).first().click();
  await page.waitForURL(/\/stage\//);
  await page
    .getByText(/^[A-Z0-9]{6}$/)
    .first()
    .waitFor();

  const other = await open('/library', { viewport: 'phone', colourScheme: 'dark', locale: 'sv-SE' });
  await other.locator('input[type=file]').setInputFiles(ownGuide);
  await other.getByText('30 begrepp').first().waitFor();
  await expectAccessible(other, 'the preview on a dark phone in Swedish');
  await shot(other, 'preview-phone');
}, 120_000);
