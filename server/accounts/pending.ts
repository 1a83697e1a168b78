/**
 * What is begun in one request and ended once in another, perhaps on another node: kept with an end, taken away by the
 * first who asks for it. It knows nothing of what it keeps.
 */
import type { Kysely } from 'kysely';
import type { Tables } from '../store/database/tables.ts';

export interface Pending {
  /** Resolves when every node can take it. `id` is a secret or the hash of one. */
  keep(kind: string, id: string, body: unknown, untilMs: number): Promise<void>;
  /** What was kept, once; null where there is no such thing, not any more, or somebody else was first. */
  take(kind: string, id: string): Promise<unknown>;
}

export const createPending = (query: Kysely<Tables>, nowMs: () => number): Pending => ({
  async keep(kind, id, body, untilMs) {
    await query
      .insertInto('pending')
      .values({ id, kind, body: JSON.stringify(body), until_ms: untilMs })
      .execute();
  },
  async take(kind, id) {
    const row = await query
      .deleteFrom('pending')
      .where('id', '=', id)
      .where('kind', '=', kind)
      .returning(['body', 'until_ms'])
      .executeTakeFirst();
    return row === undefined || row.until_ms <= nowMs() ? null : (JSON.parse(row.body) as unknown);
  },
});
