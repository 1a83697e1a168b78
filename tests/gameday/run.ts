/**
 * `npm run gameday [-- NAME …] [--small] [--json] [--seed N]`: plays the faults against real processes, and prints what was
 * done, expected and seen as a table, or with `--json` as one line each and nothing else. Code 1 when one fails.
 */
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../server/bin/make.mjs';
import { isPostgresLeftOut } from '../support/postgresServer.ts';
import { isRedisLeftOut } from '../support/redisServer.ts';
import { endAll, playDay, type Outcome } from './playDay.ts';
import type { Scenario } from './scenario.ts';
import { tableOf } from './table.ts';

// Without the compiler a rune is just the value: nothing here draws.
Object.assign(globalThis, { $state: { raw: <T>(value: T): T => value } });
const { scenarios } = await import('./scenarios/all.ts');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { small: { type: 'boolean' }, json: { type: 'boolean' }, seed: { type: 'string' } },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 30) : Number(values.seed);
const isJson = values.json === true;
const say = (line: string): void => void process.stderr.write(`${line}\n`);

function chosen(): readonly Scenario[] {
  const unknown = positionals.filter((name) => !scenarios.some((each) => each.name === name));
  if (unknown.length > 0 || !Number.isInteger(seed)) {
    say(`No such scenario: ${unknown.join(', ')}. There are: ${scenarios.map(({ name }) => name).join(', ')}.`);
    process.exit(2);
  }
  const isMissing = ({ needs }: Scenario): boolean =>
    (needs.includes('redis') && isRedisLeftOut) || (needs.includes('postgres') && isPostgresLeftOut);
  const asked = scenarios.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  for (const each of asked.filter(isMissing)) say(`${each.name} is left out: it needs ${each.needs.join(' and ')}.`);
  return asked.filter((each) => !isMissing(each));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void endAll().finally(() => process.exit(1)));

await ensureBuilt({ quiet: true });
const outcomes: Outcome[] = [];
for (const scenario of chosen()) {
  if (!isJson) say(`── ${scenario.name}`);
  const outcome = await playDay(scenario, { seed, isSmall: values.small === true, isBuilt: true });
  outcomes.push(outcome);
  if (isJson) process.stdout.write(`${JSON.stringify(outcome)}\n`);
  else say(`   ${outcome.passed ? 'passed' : 'FAILED'}: ${outcome.seen}`);
}
if (!isJson) process.stdout.write(`${tableOf(scenarios, outcomes)}\n`);
process.exit(outcomes.every(({ passed }) => passed) ? 0 : 1);
