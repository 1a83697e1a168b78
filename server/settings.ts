/**
 * Every setting of the server in one table: where it comes from, what it must be, and the sentence that --help shows.
 * Reads what it is handed; the environment itself is read by main.ts alone.
 */
import * as v from 'valibot';
import { keepDaysMax, opinionKeyCharactersMax, opinionModelCharactersMax, proxiesMax } from '../shared/limits.ts';
import { accountSettings, type AccountSettings } from './accountSettings.ts';
import {
  list,
  longKey,
  longKeyExpected,
  onOff,
  origin,
  orNull,
  path,
  postgresUrl,
  redisUrl,
  serviceUrl,
  wholeNumber,
  type SettingRow,
} from './settingValues.ts';

export interface ServerSettings extends AccountSettings {
  /** 0: any free one. */
  port: number;
  host: string;
  dataFolder: string;
  /** Address of a PostgreSQL for packs and rooms that are over; null: a file in the data folder. It may hold a password. */
  databaseUrl: string | null;
  /** Address of a Redis for rooms in play; null: a file in the data folder. It may hold a password. */
  redisUrl: string | null;
  /** A Redis that may lose what was acknowledged is refused instead of warned of. */
  redisStrict: boolean;
  /** How long a room is kept after its end; 0: not at all. */
  keepDays: number;
  /** Where people reach the server, without a slash at the end; null: the address in the local network. */
  publicUrl: string | null;
  /** Origins allowed beside the server's own. */
  origins: readonly string[];
  /** null: made once and kept in the data folder. */
  hostKey: string | null;
  openHosting: 'loopback' | 'key';
  /** Lets programs on other machines read the metrics; null: nobody there may. */
  metricsKey: string | null;
  /** Proxies in front of the server whose X-Forwarded-For is believed; 0: none. */
  trustedProxies: number;
  packFolders: readonly string[];
  /** Base of an OpenAI-compatible service, without a slash at the end, and the model to ask there; null: nobody is asked. */
  opinionUrl: string | null;
  opinionModel: string | null;
  opinionKey: string | null;
  logLevel: 'error' | 'warn' | 'info' | 'debug' | 'silent';
  logFormat: 'auto' | 'pretty' | 'json';
}

export type Setting = SettingRow<keyof ServerSettings, ServerSettings[keyof ServerSettings]>;

