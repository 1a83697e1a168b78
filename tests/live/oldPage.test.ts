/**
 * Pages of the version before and after this server's: they play, an old one is told to load anew between two questions and not
 * in one, and never twice in a minute. Pages that are further away are told so at once.
 */
import { afterEach, expect, test } from 'vitest';
import { createMemoryHome } from '../../server/log/memory.ts';
import { isSpoken } from '../../shared/protocol/version.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { oldPageLookMs, reloadAgainMs } from '../../shared/limits.ts';
import { next, startApp, type TestApp, type TestRoom } from '../support/app.ts';
import { freshRef, freshToken, type Guest } from '../support/guest.ts';
import { samplePack } from '../support/rooms.ts';

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

/** Ahead of the machine's clock: minutes pass at will. */
let aheadMs = 0;

async function start(): Promise<{ readonly app: TestApp; readonly room: TestRoom }> {
  aheadMs = 0;
  const app = await startApp({ home: createMemoryHome({ nowMs: () => Date.now() + aheadMs }) });
  closings.push(() => app.close());
  const [, choice] = samplePack.items;
  const items = Array.from({ length: 4 }, () => choice!);
  return { app, room: await app.room({ ...samplePack, items }) };
}

async function playerOf(app: TestApp, code: string, version: number, name: string): Promise<Guest> {
  const guest = app.guest(code, { version });
  expect(await guest.join(name)).toMatchObject({ ok: true });
  await guest.until(({ you, scene }) => you !== null && scene !== null);
  return guest;
}

/** The item is asked, opens, and is answered by all who are given. */
async function answerBy(room: TestRoom, index: number, guests: readonly Guest[]): Promise<void> {
  while ((room.host.desk?.index ?? -1) < index) await next(room.host);
  await Promise.all(
    guests.map((guest) => guest.until(({ scene }) => scene?.index === index && scene.phase === 'asked')),
  );
  const opensInMs = (room.host.desk?.opensAtMs ?? 0) - (Date.now() + aheadMs);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, opensInMs) + 20));
  for (const guest of guests)
    expect(await guest.act({ type: 'answer', item: index, answer: [0], tookMs: 100 })).toMatchObject({ ok: true });
}

const look = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, oldPageLookMs + 300));

test('an old page plays, and loads anew once the result was seen, but not in a question and not soon after it came', async () => {
  const { app, room } = await start();
  const old = await playerOf(app, room.code, protocolVersion - 1, 'Old');
  const now = await playerOf(app, room.code, protocolVersion, 'Now');
  const host = app.guest(room.code, { audience: 'stage', token: room.token, version: protocolVersion - 1 });
  await host.until(({ stage }) => stage !== null);

  await answerBy(room, 0, [old, now]);
  await old.until(({ scene }) => scene?.phase === 'revealed');
  expect(old.you?.result).not.toBeNull();
  await look();
  // It may have loaded itself anew a moment ago, from a server that was not replaced yet.
  expect([old.over, now.over]).toEqual([null, null]);

  aheadMs += reloadAgainMs;
  await room.host.until(({ desk }) => desk?.phase === 'revealed');
  while (room.host.desk?.phase !== 'asked') await next(room.host);
  await look();
  expect(old.over).toBeNull();
  const index = room.host.desk.index;
  await answerBy(room, index, [old, now]);
  await old.until(({ scene }) => scene?.phase === 'revealed');
  expect(old.over).toBeNull();
  await old.until(({ over }) => over !== null);
  expect([old.over, now.over, host.over]).toEqual(['reload', null, null]);

  const renewed = app.guest(room.code, { token: old.token });
  await renewed.until(({ you }) => you !== null);
  expect(renewed.you).toMatchObject({ name: 'Old', seat: 0, answered: true });
});

test('who came to a question again is left alone in it', async () => {
  const { app, room } = await start();
  const old = await playerOf(app, room.code, protocolVersion - 1, 'Old');
  aheadMs += reloadAgainMs;
  await answerBy(room, 0, [old]);
  await old.until(({ scene }) => scene?.phase === 'revealed');
  // The host goes on before the moment has come.
  await room.host.until(({ desk }) => desk?.phase === 'revealed');
  while (room.host.desk?.phase !== 'asked') await next(room.host);
  await look();
  expect(old.over).toBeNull();
});

test.each([-2, 2])('a page that is %i versions away is told to load anew at once', async (away) => {
  const { app, room } = await start();
  const guest = app.guest(room.code, { version: protocolVersion + away });
  await guest.until(({ over }) => over !== null);
  expect(guest.over).toBe('reload');
  expect([-1, 0, 1].every((near) => isSpoken(protocolVersion + near))).toBe(true);
});

test('of what a newer page says, what is new is left out; of a page of now it is refused', async () => {
  const { app, room } = await start();
  const said = (version: number) => ({
    version,
    code: room.code,
    audience: 'player' as const,
    token: freshToken(),
    mood: 'good',
  });
  const newer = app.guest(room.code, { version: protocolVersion + 1 });
  newer.socket.auth = said(protocolVersion + 1);
  newer.socket.disconnect().connect();
  const same = app.guest(room.code);
  same.socket.auth = said(protocolVersion);
  same.socket.disconnect().connect();
  await same.until(({ over }) => over !== null);
  expect(same.over).toBe('malformed');

  const fine = await playerOf(app, room.code, protocolVersion, 'Fine');
  expect(await newer.join('New')).toMatchObject({ ok: true });
  await answerBy(room, 0, []);
  const tap = { type: 'answer', item: 0, answer: [0], tookMs: 100, mood: 'good' } as const;
  const send = (guest: Guest, action: object): Promise<unknown> =>
    guest.socket.emitWithAck('act', { ...action, ref: freshRef() });
  expect(await send(newer, tap)).toMatchObject({ ok: true });
  expect(await send(fine, tap)).toEqual({ ok: false, why: 'malformed' });
  // A word that it does not know at all stays unknown.
  expect(await send(newer, { type: 'hum' })).toEqual({ ok: false, why: 'malformed' });
  expect(newer.over).toBeNull();
});
