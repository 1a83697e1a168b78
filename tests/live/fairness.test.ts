/**
 * Time is fair, over real sockets: 200 people of equal skill on the pages' own code, half of them behind a proxy that
 * makes their network slow, uneven and unsteady, and then some who lie. What is fair is read from the log.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { seededRandom } from '../../shared/game/random.ts';
import { median, percentile } from '../bench/figures.ts';
import { next } from '../support/app.ts';
import { pointsByArrival } from '../support/byArrival.ts';
import { Guest } from '../support/guest.ts';
import { nameOf, thinkMs } from '../support/personality.ts';
import { Phone, type Sight } from '../support/phone.ts';
import { replay } from '../support/rooms.ts';
import { openSlowLine, type Line } from '../support/slowProxy.ts';
import { packId, roomTimeBy, servePack } from '../support/witness.ts';

const seed = 4711;
const pairs = 100;
const questions = 6;
const windowMs = 8_000;
/** People are in the lobby longer than that; the server measures each network four times meanwhile. */
const lobbyMs = 7_500;
/** Between arrivals. */
const arriveMs = 15;

/** One way alone is unsteady, as it is where a queue fills up on it. */
const jitterMsMax = 150;
/**
 * How much longer one way always takes than the other, at most. From one end that cannot be seen, whatever is measured:
 * half of it is the error of what a phone takes for room time. Two screens are up to this much apart by it alone, and
 * beyond 90 ms no estimate could keep 95 of 100 pairs within 50 ms. Points do not suffer: a person's time counts from
 * what that person's screen showed.
 */
const skewMsMax = 40;
/** What the design promises of screens. */
const apartMsMax = 50;

const question = (at: number): object => ({
  kind: 'choice',
  text: `Which is right, ${String(at)}?`,
  seconds: windowMs / 1_000,
  shuffle: false,
  options: [{ text: 'this', right: true }, { text: 'that' }],
});

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

/** 20 ms there and back, or 200 to 800 ms. */
function lineOf(at: number, isSlow: boolean): Line {
  if (!isSlow) return { up: { delayMs: 8, jitterMs: 4 }, down: { delayMs: 8, jitterMs: 4 } };
  const random = seededRandom(seed, at);
  const wayMs = 100 + random() * 225;
  const skewMs = (2 * random() - 1) * skewMsMax;
  const [jitterMs, isUpUnsteady] = [random() * jitterMsMax, random() < 0.5];
  const stalls = { chance: 0.01, minMs: 200, maxMs: 1_000 };
  return {
    up: { delayMs: wayMs + skewMs / 2, jitterMs: isUpUnsteady ? jitterMs : 5, stalls },
    down: { delayMs: wayMs - skewMs / 2, jitterMs: isUpUnsteady ? 5 : jitterMs, stalls },
  };
}

/** A person of a pair: what they see when, and how long they think, which is the same for both. */
class Person {
  readonly isSlow: boolean;
  readonly phone: Phone;
  /** By question, in ms after its true opening: when the page would draw it as open, by its own estimate. */
  readonly shownMs: number[] = [];
  taps = 0;
  readonly #pair: number;
  readonly #roomMs: () => number;
  readonly #seenMs: number[] = [];

  constructor(at: number, url: string, code: string, roomMs: () => number) {
    this.#pair = at >> 1;
    this.isSlow = at % 2 === 1;
    this.#roomMs = roomMs;
    this.phone = new Phone({ url, code, saw: (_, sight) => this.#look(sight) });
  }

  get seat(): number {
    return this.phone.room.you?.seat ?? -1;
  }

  #look({ scene, answering }: Sight): void {
    if (scene?.phase !== 'asked') return;
    const { index, opensAtMs } = scene;
    const seenMs = (this.#seenMs[index] ??= this.#roomMs() - opensAtMs);
    if (answering?.isOpen !== true || this.shownMs[index] !== undefined) return;
    // By the estimate itself, not by this moment: 200 phones here share one processor, people do not.
    this.shownMs[index] = Math.max(seenMs, this.#roomMs() - this.phone.room.nowMs());
    const think = Math.min(4_500, Math.max(500, thinkMs(seededRandom(index, this.#pair), 1_500)));
    setTimeout(() => (this.taps += Number(this.phone.tap([0]))), think);
  }
}

async function arrive(url: string, code: string, roomMs: () => number): Promise<Person[]> {
  const people: Person[] = [];
  for (let at = 0; at < 2 * pairs; at++) {
    const line = await openSlowLine(url, lineOf(at >> 1, at % 2 === 1), seededRandom(seed + 1, at));
    closings.push(() => line.close());
    const person = new Person(at, line.url, code, roomMs);
    closings.push(() => person.phone.close());
    people.push(person);
    void person.phone.join(nameOf(at));
    await wait(arriveMs);
  }
  return people;
}

/** How far apart the medians of the slow and the fast half are, as a share of the fast half's. */
function gap(people: readonly Person[], pointsBySeat: readonly number[]): number {
  const half = (isSlow: boolean): number =>
    median(people.filter((person) => person.isSlow === isSlow).map(({ seat }) => pointsBySeat[seat] ?? Number.NaN));
  return Math.abs(half(true) - half(false)) / half(false);
}

test(`${String(2 * pairs)} people of equal skill earn the same on slow and on fast networks, and see it at once`, async () => {
  const server = await servePack(Array.from({ length: questions }, (_, at) => question(at)));
  closings.push(() => server.dispose());
  // Without time to read: what comes late has no time to catch up.
  const { code, token } = await server.openRoom(packId, { reading: false, standings: 'none' });
  const host = new Guest({ url: server.url, code, audience: 'desk', token });
  closings.push(() => host.close());
  await host.until(({ desk }) => desk !== null);
  const people = await arrive(server.url, code, await roomTimeBy(host));
  await host.until(({ desk }) => desk?.players === 2 * pairs);
  await wait(lobbyMs);
  for (let at = 0; at < questions; at++) {
    await next(host);
    await host.until(({ desk }) => desk?.phase === 'revealed');
    expect(host.desk?.answered).toBe(2 * pairs);
  }
  expect(people.filter(({ taps }) => taps !== questions)).toEqual([]);

  const entries = await server.logOf(code);
  const state = replay(entries);
  const fair = gap(
    people,
    state.players.map(({ points }) => points),
  );
  const arrival = gap(people, pointsByArrival(entries, state, windowMs));
  const apart = Array.from({ length: questions }, (_, at) => at).flatMap((at) => {
    const shown = people.map(({ shownMs }) => shownMs[at] ?? Number.NaN);
    return shown.flatMap((one, place) => shown.slice(place + 1).map((other) => Math.abs(one - other)));
  });
  expect(fair).toBeLessThanOrEqual(0.01);
  // It is not that there was nothing to make good.
  expect(arrival).toBeGreaterThan(0.01);
  expect(percentile(apart, 0.95)).toBeLessThanOrEqual(apartMsMax);
});
