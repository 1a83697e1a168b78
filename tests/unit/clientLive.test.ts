/** A page's side of a room: against a scripted Socket.IO server, so that every message can be lost on purpose. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Keep } from '../../client/live/keep.ts';
import { openSocket } from '../../client/live/link.ts';
import { LiveRoom } from '../../client/live/room.svelte.ts';
import { packScene } from '../../shared/protocol/packed.ts';
import { keepInMemory } from '../support/memoryStorage.ts';
import { roomAheadMs, Script, until } from '../support/script.ts';

describe('a page in its room', () => {
  let script: Script;
  let port: number;
  const rooms: LiveRoom[] = [];

  function enter(keep: Keep = keepInMemory(), audience: 'player' | 'stage' = 'player'): LiveRoom {
    const room = new LiveRoom(
      { code: 'BCDFGH', audience, token: 'x'.repeat(43) },
      { keep, connect: (hello) => openSocket(hello, `http://127.0.0.1:${String(port)}`) },
    );
    rooms.push(room);
    return room;
  }

  beforeEach(async () => {
    script = new Script();
    port = await script.listen();
  });
  afterEach(async () => {
    for (const room of rooms.splice(0)) room.close();
    await script.wire.close();
  });

  test('shows what the server says, and knows room time from the start', async () => {
    const room = enter();
    await until(() => room.scene !== null);
    expect(room.you?.name).toBe('Player 0');
    expect(room.link).toBe('up');
    expect(Math.abs(room.nowMs() - Date.now() - roomAheadMs)).toBeLessThan(500);
    await until(() => room.roundTripMs !== null);
  });

  test('drops an older view, takes one as old as the one it holds', async () => {
    const room = enter();
    await until(() => room.scene !== null);
    const seq = script.views.scene.seq;
    script.wire.emit('scene', packScene({ ...script.views.scene, seq: seq + 5, title: 'newest' }));
    script.wire.emit('scene', packScene({ ...script.views.scene, seq: seq + 4, title: 'older' }));
    script.wire.emit('scene', packScene({ ...script.views.scene, seq: seq + 5, total: 99 }));
    await until(() => room.scene?.total === 99);
    expect(room.scene?.title).toBe(script.views.scene.title);
    script.wire.emit('scene', packScene({ ...script.views.scene, seq: seq + 4, title: 'older' }));
    script.wire.emit('you', null);
    await until(() => room.you === null);
    expect(room.scene?.title).toBe(script.views.scene.title);
  });

  test('sends the same action again after the connection broke before the acknowledgement', async () => {
    const room = enter();
    await until(() => room.link === 'up');
    script.answer = () => null;
    const asked = room.act({ type: 'join', name: 'Ana' });
    await until(() => script.acts.length === 1);
    script.answer = () => ({ ok: true, seat: 4 });
    script.drop();
    expect(await asked).toEqual({ ok: true, seat: 4 });
    expect(script.acts).toHaveLength(2);
    expect(script.acts[1]).toEqual(script.acts[0]);
  });

  test('keeps an answer over a reload until it is acknowledged, with its ref', async () => {
    const keep = keepInMemory();
    const before = enter(keep);
    await until(() => before.link === 'up');
    script.answer = () => null;
    before.answer(2, 0, [1], 700);
    expect(before.mine).toEqual({ item: 2, step: 0, answer: [1], state: 'sending', why: null });
    await until(() => script.acts.length === 1);
    before.close();

    script.answer = () => ({ ok: true });
    const after = enter(keep);
    expect(after.mine).toEqual({ item: 2, step: 0, answer: [1], state: 'sending', why: null });
    await until(() => after.mine?.state === 'saved');
    expect(script.acts).toHaveLength(2);
    expect(script.acts[1]).toEqual(script.acts[0]);

    after.close();
    const later = enter(keep);
    await until(() => later.link === 'up');
    expect(later.mine).toBeNull();
    expect(script.acts).toHaveLength(2);
  });

  test('says why an answer was refused, and lets another be given', async () => {
    const room = enter();
    await until(() => room.link === 'up');
    script.answer = () => ({ ok: false, why: 'not-an-answer' });
    room.answer(1, 0, [0], 0);
    await until(() => room.mine?.state === 'refused');
    expect(room.mine?.why).toBe('not-an-answer');
    room.retract();
    expect(room.mine).toBeNull();
  });

  test('keeps an answer for a question that an outage opened anew, and sends it when that opens', async () => {
    const room = enter();
    await until(() => room.link === 'up' && room.scene !== null);
    const opensAtMs = Date.now() + roomAheadMs + 700;
    const asked = { phase: 'asked', index: 1, opensAtMs, closesAtMs: opensAtMs + 9_000 } as const;
    script.wire.emit('scene', packScene({ ...script.views.scene, ...asked }));
    await until(() => room.scene?.index === 1);
    script.answer = () => (Date.now() + roomAheadMs < opensAtMs ? { ok: false, why: 'not-open-yet' } : { ok: true });
    room.answer(1, 0, [0], 300);
    await until(() => script.acts.length === 1);
    expect(room.mine?.state).toBe('sending');
    await until(() => room.mine?.state === 'saved');
    expect(script.acts.length).toBeLessThan(5);
    expect(script.acts.at(-1)).toEqual(script.acts[0]);
    expect(Date.now() + roomAheadMs - opensAtMs).toBeLessThan(400);
  });

  test('drops an answer to a question that is not on the screen', async () => {
    const room = enter();
    await until(() => room.link === 'up' && room.scene !== null);
    script.wire.emit('scene', packScene({ ...script.views.scene, index: 3 }));
    await until(() => room.scene?.index === 3);
    script.answer = () => ({ ok: false, why: 'not-open-yet' });
    room.answer(2, 0, [0], 300);
    await until(() => room.mine?.state === 'refused');
    expect(script.acts).toHaveLength(1);
  });

  test('asks again by itself while the server cannot keep an answer', async () => {
    const room = enter();
    await until(() => room.link === 'up');
    script.answer = () => (script.acts.length < 2 ? { ok: false, why: 'unavailable' } : { ok: true });
    room.answer(1, 0, [0], 0);
    await until(() => room.isHeld);
    expect(room.mine?.state).toBe('sending');
    await until(() => room.mine?.state === 'saved');
    expect(room.isHeld).toBe(false);
    expect(script.acts[1]).toEqual(script.acts[0]);
  });

  test('comes back when the server was gone', async () => {
    const room = enter();
    await until(() => room.link === 'up');
    await script.wire.close();
    await until(() => room.link === 'down');
    script = new Script();
    await script.listen(port);
    await until(() => room.link === 'up');
  });

  test('finds out that a connection is dead, and makes a new one', async () => {
    const room = enter();
    await until(() => room.link === 'up');
    script.isDeaf = true;
    script.answer = () => null;
    const asked = room.act({ type: 'leave' });
    await until(() => script.acts.length === 1);
    // The next connection hears; this one never will.
    script.wire.once('connection', () => {
      script.isDeaf = false;
      script.answer = () => ({ ok: true });
    });
    expect(await asked).toEqual({ ok: true });
  }, 15_000);

  test('stays away when the seat is played elsewhere, until asked to take it back', async () => {
    const room = enter();
    await until(() => room.link === 'up');
    script.wire.emit('gone', 'elsewhere');
    script.drop();
    await until(() => room.over === 'elsewhere');
    expect(await room.act({ type: 'leave' })).toEqual({ ok: false, why: 'unavailable' });
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(script.wire.sockets.sockets.size).toBe(0);
    room.reopen();
    await until(() => room.link === 'up');
    expect(room.over).toBeNull();
  });

  test.each(['no-such-room', 'removed', 'reload'] as const)('is over when refused with %s', async (why) => {
    script.refuse = { why };
    const room = enter();
    await until(() => room.over === why);
  });

  test('tries again when refused for a moment only', async () => {
    script.refuse = { why: 'unavailable' };
    const room = enter();
    await until(() => room.link === 'down');
    expect(room.over).toBeNull();
    script.refuse = null;
    await until(() => room.link === 'up');
  });
});
