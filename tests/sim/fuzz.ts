/**
 * Explores seeds, or plays one again: `npm run fuzz -- --runs 5000`, `npm run fuzz -- --seed 42`. Ends with code 1 when
 * one failed; that seed then belongs into seeds.json, with what it found.
 */
import { parseArgs } from 'node:util';
import type { Verdict } from './simulate.ts';

// Without the compiler a rune is just the value: nothing here draws.
Object.assign(globalThis, { $state: { raw: <T>(value: T): T => value } });
const { simulate } = await import('./simulate.ts');
const { report } = await import('./report.ts');

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    runs: { type: 'string', default: '500' },
    from: { type: 'string' },
    classic: { type: 'boolean' },
  },
});
const form = values.classic === true ? 'classic' : 'whole';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function tell(verdict: Verdict): void {
  if (verdict.problems.length > 0) process.exitCode = 1;
  say(verdict.problems.length > 0 ? report(verdict) : `seed ${String(verdict.plan.seed)}: nothing wrong`);
}

if (values.seed !== undefined) {
  const verdict = await simulate(Number(values.seed), form);
  say(JSON.stringify({ ...verdict.plan, pack: undefined }, null, 2));
  tell(verdict);
} else {
  const from = values.from === undefined ? Math.floor(Math.random() * 2 ** 30) : Number(values.from);
  const runs = Number(values.runs);
  say(`seeds ${String(from)} to ${String(from + runs - 1)}`);
  let failed = 0;
  for (let seed = from; seed < from + runs; seed++) {
    const verdict = await simulate(seed, form);
    if (verdict.problems.length === 0) continue;
    failed += 1;
    tell(verdict);
  }
  say(`${String(runs)} seeds, ${String(failed)} failed`);
}
