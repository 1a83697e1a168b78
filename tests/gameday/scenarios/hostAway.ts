/**
 * Row 13: the host's laptop closes in the middle of a question. The room goes on without it, and a second device with the
 * host's token leads on at once; nobody else does, whatever they show.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { hostMissedMs } from '../../../shared/operatingLimits.ts';
import { openSlowLine, type SlowLine } from '../../support/slowProxy.ts';
import { freshToken, Guest } from '../../support/guest.ts';
import { packId } from '../../support/witness.ts';
import { Crowd, evidenceOf, type Player } from '../crowd.ts';
import { comesTrue, type Day, type DayServer } from '../day.ts';
import { Host, questions } from '../game.ts';
import { lineOf, metricOf } from '../operator.ts';
import { Person } from '../person.ts';
import { endRoom, mustHold } from '../roomEnd.ts';
import { Findings, type Scenario } from '../scenario.ts';

const controlMsMax = 3_000;
/** A small day has no three minutes; longer than it takes until a room counts as without its host. */
const awayMs = (day: Day): number => day.size(180_000, hostMissedMs + 1_000);
const straight = { up: { delayMs: 0 }, down: { delayMs: 0 } };
const refusalMsMax = 10_000;

type Room = Readonly<Record<'code' | 'token', string>>;

/** A token that opens no door, and what it is. */
async function wrongTokens(server: DayServer, token: string, crowd: Crowd): Promise<[string, string][]> {
  const other = await server.openRoom(packId);
  const turned = [...token].map((letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );
  return [
    ['a new token', freshToken()],
    ["a player's token", crowd.players[0]?.guest.token ?? ''],
    ["another room's token", other.token],
    ['the right token in other letters', turned.join('')],
  ];
}

/** Each of them knocks as a desk and as a stage, and must see nothing. */
async function knock(
  server: DayServer,
  code: string,
  tokens: readonly [string, string][],
  findings: Findings,
): Promise<void> {
  for (const [what, token] of tokens)
    for (const audience of ['desk', 'stage'] as const) {
      const thief = new Guest({ url: server.url, code, audience, token });
      await comesTrue(() => thief.over !== null || thief.desk !== null || thief.stage !== null, refusalMsMax);
      const isShut = thief.over === 'not-host' && thief.desk === null && thief.stage === null;
      findings.must(isShut, `${what} was told "${String(thief.over)}" at the door of a ${audience}`);
      thief.close();
    }
  const isTold = await comesTrue(() => server.logged(/showed no key/).length > 0, refusalMsMax);
  findings.must(isTold, 'nobody was told that somebody tried to lead a room of others');
}

interface Alone {
  readonly crowd: Crowd;
  readonly item: number;
}

/** While nobody leads: all answer, the question closes and is revealed by itself, and somebody new comes in. */
async function playAlone(
  day: Day,
  { url, code }: { url: string; code: string },
  { crowd, item }: Alone,
  findings: Findings,
): Promise<readonly Player[]> {
  await crowd.answer(item, 1_000);
  await crowd.all(({ scene }) => scene?.phase === 'revealed');
  const late = new Person({ url, code, name: 'Somebody late' });
  day.atEnd(() => late.close());
  const ack = await late.join();
  findings.must(ack.ok, `who came while the host was away was told ${JSON.stringify(ack)}`);
  await wait(awayMs(day));
  const all = [...crowd.players, late.player];
  const there = all.filter(({ guest }) => guest.isConnected && guest.over === null).length;
  findings.must(there === all.length, `only ${String(there)} of ${String(all.length)} were still there`);
  return all;
}

/** From opening the second device to the next question on every phone. */
async function takeOver(second: Host, all: readonly Player[], openedAtMs: number, findings: Findings): Promise<number> {
  await second.guest.until(({ desk }) => desk !== null);
  const item = second.index + 1;
  while (second.index < item) await second.next();
  await Promise.all(all.map(({ guest }) => guest.until(({ scene }) => scene?.index === item)));
  findings.within('control from the second device', performance.now() - openedAtMs, controlMsMax);
  return item;
}

/** The laptop wakes where it fell asleep: what it thought is not done a second time. */
async function wake(
  day: Day,
  { url }: DayServer,
  { room, item }: { room: Room; item: number },
  findings: Findings,
): Promise<Host> {
  const { code, token } = room;
  const laptop = new Host(day, url, code, token);
  await laptop.guest.until(({ desk }) => desk !== null);
  const ack = await laptop.guest.act({ type: 'next', phase: 'asked', index: item, step: 0 });
  findings.must(!ack.ok && ack.why === 'stale', `a "next" from before the sleep was told ${JSON.stringify(ack)}`);
  return laptop;
}

/** A small day is over before a server notices that a laptop sleeps, after 45 s: there it says goodbye. */
function closeLid(day: Day, laptop: Host, line: SlowLine): void {
  if (day.isSmall) laptop.guest.close();
  else line.fallSilent();
}

async function play(day: Day, server: DayServer, room: Room, findings: Findings): Promise<readonly Player[]> {
  const { code, token } = room;
  const line = await openSlowLine(server.url, straight, day.random);
  day.atEnd(() => line.close());
  const laptop = new Host(day, line.url, code, token);
  const count = day.size(1_000, 40);
  const crowd = await Crowd.enter(day, { url: server.url, code, count });
  const item = await laptop.openNext();
  closeLid(day, laptop, line);
  findings.figure(`${String(count)} players; the host was away for ${String(awayMs(day) / 1_000)} s`);
  const all = await playAlone(day, { url: server.url, code }, { crowd, item }, findings);
  const missing = await server.metric('quizloop_rooms_without_host');
  findings.must(missing === 1, `the operator saw ${String(missing)} rooms without their host`);
  await knock(server, code, await wrongTokens(server, token, crowd), findings);

  const openedAtMs = performance.now();
  const second = new Host(day, server.url, code, token);
  const asked = await takeOver(second, all, openedAtMs, findings);
  const awake = await wake(day, server, { room, item }, findings);
  await Promise.all(all.map((player) => player.answer(asked, [0])));
  await awake.revealed();
  await endRoom(server, awake);
  await Promise.all(all.map(({ guest }) => guest.until(({ scene }) => scene?.phase === 'ended')));
  return all;
}

export const hostAway: Scenario = {
  name: 'host-away',
  row: 13,
  done: "the host's laptop closes for 3 min; a second device resumes with the host's token",
  expected: 'the room is alive; control ≤ 3 s; any other token is refused',
  needs: [],
  async run(day) {
    const findings = new Findings(day);
    const server = await day.server(day.packs(questions(2)));
    const room = await server.openRoom(packId, { reading: false, standings: 'end' });
    const all = await play(day, server, room, findings);
    const metric = await metricOf(server, 'quizloop_hosts_back_total');
    await server.stop();
    await mustHold(findings, server, room.code, evidenceOf(all));
    return findings.seen({ log: lineOf([server], /host is back/), metric });
  },
};
