/**
 * Room time: whole milliseconds since the Unix epoch that never go back, not with the source and not below what an
 * earlier process has stamped. A source that is behind is shifted, not held: time must go on for what is due.
 */
export type Clock = () => number;

/** The wall clock as it was when the process started, and monotonic from there: setting the clock moves no room. */
export const steadyClock: Clock = () => performance.timeOrigin + performance.now();

export function roomTime(source: Clock, floorMs: number): Clock {
  const shiftMs = Math.max(0, floorMs - source());
  let lastMs = floorMs;
  return () => {
    lastMs = Math.max(lastMs, Math.floor(source() + shiftMs));
    return lastMs;
  };
}
