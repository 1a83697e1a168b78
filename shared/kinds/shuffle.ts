/** Puts a list in an order that a seeded chance decides (Fisher–Yates). Returns a new list. */
import type { Random } from './kind.ts';

export function shuffle<T>(list: readonly T[], random: Random): T[] {
  const out = [...list];
  for (let last = out.length - 1; last > 0; last--) {
    const pick = Math.floor(random() * (last + 1));
    [out[last], out[pick]] = [out[pick] as T, out[last] as T];
  }
  return out;
}
