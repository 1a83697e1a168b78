/**
 * Plays a room as its players and host would, over plain WebSockets, in a process of its own: joins everybody, opens
 * each question, answers it within a second or half of one, times every frame, and in the end drops all and comes back.
 * Reports figures to its parent and ends.
 */
import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { graceMs } from '../../shared/limits.ts';
import { unpackScene, type Packed } from '../../shared/protocol/packed.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { comeIn, fromOf } from './arriving.ts';
import { percentile, type QuestionFigures, type RunFigures } from './figures.ts';
import { questions } from './packs.ts';
import { RawClient } from './rawClient.ts';

const [port, players, code, hostToken, deadlines] = process.argv.slice(2);
const count = Number(players);
/** On their way in at once: a room does not arrive in one millisecond, and nobody waits for a neighbour. */
const arrivingAtOnce = 100;
/** In turn: a room that taps at leisure, and one that taps at once. */
const answersOverMs = [1_000, 500];
/** A frame that has not come by then is lost. */
const lostAfterMs = 60_000;
/** Between questions, and before the first: nothing of the one before is still under way. */
const restMs = 400;

interface Player {
  readonly token: string;
  client: RawClient | null;
  sceneAtMs: number;
  youAtMs: number;
}

const auth = (audience: string, token: string): object => ({ version: protocolVersion, code, audience, token });
const ref = (): string => randomBytes(6).toString('base64url');

/** The same for all players, so it is read once. */
let sceneText = '';
let opensAtMs = 0;
let closesAtMs = 0;
let index = -1;
function readScene(text: string): void {
  if (text === sceneText) return;
  sceneText = text;
  const [, packed] = JSON.parse(text.slice(2)) as [string, Packed];
  ({ opensAtMs, closesAtMs, index } = unpackScene(packed));
}

async function connect(player: Player, at: number): Promise<RawClient> {
  const take = (event: 'scene' | 'you' | 'other', text: string): void => {
    if (event === 'you') player.youAtMs = performance.now();
    if (event !== 'scene') return;
    player.sceneAtMs = performance.now();
    readScene(text);
  };
  const client = await RawClient.connect(Number(port), auth('player', player.token), take, fromOf(at));
  player.client = client;
  return client;
}

async function join(player: Player, at: number): Promise<void> {
  const client = await connect(player, at);
  // In decimal some numbers read like a word that the room refuses as a name.
  const ack = await client.emit('act', { type: 'join', ref: ref(), name: `Player ${at.toString(16)}` });
  // Who has no seat would be waited for in vain with every question.
  if (!ack.includes('"ok":true')) throw new Error(`player ${String(at)} got no seat: ${ack}`);
}

/** Resolves with how many are still missing when all have arrived or the time is up. */
async function arrived(all: readonly Player[], has: (player: Player) => boolean): Promise<number> {
  const until = performance.now() + lostAfterMs;
  for (;;) {
    const missing = all.reduce((sum, player) => sum + (has(player) ? 0 : 1), 0);
    if (missing === 0 || performance.now() > until) return missing;
    await wait(2);
  }
}

const sumOf = (all: readonly Player[], pick: (client: RawClient) => number): number =>
  all.reduce((sum, { client }) => sum + (client === null ? 0 : pick(client)), 0);

/** The first "next" starts the pack; later ones leave a reveal. */
function next(host: RawClient, question: number): void {
  const phase = question === 0 ? 'lobby' : 'revealed';
  void host.emit('act', { type: 'next', ref: ref(), phase, index: question - 1 });
}

