/**
 * People who lie about time in every way that pays, beside honest ones on the same networks and some whose phone is an hour
 * off. It keeps when each of them tapped and what they were told; what they gained, the log says.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { windowSecondsMax } from '../../shared/limits.ts';
import type { Ack } from '../../shared/protocol/messages.ts';
import { freshRef } from '../support/guest.ts';
import { openSlowLine, type Line } from '../support/slowProxy.ts';
import type { Note } from './crowd.ts';
import type { Day } from './day.ts';
import { Person } from './person.ts';

/** Who is not early taps this long after the opening. */
export const tapMs = 1_500;
export const copies = 50;
/** A thumb sends no more at once; what is beyond is refused unread. */
export const others = 8;
/** Nobody goes on after being refused so often, but a machine. */
const hammered = 150;
/** The room forgives who sent too much, in time. */
const forgivenMs = 2_500;
const hourMs = 3_600_000;

const fast: Line = { up: { delayMs: 8, jitterMs: 4 }, down: { delayMs: 8, jitterMs: 4 } };
/** There and back. */
export const fastTripMs = 24;
const slow: Line = { up: { delayMs: 300 }, down: { delayMs: 300 } };
/** Looks slow to the server, and brings answers at once: nowhere does a lie win more. */
const dream: Line = { up: { delayMs: 5 }, down: { delayMs: 1_400 } };

interface Part {
  readonly line: Line;
  /** What is said of a tap so long after the opening; without it, what the page itself counts. */
  readonly says?: (tappedMs: number) => number;
  readonly clockOffMs?: number;
}

const cast = {
  honest: { line: fast },
  honestSlow: { line: slow },
  clockAhead: { line: fast, clockOffMs: hourMs },
  clockBehind: { line: fast, clockOffMs: -hourMs },
  liar: { line: fast, says: () => 0 },
  slowLiar: { line: slow, says: () => 0 },
  bestLiar: { line: dream, says: () => 0 },
  boaster: { line: fast, says: () => windowSecondsMax * 1_000 * 4 },
  early: { line: fast, says: () => 0 },
  copier: { line: fast, says: () => 0 },
  hammer: { line: fast },
  /** Answers when all others are done: until then a question stays open. */
  last: { line: fast },
} satisfies Record<string, Part>;
export type Name = keyof typeof cast;
const names = Object.keys(cast) as Name[];
const partOf = (name: Name): Part => cast[name];

export class Liars {
  /** By question: how long after its opening each of them tapped. */
  readonly tappedMs = new Map<Name, number[]>(names.map((name) => [name, []]));
  /** What was answered to what is to gain nothing. */
  readonly said = new Map<string, (Ack | null)[]>();
  readonly #people: ReadonlyMap<Name, Person>;
  readonly #roomMs: () => number;

  private constructor(people: ReadonlyMap<Name, Person>, roomMs: () => number) {
    this.#people = people;
    this.#roomMs = roomMs;
  }

  static async enter(day: Day, url: string, code: string, roomMs: () => number): Promise<Liars> {
    const people = new Map<Name, Person>();
    for (const [at, name] of names.entries()) {
      const { line, clockOffMs = 0 } = partOf(name);
      const own = await openSlowLine(url, line, day.randomOf(at));
      const person = new Person({ url: own.url, code, name, clockOffMs, isRecording: at < 3 });
      day.atEnd(async () => {
        person.close();
        await own.close();
      });
      people.set(name, person);
    }
    // Who lies needs no clock.
    const acks = await Promise.all([...people].map(([name, person]) => person.join(partOf(name).says === undefined)));
    if (acks.some(({ ok }) => !ok)) throw new Error('somebody got no seat');
    return new Liars(people, roomMs);
  }

  get people(): readonly Person[] {
    return [...this.#people.values()];
  }

  person(name: Name): Person {
    const person = this.#people.get(name);
    if (person === undefined) throw new Error(`${name} is not there`);
    return person;
  }

  /** One question, of which everybody knows when it opens. The hammer only strikes in the last: it is cut. */
  async answer(item: number, opensAtMs: number, isLast: boolean): Promise<void> {
    const until = (sinceMs: number): Promise<void> => wait(Math.max(0, opensAtMs + sinceMs - this.#roomMs()));
    this.#say('too early', await this.#send('early', item, 0));
    const tap = async (name: Name): Promise<void> => {
      const { says } = partOf(name);
      if (says === undefined) await this.person(name).shows(item);
      await until(tapMs);
      const tappedMs = this.#roomMs() - opensAtMs;
      this.tappedMs.get(name)?.push(tappedMs);
      if (name === 'copier' && item === 0) await this.#copy();
      else if (says === undefined) await this.person(name).tap(item, [0]);
      else await this.#send(name, item, says(tappedMs));
      if (name === 'hammer' && isLast) await this.#hammer(item);
    };
    const tapping = names.filter((name) => name !== 'early' && name !== 'last').map(tap);
    await until(-100);
    this.#say('a little early', await this.#send('early', item, 0));
    await Promise.all(tapping);
    await tap('last');
  }

  /** Too much of everything, of which one answer may count. */
  async #copy(): Promise<void> {
    this.#say('below nothing', await this.#send('copier', 0, -1), await this.#send('copier', 0, Number.NaN));
    const ref = freshRef();
    const same = Array.from({ length: copies }, () => this.#send('copier', 0, tapMs, ref));
    this.#say('the same', ...(await Promise.all(same)));
    await wait(forgivenMs);
    const another = Array.from({ length: others }, () => this.#send('copier', 0, 0));
    this.#say('another', ...(await Promise.all(another)));
  }

  async #hammer(item: number): Promise<void> {
    const { sent } = this.person('hammer').player;
    const ref = sent.at(-1)?.ref;
    await Promise.all(Array.from({ length: hammered }, () => this.#send('hammer', item, 0, ref)));
  }

  /** Once, as it is. Of what is sent again with its ref, what counts is the best that was said. */
  async #send(name: Name, item: number, tookMs: number, ref = freshRef()): Promise<Ack | null> {
    const { guest, sent } = this.person(name).player;
    const known = sent.find((note) => note.ref === ref);
    const note: Note = known ?? { token: guest.token, item, ref, answer: [0], ack: null, ackedAtMs: null, heard: [] };
    if (known === undefined) sent.push(note);
    const ack = await guest.actOnce({ type: 'answer', item, answer: [0], tookMs }, ref);
    if (note.ack?.ok !== true && ack !== null) note.ack = ack;
    return ack;
  }

  #say(what: string, ...acks: (Ack | null)[]): void {
    this.said.set(what, [...(this.said.get(what) ?? []), ...acks]);
  }
}
