/**
 * The numbers that the operator is shown: they move when something happens, name nobody, and are there for this machine and
 * for whoever has the key alone.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { LogHealth } from '../../server/log/logHealth.ts';
import { createMemoryHome } from '../../server/log/memory.ts';
import { LogUnavailable } from '../../server/log/log.ts';
import { openItem, startApp, type TestApp } from '../support/app.ts';

const metricsKey = 'a-key-to-read-numbers-with';
let app: TestApp;
afterEach(() => app.close());

type Numbers = ReadonlyMap<string, number>;

const textOf = async (): Promise<string> => (await fetch(`${app.url}/metrics`)).text();

/** By name with labels, as in `quizloop_actions_total{outcome="ok"}`. */
async function numbers(): Promise<Numbers> {
  const lines = (await textOf()).split('\n').filter((line) => /^quizloop_/.test(line));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

describe('the metrics', () => {
  test('move when something happens', async () => {
    app = await startApp();
    const before = await numbers();
    const { code, host, player } = await app.room();
    const ada = await player('Ada');
    const bo = await player('Bo');
    await openItem(host, 1);
    expect(await ada.act({ type: 'answer', item: 1, answer: [0], tookMs: 100 })).toEqual({ ok: true });
    expect(await ada.act({ type: 'answer', item: 5, answer: [0], tookMs: 100 })).toMatchObject({ ok: false });
    bo.cut();
    await bo.until(({ isConnected }) => !isConnected);
    await bo.until(({ isConnected }) => isConnected);
    expect(await host.act({ type: 'remove', seat: 1 })).toEqual({ ok: true });
    await bo.until(({ over }) => over === 'removed');
    const stranger = app.guest('ZZZZZZ');
    await stranger.until(({ over }) => over === 'no-such-room');
    const flooding = app.guest(code);
    await flooding.until(({ scene }) => scene !== null);
    for (let at = 0; at < 150; at++) flooding.socket.emit('act', 'nothing', () => {});
    await flooding.until(({ over }) => over === 'too-fast');

    const after = await numbers();
    const moved = (name: string): number => (after.get(name) ?? NaN) - (before.get(name) ?? NaN);
    expect({
      rooms: moved('quizloop_rooms'),
      connected: moved('quizloop_players_connected'),
      joined: moved('quizloop_joined_total'),
      cameBack: moved('quizloop_came_back_total'),
      removed: moved('quizloop_removed_total'),
      turnedAway: moved('quizloop_connections_refused_total{why="no-such-room"}'),
      cut: moved('quizloop_connections_cut_total{why="flood"}'),
      unavailable: moved('quizloop_actions_total{outcome="unavailable"}'),
    }).toEqual({ rooms: 1, connected: 1, joined: 2, cameBack: 1, removed: 1, turnedAway: 1, cut: 1, unavailable: 0 });
    expect(moved('quizloop_actions_total{outcome="ok"}')).toBeGreaterThanOrEqual(5);
    expect(moved('quizloop_actions_total{outcome="refused"}')).toBeGreaterThanOrEqual(1);
    expect(moved('quizloop_log_commits_total')).toBeGreaterThanOrEqual(5);
    expect(moved('quizloop_log_commit_seconds_count')).toBe(moved('quizloop_log_commits_total'));
    expect(after.get('quizloop_connections')).toBeGreaterThanOrEqual(2);
    expect([after.get('quizloop_ready'), after.get('quizloop_draining'), after.get('quizloop_log_away')]).toEqual([
      1, 0, 0,
    ]);
    expect(after.get('quizloop_nodes_known')).toBe(1);
    expect(after.get('quizloop_loop_lag_seconds')).toBeGreaterThanOrEqual(0);
    expect(await textOf()).toMatch(/^process_resident_memory_bytes \d/m);
  });

  test('all have a sentence, and no label that grows with people or rooms', async () => {
    app = await startApp();
    const { code, player } = await app.room();
    const before = (await numbers()).size;
    await player('Zebulon');
    await app.room();
    const text = await textOf();
    expect((await numbers()).size).toBe(before);
    for (const word of ['Zebulon', code, '127.0.0.1']) expect(text).not.toContain(word);
    const named = new Set([...text.matchAll(/^# TYPE (quizloop_\w+)/gm)].map(([, name = '']) => name));
    expect(named.size).toBeGreaterThan(15);
    for (const name of named) expect(text).toMatch(new RegExp(`^# HELP ${name} \\S+ \\S+`, 'm'));
    const labels = new Set([...text.matchAll(/^quizloop_\w+\{(\w+)=/gm)].map(([, label]) => label));
    expect([...labels].sort()).toEqual(['le', 'outcome', 'why']);
  });

  test('are for this machine, and for whoever has the key; for others there is nothing', async () => {
    app = await startApp({ metricsKey, trustedProxies: 1 });
    const statusOf = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${app.url}/metrics`, { headers })).status;
    const away = { 'x-forwarded-for': '198.51.100.7' };
    expect(await statusOf({})).toBe(200);
    expect(await statusOf(away)).toBe(404);
    expect(await statusOf({ forwarded: 'for=198.51.100.7' })).toBe(404);
    expect(await statusOf({ ...away, authorization: `Bearer ${metricsKey}` })).toBe(200);
    expect(await statusOf({ ...away, authorization: `Bearer ${metricsKey}x` })).toBe(404);
    expect(await statusOf({ authorization: 'Bearer a-host-key-for-tests-only' }), 'another key').toBe(404);
    expect((await fetch(`${app.url}/metrics`, { method: 'POST' })).status).toBe(404);
  });

  test('have no key that opens them where none was set', async () => {
    app = await startApp();
    const statusOf = async (key: string): Promise<number> =>
      (await fetch(`${app.url}/metrics`, { headers: { authorization: `Bearer ${key}` } })).status;
    expect(await Promise.all(['null', 'undefined', metricsKey].map(statusOf))).toEqual([404, 404, 404]);
  });
});

test('a log that takes nothing is said once, seen in the numbers, and leaves people where they are where nobody else could do better', async () => {
  const said: unknown[] = [];
  const say = (_: unknown, text = ''): number => said.push(text);
  const health = new LogHealth({ error: say, warn: say });
  app = await startApp({ home: { ...createMemoryHome(), health } });
  for (let times = 0; times < 3; times++) health.failed(new LogUnavailable('the disk is full'));
  expect(await (await fetch(`${app.url}/metrics`)).text()).toMatch(/^quizloop_log_failures_total 3$/m);
  expect((await numbers()).get('quizloop_log_away')).toBe(1);
  expect((await numbers()).get('quizloop_ready')).toBe(1);
  health.stored(performance.now());
  health.stored(performance.now());
  expect((await numbers()).get('quizloop_log_away')).toBe(0);
  expect(said).toEqual(['the log cannot be written: games stand still', 'the log can be written again']);
});
