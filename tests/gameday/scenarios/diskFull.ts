/**
 * Row 14: the disk stalls in each commit, and then takes nothing at all for longer than the question has left. The first is
 * a commit that stands still in the thread that waits for the disk; the second a limit of the system on the running
 * process, under which every write to a file fails.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import type { Note } from '../crowd.ts';
import type { Day, DayServer } from '../day.ts';
import { openGame, questions, type Game } from '../game.ts';
import { lineOf, metricOf } from '../operator.ts';
import { finishGame } from '../roomEnd.ts';
import { Findings, type Scenario } from '../scenario.ts';

const stallMs = 500;
const burstMs = 400;
const windowSeconds = 6;
/** Over the end of the question. */
const fullMs = 8_000;
const recoverMsMax = 5_000;
const preload = fileURLToPath(new URL('../../support/slowCommits.cjs', import.meta.url));

/** Every write to a file fails from here on, or none. */
function setFull(server: DayServer, isFull: boolean): void {
  const limit = isFull ? '1:unlimited' : 'unlimited:unlimited';
  const { status, stderr, error } = spawnSync('prlimit', ['--pid', String(server.pid()), `--fsize=${limit}`], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`prlimit (util-linux) is needed: ${error?.message ?? stderr}`);
}

const acked = (notes: readonly Note[]): readonly number[] =>
  notes.flatMap(({ heard }) => heard.flatMap(({ ack, atMs }) => (ack.ok ? [atMs] : [])));

/** Each waits for the disk, and nothing else does. */
async function stall(found: Findings, server: DayServer, { host, crowd }: Game, signal: string): Promise<void> {
  const item = await host.openNext();
  writeFileSync(signal, String(stallMs));
  // The commit that is under way began before.
  await wait(stallMs / 10);
  const fromMs = performance.now();
  const answering = crowd.answer(item, burstMs);
  await wait(burstMs / 2);
  const askedMs = performance.now();
  await fetch(`${server.url}/healthz`);
  const aliveMs = performance.now() - askedMs;
  await answering;
  rmSync(signal);
  const acks = acked(crowd.sent.filter((each) => each.item === item));
  found.figure(
    `commits of ${String(stallMs)} ms: first ack after ${String(Math.round(Math.min(...acks) - fromMs))} ms`,
  );
  found.must(Math.min(...acks) - fromMs >= stallMs, 'an answer was acknowledged before it was on the disk');
  found.within('the last ack after', Math.max(...acks) - fromMs, recoverMsMax);
  found.within('alive meanwhile within', aliveMs, stallMs);
  await host.revealed();
}

/** Nothing is acknowledged, people are told, the time is given back, and it goes on by itself. */
async function fill(found: Findings, server: DayServer, { host, crowd }: Game): Promise<string | null> {
  const item = await host.openNext();
  const half = crowd.players.filter((_, at) => at % 2 === 0);
  await crowd.answer(item, burstMs, half);
  const closesAtMs = host.guest.desk?.closesAtMs ?? 0;
  setFull(server, true);
  const fullAtMs = performance.now();
  const answering = crowd.answer(
    item,
    burstMs,
    crowd.players.filter((_, at) => at % 2 !== 0),
  );
  await wait(fullMs / 2);
  const metric = await metricOf(server, 'quizloop_log_away');
  await wait(fullAtMs + fullMs - performance.now());
  const mendedAtMs = performance.now();
  setFull(server, false);
  await answering;
  const notes = crowd.sent.filter((each) => each.item === item && each.heard.some(({ atMs }) => atMs > fullAtMs));
  const early = acked(notes).filter((atMs) => atMs > fullAtMs && atMs < mendedAtMs);
  found.must(early.length === 0, `${String(early.length)} answers were acknowledged while nothing could be kept`);
  const told = notes.filter(({ heard }) => heard.some(({ ack }) => !ack.ok && ack.why === 'unavailable')).length;
  found.figure(`full for ${String(fullMs)} ms: ${String(told)} of ${String(notes.length)} players were told to wait`);
  found.must(notes.length > 0 && told === notes.length, 'players were not told that nothing can be kept');
  found.within('first ack after it', Math.min(...acked(notes)) - mendedAtMs, recoverMsMax);
  await host.revealed();
  const givenMs = (host.guest.desk?.closesAtMs ?? 0) - closesAtMs;
  found.figure(`the question got ${String(Math.round(givenMs))} ms`);
  found.must(givenMs >= fullMs - 1_000, 'the question did not get the time back');
  return metric;
}

export const diskFull: Scenario = {
  name: 'disk-full',
  row: 14,
  done: 'each commit of SQLite takes 500 ms; then all writes to files fail (RLIMIT_FSIZE) for 8 s, over the end of a question',
  expected: 'no ack without durability, everybody told, the time given back, goes on by itself; I1 to I5',
  needs: [],
  async run(day: Day) {
    const found = new Findings(day);
    const count = day.size(1_000, 40);
    const packs = day.packs(questions(3, windowSeconds));
    const signal = join(day.folder(), 'slow');
    const server = await day.server(packs, {
      env: { NODE_OPTIONS: `--require ${preload}`, GAMEDAY_SLOW_COMMITS: signal },
    });
    const game = await openGame(day, server, { count });
    await stall(found, server, game, signal);
    const metric = await fill(found, server, game);
    const log = lineOf([server], /the log cannot be written/);
    found.must(lineOf([server], /the log can be written again/) !== null, 'no line said that it was over');
    const { host, crowd } = game;
    await crowd.answer(await host.openNext(), burstMs);
    await host.revealed();
    await finishGame(found, server, game);
    return found.seen({ log, metric });
  },
};
