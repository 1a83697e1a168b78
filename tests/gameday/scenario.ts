/**
 * What a game day is made of: a scenario is one fault that is done to a running game, and what was seen of it. Whether it
 * passed is worked out from claims, each with its figure, so that a failure says what was wrong.
 */
import type { Day } from './day.ts';

export interface Scenario {
  /** As on the command line: `npm run gameday -- node-killed`. */
  readonly name: string;
  /** Of the table of faults; null for what stands beside it. */
  readonly row: number | null;
  /** What is done, and what has to be seen then: as the table at the end says it. */
  readonly done: string;
  readonly expected: string;
  /** Left out where they are not installed. */
  readonly needs: readonly ('redis' | 'postgres')[];
  run(day: Day): Promise<Seen>;
}

export interface Seen {
  readonly isPassed: boolean;
  /** Figures, and what was wrong first. */
  readonly seen: string;
  /** The line of the server's log that told the operator: its words. */
  readonly log: string;
  /** The metric that told the operator, with its figure. */
  readonly metric: string;
}

/** What told the operator. */
export interface Told {
  readonly log: string | null;
  readonly metric: string | null;
}

/** Small days are played beside whatever else a machine does: there it is a bound for what hangs, not for what is slow. */
const smallSlack = 5;
/** More of them say nothing new. */
const wrongsShown = 5;

/** Collects what a scenario sees. */
export class Findings {
  readonly #slack: number;
  readonly #wrong: string[] = [];
  readonly #figures: string[] = [];

  constructor(day: Pick<Day, 'isSmall'>) {
    this.#slack = day.isSmall ? smallSlack : 1;
  }

  /** Said in any case. */
  figure(text: string): void {
    this.#figures.push(text);
  }

  /** `what`: what is wrong where it does not hold. */
  must(holds: boolean, what: string): void {
    if (!holds) this.#wrong.push(what);
  }

  /** A figure that has a bound, in ms. */
  within(what: string, ms: number, maxMs: number): void {
    this.figure(`${what} ${String(Math.round(ms))} ms`);
    const boundMs = maxMs * this.#slack;
    this.must(ms <= boundMs, `${what} took ${String(Math.round(ms))} ms, not ${String(boundMs)}`);
  }

  /** Each of them is wrong, such as what the checker found. */
  wrong(problems: readonly string[]): void {
    this.#wrong.push(...problems);
  }

  /** Nobody told the operator: that is a failure too. */
  seen({ log, metric }: Told): Seen {
    this.must(log !== null, 'no line in the log told the operator');
    this.must(metric !== null, 'no metric told the operator');
    const more = this.#wrong.length - wrongsShown;
    const wrong = [...this.#wrong.slice(0, wrongsShown), ...(more > 0 ? [`and ${String(more)} more`] : [])];
    return {
      isPassed: this.#wrong.length === 0,
      seen: [...wrong.map((each) => `WRONG: ${each}`), ...this.#figures].join('; '),
      log: log ?? 'none',
      metric: metric ?? 'none',
    };
  }
}
