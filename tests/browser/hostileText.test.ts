/**
 * Script in a name, a question or an import: a pack, a guide and players whose every text tries to become a part of the
 * page, on every page that shows them. Nothing runs, nothing is fetched, and it is all there to be read, as text.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStep } from '../support/app.ts';
import type { Page, Person } from '../support/browser.ts';
import { Guest } from '../support/guest.ts';
import { handIn, answerTo, randomOf } from '../support/personality.ts';
import { freshFolder } from '../support/server.ts';
import { startSite, type Site } from '../support/site.ts';

/** Whatever runs says so here. Short enough for a name, where it has to be. */
const run = 'window.__ran=1';
const payloads = [
  `<img src=x onerror=${run}>`,
  `<script>${run}</script>`,
  `</script><script>${run}//`,
  `"><svg onload=${run}>`,
  `' onmouseover=${run} x='`,
  `[a](javascript:${run})`,
  `{@html "<b onclick=${run}>"}`,
  `<iframe srcdoc="<script>parent.__ran=1</script>">`,
  `<a href="javascript:${run}">b</a>`,
  `<style>@import '//evil.example/x'</style>`,
];
let used = 0;
/** The next one, made different so that no two options or terms are the same. */
const hostile = (): string => `${payloads[used % payloads.length] ?? ''} ${String(used++)}`;
const names = ['<img src=x onerror=__ran=1>', '"><svg onload=__ran=1>'];

const pack = {
  title: hostile(),
  description: hostile(),
  items: [
    { kind: 'slide', text: hostile(), body: payloads.join('\n') },
    {
      kind: 'choice',
      text: hostile(),
      options: [{ text: hostile(), right: true }, { text: hostile() }],
      explanation: hostile(),
    },
    { kind: 'typed', text: hostile(), accept: [hostile().slice(0, 80)], explanation: hostile() },
    { kind: 'poll', text: hostile(), options: [hostile(), hostile()] },
    { kind: 'explain', text: hostile(), answer: `${hostile()}. ${hostile()}.` },
    {
      kind: 'match',
      text: hostile(),
      pairs: [hostile(), hostile(), hostile()].map((term) => ({ term, definition: hostile() })),
    },
    { kind: 'bluff', text: hostile(), truth: hostile(), decoys: [hostile()] },
    { kind: 'discuss', text: hostile() },
  ],
  guide: {
    questions: [{ text: hostile(), answer: hostile() }],
    terms: [hostile(), hostile(), hostile()].map((term) => ({ term, definition: hostile() })),
    essays: [hostile(), hostile()],
    sources: [`javascript:${run}`, hostile(), `https://example.org/"onclick="${run}`],
    episode: { title: hostile(), description: hostile(), transcript: [{ text: hostile() }, { text: hostile() }] },
  },
};

let packs: string;
let site: Site;
beforeAll(async () => {
  packs = freshFolder('quizloop-packs-');
  mkdirSync(join(packs, 'hostile'));
  writeFileSync(join(packs, 'hostile', 'pack.json'), JSON.stringify(pack));
  site = await startSite('screenshots/hostile', { args: ['--packs', packs] });
});
afterAll(async () => {
  await site.close();
  rmSync(packs, { recursive: true, force: true });
});

const pages: Page[] = [];
async function open(path: string, person: Person = {}): Promise<Page> {
  const page = await site.open(path, person);
  pages.push(page);
  return page;
}

/** A moment after it is shown: an image has to fail before its handler would run. */
async function expectHarmless(where: string): Promise<void> {
  for (const page of pages) {
    await page.waitForLoadState('networkidle');
    const found = await page.evaluate(() => ({
      ran: '__ran' in window,
      // What is text makes none of these; the pages themselves have no script but their own files.
      parts: document.querySelectorAll(
        'img[src="x"], svg[onload], iframe, body script:not([src]), [href^="javascript:"]',
      ).length,
    }));
    expect([where, page.url(), found]).toEqual([where, page.url(), { ran: false, parts: 0 }]);
  }
}

test('on the pages of a host and a learner it is text', async () => {
  const library = await open('/library');
  await library.getByText(pack.title).first().waitFor();
  const guide = await open('/guide/hostile');
  await guide.getByText(pack.title).or(guide.locator('input')).first().waitFor();
  const study = await open('/study/hostile');
  await study.getByText(pack.title).first().waitFor();
  await expectHarmless('at first sight');
  for (const section of ['cards', 'quiz', 'essays', 'more', 'listen']) {
    await study.goto(`${site.server.url}/study/hostile#${section}`);
    await study.reload();
    await study.getByText(pack.title).first().waitFor();
    await expectHarmless(section);
  }
  await study
    .getByText(pack.guide.episode.transcript[0]?.text ?? '')
    .first()
    .waitFor();
});

test('in a whole game, from names to answers, it is text on every screen', async () => {
  const { code, token } = await site.server.openRoom('hostile', { reading: false });
  const host = new Guest({ url: site.server.url, code, audience: 'desk', token });
  const players = names.map(() => new Guest({ url: site.server.url, code }));
  await host.until(({ desk }) => desk !== null);
  for (const [at, player] of players.entries()) expect(await player.join(names[at] ?? '')).toMatchObject({ ok: true });
  for (const page of ['stage', 'desk']) {
    const ack = await host.act({ type: 'pair' });
    await open(`/${page}/${code}#word=${ack.ok ? (ack.word ?? '') : ''}`);
  }
  const phone = await open(`/${code}`, { viewport: 'phone' });
  await phone.getByLabel('Your name').fill('<b>Ana</b>');
  await phone.getByRole('button', { name: 'Join', exact: true }).click();
  const [stage, desk] = pages.slice(-3);
  await stage?.getByText('<b>Ana</b>').first().waitFor();
  await desk
    ?.getByText(names[0] ?? '')
    .first()
    .waitFor();
  await expectHarmless('lobby');
  while (host.desk?.phase !== 'podium') {
    await openStep(host);
    const { desk: view } = host;
    if (view?.phase === 'asked' && view.item?.asked === true) {
      for (const [at, player] of players.entries()) {
        await player.until(({ scene, you }) => scene?.seq === view.seq && you !== null);
        const { scene, you } = player;
        if (scene?.item == null) continue;
        const drawn = answerTo(scene.item, randomOf(at), handIn(scene, you));
        const answer = typeof drawn === 'string' ? (payloads[at] ?? '') : drawn;
        const { index, item } = scene;
        await player.act({ type: 'answer', item: index, step: item.step, answer, tookMs: 20 });
      }
    }
    await expectHarmless(`${host.desk?.phase ?? ''} ${String(host.desk?.index)} ${String(host.desk?.item?.step)}`);
  }
  for (const guest of [host, ...players]) guest.close();
  // A policy that had to stop something says so in the console.
  expect(site.complaints().filter((each) => /policy|script|another host/i.test(each))).toEqual([]);
});
