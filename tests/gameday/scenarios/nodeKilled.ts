/**
 * Nodes that die in a question: one of three (row 1), and each of the three in turn with 3,000 players in one room. Their
 * people come to the other nodes by themselves, and each node starts again.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { percentile } from '../../bench/figures.ts';
import { gapsSince, type Player } from '../crowd.ts';
import { comesTrue, type Day } from '../day.ts';
import { lineOf } from '../operator.ts';
import { Findings, type Scenario } from '../scenario.ts';
import { redisOf, ThreeNodes } from '../threeNodes.ts';

/** The table's: half a second after the question opened. */
const killedAtMs = 500;
const gapMsMax = 5_000;
/** Some six silent seconds, and a busy machine. */
const noticedMsMax = 30_000;
const fellSilent = /another node fell silent/;

interface Kill {
  /** Of each who was on it, how long it was without; ascending. */
  readonly gapsMs: readonly number[];
  /** Share of that time in which this process, which plays everybody and the balancer, had no rest: near 1 it measures itself. */
  readonly driverBusy: number;
}

/** A third of them answers before node `nth` dies, the others just after. */
async function killIn(game: ThreeNodes, nth: number): Promise<Kill> {
  const { crowd } = game;
  const item = await game.openNext();
  const early = crowd.players.filter((_, at) => at % 3 === 0);
  const answering = crowd.answer(item, killedAtMs - 100, early);
  await wait(killedAtMs);
  const killedMs = performance.now();
  const before = performance.eventLoopUtilization();
  await game.node(nth).kill();
  await crowd.answer(
    item,
    200,
    crowd.players.filter((_, at) => at % 3 !== 0),
  );
  await answering;
  await crowd.allBack();
  const driverBusy = performance.eventLoopUtilization(before).utilization;
  await game.node(nth).restart();
  await game.reveal();
  return { gapsMs: crowd.players.flatMap((player) => gapOf(player, killedMs, item)).sort((a, b) => a - b), driverBusy };
}

/** From the kill until the own phone shows the room again and the own answer is acknowledged; nothing for who was not cut off. */
function gapOf(player: Player, killedMs: number, item: number): readonly number[] {
  const ackedAtMs = player.sent.find((note) => note.item === item)?.ackedAtMs ?? Number.NaN;
  return gapsSince([player], killedMs).map((gapMs) => Math.max(gapMs, ackedAtMs - killedMs));
}

/** One that is ended, as for an update, is not waited for. */
async function mustSayGoodbye({ nodes }: ThreeNodes, findings: Findings): Promise<void> {
  const [first, , last] = nodes;
  const known = first?.logged(/another node is there/).length ?? 0;
  findings.must(known > 1, `a node knew of ${String(known)} others`);
  await last?.stop();
  const isTold = await comesTrue(() => (first?.logged(/another node has ended/).length ?? 0) > 0, noticedMsMax);
  findings.must(isTold, 'no node was told that another one has ended');
}

async function play(day: Day, players: number, victims: readonly number[]) {
  const findings = new Findings(day);
  const game = await ThreeNodes.open(day, { redis: await redisOf(day), players, questions: victims.length + 1 });
  // A node that starts again is another one: each that died is missed under its old name.
  const missed = new Set<unknown>();
  const missing = (): number => {
    for (const { node } of game.nodes.flatMap((each) => each.logged(fellSilent))) missed.add(node);
    return missed.size;
  };
  for (const [before, nth] of victims.entries()) {
    const { gapsMs, driverBusy } = await killIn(game, nth);
    const [p50, p99, max] = [0.5, 0.99, 1].map((share) => percentile(gapsMs, share));
    const what = `node ${String(nth + 1)} killed, ${String(gapsMs.length)} cut off, gap`;
    findings.must(gapsMs.length > 0, `nobody was on node ${String(nth + 1)}`);
    findings.figure(`${what} p50 ${String(Math.round(p50 ?? 0))} ms, max ${String(Math.round(max ?? 0))} ms`);
    findings.within('p99', p99 ?? Number.NaN, gapMsMax);
    findings.figure(`the driver was busy for ${String(Math.round(100 * driverBusy))} % of it`);
    // Not before: else the next to die may be the only one that knew.
    await comesTrue(() => missing() > before, noticedMsMax);
  }
  const item = await game.openNext();
  await game.crowd.answer(item, 400);
  await game.reveal();
  for (let at = 0; at <= victims.length; at++) game.mustAllCount(findings, at);
  findings.must(
    missing() >= victims.length,
    `${String(missed.size)} of ${String(victims.length)} nodes that died were missed`,
  );
  const isSeen = await comesTrue(() => game.host.guest.desk?.connected === players, noticedMsMax);
  findings.must(isSeen, `the host sees ${String(game.host.guest.desk?.connected)} players connected`);
  const metric = await game.raised('quizloop_came_back_total');
  await game.finish(findings);
  await mustSayGoodbye(game, findings);
  return findings.seen({ log: lineOf(game.nodes, fellSilent), metric });
}

export const nodeKilled: Scenario = {
  name: 'node-killed',
  row: 1,
  done: 'kill -9 one of 3 nodes 500 ms after a question opened, 1,000 players',
  expected: 'play goes on ≤ 5 s p99; nobody types a name again',
  needs: ['redis'],
  run: (day) => play(day, day.size(1_000, 60), [1]),
};

export const threeNodes3000: Scenario = {
  name: 'three-nodes-3000',
  row: null,
  done: '3,000 players in one room on 3 nodes; kill -9 of each in turn, 500 ms after a question opened; each started again',
  expected: 'all answers counted once, ranks equal on all nodes; gap ≤ 5 s p99',
  needs: ['redis'],
  run: (day) => play(day, day.size(3_000, 60), [0, 1, 2]),
};
