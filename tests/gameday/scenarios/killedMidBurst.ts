/** Row 2: kill -9 of the only server, again and again, mostly while answers come in. The log it leaves is read after each. */
import { setTimeout as wait } from 'node:timers/promises';
import { problemsIn } from '../checker.ts';
import type { Day, DayServer } from '../day.ts';
import { mixedQuestions, openGame, type Game } from '../game.ts';
import { logInFolder } from '../logs.ts';
import { lineOf, metricOf } from '../operator.ts';
import { mustHold, toPodium } from '../roomEnd.ts';
import { Findings, type Scenario } from '../scenario.ts';

/** Four in bursts of answers, and one while the host leads on. */
const killsPerQuestion = 5;
const bursts = killsPerQuestion - 1;
const burstMs = 400;
const upMsMax = 3_000;
/** A thousand come back five times within one question, on any machine. */
const windowSeconds = 300;

/** Kills and starts again, and looks at what was left behind in between. */
class Killer {
  killed = 0;
  clean = 0;
  readonly upMs: number[] = [];
  readonly #day: Day;
  readonly #server: DayServer;
  readonly #game: Game;
  readonly #found: Findings;

  constructor(day: Day, server: DayServer, game: Game, found: Findings) {
    [this.#day, this.#server, this.#game, this.#found] = [day, server, game, found];
  }

  async kill(withinMs: number): Promise<void> {
    await wait(withinMs * this.#day.random());
    await this.#server.kill();
    this.killed += 1;
    const problems = await this.#problems();
    this.#found.wrong(problems.map((each) => `after kill ${String(this.killed)}: ${each}`));
    if (problems.length === 0) this.clean += 1;
    const fromMs = performance.now();
    await this.#server.restart();
    this.upMs.push(performance.now() - fromMs);
  }

  /** What was acknowledged until now stands in what was left behind. Screens are looked at in the end. */
  async #problems(): Promise<readonly string[]> {
    const entries = await logInFolder(this.#server.folder, this.#game.code);
    return problemsIn({ ...this.#game.crowd.evidence(), entries, seen: [], screens: [], frames: [] });
  }
}

async function question({ host, crowd }: Game, killer: Killer): Promise<void> {
  const opening = host.openNext();
  await killer.kill(2 * burstMs);
  const item = await opening;
  for (let part = 0; part < bursts; part++) {
    const answering = crowd.answer(
      item,
      burstMs,
      crowd.players.filter((_, at) => at % bursts === part),
    );
    await killer.kill(burstMs);
    await answering;
  }
  await host.revealed();
}

export const killedMidBurst: Scenario = {
  name: 'killed-mid-burst',
  row: 2,
  done: 'kill -9 of the single node (SQLite) 100 times: 80 in a burst of answers, 20 while the host leads on',
  expected: 'ready again within 3 s each time; I1 to I5 hold after each of 100',
  needs: [],
  async run(day: Day) {
    const found = new Findings(day);
    const count = day.size(1_000, 40);
    const rounds = day.size(20, 2);
    const server = await day.server(day.packs(mixedQuestions(rounds, windowSeconds)));
    const game = await openGame(day, server, { count });
    const { crowd } = game;
    const killer = new Killer(day, server, game, found);
    for (let at = 0; at < rounds; at++) await question(game, killer);
    const told = {
      log: lineOf([server], /rooms taken up again/),
      metric: await metricOf(server, 'quizloop_outages_total'),
    };
    await toPodium(game);
    await server.stop();
    await mustHold(found, server, game.code, crowd.evidence());
    found.figure(`${String(killer.clean)} of ${String(killer.killed)} clean with ${String(count)} players`);
    found.within('ready again at the latest after', Math.max(...killer.upMs), upMsMax);
    const acknowledged = crowd.sent.length - crowd.lost;
    found.figure(`${String(acknowledged)} of ${String(crowd.sent.length)} answers acknowledged`);
    // The kills must not have kept the room from playing.
    found.must(acknowledged > 0.9 * crowd.sent.length, 'many answers were never taken');
    return found.seen(told);
  },
};
