/**
 * Attacks a server of its own for as long as it takes: `npm run fuzz:wire -- --count 1000000 --seed 7 [--minutes 30]`.
 * Ends with code 1 where something broke; the same seed then tries the same again.
 */
import { parseArgs } from 'node:util';
import { attack } from './attack.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string' },
    minutes: { type: 'string', default: '60' },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 30) : Number(values.seed);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

say(`seed ${String(seed)}`);
const { sent, tookMs, games, problems, answers, memoryMB } = await attack({
  count: Number(values.count),
  seed,
  msMax: Number(values.minutes) * 60_000,
  say,
});
say(`${String(sent)} actions, frames and requests in ${String(Math.round(tookMs / 1_000))} s`);
say(`${String(games)} honest games beside them; memory ${memoryMB.join(' → ')} MB`);
say(`answers: ${JSON.stringify(answers)}`);
for (const problem of problems) say(problem);
say(`${String(problems.length)} problems`);
if (problems.length > 0) process.exitCode = 1;
process.exit();
