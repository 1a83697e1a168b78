/** Whether Redis and PostgreSQL answer, keep what they were told, and go by the same clock. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { clocksApartMsMax } from '../../shared/operatingLimits.ts';
import { RedisLink } from '../log/redis/link.ts';
import { checkPromises } from '../log/redis/promises.ts';
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
    return [ill(`${place} cannot be used: ${reasonOf(error)}`, 'Start it, or mend the address in DATABASE_URL')];
  } finally {
    await query.destroy();
  }
}

const timeSchema = v.pipe(
  v.tuple([v.string(), v.string()]),
  v.transform(([s, us]) => Number(s) * 1_000 + Number(us) / 1_000),
);

export async function lookAtRedis(url: string, nowMs: () => number): Promise<Finding[]> {
  const place = `Redis at ${new URL(url).host}`;
  const link = new RedisLink({ url, onUp: () => {}, onPublished: () => {} });
  try {
    await link.open();
    const askedAtMs = nowMs();
    const itsMs = v.parse(timeSchema, await link.ask(['TIME']));
    const apart = clocksTogether('Redis', itsMs - (askedAtMs + nowMs()) / 2);
    const weak = await checkPromises((command) => link.ask(command));
    const remedy = 'Set appendonly to yes, appendfsync to always and maxmemory-policy to noeviction in Redis';
    const promises =
      weak.length === 0 ? [well('it keeps what it has confirmed')] : weak.map((each) => ill(each, remedy));
    return [well(`${place} answers`), ...promises, apart];
  } catch (error) {
    return [ill(`${place} cannot be used: ${reasonOf(error)}`, 'Start it, or mend the address in REDIS_URL')];
  } finally {
    await link.close();
  }
}

/** Where all addresses of a name refuse, the error has a code and nothing to say. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== '') return error.message;
  return 'code' in error ? String(error.code) : error.name;
}

export function clocksTogether(name: string, apartMs: number): Finding {
  const seconds = (Math.abs(apartMs) / 1_000).toFixed(1);
  return Math.abs(apartMs) > clocksApartMsMax
    ? ill(`the clock of ${name} is ${seconds} s apart from ours`, 'Let the systems set their clocks (NTP)')
    : well(`the clock of ${name} goes with ours`);
}
