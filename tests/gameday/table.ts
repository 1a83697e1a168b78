/** The table at the end of game days, in Markdown: a row for each scenario that was played. */
import type { Outcome } from './playDay.ts';
import type { Scenario } from './scenario.ts';

const columns = ['row', 'scenario', 'done', 'expected', 'seen', 'log line', 'metric', 'seed'] as const;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

export function tableOf(scenarios: readonly Scenario[], outcomes: readonly Outcome[]): string {
  const rows = outcomes.flatMap(({ name, passed, expected, seen, log, metric, seed }) => {
    const scenario = scenarios.find((each) => each.name === name);
    if (scenario === undefined) return [];
    const row = scenario.row === null ? '' : String(scenario.row);
    const how = `${passed ? 'passed' : '**FAILED**'}: ${seen}`;
    return [line([row, name, scenario.done, expected, how, log, metric, String(seed)])];
  });
  return [line(columns), line(columns.map(() => '---')), ...rows].join('\n');
}