export const settingsTable: readonly Setting[] = [
  {
    key: 'port',
    env: ['QUIZLOOP_PORT', 'PORT'],
    flag: 'port',
    value: 'NUMBER',
    default: '4555',
    expected: 'a whole number from 0 to 65535',
    help: 'Port to listen on. 0 takes any free one.',
    schema: wholeNumber(0, 65_535),
  },
  {
    key: 'host',
    env: ['QUIZLOOP_HOST', 'HOST'],
    flag: 'host',
    value: 'ADDRESS',
    default: '0.0.0.0',
    expected: 'an address or a name of this machine, such as 0.0.0.0, 127.0.0.1 or ::',
    help: 'Address to listen on. 127.0.0.1 keeps the quiz on this machine.',
    schema: v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z0-9._:%-]{1,253}$/)),
  },
  {
    key: 'dataFolder',
    env: ['QUIZLOOP_DATA'],
    flag: 'data',
    value: 'FOLDER',
    default: './data',
    expected: 'a folder',
    help: 'Folder for the rooms and the host key. Made when missing.',
    schema: path,
  },
  {
    key: 'packFolders',
    env: ['QUIZLOOP_PACKS'],
    flag: 'packs',
    value: 'FOLDER,…',
    default: '',
    defaultShown: 'none',
    expected: 'folders, separated by commas',
    help: 'More folders with packs, one folder each, beside those that come with Quizloop.',
    schema: list,
  },
  {
    key: 'databaseUrl',
    env: ['QUIZLOOP_DATABASE_URL', 'DATABASE_URL'],
    flag: null,
    value: 'URL',
    default: '',
    defaultShown: 'a file in the data folder',
    expected: 'the address of a PostgreSQL, such as postgres://user:password@host:5432/quizloop',
    help: 'PostgreSQL for saved packs and rooms that are over, so that several nodes share them.',
    schema: orNull(postgresUrl),
  },
  {
    key: 'redisUrl',
    env: ['QUIZLOOP_REDIS_URL', 'REDIS_URL'],
    flag: null,
    value: 'URL',
    default: '',
    defaultShown: 'a file in the data folder',
    expected: 'the address of a Redis, such as redis://user:password@host:6379/0, or rediss:// with TLS',
    help: 'Redis for rooms in play, so that any number of nodes share them.',
    schema: orNull(redisUrl),
  },
  {
    key: 'redisStrict',
    env: ['QUIZLOOP_REDIS_STRICT'],
    flag: 'redis-strict',
    value: 'on|off',
    default: 'off',
    expected: '"on" or "off"',
    help: 'Refuse a Redis whose own settings may lose answers, instead of warning.',
    schema: onOff,
  },
  {
    key: 'keepDays',
    env: ['QUIZLOOP_KEEP_DAYS'],
    flag: 'keep-days',
    value: 'DAYS',
    default: '30',
    expected: `a whole number from 0 to ${keepDaysMax}`,
    help: 'How long a room is kept after its end, with names and answers. 0 keeps none.',
    schema: wholeNumber(0, keepDaysMax),
  },
  {
    key: 'publicUrl',
    env: ['QUIZLOOP_PUBLIC_URL'],
    flag: 'public-url',
    value: 'URL',
    default: '',
    defaultShown: 'the address in the local network',
    expected: 'an address without a path, such as https://quiz.example.org',
    help: 'Address that people type and the QR code shows, where a proxy stands in front.',
    schema: orNull(origin),
  },
  {
    key: 'origins',
    env: ['QUIZLOOP_ORIGINS'],
    flag: 'origins',
    value: 'URL,…',
    default: '',
    defaultShown: 'none',
    expected: 'addresses without a path, separated by commas, such as https://quiz.example.org',
    help: 'Sites whose pages may connect, beside the server’s own.',
    schema: v.pipe(list, v.array(origin)),
  },
  {
    key: 'trustedProxies',
    env: ['QUIZLOOP_TRUST_PROXY'],
    flag: 'trust-proxy',
    value: 'NUMBER|off',
    default: 'off',
    expected: `"off" or the number of proxies in front, 1 to ${proxiesMax}`,
    help: 'How many proxies stand in front and set X-Forwarded-For. Wrong, it lets people forge their address.',
    schema: v.union([
      v.pipe(
        v.literal('off'),
        v.transform(() => 0),
      ),
      wholeNumber(0, proxiesMax),
    ]),
  },
  {
    key: 'openHosting',
    env: ['QUIZLOOP_OPEN_HOSTING'],
    flag: 'open-hosting',
    value: 'loopback|key',
    default: 'loopback',
    expected: '"loopback" or "key"',
    help: 'Who may host without the key: browsers on this machine (loopback), or nobody (key).',
    schema: v.picklist(['loopback', 'key']),
  },
  {
    key: 'hostKey',
    env: ['QUIZLOOP_HOST_KEY'],
    flag: null,
    value: 'SECRET',
    default: '',
    defaultShown: 'made once, kept in the data folder',
    expected: longKeyExpected,
    help: 'Key that lets people host from other machines. No flag: arguments can be read by everybody.',
    schema: orNull(longKey),
  },
  {
    key: 'metricsKey',
    env: ['QUIZLOOP_METRICS_KEY'],
    flag: null,
    value: 'SECRET',
    default: '',
    defaultShown: 'none',
    expected: longKeyExpected,
    help: 'Key that lets Prometheus on other machines read /metrics. Programs on this machine need none.',
    schema: orNull(longKey),
  },
  ...accountSettings,
  {
    key: 'opinionUrl',
    env: ['QUIZLOOP_OPINION_URL'],
    flag: 'opinion-url',
    value: 'URL',
    default: '',
    defaultShown: 'off',
    expected: 'the base of an OpenAI-compatible service, such as http://127.0.0.1:11434/v1',
    help: 'Service that suggests credits for written answers to the host. It is sent question, reference and answers.',
    schema: orNull(serviceUrl),
  },
  {
    key: 'opinionModel',
    env: ['QUIZLOOP_OPINION_MODEL'],
    flag: 'opinion-model',
    value: 'NAME',
    default: '',
    defaultShown: 'none',
    expected: `the name of a model, up to ${opinionModelCharactersMax} characters`,
    help: 'Model that the service is asked for. Needed with the above.',
    schema: orNull(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(opinionModelCharactersMax))),
  },
  {
    key: 'opinionKey',
    env: ['QUIZLOOP_OPINION_KEY'],
    flag: null,
    value: 'SECRET',
    default: '',
    defaultShown: 'none',
    expected: `up to ${opinionKeyCharactersMax} letters, digits and signs without spaces`,
    help: 'Key to the service, if it wants one.',
    schema: orNull(v.pipe(v.string(), v.trim(), v.regex(/^[!-~]+$/), v.maxLength(opinionKeyCharactersMax))),
  },
  {
    key: 'logLevel',
    env: ['QUIZLOOP_LOG_LEVEL'],
    flag: 'log-level',
    value: 'LEVEL',
    default: 'info',
    expected: '"error", "warn", "info", "debug" or "silent"',
    help: 'error: wake somebody. warn: look tomorrow. info: starts and ends. debug: everything. Or silent.',
    schema: v.picklist(['error', 'warn', 'info', 'debug', 'silent']),
  },
  {
    key: 'logFormat',
    env: ['QUIZLOOP_LOG_FORMAT'],
    flag: 'log-format',
    value: 'FORMAT',
    default: 'auto',
    expected: '"auto", "pretty" or "json"',
    help: 'pretty: lines for people. json: lines for machines. auto: pretty in a terminal, else json. Goes to stderr.',
    schema: v.picklist(['auto', 'pretty', 'json']),
  },
];

export type ReadSettings =
  { readonly settings: ServerSettings; readonly problems?: never } | { readonly problems: readonly string[] };

/** Flags count before the environment, that before the default. Every wrong setting gives one line. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Record<string, string | undefined>>,
): ReadSettings {
  const problems: string[] = [];
  const read: Record<string, unknown> = {};
  for (const setting of settingsTable) {
    const variable = setting.env.find((name) => (env[name] ?? '') !== '');
    const flag = setting.flag === null ? undefined : flags[setting.flag];
    const given = flag ?? (variable === undefined ? setting.default : (env[variable] ?? ''));
    const parsed = v.safeParse(setting.schema, given);
    if (parsed.success) {
      read[setting.key] = parsed.output;
    } else {
      const name = flag === undefined ? variable : `--${setting.flag}`;
      // A secret is not repeated: what stands on a screen or in a log is no secret any more.
      const shown = setting.flag === null ? 'something else' : `"${given}"`;
      problems.push(`${name} must be ${setting.expected}; it is ${shown}`);
    }
  }
  // The table has every key of the interface once (a test holds it to that), and each was parsed by its own schema.
  return problems.length > 0 ? { problems } : { settings: read as unknown as ServerSettings };
}
