/**
 * The signs of a guarded room: three of the six shapes, on the stage for a moment and then others. Who wants a seat taps
 * them in order, which takes eyes in the room. Both sides work them out from a key that only hosts are shown.
 */
import { seededRandom } from './game/random.ts';
import { optionsMax, signsCount, signsEveryMs } from './limits.ts';

/** Another stream of a room's chance than its items draw from. */
const keyStream = -1;

/** From a room's seed, which itself leaves the server for nobody. */
export const signsKey = (seed: number): number => Math.floor(seededRandom(seed, keyStream)() * 2 ** 32);

/** Shapes by their place, from 0; no two are the same. */
export function signsAt(key: number, roomMs: number): readonly number[] {
  const random = seededRandom(key, Math.floor(roomMs / signsEveryMs));
  const left = [...Array(optionsMax).keys()];
  return Array.from({ length: signsCount }, () => left.splice(Math.floor(random() * left.length), 1)[0] ?? 0);
}

/** Those of a moment ago count too: people look up, and then tap. */
export const areSigns = (key: number, roomMs: number, signs: readonly number[]): boolean =>
  [roomMs, roomMs - signsEveryMs].some((atMs) => signsAt(key, atMs).join() === signs.join());
