/**
 * Who lies about time, over real sockets: forged times, copies and early answers gain no more than the design allows,
 * on a fast network and on one that is as good for lying as any. What was gained is read from the log.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allowanceMs, creditCapMs, quotaGrowthMs } from '../../shared/clock.ts';
import { fold } from '../../shared/game/fold.ts';
import { seededRandom } from '../../shared/game/random.ts';
import { pointsFor } from '../../shared/game/score.ts';
import { emptyState, type State } from '../../shared/game/state.ts';
import { answerMsMin, windowSecondsMax } from '../../shared/limits.ts';
import type { Ack } from '../../shared/protocol/messages.ts';
import { next } from '../support/app.ts';
import { freshRef, Guest } from '../support/guest.ts';
import { openSlowLine, type Line } from '../support/slowProxy.ts';
import { packId, roomTimeBy, servePack, type PackServer } from '../support/witness.ts';

const questions = 3;
const windowMs = 20_000;
/** Nobody is early by accident. */
const readSeconds = 2;
/** Who is not early taps this long after the opening. */
const tapMs = 1_500;
/** The server has measured each network by then. */
const lobbyMs = 5_000;
/** How late a process runs at most, on a machine that is busy with other things. */
const busyMs = 150;
const copies = 50;
/** A thumb sends no more at once; what is beyond is refused unread. */
const others = 8;

const fast: Line = { up: { delayMs: 8, jitterMs: 4 }, down: { delayMs: 8, jitterMs: 4 } };
const fastTripMs = 24;
const slow: Line = { up: { delayMs: 300 }, down: { delayMs: 300 } };
/** Looks slow to the server, and brings answers at once: nowhere does a lie win more. */
const dream: Line = { up: { delayMs: 5 }, down: { delayMs: 2_000 } };

interface Part {
  readonly line: Line;
  /** What the page says of a tap so long after the opening. */
  readonly says: (sentMs: number) => number;
}

const cast = {
  honest: { line: fast, says: (sentMs: number) => sentMs },
  honestSlow: { line: slow, says: (sentMs: number) => sentMs },
  liar: { line: fast, says: () => 0 },
  slowLiar: { line: slow, says: () => 0 },
  bestLiar: { line: dream, says: () => 0 },
  boaster: { line: fast, says: () => windowSecondsMax * 1_000 * 4 },
  early: { line: fast, says: () => 0 },
  copier: { line: fast, says: () => 0 },
  /** Answers when all others are done: until then a question stays open. */
  last: { line: fast, says: (sentMs: number) => sentMs },
} satisfies Record<string, Part>;
type Name = keyof typeof cast;
const names = Object.keys(cast) as Name[];

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const answer = (item: number, tookMs: number) => ({ type: 'answer', item, answer: [0], tookMs }) as const;

let server: PackServer;
let state: State;
const lines: { close: () => Promise<void> }[] = [];
const guests = new Map<Name, Guest>();
const seats = new Map<Name, number>();
/** By question: how long after its opening this player tapped. */
const sentMs = new Map<Name, number[]>(names.map((name) => [name, []]));
/** What was answered to what is to gain nothing. */
const said = new Map<string, (Ack | null)[]>();
const say = (what: string, ...acks: (Ack | null)[]): unknown => said.set(what, [...(said.get(what) ?? []), ...acks]);

const guestOf = (name: Name): Guest => {
  const guest = guests.get(name);
  if (guest === undefined) throw new Error(`${name} is not there`);
  return guest;
};

/** One question, of which everybody knows when it opens. */
async function ask(host: Guest, item: number, roomMs: () => number): Promise<void> {
  await next(host);
  const opensAtMs = host.desk?.opensAtMs ?? Number.NaN;
  const until = (sinceMs: number): Promise<void> => wait(opensAtMs + sinceMs - roomMs());
  const ref = freshRef();
  say('too early', await guestOf('early').actOnce(answer(item, 0), ref));
  await until(-100);
  say('a little early', await guestOf('early').actOnce(answer(item, 0), ref));
  await until(tapMs);
  const tap = async (name: Name): Promise<void> => {
    const tappedMs = roomMs() - opensAtMs;
    sentMs.get(name)?.push(tappedMs);
    if (name === 'copier' && item === 0) await copy(guestOf(name));
    else expect(await guestOf(name).actOnce(answer(item, cast[name].says(tappedMs)))).toEqual({ ok: true });
  };
  await Promise.all(names.filter((name) => name !== 'early' && name !== 'last').map(tap));
  await tap('last');
  await host.until(({ desk }) => desk?.phase === 'revealed');
}

