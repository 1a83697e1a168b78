/**
 * Phones on bad radio play a whole pack: 300 ms ± 150 ms there and back, stalls of up to five seconds, connections that
 * break. At no moment may one show a screen that is wrong, by the page's own rules and with the log as the truth, and
 * every tap that a page took counts.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { seededRandom } from '../../shared/game/random.ts';
import type { Random } from '../../shared/kinds/kind.ts';
import { Guest } from '../support/guest.ts';
import { Onlooker } from '../support/onlooker.ts';
import { answerTo, handIn, nameOf } from '../support/personality.ts';
import { keyOf, Phone, type Sight } from '../support/phone.ts';
import { openSlowLine, type Line, type SlowLine } from '../support/slowProxy.ts';
import { packId, roomTimeBy, servePack } from '../support/witness.ts';

const seed = Number(process.env['RADIO_SEED'] ?? 4711);
const players = 12;
/** Some connection of all breaks so often, on average. */
const cutEveryMs = 2_000;
const stalls = { chance: 0.02, minMs: 500, maxMs: 5_000 };
const way = { delayMs: 75, jitterMs: 150, stalls };
const radio: Line = { up: way, down: way };
/** The host looks at each screen for that long. */
const lookMs = 1_200;

/** Each way to be asked. Windows outlast whatever a stall and the way back from it take. */
const asked = { seconds: 60, readSeconds: 1 };
const later = { ...asked, voteSeconds: 60 };
const items = [
  { kind: 'slide', text: 'Welcome' },
  { kind: 'choice', text: 'One?', options: [{ text: 'a', right: true }, { text: 'b' }, { text: 'c' }], ...asked },
  { kind: 'typed', text: 'Capital of Sweden?', accept: ['Stockholm'], ...asked },
  { kind: 'explain', text: 'Why do leaves fall?', answer: 'Trees drop their leaves to save water.', ...asked },
  { kind: 'poll', text: 'How are you?', options: ['good', 'so-so'], ...asked },
  { kind: 'bluff', text: 'Xylem', truth: 'wood that carries water', decoys: ['a kind of moth'], ...later },
  { kind: 'discuss', text: 'Which tree would you be?', ...later },
];
/** Of the items above: a slide is not answered, bluff and discuss twice. */
const answers = items.length + 1;

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

/** Somebody on bad radio, who answers everything once, a moment after the page lets them. */
class Person {
  readonly phone: Phone;
  readonly onlooker = new Onlooker();
  readonly #random: Random;
  readonly #roomMs: () => number;
  readonly #considered = new Set<string>();

  constructor(at: number, url: string, code: string, roomMs: () => number) {
    this.#random = seededRandom(seed, at);
    this.#roomMs = roomMs;
    this.phone = new Phone({ url, code, saw: (_, sight) => this.#look(sight) });
  }

  #look(sight: Sight): void {
    this.onlooker.look(sight, this.#roomMs());
    const { scene, you, answering } = sight;
    if (scene?.item?.asked !== true || answering === null) return;
    // Told that it was too early, by a page that was: people tap again.
    if (answering.refused === 'not-open-yet') {
      this.phone.room.retract();
      this.#considered.delete(keyOf(scene));
    }
    if (answering.state !== 'open' || this.#considered.has(keyOf(scene))) return;
    const hand = handIn(scene, you);
    // What there is to choose among is still on its way.
    if (scene.item.step > 0 && hand === null) return;
    this.#considered.add(keyOf(scene));
    const answer = answerTo(scene.item, this.#random, hand);
    setTimeout(
      () => {
        if (this.phone.tap(answer)) this.onlooker.tapped(scene, answer);
        else this.onlooker.wrong(`${keyOf(scene)} closed under the thumb`);
      },
      300 + 1_200 * this.#random(),
    );
  }
}

/** The host goes on whenever it is time to, whatever some phones still show. */
async function drive(host: Guest): Promise<void> {
  for (;;) {
    await host.until(({ stage }) => stage !== null && (stage.phase !== 'asked' || stage.item?.asked === false));
    await wait(lookMs);
    const { stage } = host;
    if (stage === null || stage.phase === 'podium') return;
    await host.act({ type: 'next', phase: stage.phase, index: stage.index, step: stage.item?.step ?? 0 });
    await host.until((seen) => (seen.stage?.seq ?? 0) > stage.seq);
  }
}

/** Breaks connections at random until it is told to stop. */
function breakLines(lines: readonly SlowLine[]): () => void {
  const random = seededRandom(seed, 0xc07);
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    timer = setTimeout(
      () => {
        lines[Math.floor(random() * lines.length)]?.cut();
        soon();
      },
      2 * cutEveryMs * random(),
    );
  };
  soon();
  return () => clearTimeout(timer);
}

test(`${String(players)} phones on bad radio never show a wrong screen, and lose no answer`, async () => {
  const server = await servePack(items);
  closings.push(() => server.dispose());
  const { code, token } = await server.openRoom(packId, { standings: 'some' });
  const host = new Guest({ url: server.url, code, audience: 'stage', token });
  closings.push(() => host.close());
  await host.until(({ stage }) => stage !== null);
  const roomMs = await roomTimeBy(host);
  const lines: SlowLine[] = [];
  const people: Person[] = [];
  for (let at = 0; at < players; at++) {
    const line = await openSlowLine(server.url, radio, seededRandom(seed, 0x1000 + at));
    closings.push(() => line.close());
    lines.push(line);
    const person = new Person(at, line.url, code, roomMs);
    closings.push(() => person.phone.close());
    people.push(person);
  }
  const acks = await Promise.all(people.map(({ phone }, at) => phone.join(nameOf(at))));
  expect(acks.filter(({ ok }) => !ok)).toEqual([]);
  const stop = breakLines(lines);
  closings.push(stop);
  await drive(host);
  stop();
  // Everybody comes to the podium, however late.
  await expect
    .poll(() => people.filter(({ phone }) => phone.room.scene?.phase !== 'podium').length, { timeout: 30_000 })
    .toBe(0);

  const entries = await server.logOf(code);
  for (const { onlooker } of people) onlooker.check(entries);
  expect(people.flatMap(({ onlooker }, at) => onlooker.problems.map((each) => `${String(at)}: ${each}`))).toEqual([]);
  expect(people.filter(({ onlooker }) => onlooker.taps !== answers)).toEqual([]);
}, 300_000);
