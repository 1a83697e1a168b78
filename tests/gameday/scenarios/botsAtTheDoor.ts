/**
 * Row 11: bots pour into a room, from the address that its people come from too. People get in all the same, and the host
 * is rid of the bots in two actions; then the room plays as if they had never been there.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../../../shared/game/random.ts';
import type { Ack } from '../../../shared/protocol/messages.ts';
import { percentile } from '../../bench/figures.ts';
import type { Evidence } from '../checker.ts';
import { comesTrue, type Day } from '../day.ts';
import { openRoom, questions, type Host } from '../game.ts';
import { lineOf, metricOf } from '../operator.ts';
import { endRoom, mustHold } from '../roomEnd.ts';
import { Findings, type Scenario } from '../scenario.ts';
import { WireCrowd, type Door } from '../wireCrowd.ts';

const joinMsMax = 5_000;
const joinShareMin = 0.99;
/** Bots come quicker than the door lets in, and people over twice the time, among them and behind them. */
const floodMs = 2_000;
const comingMs = 4_000;
/** Of those that were thrown out, so many try again, under their seat and under a new one. */
const triesAgain = 50;

const isIn = (told: Ack | string): boolean => typeof told !== 'string' && told.ok;

/** Bots as quickly as they can, and people among them. Resolves with how long each person took to a seat. */
async function allAtOnce(day: Day, bots: WireCrowd, people: WireCrowd, findings: Findings): Promise<readonly number[]> {
  const floodAtMs = performance.now();
  const flood = bots.players.map(async (_, at) => {
    await wait((at / bots.players.length) * floodMs);
    return bots.enter(at);
  });
  const joinMs = people.players.map(async (_, at) => {
    await wait(seededRandom(day.seed, at)() * comingMs);
    const beganAtMs = performance.now();
    return isIn(await people.enter(at)) ? performance.now() - beganAtMs : Number.POSITIVE_INFINITY;
  });
  const took = await Promise.all(joinMs);
  const seated = (await Promise.all(flood)).filter(isIn).length;
  const tookMs = String(Math.round(performance.now() - floodAtMs));
  findings.figure(`${String(seated)} of ${String(bots.players.length)} bots got in, within ${tookMs} ms`);
  findings.must(seated === bots.players.length, 'not all bots got in: this was no flood');
  return took;
}

/** Two actions: nobody else gets in, and who came uninvited is out. */
async function throwOut(bots: WireCrowd, people: WireCrowd, host: Host, findings: Findings): Promise<void> {
  const beganAtMs = performance.now();
  await host.guest.act({ type: 'lock', locked: true });
  const ack = await host.guest.act({ type: 'clear', crowd: { by: 'name', name: 'bot ' } });
  const [came, stays] = [bots.players.length, people.players.length];
  findings.must(ack.ok && ack.crowd === came, `the purge reached ${JSON.stringify(ack)} of ${String(came)} bots`);
  const areOut = await comesTrue(
    () => host.guest.desk?.connected === stays && bots.players.every(({ gone }) => gone !== null),
    20_000,
  );
  findings.must(areOut, `${String(host.guest.desk?.connected)} are connected after the purge, not ${String(stays)}`);
  findings.figure(`two actions purged ${String(came)} bots in ${String(Math.round(performance.now() - beganAtMs))} ms`);
  const hit = people.players.filter(({ gone }) => gone !== null).length;
  findings.must(hit === 0, `${String(hit)} people were thrown out with them`);
}

/** The same ones, and others. */
async function tryAgain(door: Door, bots: WireCrowd, findings: Findings): Promise<void> {
  const some = bots.players.slice(0, triesAgain);
  const removed = await Promise.all(some.map((bot, at) => bot.connect(door, at, () => {})));
  const refused = removed.filter((why) => why?.includes('"removed"') === true).length;
  findings.must(refused === some.length, `of ${String(some.length)} purged bots only ${String(refused)} were kept out`);
  const others = new WireCrowd(
    door,
    some.map((_, at) => `Bot again ${at.toString(16)}`),
  );
  const told = await Promise.all(others.players.map((_, at) => others.enter(at)));
  const locked = told.filter((ack) => typeof ack !== 'string' && !ack.ok && ack.why === 'locked').length;
  findings.must(locked === some.length, `of ${String(some.length)} new bots only ${String(locked)} met a locked room`);
  others.close();
}

async function play(people: WireCrowd, host: Host, findings: Findings): Promise<void> {
  const item = await host.openNext();
  const sent = await Promise.all(people.players.map((player, at) => player.answer(item, [at % 3], 500)));
  findings.must(
    sent.every(({ ack }) => ack?.ok === true),
    'not all answers of people were taken',
  );
  await host.revealed();
  findings.must(host.guest.desk?.answered === people.players.length, 'not all answers of people counted');
}

/** Bots had seats, and answered nothing. */
const evidenceOf = (people: WireCrowd, bots: WireCrowd): Omit<Evidence, 'entries'> => {
  const evidence = people.evidence();
  return { ...evidence, tokens: [...evidence.tokens, ...bots.evidence().tokens] };
};

export const botsAtTheDoor: Scenario = {
  name: 'bots-at-the-door',
  row: 11,
  done: '5,000 bots and 500 people come from one address at once',
  expected: '≥ 99 % of the people join ≤ 5 s; two actions purge the bots',
  needs: [],
  async run(day) {
    const findings = new Findings(day);
    const server = await day.server(day.packs(questions(1)));
    const { code, host } = await openRoom(day, server);
    const door = { port: server.port, code };
    const named = (count: number, name: string): string[] =>
      Array.from({ length: count }, (_, at) => `${name} ${at.toString(16)}`);
    const bots = new WireCrowd(door, named(day.size(5_000, 500), 'Bot'));
    const people = new WireCrowd(door, named(day.size(500, 60), 'Pupil'), 3);
    day.atEnd(() => [bots, people].forEach((crowd) => crowd.close()));
    findings.figure(`${String(bots.players.length)} bots, ${String(people.players.length)} people`);

    const stopAsking = host.keepAsking();
    const joinMs = await allAtOnce(day, bots, people, findings);
    findings.within('people joined p99', percentile(joinMs, joinShareMin), joinMsMax);
    findings.figure(`p50 ${String(Math.round(percentile(joinMs, 0.5)))} ms`);
    findings.figure(`the host was answered p99 ${String(Math.round(percentile(await stopAsking(), 0.99)))} ms`);
    await throwOut(bots, people, host, findings);
    const metric = await metricOf(server, 'quizloop_removed_total');
    await tryAgain(door, bots, findings);
    await play(people, host, findings);
    await endRoom(server, host);
    findings.must(await people.allSee('ended'), 'not everybody was shown how it ended');
    await server.stop();
    await mustHold(findings, server, code, evidenceOf(people, bots));
    return findings.seen({ log: lineOf([server], /taken out of their rooms/), metric });
  },
};
