/** Row 2: kill -9 of the only server, again and again, while answers come in. The log it leaves is read after each. */
import { problemsIn } from '../checker.ts';
import { wait, type Day } from '../day.ts';
import { openGame, questions, type Game } from '../game.ts';
import { logInFolder } from '../logs.ts';
import { lineOf, metricOf } from '../operator.ts';
import { Findings, type Scenario } from '../scenario.ts';

const killsPerQuestion = 4;
const burstMs = 400;
const upMsMax = 3_000;

/** What was acknowledged until now stands in what was left behind. Screens are looked at in the end. */
async function problemsNow(folder: string, { code, crowd }: Game): Promise<readonly string[]> {
  const entries = await logInFolder(folder, code);
  return problemsIn({ ...crowd.evidence(), entries, seen: [], screens: [], frames: [] });
}

export const killedMidBurst: Scenario = {
  name: 'killed-mid-burst',
  row: 2,
  done: 'kill -9 of the single node (SQLite) in a burst of answers, 100 times',
  expected: 'ready again within 3 s each time; I1 to I5 hold after each of 100',
  needs: [],
  async run(day: Day) {
    const found = new Findings(day);
    const kills = day.size(100, 4);
    const count = day.size(1_000, 40);
    const server = await day.server(day.packs(questions(Math.ceil(kills / killsPerQuestion))));
    const game = await openGame(day, server, { count });
    const { host, crowd } = game;
    const upMs: number[] = [];
    let cleanCount = 0;
    for (let killed = 0; killed < kills;) {
      const item = await host.openNext();
      for (let part = 0; part <= killsPerQuestion; part++) {
        const answering = crowd.answer(
          item,
          burstMs,
          crowd.players.filter((_, at) => at % (killsPerQuestion + 1) === part),
        );
        if (part < killsPerQuestion && killed < kills) {
          killed += 1;
          await wait(burstMs * day.random());
          await server.kill();
          const problems = await problemsNow(server.folder, game);
          found.wrong(problems.map((each) => `after kill ${String(killed)}: ${each}`));
          if (problems.length === 0) cleanCount += 1;
          const fromMs = performance.now();
          await server.restart();
          upMs.push(performance.now() - fromMs);
        }
        await answering;
      }
      await host.revealed();
    }
    const told = {
      log: lineOf([server], /rooms taken up again/),
      metric: await metricOf(server, 'quizloop_outages_total'),
    };
    await host.toPodium();
    await crowd.all(({ scene, isConnected }) => isConnected && scene?.phase === 'podium');
    await server.stop();
    found.wrong(problemsIn({ ...crowd.evidence(), entries: await logInFolder(server.folder, game.code) }));
    found.figure(`${String(cleanCount)} of ${String(kills)} clean with ${String(count)} players`);
    found.within('ready again at the latest after', Math.max(...upMs), upMsMax);
    const acknowledged = crowd.sent.filter(({ ack }) => ack?.ok === true).length;
    found.figure(`${String(acknowledged)} of ${String(crowd.sent.length)} answers acknowledged`);
    // The kills must not have kept the room from playing.
    found.must(acknowledged > 0.9 * crowd.sent.length, 'many answers were never taken');
    return found.seen(told);
  },
};
