/** Whether PostgreSQL answers, lets tables be made, keeps what it was told, and goes by the same clock. */
import { sql } from 'kysely';
import { clocksApartMsMax } from '../../shared/limits.ts';
import type { LogLogger } from '../log/tails.ts';
import { openPostgres, placeOf } from '../store/database/postgres.ts';
import { ill, well, type Finding } from './finding.ts';

interface Told {
  version: string;
  now_ms: number;
  may_create: boolean;
  commit: string;
}

const question = sql<Told>`
  select current_setting('server_version') as version,
    extract(epoch from clock_timestamp())::float8 * 1000 as now_ms,
    has_schema_privilege(current_schema(), 'CREATE') as may_create,
    current_setting('synchronous_commit') as commit`;

export async function lookAtPostgres(url: string, logger: LogLogger, nowMs: () => number): Promise<Finding[]> {
  const place = `PostgreSQL at ${placeOf(url)}`;
  const query = await openPostgres(url, logger);
  try {
    const askedAtMs = nowMs();
    const [told] = (await question.execute(query)).rows;
    if (told === undefined) return [ill(`${place} says nothing`, 'Look into its log')];
    const { version, now_ms: itsMs, may_create: mayCreate, commit } = told;
    return [
      well(`${place} answers: version ${version}`),
      mayCreate
        ? well('tables can be made there')
        : ill('no tables can be made there', 'Let the user of DATABASE_URL create tables in its schema'),
      commit === 'off'
        ? ill(
            'it may lose what it has confirmed',
            'Set synchronous_commit to on: rooms go from the log once they are stored there',
          )
        : well('it keeps what it has confirmed'),
      clocksTogether('PostgreSQL', itsMs - (askedAtMs + nowMs()) / 2),
    ];
  } catch (error) {
    const why = error instanceof Error && error.message !== '' ? error.message : String(error);
    return [ill(`${place} cannot be used: ${why}`, 'Start it, or mend the address in DATABASE_URL')];
  } finally {
    await query.destroy();
  }
}

export function clocksTogether(name: string, apartMs: number): Finding {
  const seconds = (Math.abs(apartMs) / 1_000).toFixed(1);
  return Math.abs(apartMs) > clocksApartMsMax
    ? ill(`the clock of ${name} is ${seconds} s apart from ours`, 'Let the systems set their clocks (NTP)')
    : well(`the clock of ${name} goes with ours`);
}
