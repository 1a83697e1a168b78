/**
 * `quizloop upgrade-in-place`: starts this version where another process runs with the same data folder and port, and
 * takes both over from it, so that people notice a moment at most. Where none runs it just starts.
 */
import { join, resolve } from 'node:path';
import { roomsName } from '../backup/holdings.ts';
import { whyUnplayable } from '../log/sqliteGlance.ts';
import { StartRefusal } from '../start/startRefusal.ts';
import type { Command } from './command.ts';
import { serveUntilTold } from './serve.ts';

export const upgradeInPlace: Command = {
  name: 'upgrade-in-place',
  usage: '',
  operandsMax: 0,
  summary: 'start this version in place of one that runs with the same data folder and port, in the midst of a game',
  async run(surroundings) {
    // Now, while the other one plays on: afterwards nobody would.
    const why = await whyUnplayable(join(resolve(surroundings.settings.dataFolder), roomsName));
    if (why !== null) throw new StartRefusal(why);
    return serveUntilTold(surroundings, { isTakingOver: true });
  },
};
