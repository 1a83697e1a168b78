/** Plays one scenario from beginning to end, whatever happens in it, and says how it went. */
import { Day, type DayOptions } from './day.ts';
import type { Scenario, Seen } from './scenario.ts';

/** A line of `--json`. */
export interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly expected: string;
  readonly seen: string;
  readonly seed: number;
  readonly log: string;
  readonly metric: string;
}

/** Those that are played now. */
const open = new Set<Day>();

/** Whoever stops the run must not leave servers behind. */
export const endAll = (): Promise<unknown> => Promise.allSettled([...open].map((day) => day.close()));

/** What breaks off is a failure, and so is what cannot be ended. */
export async function playDay(scenario: Scenario, options: DayOptions): Promise<Outcome> {
  const day = new Day(options);
  open.add(day);
  const { name, expected } = scenario;
  let seen: Seen;
  try {
    seen = await scenario.run(day);
  } catch (error) {
    seen = { isPassed: false, seen: `BROKE OFF: ${wordsOf(error)}`, log: 'none', metric: 'none' };
  }
  try {
    await day.close();
  } catch (error) {
    seen = { ...seen, isPassed: false, seen: `${seen.seen}; ${wordsOf(error)}` };
  }
  open.delete(day);
  const { isPassed: passed, log, metric } = seen;
  return { name, passed, expected, seen: seen.seen, seed: options.seed, log, metric };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
