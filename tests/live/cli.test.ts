/** The command line as people meet it: what it prints, what it refuses in one line, and how it ends. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quizloop, startNode, startQuizloop, type Ended, type Running } from '../support/program.ts';

let folder = '';
const running: Running[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quizloop-cli-'));
});

afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

const dataFolder = (): string => join(folder, 'data');

function serve(args: readonly string[] = [], env: Record<string, string> = {}): Running {
  const started = startQuizloop(['--data', dataFolder(), '--port', '0', '--host', '127.0.0.1', ...args], env);
  running.push(started);
  return started;
}

/** One clear line on stderr, nothing on stdout, exit code 1. */
function expectRefusal({ code, out, err }: Ended, line: RegExp): void {
  expect(err).toMatch(/^quizloop: [^\n]+\n$/);
  expect(err).toMatch(line);
  expect(out).toBe('');
  expect(code).toBe(1);
}

describe('asking', () => {
  it('--help lists commands and settings', async () => {
    const { code, out, err } = await quizloop(['--help']);
    expect(out).toMatch(/quizloop serve[\s\S]+quizloop check \[FOLDER\][\s\S]+--port NUMBER[\s\S]+QUIZLOOP_HOST_KEY/);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('--version prints the version of package.json', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await quizloop(['-v'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('refusals', () => {
  it('an unknown option, with the one that was meant', async () => {
    expectRefusal(await quizloop(['--prot', '80']), /there is no option --prot\. Did you mean --port\?/);
  });

  it('an unknown command, with the one that was meant', async () => {
    expectRefusal(await quizloop(['chekc']), /there is no command "chekc"\. Did you mean check\?/);
  });

  it('a setting that is wrong, one line each', async () => {
    const { code, err } = await quizloop(['--log-level', 'loud'], { PORT: 'http' });
    expect(err.trimEnd().split('\n')).toEqual([
      'quizloop: PORT must be a whole number from 0 to 65535; it is "http"',
      expect.stringMatching(/^quizloop: --log-level must be .*; it is "loud"$/),
    ]);
    expect(code).toBe(1);
  });

  it('an option without its value', async () => {
    expectRefusal(await quizloop(['--port']), /--port needs a value/);
  });

  it('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      const refused = await serve(['--port', String(port)]).ended;
      expectRefusal(refused, new RegExp(`port ${port} is taken\\. .*--port or PORT`));
    } finally {
      other.close();
    }
  });

  it('an address that is not this machine’s', async () => {
    expectRefusal(await serve(['--host', '192.0.2.1']).ended, /this machine has no address "192\.0\.2\.1"/);
  });

  it('a data folder that cannot be written', async () => {
    writeFileSync(dataFolder(), 'a file');
    expectRefusal(await serve().ended, /cannot write to the data folder .*data \(a file stands in its place\)/);
  });

  it('a data folder that another server uses', async () => {
    await serve().says(/is running/);
    expectRefusal(await serve().ended, /another Quizloop runs with this data folder/);
  });

  it('a Node that is too old, from both programs', async () => {
    for (const program of ['quizloop.mjs', 'start.mjs', 'build.mjs']) {
      const old = `Object.defineProperty(process, 'versions', { value: { node: '18.19.0' } });`;
      const started = startNode(['-e', `${old} import('./server/bin/${program}')`]);
      expectRefusal(await started.ended, /needs Node 20\.19 or newer .*this is 18\.19\.0/);
    }
  });
});

describe('a server', () => {
  it('says where to join and how to host, keeps its key, and is ready', async () => {
    const server = serve();
    await server.says(/Stop with/);
    const [, url] = /Join at\s+(http:\/\/127\.0\.0\.1:\d+)\n/.exec(server.said()) ?? [];
    const key = readFileSync(join(dataFolder(), 'host-key'), 'utf8').trim();
    expect(server.said()).toContain(`${url}/library#key=${key}\n`);
    expect(server.said()).toMatch(/[█▀▄]{20}/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ready: true, reasons: [] });
  });

  it('shows the public address where a proxy stands in front, and keeps a given key to itself', async () => {
    const server = serve([], {
      QUIZLOOP_PUBLIC_URL: 'https://quiz.example.org/',
      QUIZLOOP_HOST_KEY: 'a-key-of-my-own-choice',
    });
    await server.says(/Stop with/);
    expect(server.said()).toMatch(/Join at\s+https:\/\/quiz\.example\.org\n/);
    expect(server.said()).toContain('https://quiz.example.org/library#key=a-key-of-my-own-choice\n');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends on %s with 0, within seconds, and says so in its log',
    async (signal) => {
      const server = serve();
      await server.says(/Stop with/);
      const fromMs = performance.now();
      server.child.kill(signal);
      const { code, err } = await server.ended;
      expect(code).toBe(0);
      expect(performance.now() - fromMs).toBeLessThan(4_000);
      const lines = err
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { level: string; msg: string });
      expect(lines.map(({ msg }) => msg)).toEqual([
        'started',
        'closing',
        'letting everybody go',
        'everybody was let go',
        'closed',
      ]);
      expect(new Set(lines.map(({ level }) => level))).toEqual(new Set(['info']));
    },
  );

  it('goes on when nobody reads its output any more', async () => {
    const server = serve();
    await server.says(/Stop with/);
    const [, url] = /Join at\s+(\S+)/.exec(server.said()) ?? [];
    server.child.stdout.destroy();
    server.child.stderr.destroy();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });
});

describe('errors that nobody caught', () => {
  const script = (crash: string) => `
    import { untilEnding } from './server/start/lifetime.ts';
    import { createLogger } from './server/telemetry/logger.ts';
    const logger = createLogger({ level: 'info', format: 'json', out: process.stderr, version: '0' });
    setInterval(() => {}, 1_000); // as a server's open port does: keeps the process
    setTimeout(() => console.log('still here'), 300);
    setTimeout(() => { ${crash} }, 20);
    const ending = await untilEnding(logger);
    process.exit(ending.exitCode);`;
  const run = (crash: string) => {
    const started = startNode(['--import', 'tsx', '--input-type=module', '-e', script(crash)]);
    running.push(started);
    return started;
  };

  it('a rejection is counted, and the game goes on', async () => {
    const program = run(`void Promise.reject(new Error('one')); void Promise.reject(new Error('two'));`);
    await program.says(/still here/);
    expect(program.said()).toMatch(/"level":"error".*"message":"one".*"count":1/);
    expect(program.said()).toMatch(/"level":"error".*"message":"two".*"count":2/);
    program.child.kill('SIGTERM');
    expect((await program.ended).code).toBe(0);
  });

  it('a connection that broke off is no reason to end', async () => {
    const program = run(`throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });`);
    await program.says(/still here/);
    expect(program.said()).toMatch(/"level":"warn"/);
  });

  it('anything else ends the server, so that a restart can mend it', async () => {
    const { code, out, err } = await run(`throw new TypeError('a bug');`).ended;
    expect(code).toBe(1);
    expect(err).toMatch(/"level":"error".*a bug/);
    expect(out).toBe('');
  });
});

describe('check', () => {
  const goodPack = 'title: Fine\nitems:\n  - kind: slide\n    text: Hello\n';

  it('finds the packs that come with Quizloop fine', async () => {
    const { code, out } = await quizloop(['check']);
    expect(out).toMatch(/^fine {3}feedback-loops: /m);
    expect(out).toMatch(/\n\d+ packs fine, 0 problems\n$/);
    expect(code).toBe(0);
  });

  it('names file and line of what is wrong, and ends with 1', async () => {
    mkdirSync(join(folder, 'good'));
    mkdirSync(join(folder, 'bad'));
    writeFileSync(join(folder, 'good', 'pack.yaml'), goodPack);
    writeFileSync(join(folder, 'bad', 'pack.yaml'), `${goodPack}  - kind: chioce\n    text: Which?\n`);
    const { code, out } = await quizloop(['check', folder]);
    expect(out).toMatch(/^fine {3}good: Fine \(1 item\)$/m);
    expect(out).toMatch(/^wrong {2}.*bad.pack\.yaml:5\b/m);
    expect(code).toBe(1);
  });

  it('refuses a folder that is not there', async () => {
    expectRefusal(await quizloop(['check', join(folder, 'nowhere')]), /there is no folder .*nowhere/);
  });
});
