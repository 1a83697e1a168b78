/** How V8 collects garbage beside a game: less often than it would by itself. Memory is what that takes, and no more. */
import { setFlagsFromString } from 'node:v8';

/**
 * By how much old memory grows until it is looked through, in percent. Left to itself V8 takes a fifth in the midst of a
 * game: 300 rooms of 30 waited for it every five seconds, a third of a second long, on a machine of one core
 * (`npm run bench:rooms`). V8's limit for all of the heap still bounds it.
 */
const growingPercent = 200;

export function collectSeldom(): void {
  setFlagsFromString(`--heap-growing-percent=${String(growingPercent)}`);
}
