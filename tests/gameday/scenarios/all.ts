/** All scenarios, in the order of the table of faults. */
import type { Scenario } from '../scenario.ts';
import { answersAtOnce } from './answersAtOnce.ts';
import { badRadio } from './badRadio.ts';
import { blueGreen } from './blueGreen.ts';
import { diskFull } from './diskFull.ts';
import { hostAway } from './hostAway.ts';
import { killedMidBurst } from './killedMidBurst.ts';
import { terminated } from './terminated.ts';

export const scenarios: readonly Scenario[] = [
  killedMidBurst,
  blueGreen,
  badRadio,
  answersAtOnce,
  hostAway,
  diskFull,
  terminated,
];
