/** Past games without accounts: listed a page at a time, taken along as a file, and gone when the host says so. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reportsPageMax } from '../../shared/accountLimits.ts';
import type { Body, Entry } from '../../shared/game/entry.ts';
import { createArchive, type Archive } from '../../server/store/archive.ts';
import { openStoreDatabase, type StoreDatabase } from '../../server/store/database/database.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { joined, opened, samplePack } from '../support/rooms.ts';
import { freshFolder } from '../support/server.ts';
import { quiet } from '../support/stores.ts';

let folder: string;
let database: StoreDatabase;
let archive: Archive;
let app: TestApp;
beforeEach(async () => {
  folder = freshFolder();
  database = await openStoreDatabase({ url: null, file: join(folder, 'store.sqlite'), logger: quiet });
  archive = createArchive(database);
  app = await startApp({ keeping: { archive, keepDays: 30 } });
});
afterEach(async () => {
  await app.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Long enough ago to be in no log, and not so long that its days are over. */
const openedMs = Date.now() - 3_600_000;

async function keep(room: string, second: number, players: number): Promise<void> {
  const bodies: Body[] = [
    opened(samplePack),
    ...Array.from({ length: players }, (_, at) => joined(at)),
    { type: 'ended' },
  ];
  const atMs = openedMs + second * 1_000;
  const entries = bodies.map((body, at): Entry => ({ ...body, seq: at + 1, atMs }));
  await archive.add(room, entries);
}

const reports = async (query = ''): Promise<{ room: string; endedMs: number }[]> =>
  ((await (await fetch(`${app.url}/api/reports${query}`)).json()) as { reports: [] }).reports;

test('they are listed from the newest, a page at a time', async () => {
  for (let at = 0; at <= reportsPageMax; at++) await keep(`r${String(at)}`, at, 1);
  const page = await reports();
  expect(page).toHaveLength(reportsPageMax);
  expect(page[0]).toEqual({
    room: `r${String(reportsPageMax)}`,
    code: 'BCDFGH',
    title: 'Sample',
    openedMs: openedMs + reportsPageMax * 1_000,
    endedMs: openedMs + reportsPageMax * 1_000,
    players: 1,
    owner: null,
  });
  expect((await reports(`?before=${String(page.at(-1)?.endedMs)}`)).map(({ room }) => room)).toEqual(['r0']);
  expect((await fetch(`${app.url}/api/reports?before=x`)).status).toBe(400);
});

test.each([0, 1, 50, 51, 120])('one of %i players is a whole file', async (players) => {
  await keep('r1', 0, players);
  const response = await fetch(`${app.url}/api/reports/r1`);
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="quizloop-BCDFGH.json"');
  const text = await response.text();
  const report = JSON.parse(text) as { players: { name: string }[] };
  expect(report).toMatchObject({ room: 'r1', code: 'BCDFGH', title: 'Sample', items: [] });
  expect(report.players.map(({ name }) => name)).toEqual(
    Array.from({ length: players }, (_, at) => `Player ${String(at)}`),
  );
  // For people to read, too.
  expect(text).toBe(`${JSON.stringify(report, null, 2)}\n`);
});

test('one that is deleted is gone, and another is not', async () => {
  await keep('r1', 0, 1);
  await keep('r2', 1, 1);
  const ask = async (method: string, room: string) =>
    (await fetch(`${app.url}/api/reports/${room}`, { method })).status;
  expect([await ask('DELETE', 'r1'), await ask('DELETE', 'r1'), await ask('GET', 'r1')]).toEqual([204, 404, 404]);
  // A code is no room: many had it.
  expect(await ask('DELETE', 'BCDFGH')).toBe(404);
  expect((await reports()).map(({ room }) => room)).toEqual(['r2']);
});
