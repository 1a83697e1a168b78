/** A failing seed for people: what is wrong first, then the log it left, one entry a line. */
import type { Verdict } from './simulate.ts';

export function report({ plan, problems, entries }: Verdict): string {
  const first = entries[0]?.atMs ?? 0;
  const log = entries.map(({ seq, atMs, type, ...body }) => {
    const seconds = ((atMs - first) / 1_000).toFixed(3).padStart(8);
    const said = type === 'opened' ? '(pack and settings)' : JSON.stringify(body);
    return `${String(seq).padStart(5)} ${seconds} s  ${type} ${said}`;
  });
  return [
    `seed ${String(plan.seed)} (npm run fuzz -- --seed ${String(plan.seed)})`,
    ...problems.map((problem) => `  ✗ ${problem}`),
    ...log,
  ].join('\n');
}
