/** Row 5: Redis is killed in the midst of a question, and starts again after eight seconds. */
import { answerThrough, mustBeLonger } from '../outage.ts';
import { lineOf } from '../operator.ts';
import { Findings, type Scenario } from '../scenario.ts';
import { redisOf, ThreeNodes } from '../threeNodes.ts';

export const redisRestarted: Scenario = {
  name: 'redis-restarted',
  row: 5,
  done: 'Redis killed and restarted, 8 s, inside a question',
  expected: 'nothing acknowledged while it is down; play resumes ≤ 5 s after; the window is extended',
  needs: ['redis'],
  async run(day) {
    const findings = new Findings(day);
    const redis = await redisOf(day);
    const lastsMs = day.size(8_000, 4_000);
    const game = await ThreeNodes.open(day, { redis, players: day.size(1_000, 60), questions: 2 });
    const item = await answerThrough(game, findings, { name: 'killed', lastsMs, begin: redis.kill, end: redis.start });
    const entries = await game.finish(findings);
    mustBeLonger(findings, entries, item, lastsMs);
    const metric = await game.raised('quizloop_outages_total');
    return findings.seen({ log: lineOf(game.nodes, /games stand still/), metric });
  },
};
