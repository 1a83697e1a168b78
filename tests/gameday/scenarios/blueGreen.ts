/** Row 3: a new process takes port and folder over from the one that runs, in the midst of questions of many games. */
import { percentile } from '../../bench/figures.ts';
import { gapsSince } from '../crowd.ts';
import { comesTrue, type Day } from '../day.ts';
import { openGame, questions, type Game } from '../game.ts';
import { lineOf, metricOf } from '../operator.ts';
import { mustHold, mustTakeAll, toPodium } from '../roomEnd.ts';
import { Findings, type Scenario } from '../scenario.ts';

const burstMs = 1_000;
const gapMsMax = 2_000;
const oldEndsMsMax = 30_000;
/** A process that starts on a busy machine. */
const takeOverMsMax = 60_000;

export const blueGreen: Scenario = {
  name: 'blue-green',
  row: 3,
  done: '20 games in the midst of a question while `upgrade-in-place` starts the next version on one machine',
  expected: '0 answers lost; gap p99 within 2 s; the old process ends within 30 s; I1 to I5 in each game',
  needs: [],
  async run(day: Day) {
    const found = new Findings(day);
    const [games, each] = [day.size(20, 4), day.size(50, 10)];
    const packs = day.packs(questions(3));
    const old = await day.server(packs);
    const played: Game[] = [];
    for (let at = 0; at < games; at++) played.push(await openGame(day, old, { count: each, recording: 1 }));
    const everybody = <Result>(act: (game: Game) => Promise<Result>): Promise<Result[]> => Promise.all(played.map(act));
    const question = async ({ host, crowd }: Game): Promise<void> => {
      await crowd.answer(await host.openNext(), burstMs);
      await host.revealed();
    };
    await everybody(question);

    const items = await everybody(({ host }) => host.openNext());
    const answers = (isLate: boolean): Promise<unknown> =>
      Promise.all(
        played.map(({ crowd }, at) =>
          crowd.answer(
            items[at] ?? 0,
            burstMs,
            crowd.players.filter((_, seat) => (seat % 2 === 0) === isLate),
          ),
        ),
      );
    const players = played.flatMap(({ crowd }) => crowd.players);
    const early = answers(false);
    const fromMs = performance.now();
    const taking = day.takeOver(old, packs);
    // Their taps meet the gap, and the first moments behind it.
    await comesTrue(() => players.some(({ guest }) => !guest.isConnected), takeOverMsMax);
    const late = answers(true);
    const next = await taking;
    const isGone = await comesTrue(() => old.exitCode() !== null, oldEndsMsMax);
    found.figure(`${String(games)} games of ${String(each)} players`);
    found.must(isGone && old.exitCode() === 0, `the old process ended with code ${String(old.exitCode())}`);
    found.within('the old one ended after', performance.now() - fromMs, oldEndsMsMax);
    await Promise.all([early, late]);
    await everybody(({ crowd }) => crowd.all(({ isConnected }) => isConnected));
    const gaps = gapsSince(players, fromMs);
    found.must(gaps.length === players.length, `${String(gaps.length)} of ${String(players.length)} came over`);
    const silent = players.flatMap(({ gaps: own }) => own.map((gap) => gap.untilMs - gap.fromMs));
    found.within('gap p99', percentile(silent, 0.99), gapMsMax);
    await everybody(({ host }) => host.revealed());
    await everybody(question);
    const told = {
      log: lineOf([old], /^closing$/),
      metric: await metricOf(next, 'quizloop_came_back_total'),
    };
    await everybody(toPodium);
    await next.stop();
    for (const game of played) {
      await mustHold(found, next, game.code, game.crowd.evidence());
      mustTakeAll(found, game);
    }
    const lost = played.reduce((sum, { crowd }) => sum + crowd.lost, 0);
    found.figure(`${String(lost)} answers lost`);
    return found.seen(told);
  },
};
