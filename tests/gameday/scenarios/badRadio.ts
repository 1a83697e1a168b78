/**
 * Row 9: half of the phones have bad radio, there and back 300 ms ± 150 and one chunk in twenty lost and sent again. Each
 * of them has a twin of equal skill on a good network; what both earn is read from the log.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../../../shared/game/random.ts';
import { median, percentile } from '../../bench/figures.ts';
import { pointsByArrival } from '../../support/byArrival.ts';
import { nameOf, thinkMs } from '../../support/personality.ts';
import { replay } from '../../support/rooms.ts';
import { openSlowLine, type Line } from '../../support/slowProxy.ts';
import { evidenceOf } from '../crowd.ts';
import type { Day, DayServer } from '../day.ts';
import { openRoom, questions, type Host } from '../game.ts';
import { lineOf, metricOf } from '../operator.ts';
import { Person } from '../person.ts';
import { endRoom, mustHold } from '../roomEnd.ts';
import { Findings, type Scenario } from '../scenario.ts';

const gapMax = 0.01;
const ackMsMax = 3_000;
const windowMs = 10_000;
/** A lost chunk is sent again after a second at most, and what is behind it waits. */
const way = { delayMs: 75, jitterMs: 150, stalls: { chance: 0.05, minMs: 300, maxMs: 1_000 } };
const radio: Line = { up: way, down: way };
const arriveMs = 10;
/** The server has measured each network by then. */
const lobbyMs = 4_000;
const thinkMsMin = 400;
const thinkMsMax = 3_000;
const asked = (day: Day): number => day.size(6, 2);

/** By turns one on a good network and one, a twin, on bad radio. */
async function arrive(day: Day, url: string, code: string, pairs: number): Promise<Person[]> {
  const people: Person[] = [];
  const joins: Promise<unknown>[] = [];
  for (let at = 0; at < 2 * pairs; at++) {
    const line = at % 2 === 0 ? null : await openSlowLine(url, radio, day.randomOf(at));
    const person = new Person({ url: line?.url ?? url, code, name: nameOf(at), isRecording: at < 4 });
    day.atEnd(async () => {
      person.close();
      await line?.close();
    });
    people.push(person);
    joins.push(person.join());
    await wait(arriveMs);
  }
  await Promise.all(joins);
  return people;
}

/** Everybody thinks for as long as the twin does, and taps what is right. Resolves with how long acknowledgements took. */
const tapAll = (seed: number, people: readonly Person[], item: number): Promise<number[]> =>
  Promise.all(
    people.map(async (person, at) => {
      const think = thinkMs(seededRandom(seed, (item << 16) + (at >> 1)), 1_200);
      await person.shows(item);
      await wait(Math.min(thinkMsMax, Math.max(thinkMsMin, think)));
      return person.tap(item, [0]);
    }),
  );

/** How far the medians of the two halves are apart, as a share of that on good networks. */
function gapOf(people: readonly Person[], pointsBySeat: readonly number[]): number {
  const half = (which: number): number =>
    median(people.filter((_, at) => at % 2 === which).map(({ seat }) => pointsBySeat[seat] ?? Number.NaN));
  return Math.abs(half(0) - half(1)) / half(0);
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

async function play(day: Day, server: DayServer, code: string, host: Host, findings: Findings): Promise<Person[]> {
  const pairs = day.size(200, 20);
  const people = await arrive(day, server.url, code, pairs);
  findings.figure(`${String(2 * pairs)} players, half of them on bad radio`);
  await wait(lobbyMs);
  const ackMs: number[] = [];
  for (let nth = 0; nth < asked(day); nth++) {
    const tapped = tapAll(day.seed, people, nth);
    await host.openNext();
    ackMs.push(...(await tapped));
    await host.revealed();
  }
  findings.within('ack p99', percentile(ackMs, 0.99), ackMsMax);
  const missing = people.flatMap(({ player }) => player.sent).filter(({ ack }) => ack?.ok !== true).length;
  findings.must(missing === 0, `${String(missing)} answers were not taken`);
  return people;
}

export const badRadio: Scenario = {
  name: 'bad-radio',
  row: 9,
  done: 'half of the phones have 300 ms ± 150 there and back, and 5 % of what is sent is lost and sent again',
  expected: 'median score gap ≤ 1 %; ack p99 ≤ 3 s',
  needs: [],
  async run(day) {
    const findings = new Findings(day);
    // The right one stands first for everybody: what is compared is time.
    const items = questions(asked(day), windowMs / 1_000).map((item) => ({ ...item, shuffle: false }));
    const server = await day.server(day.packs(items));
    const { code, host } = await openRoom(day, server);
    const people = await play(day, server, code, host, findings);
    const metric = await metricOf(server, 'quizloop_round_trip_seconds');
    await endRoom(server, host);
    await Promise.all(people.map(({ player }) => player.guest.until(({ scene }) => scene?.phase === 'ended')));
    await server.stop();

    const entries = await mustHold(findings, server, code, evidenceOf(people.map(({ player }) => player)));
    const state = replay(entries);
    const gap = gapOf(
      people,
      state.players.map(({ points }) => points),
    );
    const unfair = gapOf(people, pointsByArrival(entries, state, windowMs));
    findings.figure(`median score gap ${percent(gap)} (by arrival alone ${percent(unfair)})`);
    findings.must(gap <= gapMax, `the medians are ${percent(gap)} apart`);
    return findings.seen({ log: lineOf([server], /^room over$/), metric });
  },
};
