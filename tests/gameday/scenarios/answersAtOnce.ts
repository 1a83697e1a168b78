/** Row 10: a whole hall taps within half a second. Each answer is acknowledged soon, and the tally is right to the last one. */
import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { percentile } from '../../bench/figures.ts';
import { comeIn, fromOf } from '../../bench/arriving.ts';
import type { Day, DayServer } from '../day.ts';
import { openRoom, questions, type Host } from '../game.ts';
import { lineOf, metricOf } from '../operator.ts';
import { endRoom, mustHold } from '../roomEnd.ts';
import { Findings, type Scenario } from '../scenario.ts';
import { WireCrowd } from '../wireCrowd.ts';

const withinMs = 500;
const ackMsMax = 1_000;
const asked = 3;
const options = 3;
const enteringAtOnce = 100;
/** One core serves, and one plays the players; a smaller machine would measure itself. */
const full = availableParallelism() >= 2 ? 10_000 : 2_000;

interface Burst {
  readonly ackMs: readonly number[];
  /** By which all had been sent. */
  readonly sentWithinMs: number;
  readonly refused: number;
  readonly tally: readonly number[];
}

/** Everybody answers within half a second. */
async function burst(day: Day, crowd: WireCrowd, item: number): Promise<Burst> {
  const picks = crowd.players.map(() => Math.floor(day.random() * options));
  const beganAtMs = performance.now();
  let sentWithinMs = 0;
  const sent = await Promise.all(
    crowd.players.map(async (player, at) => {
      const atMs = (at / crowd.players.length) * withinMs;
      await wait(Math.max(0, beganAtMs + atMs - performance.now()));
      sentWithinMs = Math.max(sentWithinMs, performance.now() - beganAtMs);
      return player.answer(item, [picks[at] ?? 0], atMs);
    }),
  );
  return {
    ackMs: sent.map(({ ackMs }) => ackMs),
    sentWithinMs,
    refused: sent.filter(({ ack }) => ack?.ok !== true).length,
    tally: Array.from({ length: options }, (_, option) => picks.filter((pick) => pick === option).length),
  };
}

async function enterAll(day: Day, server: DayServer, code: string, findings: Findings): Promise<WireCrowd> {
  const players = day.size(full, 400);
  const names = Array.from({ length: players }, (_, at) => `Player ${at.toString(16)}`);
  const crowd = new WireCrowd({ port: server.port, code, fromOf }, names, 3);
  day.atEnd(() => crowd.close());
  let outside = 0;
  await comeIn(crowd.players, enteringAtOnce, async (_, at) => {
    const told = await crowd.enter(at);
    if (typeof told === 'string' || !told.ok) outside += 1;
  });
  findings.figure(`${String(players)} players, ${String(asked)} questions`);
  findings.must(outside === 0, `${String(outside)} got no seat`);
  return crowd;
}

async function play(day: Day, crowd: WireCrowd, host: Host, findings: Findings): Promise<void> {
  for (let nth = 1; nth <= asked; nth++) {
    const item = await host.openNext();
    const { ackMs, sentWithinMs, refused, tally } = await burst(day, crowd, item);
    await host.revealed();
    const sent = `question ${String(nth)}, sent over ${String(Math.round(sentWithinMs))} ms, ack p99`;
    findings.within(sent, percentile(ackMs, 0.99), ackMsMax);
    findings.must(refused === 0, `${String(refused)} answers to question ${String(nth)} were not taken`);
    const { reveal, answered } = host.guest.desk ?? {};
    const [shown, tapped] = [JSON.stringify(reveal?.tally), JSON.stringify(tally)];
    findings.must(shown === tapped, `the tally of question ${String(nth)} is ${shown}, and ${tapped} was tapped`);
    findings.must(answered === crowd.players.length, `${String(answered)} answers counted in question ${String(nth)}`);
  }
}

export const answersAtOnce: Scenario = {
  name: 'answers-at-once',
  row: 10,
  done: '10,000 answers in 500 ms',
  expected: 'ack p99 ≤ 1 s; tally exact',
  needs: [],
  async run(day) {
    const findings = new Findings(day);
    const server = await day.server(day.packs(questions(asked)));
    const { code, host } = await openRoom(day, server);
    const crowd = await enterAll(day, server, code, findings);
    await play(day, crowd, host, findings);
    await endRoom(server, host);
    findings.must(await crowd.allSee('ended'), 'not everybody was shown how it ended');
    const metric = await metricOf(server, 'quizloop_log_commits_total');
    await server.stop();
    await mustHold(findings, server, code, crowd.evidence());
    return findings.seen({ log: lineOf([server], /room over/), metric });
  },
};
