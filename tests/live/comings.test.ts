/** Coming and going over real sockets: seat, name, answers and score outlive every connection. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { next, openItem, startApp, type TestApp } from '../support/app.ts';
import type { Guest } from '../support/guest.ts';
import { answerTo } from '../support/personality.ts';
import { samplePack } from '../support/rooms.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const answer = (item: number, picks: number[]) => ({ type: 'answer', item, answer: picks, tookMs: 10 }) as const;

describe('a player', () => {
  test('comes back with nothing but the token, in the middle of a question, and finds the own answer', async () => {
    const room = await app.room();
    const ana = await room.player('Ana');
    await room.player('Bo');
    await openItem(room.host, 1);
    expect(await ana.act(answer(1, [2]))).toEqual({ ok: true });
    ana.close();
    const again = app.guest(room.code, { token: ana.token, transports: ['polling'] });
    await again.until((guest) => guest.you !== null && guest.scene !== null);
    expect(again.you).toMatchObject({ name: 'Ana', seat: 0, answered: true, answer: [2], index: 1 });
    expect(again.scene).toMatchObject({ phase: 'asked', index: 1 });
  });

  test('joins once however often and under whatever name the same token asks', async () => {
    const room = await app.room();
    const ana = await room.player('Ana');
    expect(await ana.join('Ana')).toEqual({ ok: true, seat: 0 });
    expect(await ana.join('Somebody else')).toEqual({ ok: true, seat: 0 });
    await room.host.until((host) => host.desk?.players === 1);
    expect(room.host.desk?.roster.map((row) => row.name)).toEqual(['Ana']);
  });

  test('in a second tab takes over; the first is told and does not come back', async () => {
    const room = await app.room();
    const first = await room.player('Ana');
    const second = app.guest(room.code, { token: first.token });
    await second.until((guest) => guest.you !== null);
    await first.until((guest) => guest.over === 'elsewhere');
    await room.host.until((host) => host.desk?.connected === 1 && host.desk.players === 1);
    expect(first.isConnected).toBe(false);
  });

  test('is not sent away by a connection that was given up, and arrives after the one in its place', async () => {
    const room = await app.room();
    const ana = await room.player('Ana');
    ana.close();
    const page = app.guest(room.code, { token: ana.token, turn: 8 });
    await page.until((guest) => guest.you !== null);
    const late = app.guest(room.code, { token: ana.token, turn: 7 });
    await late.until((guest) => guest.over === 'elsewhere');
    // Whoever is the newest after all takes over as ever.
    expect([page.isConnected, page.over]).toEqual([true, null]);
    await app.guest(room.code, { token: ana.token, turn: 9 }).until((guest) => guest.you !== null);
    await page.until((guest) => guest.over === 'elsewhere');
  });

  test('is seated on the newest connection, not on one that was given up while it asked for the name', async () => {
    const room = await app.room();
    const page = app.guest(room.code, { turn: 8 });
    await page.until((guest) => guest.scene !== null);
    const late = app.guest(room.code, { token: page.token, turn: 7 });
    await late.until((guest) => guest.scene !== null);
    expect(await page.join('Ana')).toEqual({ ok: true, seat: 0 });
    await page.until((guest) => guest.you !== null);
    expect(page.over).toBeNull();
  });

  test('joins late, in the middle of a question, and may still answer', async () => {
    const room = await app.room();
    await room.player('Ana');
    await openItem(room.host, 1);
    const late = await room.player('Late');
    expect(late.scene).toMatchObject({ phase: 'asked', index: 1 });
    expect(await late.act(answer(1, [0]))).toEqual({ ok: true });
  });

  test('who drops is waited for, and who left is not', async () => {
    const room = await app.room();
    const [ana, bo, cy] = [await room.player('Ana'), await room.player('Bo'), await room.player('Cy')];
    await openItem(room.host, 1);
    bo.close();
    await cy.act({ type: 'leave' });
    await ana.act(answer(1, [0]));
    await wait(400);
    expect(room.host.desk?.phase).toBe('asked');
    const back = app.guest(room.code, { token: bo.token });
    await back.act(answer(1, [1]));
    await room.host.until((host) => host.desk?.phase === 'revealed', 3_000);
  });

  test('who left finds the seat and its points again by joining', async () => {
    const room = await app.room();
    const ana = await room.player('Ana');
    await openItem(room.host, 1);
    await ana.act(answer(1, room.host.desk === null ? [] : [0]));
    await ana.act({ type: 'leave' });
    ana.close();
    const again = app.guest(room.code, { token: ana.token });
    await again.until((guest) => guest.scene !== null);
    expect(again.you).toBeNull();
    expect(await again.join('Ana')).toEqual({ ok: true, seat: 0 });
  });

  test('who is removed is told, cannot come back, and frees the name', async () => {
    const room = await app.room();
    const ana = await room.player('Ana');
    expect(await room.host.act({ type: 'remove', seat: 0 })).toEqual({ ok: true });
    await ana.until((guest) => guest.over === 'removed');
    const again = app.guest(room.code, { token: ana.token });
    await again.until((guest) => guest.over === 'removed');
    expect((await room.player('Ana')).you?.seat).toBe(1);
  });

  test('who is renamed sees it', async () => {
    const room = await app.room();
    const ana = await room.player('Ana');
    await room.player('Bo');
    expect(await room.host.act({ type: 'rename', seat: 0, name: 'bo' })).toEqual({ ok: false, why: 'name-taken' });
    expect(await room.host.act({ type: 'rename', seat: 0, name: '\u200b' })).toEqual({
      ok: false,
      why: 'name-unusable',
    });
    expect(await room.host.act({ type: 'rename', seat: 0, name: 'Ana B.' })).toEqual({ ok: true });
    await ana.until((guest) => guest.you?.name === 'Ana B.');
  });

  test('of a hundred who want one name at once, one gets it', async () => {
    const room = await app.room();
    const all = Array.from({ length: 100 }, () => app.guest(room.code));
    const acks = await Promise.all(all.map((guest) => guest.join('Ana')));
    expect(acks.filter((ack) => ack.ok)).toHaveLength(1);
    expect(new Set(acks.map((ack) => (ack.ok ? 'ok' : ack.why)))).toEqual(new Set(['ok', 'name-taken']));
  });

  test('cannot enter a locked room, but who is in stays in', async () => {
    const room = await app.room();
    const ana = await room.player('Ana');
    await room.host.act({ type: 'lock', locked: true });
    expect(await app.guest(room.code).join('Bo')).toEqual({ ok: false, why: 'locked' });
    ana.cut();
    await ana.until((guest) => !guest.isConnected);
    await ana.until((guest) => guest.isConnected && guest.you?.name === 'Ana');
  });
});

describe('the host', () => {
  test('comes back to the same moment, and controls it from a second device too', async () => {
    const room = await app.room();
    await room.player('Ana');
    await openItem(room.host, 1);
    room.host.close();
    const desk = app.guest(room.code, { audience: 'desk', token: room.token });
    await desk.until((guest) => guest.desk?.phase === 'asked');
    const paired = await desk.act({ type: 'pair' });
    const word = paired.ok ? paired.word : undefined;
    const redeem = (): Promise<Response> =>
      fetch(`${app.url}/api/rooms/${room.code}/host`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.5' },
        body: JSON.stringify({ word }),
      });
    const response = await redeem();
    const { token } = (await response.json()) as { token: string };
    const other = app.guest(room.code, { audience: 'stage', token });
    await other.until((guest) => guest.stage?.phase === 'asked');
    expect(await other.act({ type: 'pause' })).toEqual({ ok: true });
    await desk.until((guest) => guest.desk?.pausedAtMs !== null);
    expect((await redeem()).status).toBe(401);
    expect(token).not.toBe(room.token);
  });

  test('who presses next twice, or on two devices at once, goes one step', async () => {
    const room = await app.room();
    const second = app.guest(room.code, { audience: 'stage', token: room.token });
    await second.until((guest) => guest.stage !== null);
    const press = { type: 'next', phase: 'lobby', index: -1 } as const;
    const acks = await Promise.all([room.host.act(press), second.act(press), room.host.act(press)]);
    expect(acks.filter((ack) => ack.ok)).toHaveLength(1);
    await room.host.until((host) => host.desk?.index === 0);
  });

  test('pauses, and an answer meanwhile is refused, not lost; goes on with the time that was left', async () => {
    const room = await app.room();
    const ana = await room.player('Ana');
    await room.player('Bo');
    await openItem(room.host, 1);
    const closesAtMs = room.host.desk?.closesAtMs ?? 0;
    await room.host.act({ type: 'pause' });
    expect(await ana.act(answer(1, [0]))).toEqual({ ok: false, why: 'paused' });
    await wait(500);
    await room.host.act({ type: 'resume' });
    expect(await ana.act(answer(1, [0]))).toEqual({ ok: true });
    await room.host.until((host) => (host.desk?.closesAtMs ?? 0) > closesAtMs);
    expect((room.host.desk?.closesAtMs ?? 0) - closesAtMs).toBeGreaterThan(450);
  });

  test('who hears no answer and asks again extends a question once; who asks anew, twice', async () => {
    const room = await app.room();
    const ana = await room.player('Ana');
    await openItem(room.host, 1);
    const closesAtMs = room.host.desk?.closesAtMs ?? 0;
    const extend = { type: 'extend', item: 1, byMs: 15_000 } as const;
    for (let copy = 0; copy < 3; copy++) expect(await room.host.actOnce(extend, 'same')).toEqual({ ok: true });
    await ana.until((guest) => guest.scene?.closesAtMs === closesAtMs + 15_000);
    await room.host.act(extend);
    await ana.until((guest) => guest.scene?.closesAtMs === closesAtMs + 30_000);
  });

  test('fills no log with what changes nothing', async () => {
    const room = await app.room();
    await room.player('Ana');
    await openItem(room.host, 1);
    await room.host.act({ type: 'pause' });
    await room.host.act({ type: 'lock', locked: true });
    await room.host.until((host) => host.desk?.locked === true && host.desk.pausedAtMs !== null);
    const seq = room.host.desk?.seq ?? 0;
    for (let press = 0; press < 5; press++) expect(await room.host.act({ type: 'pause' })).toMatchObject({ ok: false });
    expect(await app.guest(room.code).join('Eve')).toEqual({ ok: false, why: 'locked' });
    await room.host.act({ type: 'lock', locked: false });
    await room.host.until((host) => host.desk?.locked === false);
    expect(room.host.desk?.seq).toBe(seq + 1);
  });

  test('extends, skips and ends', async () => {
    const room = await app.room();
    const ana = await room.player('Ana');
    await openItem(room.host, 1);
    const closesAtMs = room.host.desk?.closesAtMs ?? 0;
    await room.host.act({ type: 'extend', item: 1, byMs: 15_000 });
    await ana.until((guest) => guest.scene?.closesAtMs === closesAtMs + 15_000);
    expect(await room.host.act({ type: 'skip', phase: 'asked', index: 1 })).toEqual({ ok: true });
    await ana.until((guest) => guest.scene?.index === 2);
    expect(ana.you?.points).toBe(0);
    await room.host.act({ type: 'end' });
    await ana.until((guest) => guest.scene?.phase === 'ended');
    expect(await ana.act(answer(2, [0]))).toEqual({ ok: false, why: 'room-over' });
  });

  test('drives a whole pack to the podium; totals are the sum of what each item gave', async () => {
    const room = await app.room(undefined, { standings: 'each' });
    const ana = await room.player('Ana');
    let sum = 0;
    for (const index of samplePack.items.keys()) {
      await openItem(room.host, index);
      const isOver = ({ scene }: Guest): boolean => scene?.phase === 'revealed' && scene.index === index;
      // Alone in the room, each answer closes its step.
      for (let step = 0; step < (room.host.desk?.item?.steps ?? 0) && !isOver(ana); step++) {
        if (room.host.desk?.item?.asked !== true) break;
        const isThere = ({ scene }: Guest): boolean => scene?.index === index && scene.item?.step === step;
        await ana.until((guest) => isThere(guest) && (step === 0 || guest.you?.step === step));
        await wait(Math.max(0, (ana.scene?.opensAtMs ?? 0) - Date.now()) + 20);
        const { item } = ana.scene ?? {};
        if (item === null || item === undefined) throw new Error('no item');
        const given = item.kind === 'typed' ? 'stokholm' : answerTo(item, () => 0, ana.you?.hand ?? null);
        const at = step === 0 ? { item: index } : { item: index, step };
        expect(await ana.act({ type: 'answer', ...at, answer: given, tookMs: 10 })).toEqual({ ok: true });
        await ana.until((guest) => isOver(guest) || !isThere(guest));
      }
      if (room.host.desk?.item?.asked !== true) continue;
      await room.host.until((host) => host.desk?.phase === 'revealed');
      // A poll brings no new result: the view still tells of the item before.
      if (ana.you?.index === index) sum += ana.you.result?.points ?? 0;
      expect(ana.you?.points).toBe(sum);
    }
    await next(room.host);
    expect(room.host.desk?.phase).toBe('podium');
    expect(room.host.desk?.standings[0]).toMatchObject({ name: 'Ana', points: sum, rank: 1 });
    expect(sum).toBeGreaterThan(900);
  });
});
