/** All scenarios, in the order of the table of faults. */
import type { Scenario } from '../scenario.ts';
import { allDrop } from './allDrop.ts';
import { answersAtOnce } from './answersAtOnce.ts';
import { badRadio } from './badRadio.ts';
import { blueGreen } from './blueGreen.ts';
import { botsAtTheDoor } from './botsAtTheDoor.ts';
import { diskFull } from './diskFull.ts';
import { forgedTime } from './forgedTime.ts';
import { hostAway } from './hostAway.ts';
import { killedMidBurst } from './killedMidBurst.ts';
import { nodeFrozen } from './nodeFrozen.ts';
import { nodeKilled, threeNodes3000 } from './nodeKilled.ts';
import { postgresDown } from './postgresDown.ts';
import { redisRestarted } from './redisRestarted.ts';
import { redisSlowOrFull } from './redisSlowOrFull.ts';
import { terminated } from './terminated.ts';

export const scenarios: readonly Scenario[] = [
  nodeKilled,
  killedMidBurst,
  blueGreen,
  nodeFrozen,
  redisRestarted,
  redisSlowOrFull,
  postgresDown,
  allDrop,
  badRadio,
  answersAtOnce,
  botsAtTheDoor,
  forgedTime,
  hostAway,
  diskFull,
  terminated,
  threeNodes3000,
];