/** Too much of everything, of which one answer may count. */
async function copy(guest: Guest): Promise<void> {
  say('below nothing', await guest.actOnce(answer(0, -1)), await guest.actOnce(answer(0, Number.NaN)));
  const ref = freshRef();
  const same = Array.from({ length: copies }, () => guest.actOnce(answer(0, tapMs), ref));
  say('the same', ...(await Promise.all(same)));
  // The room forgives who sent too much, in time.
  await wait(2_500);
  const another = Array.from({ length: others }, () => guest.actOnce(answer(0, 0)));
  say('another', ...(await Promise.all(another)));
}

beforeAll(async () => {
  const item = { kind: 'choice', shuffle: false, options: [{ text: 'this', right: true }, { text: 'that' }] };
  const timed = { ...item, seconds: windowMs / 1_000, readSeconds };
  server = await servePack(Array.from({ length: questions }, (_, at) => ({ ...timed, text: `${String(at)}?` })));
  const { code, token } = await server.openRoom(packId, { standings: 'none' });
  const host = new Guest({ url: server.url, code, audience: 'desk', token });
  await host.until(({ desk }) => desk !== null);
  const roomMs = await roomTimeBy(host);
  for (const name of names) {
    const line = await openSlowLine(server.url, cast[name].line, seededRandom(names.indexOf(name)));
    lines.push(line);
    guests.set(name, new Guest({ url: line.url, code }));
  }
  for (const ack of await Promise.all(names.map((name) => guestOf(name).join(name)))) expect(ack.ok).toBe(true);
  await Promise.all(names.map((name) => guestOf(name).until(({ you }) => you !== null)));
  await wait(lobbyMs);
  for (const [name, { you }] of guests) seats.set(name, you?.seat ?? -1);
  for (let at = 0; at < questions; at++) await ask(host, at, roomMs);
  host.close();
  state = emptyState();
  for (const entry of await server.logOf(code)) fold(state, entry);
}, 120_000);
afterAll(async () => {
  for (const guest of guests.values()) guest.close();
  for (const line of lines) await line.close();
  await server.dispose();
});

const timesOf = (name: Name): number[] =>
  state.rounds.map(({ answers }) => answers[seats.get(name) ?? -1]?.tMs ?? Number.NaN);
const pointsOf = (name: Name): number => state.players[seats.get(name) ?? -1]?.points ?? Number.NaN;
/** How much sooner than it was sent each answer scored. */
const gainsOf = (name: Name): number[] => timesOf(name).map((tMs, at) => (sentMs.get(name)?.[at] ?? Number.NaN) - tMs);
const most = (values: readonly number[]): number => Math.max(...values);
const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

test('lies gain at most C, and over the game no more than the quota', () => {
  const g = quotaGrowthMs(windowMs);
  for (const name of ['liar', 'slowLiar', 'bestLiar', 'copier'] as const) {
    expect(most(gainsOf(name)), name).toBeLessThanOrEqual(creditCapMs(windowMs) + 1);
    expect(sum(gainsOf(name)), name).toBeLessThanOrEqual(3 * g + (questions - 1) * g + questions);
  }
});

test('a liar on a fast network gains no more than such a network can cost', () => {
  const allowed = allowanceMs({ minMs: fastTripMs, p90Ms: fastTripMs + busyMs }, busyMs);
  expect(allowed).toBeLessThan(creditCapMs(windowMs) / 2);
  expect(most(gainsOf('liar'))).toBeLessThanOrEqual(allowed);
});

test('a time that is too long gains nothing, and one below nothing is no time', () => {
  expect(most(gainsOf('boaster'))).toBeLessThanOrEqual(0);
  expect(said.get('below nothing')).toEqual([
    { ok: false, why: 'malformed' },
    { ok: false, why: 'malformed' },
  ]);
});

test(`${String(copies)} copies count once, and nothing after them counts`, () => {
  const copied = said.get('the same') ?? [];
  expect(copied).toHaveLength(copies);
  expect(copied.filter((ack) => ack?.ok === true).length).toBeGreaterThan(0);
  expect(copied.filter((ack) => ack?.ok === false && ack.why !== 'too-fast')).toEqual([]);
  expect(said.get('another')).toEqual(Array.from({ length: others }, () => ({ ok: false, why: 'answered-already' })));
  expect(pointsOf('copier')).toBe(sum(timesOf('copier').map((tMs) => pointsFor(1, 'classic', tMs, windowMs, 1))));
  // The first of them was believed, which took no longer than it said.
  expect(timesOf('copier')[0]).toBeGreaterThanOrEqual(tapMs);
});

test('who answers before the opening is refused, or scores as the fastest that anybody can be', () => {
  const refused = Array.from({ length: questions }, () => ({ ok: false, why: 'not-open-yet' }));
  expect(said.get('too early')).toEqual(refused);
  for (const tMs of timesOf('early')) expect(tMs).toBeGreaterThanOrEqual(answerMsMin);
});

test('who is honest loses nothing on a slow network', () => {
  for (const gain of gainsOf('honestSlow')) expect(Math.abs(gain)).toBeLessThanOrEqual(busyMs);
});
