/** The settings: where they come from, what is refused, and that --help and the table cannot drift apart. */
import { describe, expect, it } from 'vitest';
import { help } from '../../server/commands/help.ts';
import { nearest } from '../../server/nearest.ts';
import { readSettings, settingsTable, type ServerSettings } from '../../server/settings.ts';

function settings(env: Record<string, string>, flags: Record<string, string> = {}): ServerSettings {
  const read = readSettings(env, flags);
  if (read.problems !== undefined) throw new Error(read.problems.join('\n'));
  return read.settings;
}

const problems = (env: Record<string, string>, flags: Record<string, string> = {}) =>
  readSettings(env, flags).problems ?? [];

describe('settings', () => {
  it('have a default each', () => {
    expect(settings({})).toEqual({
      port: 4555,
      host: '0.0.0.0',
      dataFolder: './data',
      packFolders: [],
      databaseUrl: null,
      redisUrl: null,
      redisStrict: false,
      keepDays: 30,
      publicUrl: null,
      origins: [],
      trustedProxies: 0,
      openHosting: 'loopback',
      hostKey: null,
      metricsKey: null,
      oidcIssuer: null,
      oidcClientId: null,
      oidcClientSecret: null,
      oidcName: null,
      oidcRole: 'none',
      accounts: false,
      opinionUrl: null,
      opinionModel: null,
      opinionKey: null,
      logLevel: 'info',
      logFormat: 'auto',
    } satisfies ServerSettings);
  });

  it('come from a flag before the environment, and from the product’s own variable before the common one', () => {
    expect(settings({ PORT: '1' }).port).toBe(1);
    expect(settings({ PORT: '1', QUIZLOOP_PORT: '2' }).port).toBe(2);
    expect(settings({ PORT: '1', QUIZLOOP_PORT: '2' }, { port: '3' }).port).toBe(3);
  });

  it('take an empty variable for one that is not set', () => {
    expect(settings({ PORT: '', QUIZLOOP_PUBLIC_URL: '', QUIZLOOP_HOST_KEY: '' })).toEqual(settings({}));
  });

  it('are brought into one form', () => {
    const read = settings({
      QUIZLOOP_PUBLIC_URL: 'https://Quiz.Example.org:443/',
      QUIZLOOP_ORIGINS: ' http://a.example , https://b.example:8443/ ,',
      QUIZLOOP_PACKS: 'one, two',
      QUIZLOOP_TRUST_PROXY: '2',
      QUIZLOOP_OPINION_URL: 'http://127.0.0.1:11434/v1/',
      QUIZLOOP_OIDC_ISSUER: ' https://login.example.org/school/ ',
    });
    // A provider's own address is compared letter by letter.
    expect(read.oidcIssuer).toBe('https://login.example.org/school/');
    expect(read.opinionUrl).toBe('http://127.0.0.1:11434/v1');
    expect(read.publicUrl).toBe('https://quiz.example.org');
    expect(read.origins).toEqual(['http://a.example', 'https://b.example:8443']);
    expect(read.packFolders).toEqual(['one', 'two']);
    expect(read.trustedProxies).toBe(2);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['PORT', 'http'],
    ['HOST', 'not a host'],
    ['QUIZLOOP_PUBLIC_URL', 'quiz.example.org'],
    ['QUIZLOOP_PUBLIC_URL', 'https://quiz.example.org/path'],
    ['QUIZLOOP_PUBLIC_URL', 'https://user@quiz.example.org'],
    ['QUIZLOOP_PUBLIC_URL', 'ftp://quiz.example.org'],
    ['QUIZLOOP_ORIGINS', 'https://fine.example,*'],
    ['QUIZLOOP_REDIS_STRICT', 'true'],
    ['QUIZLOOP_KEEP_DAYS', '-1'],
    ['QUIZLOOP_KEEP_DAYS', '3651'],
    ['QUIZLOOP_TRUST_PROXY', 'true'],
    ['QUIZLOOP_TRUST_PROXY', '11'],
    ['QUIZLOOP_OPEN_HOSTING', 'everybody'],
    ['QUIZLOOP_OIDC_ISSUER', 'http://login.example.org'],
    ['QUIZLOOP_OIDC_ISSUER', 'http://localhost.example.org'],
    ['QUIZLOOP_OIDC_ISSUER', 'https://login.example.org?x'],
    ['QUIZLOOP_OIDC_ROLE', 'owner'],
    ['QUIZLOOP_OPINION_URL', 'model.example.org/v1'],
    ['QUIZLOOP_OPINION_URL', 'https://user:word@model.example.org/v1'],
    ['QUIZLOOP_OPINION_URL', 'https://model.example.org/v1?key=1'],
    ['QUIZLOOP_LOG_LEVEL', 'trace'],
    ['QUIZLOOP_LOG_FORMAT', 'xml'],
  ])('refuse %s=%s in one line that names it, what was given and what is expected', (name, value) => {
    const [line, ...more] = problems({ [name]: value });
    expect(more).toEqual([]);
    expect(line).toMatch(new RegExp(`^${name} must be `));
    expect(line).toContain(`it is "${value}"`);
    expect(line).not.toContain('\n');
  });

  it('are all refused at once, flags by the name of the flag', () => {
    expect(problems({ PORT: 'x' }, { 'log-level': 'loud' })).toEqual([
      expect.stringMatching(/^PORT must be/),
      expect.stringMatching(/^--log-level must be/),
    ]);
  });

  it('never repeat a secret', () => {
    const lines = problems({
      DATABASE_URL: 'mysql://me:hunter2@localhost/quizloop',
      REDIS_URL: 'redis://me:hunter2@localhost/first',
      QUIZLOOP_HOST_KEY: 'hunter2',
      QUIZLOOP_METRICS_KEY: 'hunter2',
      QUIZLOOP_OPINION_KEY: 'hunter 2',
      QUIZLOOP_OIDC_CLIENT_SECRET: 'hunter2'.repeat(200),
    });
    expect(lines).toEqual([
      expect.stringMatching(/^DATABASE_URL must be the address of a PostgreSQL/),
      expect.stringMatching(/^REDIS_URL must be the address of a Redis/),
      expect.stringMatching(/^QUIZLOOP_HOST_KEY must be/),
      expect.stringMatching(/^QUIZLOOP_METRICS_KEY must be/),
      expect.stringMatching(/^QUIZLOOP_OIDC_CLIENT_SECRET must be/),
      expect.stringMatching(/^QUIZLOOP_OPINION_KEY must be/),
    ]);
    expect(lines.join('\n')).not.toMatch(/hunter/);
  });

  it('are all in --help, with variable and default, in eighty columns', () => {
    const text = help('1.2.3', []);
    for (const { env, flag, default: preset, defaultShown } of settingsTable) {
      for (const name of env) expect(text).toContain(name);
      if (flag !== null) expect(text).toContain(`--${flag} `);
      expect(text.replace(/\s+/g, ' ')).toContain(`default: ${defaultShown ?? preset}`);
    }
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('the nearest word', () => {
  it('is the one that was meant, or none', () => {
    const flags = ['port', 'host', 'data', 'packs'];
    expect(nearest('prot', flags)).toBe('port');
    expect(nearest('hots', flags)).toBe('host');
    expect(nearest('pakcs', flags)).toBe('packs');
    expect(nearest('frobnicate', flags)).toBeNull();
  });
});
