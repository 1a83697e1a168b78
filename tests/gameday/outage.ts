/**
 * A time inside a question in which Redis keeps nothing: people answer all the same, and what they are told of it, and when
 * play goes on, is held against the bounds. How Redis is taken away and given back, the scenario says.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Entry } from '../../shared/game/entry.ts';
import { fold } from '../../shared/game/fold.ts';
import { emptyState } from '../../shared/game/state.ts';
import { outageGraceMs } from '../../shared/limits.ts';
import { percentile } from '../bench/figures.ts';
import type { Findings } from './scenario.ts';
import type { ThreeNodes } from './threeNodes.ts';

const resumedMsMax = 5_000;

export interface Outage {
  /** What is done, in two or three words. */
  readonly name: string;
  readonly lastsMs: number;
  /** Resolves when nothing can be kept any more. */
  readonly begin: () => unknown;
  /** Called while nothing can be kept; from then on it can again. */
  readonly end: () => unknown;
}

/** A third answers before it, the others in it. Resolves with the question, revealed, when everybody was told. */
export async function answerThrough(game: ThreeNodes, findings: Findings, outage: Outage): Promise<number> {
  const { crowd } = game;
  const item = await game.openNext();
  // In the midst of it: a question that had just opened would open anew, with a moment to find back.
  await wait(outageGraceMs);
  await crowd.answer(
    item,
    400,
    crowd.players.filter((_, at) => at % 3 === 0),
  );
  await outage.begin();
  const fromMs = performance.now();
  const answering = crowd.answer(
    item,
    1_000,
    crowd.players.filter((_, at) => at % 3 !== 0),
  );
  await wait(outage.lastsMs);
  const untilMs = performance.now();
  await outage.end();
  await answering;
  findings.figure(`${outage.name}: away ${String(Math.round(untilMs - fromMs))} ms`);
  mustWait(game, findings, { item, fromMs, untilMs });
  await game.reveal();
  game.mustAllCount(findings, item);
  return item;
}

interface Away {
  readonly item: number;
  /** By `performance.now()`. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Nothing was acknowledged in it, people were told so, play resumed soon after, and who was connected stayed so. */
function mustWait({ crowd }: ThreeNodes, findings: Findings, { item, fromMs, untilMs }: Away): void {
  const heard = crowd.sent.filter((note) => note.item === item).flatMap((note) => note.heard);
  const taken = heard.filter(({ ack, atMs }) => ack.ok && atMs > fromMs).map(({ atMs }) => atMs - untilMs);
  const tooSoon = taken.filter((ms) => ms < 0).length;
  findings.must(tooSoon === 0, `${String(tooSoon)} answers were acknowledged while nothing could be kept`);
  const told = heard.filter(({ ack, atMs }) => !ack.ok && ack.why === 'unavailable' && atMs < untilMs).length;
  findings.figure(`"unavailable" ${String(told)} times`);
  findings.must(told > 0, 'nobody was told that it stands still');
  findings.within('first ack after it', Math.min(...taken), resumedMsMax);
  findings.within('p99', percentile(taken, 0.99), resumedMsMax);
  const lost = crowd.players.filter(
    ({ gaps, guest }) => guest.over !== null || gaps.some((gap) => gap.untilMs > fromMs),
  );
  findings.must(lost.length === 0, `${String(lost.length)} players lost their connection, though no node died`);
}

/** The question was given the time of the outage back, once, whichever node was first. */
export function mustBeLonger(findings: Findings, entries: readonly Entry[], item: number, awayMs: number): void {
  const state = emptyState();
  const given = entries.flatMap((entry) =>
    fold(state, entry).ok && entry.type === 'extended' && entry.item === item ? [entry.byMs] : [],
  );
  const [byMs = 0] = given;
  findings.figure(`the question is ${String(byMs)} ms longer`);
  findings.must(given.length === 1, `the question was extended ${String(given.length)} times`);
  findings.must(byMs > awayMs, `it is ${String(byMs)} ms longer, and nothing could be kept for ${String(awayMs)}`);
}
