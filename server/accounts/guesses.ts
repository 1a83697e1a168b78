/**
 * How often one name's passphrase was tried, on all nodes together and whether there is such an account or not. Whoever
 * tries too often is held back until the window is over, also with the right one: else trying would go on meanwhile.
 */
import { sql } from 'kysely';
import { guessesMax, guessWindowMs } from '../../shared/accountLimits.ts';
import { cleanName, nameKey } from '../../shared/names.ts';
import { hashToken } from '../live/tokens.ts';
import type { Query } from './people.ts';

export interface Guesses {
  /** Counts one more, before it is looked at: many at once are no way around. False where it is one too many. */
  mayTry(name: string): Promise<boolean>;
  /** That one was right, and does not count. */
  wasRight(name: string): Promise<void>;
  /** Somebody who may says that it begins anew. */
  forget(name: string): Promise<void>;
}

/** The name that is looked for, whatever invisible was typed into it: else each such letter would bring guesses anew. Kept as a hash alone. */
const hashOf = (name: string): string => hashToken(nameKey(cleanName(name) ?? name));

export const createGuesses = (query: Query, nowMs: () => number): Guesses => ({
  async mayTry(name) {
    const atMs = nowMs();
    const isOver = sql<boolean>`guess.since_ms <= ${atMs - guessWindowMs}`;
    const { count } = await query
      .insertInto('guess')
      .values({ name_hash: hashOf(name), since_ms: atMs, count: 1 })
      .onConflict((conflict) =>
        conflict.column('name_hash').doUpdateSet({
          count: sql<number>`case when ${isOver} then 1 else guess.count + 1 end`,
          since_ms: sql<number>`case when ${isOver} then ${atMs} else guess.since_ms end`,
        }),
      )
      .returning('count')
      .executeTakeFirstOrThrow();
    return count <= guessesMax;
  },
  async wasRight(name) {
    await query
      .updateTable('guess')
      .set({ count: sql<number>`count - 1` })
      .where('name_hash', '=', hashOf(name))
      .where('count', '>', 0)
      .execute();
  },
  async forget(name) {
    await query.deleteFrom('guess').where('name_hash', '=', hashOf(name)).execute();
  },
});
