/** The episode of the study page in a real browser: heard, followed, put to sleep, taken up again, and read aloud. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { contentFolder } from '../../server/place.ts';
import type { Page } from '../support/browser.ts';
import {
  eventually,
  heard,
  listenIn,
  pause,
  play,
  section,
  startStudySite,
  type StudySite,
} from '../support/studySite.ts';

const sound = join(contentFolder, 'feedback-loops/introduction.opus');
const position = (page: Page) => page.getByRole('slider', { name: 'Position' });

let site: StudySite;
beforeAll(async () => {
  site = await startStudySite();
});
afterEach(() => site.tidy());
afterAll(() => site.close());

test('the episode plays, the transcript follows and leads, and the position survives a reload', async () => {
  const page = await site.open('feedback-loops', { viewport: 'phone' }, listenIn);
  await page.getByText('183 kB', { exact: true }).waitFor();
  await play(page).click();
  const current = page.locator('[aria-current="true"]');
  await current.filter({ hasNotText: 'Welcome' }).waitFor();
  await page.getByLabel('Speed').selectOption('2×');
  await pause(page).click();
  await page.getByRole('button', { name: 'Third, listening' }).click();
  await current.filter({ hasText: 'Third, listening' }).waitFor();
  await page.getByRole('button', { name: 'Back 15 seconds' }).click();
  await current.filter({ hasText: 'This pack has four stops' }).waitFor();
  const before = Number(await position(page).inputValue());
  expect(before).toBe(7);
  await page.reload();
  await page.getByText('once', { exact: true }).waitFor();
  expect(Number(await position(page).inputValue())).toBe(before);
  expect(await page.getByLabel('Speed').inputValue()).toBe('2');
  await play(page).click();
  await eventually(async () => (await heard(page)).atSeconds).toBeGreaterThan(before);
  expect((await heard(page)).atSeconds).toBeLessThan(before + 15);
});

test('the end is marked, and the next play begins at the beginning', async () => {
  const page = await site.open('feedback-loops', {}, listenIn);
  await play(page).click();
  await page.getByRole('button', { name: 'That is a feedback loop, too.' }).click();
  await eventually(() => page.getByRole('switch', { name: 'Finished' }).isChecked()).toBe(true);
  expect(await position(page).inputValue()).toBe('0');
  expect((await heard(page)).isPlaying).toBe(false);
});

test('the sleep timer makes the sound quiet, and stops it', async () => {
  const page = await site.open('feedback-loops', {}, async (fresh) => {
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
  const page = await site.open('feedback-loops', { viewport: 'phone' }, async (fresh) => {
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
  await eventually(() => said(page)).toContain('Play it with others, and then come back here for the cards.');
  await pause(page).click();
});

test('a host gives a pack its sound, and a learner without one hears its terms', async () => {
  const page = await site.open('rivers-k3v9', {}, withVoice);
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
  site.opened[0]!.complaints.splice(0, Infinity, ...site.opened[0]!.complaints.filter((each) => !each.includes('415')));
});