async function ask(host: RawClient, all: readonly Player[], question: number): Promise<QuestionFigures> {
  const overMs = answersOverMs[question % answersOverMs.length] ?? 1_000;
  const bytes = sumOf(all, (client) => client.bytes);
  const frames = sumOf(all, (client) => client.frames);
  const openedMs = performance.now();
  next(host, question);
  let lost = await arrived(all, (player) => player.sceneAtMs >= openedMs);
  const openMs = all.map((player) => player.sceneAtMs - openedMs);
  const untilOpenMs = opensAtMs - Date.now() + performance.now() - openedMs;
  await wait(Math.max(0, opensAtMs - Date.now()) + 50);

  const ackMs: number[] = [];
  let lastAckMs = 0;
  const beganMs = performance.now();
  await Promise.all(
    all.map(async ({ client }, at) => {
      await wait(beganMs + (at / all.length) * overMs - performance.now());
      const sentMs = performance.now();
      const answer = { type: 'answer', ref: ref(), item: index, answer: [at % 4], tookMs: sentMs - beganMs };
      const ack = (await client?.emit('act', answer)) ?? '';
      lastAckMs = performance.now();
      ackMs.push(lastAckMs - sentMs);
      if (!ack.includes('"ok":true')) lost += 1;
    }),
  );
  lost += await arrived(all, (player) => player.youAtMs >= beganMs && player.sceneAtMs >= beganMs);
  const resultMs = all.map((player) => Math.max(player.youAtMs, player.sceneAtMs) - lastAckMs);
  return {
    answersOverMs: overMs,
    openP50Ms: percentile(openMs, 0.5),
    openP95Ms: percentile(openMs, 0.95),
    openP99Ms: percentile(openMs, 0.99),
    spreadMs: Math.max(0, Math.max(...openMs) - Math.max(untilOpenMs, Math.min(...openMs))),
    ackP50Ms: percentile(ackMs, 0.5),
    ackP99Ms: percentile(ackMs, 0.99),
    resultsP99Ms: percentile(resultMs, 0.99),
    resultsLastMs: Math.max(...resultMs),
    bytes: sumOf(all, (client) => client.bytes) - bytes,
    frames: sumOf(all, (client) => client.frames) - frames,
    lost,
  };
}

/**
 * One player keeps silent, so that only its time ends the question: how far off the first result comes. When the last
 * one comes is another figure.
 */
async function letTimeRunOut(host: RawClient, all: readonly Player[]): Promise<number> {
  const askedMs = performance.now();
  next(host, questions);
  await arrived(all, (player) => player.sceneAtMs >= askedMs);
  await wait(opensAtMs - Date.now() + 50);
  for (const { client } of all.slice(1))
    void client?.emit('act', { type: 'answer', ref: ref(), item: index, answer: [0], tookMs: 50 });
  await wait(closesAtMs - Date.now());
  const endMs = performance.now() + closesAtMs + graceMs - Date.now();
  await arrived(all, (player) => player.sceneAtMs >= endMs - graceMs);
  const resultsAtMs = all.flatMap(({ youAtMs, sceneAtMs }) => [youAtMs, sceneAtMs]);
  return Math.abs(Math.min(...resultsAtMs.filter((atMs) => atMs >= endMs - graceMs)) - endMs);
}

/** The parent answers each "mark" when it has noted the server's usage. */
function mark(name: string): Promise<void> {
  return new Promise((resolve) => {
    process.once('message', () => resolve());
    process.send?.({ mark: name });
  });
}

/** The network goes for all at once, and all come back with their seats. */
async function comeBack(all: readonly Player[]): Promise<{ tookMs: number; lost: number }> {
  for (const player of all) player.client?.close();
  await wait(1_000);
  const beganMs = performance.now();
  await comeIn(all, arrivingAtOnce, connect);
  const lost = await arrived(all, (player) => player.youAtMs >= beganMs && player.sceneAtMs >= beganMs);
  return { tookMs: performance.now() - beganMs, lost };
}

const host = await RawClient.connect(Number(port), auth('desk', hostToken ?? ''), () => {});
await mark('empty');
const all: Player[] = Array.from({ length: count }, () => ({
  token: randomBytes(32).toString('base64url'),
  client: null,
  sceneAtMs: 0,
  youAtMs: 0,
}));
const joinBegan = performance.now();
await comeIn(all, arrivingAtOnce, join);
const joinMs = performance.now() - joinBegan;
await wait(1_000);
await mark('joined');
const resolutionMs = 5;
const lag = monitorEventLoopDelay({ resolution: resolutionMs });
const figures: QuestionFigures[] = [];
for (let question = 0; question < questions; question++) {
  await wait(restMs);
  const result = await ask(host, all, question);
  // The first question warms the server up.
  if (question > 0) figures.push(result);
  else {
    await mark('warm');
    lag.enable();
  }
}
await mark('done');
const driverLagMs = lag.percentile(99) / 1e6 - resolutionMs;
// What stands in for a server in comparisons keeps no time.
const deadlineOffMs = deadlines === 'deadlines' ? await letTimeRunOut(host, all) : null;
const { tookMs, lost } = await comeBack(all);
const run: RunFigures = {
  questions: figures,
  joinMs,
  reconnectMs: tookMs,
  reconnectLost: lost,
  driverLagMs,
  deadlineOffMs,
};
process.send?.({ run });
setTimeout(() => process.exit(0), 200);
