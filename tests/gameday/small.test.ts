/** Every game day in its small size, against real processes: what `npm run gameday` plays with a thousand players. */
import { expect, test } from 'vitest';
import { isBuilt } from '../../server/bin/make.mjs';
import { isPostgresLeftOut } from '../support/postgresServer.ts';
import { isRedisLeftOut } from '../support/redisServer.ts';
import { playDay } from './playDay.ts';
import { scenarios } from './scenarios/all.ts';

/** The same in every run; another one is tried with `npm run gameday -- --small --seed N`. */
const seed = 1;
/** What is built starts sooner; what is not would play what was there before. */
const options = { seed, isSmall: true, isBuilt: isBuilt() };

for (const scenario of scenarios) {
  const { name, row, needs } = scenario;
  const isLeftOut = (needs.includes('redis') && isRedisLeftOut) || (needs.includes('postgres') && isPostgresLeftOut);
  test.skipIf(isLeftOut)(`${name}${row === null ? '' : ` (fault ${String(row)})`}`, async () => {
    const { passed, seen, log, metric } = await playDay(scenario, options);
    console.log(`${name}: ${seen}; log: ${log}; metric: ${metric}`);
    expect(passed, seen).toBe(true);
  });
}
