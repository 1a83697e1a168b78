/**
 * Row 12: who lies about time, on a fast network and on one that is as good for lying as any, and whose clock is an hour
 * off. What each of them gained is read from the log.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { allowanceMs, creditCapMs, quotaGrowthMs } from '../../../shared/clock.ts';
import { pointsFor } from '../../../shared/game/score.ts';
import type { State } from '../../../shared/game/state.ts';
import { answerMsMin } from '../../../shared/limits.ts';
import { replay } from '../../support/rooms.ts';
import { packId, roomTimeBy } from '../../support/witness.ts';
import { evidenceOf } from '../crowd.ts';
import { comesTrue, type Day } from '../day.ts';
import { Host } from '../game.ts';
import { copies, fastTripMs, Liars, others, tapMs, type Name } from '../liars.ts';
import { lineOf, metricOf } from '../operator.ts';
import { endRoom, mustHold } from '../roomEnd.ts';
import { Findings, type Scenario } from '../scenario.ts';

const windowMs = 20_000;
/** Nobody is early by accident. */
const readSeconds = 1;
/** After the slowest of them is in: the server has measured each network by then. */
const lobbyMs = 2_500;
/** How late a process runs at most, on a machine that is busy with other things. */
const busyMs = 150;
/** Lines are written a moment after what they tell of. */
const toldMsMax = 10_000;

const item = (at: number): object => ({
  kind: 'choice',
  text: `Question number ${String(at)}, about time.`,
  explanation: `Because of reason ${String(at)}, told in time.`,
  shuffle: false,
  options: [{ text: 'this', right: true }, { text: 'that' }],
  seconds: windowMs / 1_000,
  readSeconds,
});

const most = (values: readonly number[]): number => Math.max(...values);
const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

/** What each of them has in the log. */
class Gains {
  readonly #liars: Liars;
  readonly #state: State;

  constructor(liars: Liars, state: State) {
    this.#liars = liars;
    this.#state = state;
  }

  times(name: Name): number[] {
    const { seat } = this.#liars.person(name);
    return this.#state.rounds.map(({ answers }) => answers[seat]?.tMs ?? Number.NaN);
  }

  points(name: Name): number {
    return this.#state.players[this.#liars.person(name).seat]?.points ?? Number.NaN;
  }

  /** How much sooner than it was sent each answer scored. */
  of(name: Name): number[] {
    const tapped = this.#liars.tappedMs.get(name) ?? [];
    return this.times(name).map((tMs, at) => (tapped[at] ?? Number.NaN) - tMs);
  }
}

function judgeLies(gains: Gains, questions: number, findings: Findings): void {
  const growthMs = quotaGrowthMs(windowMs);
  const capMs = creditCapMs(windowMs);
  for (const name of ['liar', 'slowLiar', 'bestLiar', 'copier'] as const) {
    const gained = gains.of(name);
    findings.must(most(gained) <= capMs + 1, `${name} gained ${String(most(gained))} ms with one answer`);
    const quotaMs = 3 * growthMs + (questions - 1) * growthMs + questions;
    findings.must(
      sum(gained) <= quotaMs,
      `${name} gained ${String(sum(gained))} ms over the game, not ${String(quotaMs)}`,
    );
  }
  findings.figure(
    `the best liar gained ${String(Math.round(most(gains.of('bestLiar'))))} ms with an answer (C is ${String(capMs)})`,
  );
  const allowedMs = allowanceMs({ minMs: fastTripMs, p90Ms: fastTripMs + busyMs }, busyMs);
  findings.must(
    most(gains.of('liar')) <= allowedMs,
    'on a fast network a liar gained more than such a network can cost',
  );
  findings.must(most(gains.of('boaster')) <= 0, 'a time that is too long gained something');
  findings.must(
    gains.times('early').every((tMs) => tMs >= answerMsMin),
    'who was early scored as faster than anybody can be',
  );
  for (const name of ['honestSlow', 'clockAhead', 'clockBehind'] as const) {
    const off = most(gains.of(name).map(Math.abs));
    findings.figure(`${name} was ${String(Math.round(off))} ms off`);
    findings.must(off <= busyMs, `${name} was ${String(off)} ms off`);
  }
}

function judgeCopies({ said }: Liars, gains: Gains, questions: number, findings: Findings): void {
  const told = (what: string): string[] => (said.get(what) ?? []).map((ack) => (ack?.ok === false ? ack.why : 'ok'));
  const all = (what: string, why: string, count: number): void =>
    findings.must(
      told(what).length === count && told(what).every((each) => each === why),
      `"${what}" was told ${[...new Set(told(what))].join(', ')}, not ${why} ${String(count)} times`,
    );
  const same = told('the same');
  findings.must(same.length === copies && same.includes('ok'), 'none of the copies was taken');
  findings.must(
    same.every((each) => each === 'ok' || each === 'too-fast'),
    `copies were told ${[...new Set(same)].join()}`,
  );
  all('another', 'answered-already', others);
  all('below nothing', 'malformed', 2);
  all('too early', 'not-open-yet', questions);
  const earned = sum(gains.times('copier').map((tMs) => pointsFor(1, 'classic', tMs, windowMs, 1)));
  findings.must(
    gains.points('copier') === earned,
    `copies earned ${String(gains.points('copier'))}, not ${String(earned)}`,
  );
  // The first of them was believed, which took no longer than it said.
  findings.must((gains.times('copier')[0] ?? 0) >= tapMs, 'a copy was believed that was not the first');
}

async function play(
  day: Day,
  url: string,
  room: { code: string; token: string },
): Promise<{ liars: Liars; host: Host }> {
  const host = new Host(day, url, room.code, room.token);
  await host.guest.until(({ desk }) => desk !== null);
  const liars = await Liars.enter(day, url, room.code, await roomTimeBy(host.guest));
  await wait(lobbyMs);
  const questions = host.guest.desk?.total ?? 0;
  for (let at = 0; at < questions; at++) {
    while (host.index < at) await host.next();
    await liars.answer(at, host.guest.desk?.opensAtMs ?? Number.NaN, at === questions - 1);
    await host.revealed();
  }
  return { liars, host };
}

export const forgedTime: Scenario = {
  name: 'forged-time',
  row: 12,
  done: 'phones whose clock is an hour off, forged times, 50 copies of an answer, and one phone that sends without end',
  expected: 'nobody gains more than C with an answer; one answer counts; who sends without end is cut',
  needs: [],
  async run(day) {
    const findings = new Findings(day);
    const questions = day.size(8, 2);
    const server = await day.server(day.packs(Array.from({ length: questions }, (_, at) => item(at))));
    const room = await server.openRoom(packId, { standings: 'end' });
    const { liars, host } = await play(day, server.url, room);
    await comesTrue(() => server.logged(/flood of messages/).length > 0, toldMsMax);
    findings.must(liars.person('hammer').player.guest.over === 'too-fast', 'who sent without end was not cut');
    const metric = await metricOf(server, 'quizloop_connections_cut_total{why="flood"}');
    await endRoom(server, host);
    const players = liars.people.map(({ player }) => player).filter(({ guest }) => guest.over === null);
    await Promise.all(players.map(({ guest }) => guest.until(({ scene }) => scene?.phase === 'ended')));
    await server.stop();

    const evidence = evidenceOf(liars.people.map(({ player }) => player));
    const gains = new Gains(liars, replay(await mustHold(findings, server, room.code, evidence)));
    judgeLies(gains, questions, findings);
    judgeCopies(liars, gains, questions, findings);
    return findings.seen({ log: lineOf([server], /flood of messages/), metric });
  },
};
