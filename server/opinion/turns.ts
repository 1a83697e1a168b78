/** Lets so many things go on at once; others wait in line, and where the line is full they are turned away. */

export interface Turns {
  /** What `work` gives, or null where the line is full. `work` must not fail. */
  take<Output>(work: () => Promise<Output>): Promise<Output | null>;
}

export function createTurns(atOnce: number, waitingMax: number): Turns {
  let under = 0;
  const line: (() => void)[] = [];
  return {
    async take(work) {
      if (under >= atOnce) {
        if (line.length >= waitingMax) return null;
        // Whoever leaves hands the turn over, so that nobody who comes at that moment takes it.
        await new Promise<void>((resolve) => line.push(resolve));
      } else under += 1;
      try {
        return await work();
      } finally {
        const next = line.shift();
        if (next === undefined) under -= 1;
        else next();
      }
    },
  };
}
