/**
 * The files for those who run it on servers: what they say is held against the product, and as far as that goes without
 * Docker, a cluster and root, it is done. The image is built by hand, and three of it play one room on Redis and PostgreSQL.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { afterAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { settingsTable } from '../../server/settings.ts';
import { partMsMax, stopMsMax } from '../../shared/operatingLimits.ts';
import { buildStage, readDockerfile, restsOf, wordsOf } from '../support/dockerfile.ts';
import { Guest } from '../support/guest.ts';
import { isPostgresLeftOut, startPostgres } from '../support/postgresServer.ts';
import { isRedisLeftOut, startRedis } from '../support/redisServer.ts';
import { freePort, freshFolder } from '../support/server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const variables = new Set(settingsTable.flatMap(({ env }) => env));

const closings: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

const serviceSchema = v.looseObject({
  environment: v.optional(v.record(v.string(), v.string()), {}),
  command: v.optional(v.array(v.string())),
  image: v.string(),
  stop_grace_period: v.optional(v.string()),
  depends_on: v.optional(v.record(v.string(), v.object({ condition: v.string() })), {}),
  healthcheck: v.optional(v.looseObject({ test: v.array(v.string()) })),
  volumes: v.optional(v.array(v.string()), []),
});
const composeSchema = v.looseObject({ services: v.record(v.string(), serviceSchema) });
const compose = v.parse(composeSchema, parse(read('compose.yaml')));
const nodes = Object.entries(compose.services).filter(([name]) => /^node\d$/.test(name));
const stages = readDockerfile();
const image = stages.at(-1);

/** As Compose fills in `${NAME:-default}` and `${NAME:?…}`. */
const filled = (text: string, env: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g, (_, name: string, preset: string | undefined) => {
    const value = env[name] ?? preset;
    if (value === undefined) throw new Error(`${name} is not set`);
    return value;
  });

