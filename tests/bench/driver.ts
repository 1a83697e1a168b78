/**
 * Plays a room as its players and host would, over plain WebSockets, in a process of its own: joins everybody, opens
 * each question, answers spread over a second, and times every frame. Reports figures to its parent and ends.
 */
import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import type { QuestionFigures, RunFigures } from './figures.ts';
import { questions } from './packs.ts';
import { RawClient } from './rawClient.ts';

const [port, players, code, hostToken] = process.argv.slice(2);
const count = Number(players);
/** Opening handshakes at once: a room does not arrive in one millisecond. */
const joinBatch = 50;
const answersOverMs = 1_000;
/** A frame that has not come by then is lost. */
const lostAfterMs = 30_000;
/** Between questions, and before the first: nothing of the one before is still under way. */
const restMs = 400;

interface Player {
  readonly client: RawClient;
  sceneAtMs: number;
  youAtMs: number;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const auth = (audience: string, token: string): object => ({ version: protocolVersion, code, audience, token });
const ref = (): string => randomBytes(6).toString('base64url');
let opensAtMs = 0;
let index = -1;

async function join(at: number): Promise<Player> {
  const player = { sceneAtMs: 0, youAtMs: 0 } as Player;
  const client = await RawClient.connect(
    Number(port),
    auth('player', randomBytes(32).toString('base64url')),
    (event, view) => {
      if (event === 'you') player.youAtMs = performance.now();
      if (event !== 'scene') return;
      player.sceneAtMs = performance.now();
      const scene = view as { opensAtMs: number; index: number };
      opensAtMs = scene.opensAtMs;
      index = scene.index;
    },
  );
  await client.emit('act', { type: 'join', ref: ref(), name: `Player ${String(at)}` });
  return Object.assign(player, { client });
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

async function ask(host: RawClient, all: readonly Player[], question: number): Promise<QuestionFigures> {
  const bytes = all.reduce((sum, { client }) => sum + client.bytes, 0);
  const frames = all.reduce((sum, { client }) => sum + client.frames, 0);
  const openedMs = performance.now();
  // The first "next" starts the pack; later ones leave a reveal.
  void host.emit('act', {
    type: 'next',
    ref: ref(),
    phase: question === 0 ? 'lobby' : 'revealed',
    index: question - 1,
  });
  let lost = await arrived(all, (player) => player.sceneAtMs >= openedMs);
  const openMs = all.map((player) => player.sceneAtMs - openedMs);
  await wait(Math.max(0, opensAtMs - Date.now()) + 50);

  const ackMs: number[] = [];
  let lastAckMs = 0;
  const beganMs = performance.now();
  await Promise.all(
    all.map(async ({ client }, at) => {
      const dueMs = beganMs + (at / all.length) * answersOverMs;
      await wait(dueMs - performance.now());
      const sentMs = performance.now();
      const answer = await client.emit('act', {
        type: 'answer',
        ref: ref(),
        item: index,
        answer: [at % 4],
        tookMs: sentMs - beganMs,
      });
      lastAckMs = performance.now();
      ackMs.push(lastAckMs - sentMs);
      if (!(answer as { ok: boolean }).ok) lost += 1;
    }),
  );
  lost += await arrived(all, (player) => player.youAtMs >= beganMs && player.sceneAtMs >= beganMs);
  return {
    openMs,
    ackMs,
    resultMs: all.map((player) => Math.max(player.youAtMs, player.sceneAtMs) - lastAckMs),
    bytes: all.reduce((sum, { client }) => sum + client.bytes, 0) - bytes,
    frames: all.reduce((sum, { client }) => sum + client.frames, 0) - frames,
    lost,
  };
}

/** The parent answers each "mark" when it has noted the server's usage. */
function mark(name: string): Promise<void> {
  return new Promise((resolve) => {
    process.once('message', () => resolve());
    process.send?.({ mark: name });
  });
}

const host = await RawClient.connect(Number(port), auth('desk', hostToken ?? ''), () => {});
await mark('empty');
const lag = monitorEventLoopDelay({ resolution: 5 });
lag.enable();
const joinBegan = performance.now();
const all: Player[] = [];
for (let at = 0; at < count; at += joinBatch) {
  const batch = Math.min(joinBatch, count - at);
  all.push(...(await Promise.all(Array.from({ length: batch }, (_, next) => join(at + next)))));
}
const joinMs = performance.now() - joinBegan;
await wait(1_000);
await mark('joined');
const figures: QuestionFigures[] = [];
for (let question = 0; question < questions; question++) {
  await wait(restMs);
  const result = await ask(host, all, question);
  // The first question warms the server up.
  if (question > 0) figures.push(result);
  else await mark('warm');
}
await mark('done');
const run: RunFigures = { questions: figures, joinMs, driverLagMs: lag.percentile(99) / 1e6 - 5 };
process.send?.({ run });
setTimeout(() => process.exit(0), 200);
