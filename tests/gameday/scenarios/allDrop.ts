/** Row 8: everybody's connection is gone from one moment to the next, as when the wireless network of a hall goes. */
import { availableParallelism } from 'node:os';
import { Doorkeeper } from '../../../server/live/doorkeeper.ts';
import { percentile } from '../../bench/figures.ts';
import { gapsSince } from '../crowd.ts';
import { comesTrue, type Day } from '../day.ts';
import { openGame, questions } from '../game.ts';
import { lineOf, metricOf } from '../operator.ts';
import { finishGame } from '../roomEnd.ts';
import { Findings, type Scenario } from '../scenario.ts';

const burstMs = 1_000;
const mostBackMsMax = 10_000;
const allBackMsMax = 30_000;
/** Between a page's earliest and latest first try, in a room in which nobody is told to spread. */
const ownSpreadMs = 300;

/** Ten thousand pages in one driver want cores of their own. */
const countHere = (day: Day): number => day.size(availableParallelism() > 4 ? 10_000 : 3_000, 150);

export const allDrop: Scenario = {
  name: 'all-drop',
  row: 8,
  done: 'all connections of players drop at once in a question, but for the host’s',
  expected: '99 % back within 10 s and all within 30 s, spread; I1 to I5',
  needs: [],
  async run(day: Day) {
    const found = new Findings(day);
    const count = countHere(day);
    const server = await day.server(day.packs(questions(2)));
    const game = await openGame(day, server, { count });
    const { host, crowd } = game;
    await crowd.answer(await host.openNext(), burstMs);
    await host.revealed();

    const item = await host.openNext();
    const early = crowd.players.filter((_, at) => at % 3 === 0);
    await crowd.answer(item, burstMs, early);
    const droppedAtMs = performance.now();
    for (const { guest } of crowd.players) guest.drop();
    const late = crowd.players.filter((_, at) => at % 3 !== 0);
    const stopAsking = host.keepAsking();
    const answering = crowd.answer(item, burstMs, late);
    // Not "until all are connected": at first they still are, as nobody has noticed yet.
    await comesTrue(() => gapsSince(crowd.players, droppedAtMs).length === count, 2 * allBackMsMax);
    await answering;
    found.figure(`host waited ${String(Math.round(Math.max(...(await stopAsking()))))} ms at most`);

    const gaps = gapsSince(crowd.players, droppedAtMs);
    found.must(gaps.length === count, `${String(gaps.length)} of ${String(count)} came back`);
    found.figure(`${String(count)} players, p50 ${String(Math.round(percentile(gaps, 0.5)))} ms`);
    found.within('back p99', percentile(gaps, 0.99), mostBackMsMax);
    found.within('the last', percentile(gaps, 1), allBackMsMax);
    const spreadMs = percentile(gaps, 0.9) - percentile(gaps, 0.1);
    const wantedMs = Math.max(ownSpreadMs, new Doorkeeper().spreadMs(count)) / 2;
    found.figure(`80 % of them over ${String(Math.round(spreadMs))} ms`);
    found.must(
      spreadMs > wantedMs,
      `they came back within ${String(spreadMs)} ms, not spread over ${String(wantedMs)}`,
    );

    await host.revealed();
    const told = {
      log: lineOf([server], /players lost their connections all at once/),
      metric: await metricOf(server, 'quizloop_lost_total'),
    };
    await finishGame(found, server, game);
    return found.seen(told);
  },
};
