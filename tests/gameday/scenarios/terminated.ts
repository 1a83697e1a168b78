/** Row 15: the server is told to end while answers come in, as by whoever updates it; another start goes on. */
import { comesTrue, type Day, type DayServer } from '../day.ts';
import { openGame, questions } from '../game.ts';
import { lineOf, metricOf } from '../operator.ts';
import { finishGame, mustHold, toPodium } from '../roomEnd.ts';
import { Findings, type Scenario } from '../scenario.ts';

const burstMs = 800;
/** A probe asks once a second or so; at once is well below that. */
const unreadyMsMax = 500;
const endMsMax = 30_000;

const statusOf = async (server: DayServer, path: string): Promise<number> => (await fetch(server.url + path)).status;

export const terminated: Scenario = {
  name: 'terminated',
  row: 15,
  done: 'SIGTERM of the single node (SQLite) in a burst of answers; started again',
  expected: 'readiness 503 at once, liveness 200, exit code 0 within 30 s, no answer lost; I1 to I5',
  needs: [],
  async run(day: Day) {
    const found = new Findings(day);
    const count = day.size(1_000, 60);
    const server = await day.server(day.packs(questions(3)));
    const game = await openGame(day, server, { count });
    const { code, host, crowd } = game;
    await crowd.answer(await host.openNext(), burstMs);
    await host.revealed();

    const item = await host.openNext();
    const answering = crowd.answer(item, burstMs);
    await comesTrue(
      () => crowd.sent.filter((each) => each.item === item && each.ack?.ok === true).length > count / 4,
      30_000,
    );
    const toldAtMs = performance.now();
    const stopped = server.stop();
    let ready = 200;
    // What was answered until the signal came through was answered by a server that still was ready.
    while (ready === 200 && performance.now() - toldAtMs < endMsMax) ready = await statusOf(server, '/readyz');
    found.within('not ready after', performance.now() - toldAtMs, unreadyMsMax);
    found.must(ready === 503, `readiness was answered with ${String(ready)}`);
    const alive = await statusOf(server, '/healthz');
    found.must(alive === 200, `liveness was answered with ${String(alive)}`);
    const metric = await metricOf(server, 'quizloop_draining');
    const exitCode = await stopped;
    found.within('ended after', performance.now() - toldAtMs, endMsMax);
    found.must(exitCode === 0, `it ended with code ${String(exitCode)}`);
    // What is left is read before anybody goes on.
    await mustHold(found, server, code, { ...crowd.evidence(), screens: [] });
    const log = lineOf([server], /^closed$/);

    await server.restart();
    await answering;
    await host.revealed();
    await crowd.answer(await host.openNext(), burstMs);
    await host.revealed();
    await toPodium(game);
    const sentAway = crowd.players.filter(({ guest }) => guest.over !== null).length;
    found.must(sentAway === 0, `${String(sentAway)} players were sent away for good`);
    await finishGame(found, server, game);
    found.figure(`${String(crowd.sent.length)} answers of ${String(count)} players, ${String(crowd.lost)} lost`);
    return found.seen({ log, metric });
  },
};
