/** One seed, from the first arrival to quiet: what went wrong, and the log it left behind. */
import { seededRandom } from '../../shared/game/random.ts';
import type { Entry } from '../../shared/game/entry.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { startMs } from '../support/rooms.ts';
import { checkAll } from './checks.ts';
import { Host } from './host.ts';
import { between, pick, planOf, playersInRoom, type Form, type Plan } from './plan.ts';
import { Player } from './player.ts';
import { World } from './world.ts';

/** A dead connection is noticed within 45 s, and a phone is back within a few more. */
const quietMs = 60_000;
/** A room that goes on by itself plays to its podium meanwhile. */
const restMsMax = 6 * 60_000;

export interface Verdict {
  readonly plan: Plan;
  readonly problems: readonly string[];
  readonly entries: readonly Entry[];
}

export async function simulate(seed: number, form: Form = 'whole'): Promise<Verdict> {
  const plan = planOf(seed, form);
  const clock = new FakeClock(startMs);
  const uninstall = clock.install(seededRandom(seed, 0xc10c));
  const world = new World(plan, clock);
  const unheard = (error: unknown): void =>
    world.truth.wrong(`a promise was rejected, and nobody heard: ${String(error)}`);
  process.on('unhandledRejection', unheard);
  try {
    await world.open();
    const host = new Host(world);
    const players = Array.from({ length: playersInRoom }, (_, at) => new Player(world, at));
    host.come();
    for (const player of players) player.come();
    world.breakThings();
    disturb(world, host, players);
    await clock.runUntil(startMs + plan.playMs);
    world.heal();
    await clock.runUntil(clock.nowMs + quietMs);
    await comeToRest(world);
    await checkAll(world, host);
    for (const error of clock.thrown)
      world.truth.wrong(`a timer threw: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
    for (const page of world.pages) page.room.close();
    world.rooms?.close();
    await clock.settle();
  } finally {
    uninstall();
    process.off('unhandledRejection', unheard);
  }
  return { plan, problems: world.truth.problems, entries: world.truth.entries };
}

function disturb(world: World, host: Host, players: readonly Player[]): void {
  const { random, plan } = world;
  const someone = (): Player | undefined => pick(random, players);
  const isSudden = (): boolean => random() < 0.3;
  world.often(plan.perMinute.reload, () => {
    if (random() < 0.1) host.reload(isSudden());
    else someone()?.reload(isSudden());
  });
  world.often(plan.perMinute.secondTab, () => someone()?.openSecondTab());
  world.often(plan.perMinute.closeTab, () =>
    someone()?.closeTab(random() < 0.2 ? Infinity : between(random, 1_000, 40_000)),
  );
  world.often(plan.perMinute.leave, () => void someone()?.leave());
}

/** Until nothing is on its way, nobody is on the way back, and the room stands still. */
async function comeToRest(world: World): Promise<void> {
  const { clock, truth, network } = world;
  const untilMs = clock.nowMs + restMsMax;
  const away = (): string[] =>
    [...world.pages].filter(({ room }) => room.over === null && room.link !== 'up').map(({ room }) => room.link);
  // In a pause phones that hold an answer go on asking: then all has arrived that was shown before.
  const isQuiet = (forMs: number): boolean =>
    truth.state.pausedAtMs === null ? network.isQuiet && forMs > 3_000 : forMs > 30_000;
  const isStill = (): boolean => world.rooms !== null && away().length === 0 && isQuiet(clock.nowMs - truth.state.atMs);
  while (!isStill()) {
    if (clock.nowMs > untilMs) return truth.wrong(`it never came to rest; not back: ${away().join()}`);
    await clock.runUntil(clock.nowMs + 500);
  }
}
