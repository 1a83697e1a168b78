/**
 * Row 4: a node stands still for ten seconds in a question, as a machine does whose host is short of memory. The room goes
 * on without it; what it appends when it wakes, and still takes for the truth, does not apply.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Entry } from '../../../shared/game/entry.ts';
import { fold } from '../../../shared/game/fold.ts';
import { emptyState } from '../../../shared/game/state.ts';
import { comesTrue } from '../day.ts';
import { lineOf, metricOf } from '../operator.ts';
import { Findings, type Scenario } from '../scenario.ts';
import { redisOf, ThreeNodes } from '../threeNodes.ts';

const frozenMs = 10_000;
/** Those on the other nodes are heard by then; those on this one are not yet taken for gone. */
const movedOnMs = 2_500;
/** Some six silent seconds, and a busy machine. */
const noticedMsMax = 30_000;
const fellSilent = /another node fell silent/;
/** The host came first, and so to the first node. */
const frozenNode = 1;

/** Entries about a question that stand behind its end, and how many of them apply all the same. */
function lateIn(entries: readonly Entry[], item: number): { readonly late: number; readonly applied: number } {
  const state = emptyState();
  let isOver = false;
  let late = 0;
  let applied = 0;
  for (const entry of entries) {
    const isLate = isOver && (entry.type === 'answered' || entry.type === 'closed') && entry.item === item;
    // An answer that is known is answered as before; what changes is the count.
    const before = state.rounds[item]?.answerCount ?? 0;
    const { ok } = fold(state, entry);
    const didApply = ok && (entry.type === 'closed' || (state.rounds[item]?.answerCount ?? 0) > before);
    if (isLate) late += 1;
    if (isLate && didApply) applied += 1;
    if (entry.type === 'closed' && ok && entry.item === item) isOver = true;
  }
  return { late, applied };
}

/** Until the room is elsewhere, and the others have missed it; then it wakes. Resolves when everybody was told. */
async function freeze(game: ThreeNodes, findings: Findings): Promise<string | null> {
  const { host, crowd } = game;
  const item = await game.openNext();
  const pid = game.node(frozenNode).pid();
  process.kill(pid, 'SIGSTOP');
  const fromMs = performance.now();
  const answering = crowd.answer(item, 400);
  await wait(movedOnMs);
  const taken = crowd.sent.filter(({ ack }) => ack?.ok === true).length;
  findings.figure(`${String(taken)} of ${String(crowd.players.length)} answered on the others`);
  findings.must(taken >= crowd.players.length / 3, 'those on the other nodes could not answer');
  findings.must(taken < crowd.players.length, 'nobody was on the node that stood still');
  while (host.index === item) await host.next();
  const watch = game.node(0);
  // That one itself: the others notice it some moments sooner or later.
  const isMissed = await comesTrue(() => watch.logged(fellSilent).length > 0, noticedMsMax);
  findings.must(isMissed, 'it was not missed');
  const metric = await metricOf(watch, 'quizloop_nodes_known');
  const should = `quizloop_nodes_known ${String(game.nodes.length - 1)}`;
  findings.must(metric === should, `${String(metric)} was told while one stood still, not ${should}`);
  await wait(frozenMs - (performance.now() - fromMs));
  process.kill(pid, 'SIGCONT');
  const wokeMs = performance.now();
  await crowd.all(({ scene }) => scene?.index === host.index);
  findings.within('after it woke everybody saw the next question in', performance.now() - wokeMs, 10_000);
  await answering;
  return metric;
}

export const nodeFrozen: Scenario = {
  name: 'node-frozen',
  row: 4,
  done: 'SIGSTOP a node for 10 s, SIGCONT',
  expected: 'what it then appends too late does not apply',
  needs: ['redis'],
  async run(day) {
    const findings = new Findings(day);
    const game = await ThreeNodes.open(day, { redis: await redisOf(day), players: day.size(1_000, 60), questions: 2 });
    const metric = await freeze(game, findings);
    await game.crowd.answer(game.host.index, 400);
    await game.reveal();
    game.mustAllCount(findings, game.host.index);
    const entries = await game.finish(findings);
    const { late, applied } = lateIn(entries, 0);
    findings.figure(`${String(late)} entries came too late`);
    findings.must(applied === 0, `${String(applied)} of them applied all the same`);
    const isCutOff = entries.some(
      (entry) => entry.type === 'closed' && entry.item === 0 && entry.cause === 'everybody',
    );
    findings.must(!isCutOff, 'a node closed the question as if it knew that nobody else was there');
    findings.must(!entries.some(({ type }) => type === 'ended'), 'the room was ended');
    return findings.seen({ log: lineOf(game.nodes, fellSilent), metric });
  },
};
