/** How many may do something at once: who comes later waits a little, and is then sent away rather than kept. */

/** Resolves with the way to give the slot back, or with null when none came free in time. */
export type Slots = () => Promise<(() => void) | null>;

export function createSlots(count: number, waitMsMax: number): Slots {
  let free = count;
  const waiting = new Set<(done: () => void) => void>();
  const giveBack = (): void => {
    const [next] = waiting;
    if (next === undefined) free += 1;
    else next(once(giveBack));
  };
  return () =>
    new Promise((resolve) => {
      if (free > 0) {
        free -= 1;
        resolve(once(giveBack));
        return;
      }
      const take = (done: () => void): void => {
        clearTimeout(timer);
        waiting.delete(take);
        resolve(done);
      };
      const timer = setTimeout(() => {
        waiting.delete(take);
        resolve(null);
      }, waitMsMax);
      waiting.add(take);
    });
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    run();
  };
}