describe('the image', () => {
  test('is small, not root, checks its health, and ends when it is told', () => {
    expect(stages.every(({ image: from, name }) => from === 'node:22-slim' || name !== null)).toBe(true);
    expect(restsOf(image, 'USER')).toEqual(['node']);
    expect(restsOf(image, 'RUN').some((command) => command.includes('npm'))).toBe(false);
    expect(restsOf(image, 'HEALTHCHECK')[0]).toMatch(/--interval=\d+s --timeout=\d+s/);
    // The exec form: a shell in between would keep the signal to itself.
    expect(wordsOf(image, 'ENTRYPOINT')).toEqual(['node', 'server/bin/quizloop.mjs']);
    expect(restsOf(image, 'ENV').map((rest) => rest.split('=')[0])).toEqual(['NODE_ENV', 'QUIZLOOP_DATA']);
  });

  test.skipIf(isPostgresLeftOut || isRedisLeftOut || process.platform === 'win32')(
    'three of it, started as compose.yaml says, play one room, and end when they are told',
    async () => {
      const folder = freshFolder('quizloop-image-');
      closings.push(() => rmSync(folder, { recursive: true, force: true }));
      const folderOf = (name: string): string => join(folder, name);
      const leftOut = stages.map((stage) => buildStage(stage, folderOf(stage.name ?? 'image'), folderOf));
      expect(leftOut.flat()).toEqual(['mkdir /data && chown node:node /data']);
      const workdir = join(folderOf('image'), restsOf(image, 'WORKDIR')[0] ?? '');
      expect(existsSync(join(workdir, 'node_modules', 'socket.io'))).toBe(true);
      expect(existsSync(join(workdir, 'node_modules', 'vite'))).toBe(false);
      expect(existsSync(join(workdir, 'tests'))).toBe(false);

      // The opposite first: what counts is what compose.yaml says after it.
      const contrary = ['--appendonly', 'no', '--appendfsync', 'no', '--save', '60 1'];
      const redis = await startRedis([...contrary, ...(compose.services['redis']?.command?.slice(1) ?? [])]);
      closings.push(() => redis.dispose());
      const postgres = await startPostgres();
      closings.push(() => postgres.dispose());
      const places = {
        'redis://redis:6379': redis.url,
        '@postgres:5432/quizloop': `@${new URL(postgres.database('quizloop')).host}/quizloop`,
      };
      const hostKey = 'a-key-of-my-own-choice';
      const running = await Promise.all(
        nodes.map(([name, service]) => startNode(name, { service, workdir, folder, places, hostKey })),
      );
      expect(running).toHaveLength(3);

      const [first, second, third] = running;
      const opened = await fetch(`${first?.url ?? ''}/api/rooms`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${hostKey}` },
        body: JSON.stringify({ pack: 'feedback-loops', settings: {} }),
      });
      expect(opened.status).toBe(201);
      const { code, token } = v.parse(v.object({ code: v.string(), token: v.string() }), await opened.json());
      const player = new Guest({ url: second?.url ?? '', code });
      const host = new Guest({ url: third?.url ?? '', code, audience: 'stage', token });
      closings.push(() => [player, host].forEach((guest) => guest.close()));
      expect(await player.join('Ada')).toMatchObject({ ok: true });
      await host.until(({ stage }) => stage?.connected === 1);
      for (const { child } of running) child.kill('SIGTERM');
      expect(await Promise.all(running.map(({ ended }) => ended))).toEqual([0, 0, 0]);
      expect(running.map(({ health }) => health())).toEqual([1, 1, 1]);
    },
  );
});

interface NodeParts {
  readonly service: v.InferOutput<typeof serviceSchema>;
  readonly workdir: string;
  readonly folder: string;
  readonly places: Readonly<Record<string, string>>;
  readonly hostKey: string;
}

interface RunningNode {
  readonly url: string;
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** What the health check of the image ends with. */
  health(): number | null;
}

/** The image's command with the environment of the service; addresses are those of this machine. */
async function startNode(name: string, { service, workdir, folder, places, hostKey }: NodeParts): Promise<RunningNode> {
  const port = await freePort();
  const data = join(folder, 'data', name);
  mkdirSync(data, { recursive: true });
  const given = Object.entries(service.environment).map(([key, value]): [string, string] => {
    const text = filled(value, { QUIZLOOP_HOST_KEY: hostKey, POSTGRES_PASSWORD: 'secret' });
    return [key, Object.entries(places).reduce((all, [from, to]) => all.replace(from, to), text)];
  });
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    ...Object.fromEntries(given),
    QUIZLOOP_DATA: data,
    PORT: String(port),
  };
  const [, ...args] = wordsOf(image, 'ENTRYPOINT');
  const child = spawn(process.execPath, args, { cwd: workdir, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'exit').then(() => child.exitCode);
  closings.push(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const [, ...check] = wordsOf(image, 'HEALTHCHECK');
  const health = (): number | null => spawnSync(process.execPath, check, { cwd: workdir, env }).status;
  while (health() !== 0)
    if (child.exitCode !== null) throw new Error(`${name} ended with ${String(child.exitCode)}:\n${said}`);
  return { url: `http://127.0.0.1:${String(port)}`, child, ended, health };
}

describe('compose.yaml', () => {
  test('has three nodes behind nginx, and waits for what they need', () => {
    expect(nodes.map(([name]) => name)).toEqual(['node1', 'node2', 'node3']);
    for (const [, { depends_on: needed, stop_grace_period: grace }] of nodes) {
      expect(Object.keys(needed).sort()).toEqual(['postgres', 'redis']);
      expect(parseInt(grace ?? '', 10) * 1_000).toBeGreaterThan(partMsMax + stopMsMax);
    }
    for (const name of ['redis', 'postgres']) expect(compose.services[name]?.healthcheck?.test[0]).toBe('CMD');
    expect(Object.keys(compose.services['nginx']?.depends_on ?? {})).toEqual(nodes.map(([name]) => name));
  });

  test('sets only what the server reads, and no secret', () => {
    for (const [, { environment }] of nodes) {
      expect(Object.keys(environment).filter((name) => !variables.has(name))).toEqual([]);
      expect(environment['QUIZLOOP_HOST_KEY']).toMatch(/^\$\{QUIZLOOP_HOST_KEY:\?/);
    }
    expect(() => filled(nodes[0]?.[1].environment['DATABASE_URL'] ?? '', {})).toThrow(/POSTGRES_PASSWORD is not set/);
  });

  test('brings files that are there', () => {
    const files = Object.values(compose.services).flatMap(({ volumes }) =>
      volumes.filter((volume) => volume.startsWith('./')),
    );
    expect(files).toEqual(['./server/deploy/nginx.conf:/etc/nginx/nginx.conf:ro']);
    for (const file of files) expect(existsSync(join(root, file.split(':')[0] ?? ''))).toBe(true);
  });
});

test('nginx sends people to all nodes, to another where one ends, and passes on what the server goes by', () => {
  const text = read('server/deploy/nginx.conf');
  for (const [, block = ''] of text.matchAll(/upstream \w+ \{([^}]*)\}/g))
    expect([...block.matchAll(/server (\w+):4555/g)].map(([, name]) => name)).toEqual(nodes.map(([name]) => name));
  expect(text).toMatch(/proxy_next_upstream error timeout http_503;/);
  expect(text).toMatch(/location = \/metrics \{\s*return 404;/);
  for (const header of ['Host', 'X-Forwarded-For', 'Upgrade', 'Connection'])
    expect(text).toContain(`proxy_set_header ${header} `);
  // Braces and semicolons: what most often breaks such a file. Where nginx is there, it has the last word.
  expect(text.split('{').length).toBe(text.split('}').length);
  if (spawnSync('nginx', ['-v']).error !== undefined) return;
  const file = join(freshFolder(), 'nginx.conf');
  writeFileSync(file, text.replace(/server node\d:/g, 'server 127.0.0.1:'));
  const { status, stderr } = spawnSync('nginx', ['-t', '-c', file], { encoding: 'utf8' });
  expect(stderr).toMatch(/syntax is ok/);
  expect(status).toBe(0);
});

const probeSchema = v.looseObject({ httpGet: v.object({ path: v.string(), port: v.string() }) });
const deploymentSchema = v.looseObject({
  spec: v.looseObject({
    replicas: v.number(),
    template: v.looseObject({
      spec: v.looseObject({
        terminationGracePeriodSeconds: v.number(),
        securityContext: v.looseObject({ runAsNonRoot: v.literal(true) }),
        containers: v.tuple([
          v.looseObject({
            livenessProbe: probeSchema,
            readinessProbe: probeSchema,
            lifecycle: v.object({ preStop: v.object({ exec: v.object({ command: v.array(v.string()) }) }) }),
          }),
        ]),
      }),
    }),
  }),
});
const mapSchema = v.looseObject({
  data: v.optional(v.record(v.string(), v.string())),
  stringData: v.optional(v.record(v.string(), v.string())),
});

test('Kubernetes probes what there is, waits long enough, and sets only what the server reads', () => {
  const documents = parseAllDocuments(read('server/deploy/kubernetes.yaml'));
  expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  const byKind = new Map(documents.map((document) => [String(document.get('kind')), document.toJS() as unknown]));
  expect([...byKind.keys()]).toEqual(['Secret', 'ConfigMap', 'Deployment', 'PodDisruptionBudget', 'Service']);
  const { template, replicas } = v.parse(deploymentSchema, byKind.get('Deployment')).spec;
  const [container] = template.spec.containers;
  expect(replicas).toBeGreaterThan(1);
  expect(container.livenessProbe.httpGet.path).toBe('/healthz');
  expect(container.readinessProbe.httpGet.path).toBe('/readyz');
  const [program, ...args] = container.lifecycle.preStop.exec.command;
  expect(program).toBe('node');
  const beganAtMs = performance.now();
  expect(spawnSync(process.execPath, args).status).toBe(0);
  const restMs = 3_000;
  expect(performance.now() - beganAtMs).toBeGreaterThanOrEqual(restMs);
  expect(template.spec.terminationGracePeriodSeconds * 1_000).toBeGreaterThanOrEqual(restMs + partMsMax + stopMsMax);
  const set = ['Secret', 'ConfigMap'].flatMap((kind) => {
    const { data = {}, stringData = {} } = v.parse(mapSchema, byKind.get(kind));
    return Object.keys({ ...data, ...stringData });
  });
  expect(set.filter((name) => !variables.has(name))).toEqual([]);
});

test('the systemd unit takes over from the other of its kind, and is understood', () => {
  const unit = read('server/deploy/quizloop@.service');
  expect(unit).toMatch(
    /^ExecStart=\/usr\/bin\/node \/opt\/quizloop\/%i\/\S+\/server\/bin\/quizloop\.mjs upgrade-in-place$/m,
  );
  // What hands over ends with 0, and must not come back.
  expect(unit).toMatch(/^Restart=on-failure$/m);
  const [, stopSeconds] = /^TimeoutStopSec=(\d+)$/m.exec(unit) ?? [];
  expect(Number(stopSeconds) * 1_000).toBeGreaterThan(partMsMax + stopMsMax);
  const set = [...unit.matchAll(/^Environment=(\w+)=/gm)].map(([, name = '']) => name);
  expect(set.filter((name) => !variables.has(name))).toEqual(['NODE_ENV']);
  const file = join(freshFolder(), 'quizloop@blue.service');
  writeFileSync(file, unit.replace('/usr/bin/node', process.execPath).replace(/^User=.*$/m, ''));
  const { error, status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
  if (error === undefined) expect({ status, said: stderr }).toEqual({ status: 0, said: '' });
});

const lockSchema = v.object({ packages: v.record(v.string(), v.looseObject({ version: v.optional(v.string()) })) });
const billSchema = v.object({ components: v.array(v.looseObject({ name: v.string(), version: v.string() })) });

test('the bill of materials names everything that users install, and nothing else', () => {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'sbom'], { cwd: root, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { components } = v.parse(billSchema, JSON.parse(stdout));
  const named = new Set(components.map(({ name, version }) => `${name}@${version}`));
  const { packages } = v.parse(lockSchema, JSON.parse(read('package-lock.json')));
  const own = v.parse(
    v.looseObject({ dependencies: v.record(v.string(), v.string()) }),
    JSON.parse(read('package.json')),
  );
  expect(Object.entries(own.dependencies).filter(([name, version]) => !named.has(`${name}@${version}`))).toEqual([]);
  const installed = Object.entries(packages).flatMap(([path, { version, dev, devOptional, optional }]) =>
    path === '' || dev === true || devOptional === true || optional === true
      ? []
      : [`${path.replace(/^.*node_modules\//, '')}@${version ?? ''}`],
  );
  expect([...named].sort()).toEqual([...new Set(installed)].sort());
});
