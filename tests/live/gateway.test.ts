/** The one entrance, over real sockets: who gets in, who may do what, and what hostile messages do (nothing). */
import { setTimeout as wait } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { strikesForTests } from '../support/strikes.ts';
import { next, openItem, startApp, type TestApp } from '../support/app.ts';
import { freshRef, freshToken } from '../support/guest.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

/** How a handshake ends: "connected", or the reason it was refused for. */
function handshake(options: Parameters<typeof io>[1]): Promise<string> {
  return new Promise((resolve) => {
    const socket = io(app.url, { forceNew: true, reconnection: false, transports: ['websocket'], ...options });
    const end = (how: string): void => {
      socket.disconnect();
      resolve(how);
    };
    socket.on('connect', () => end('connected'));
    socket.on('connect_error', (error: Error & { data?: { why: string } }) => end(error.data?.why ?? 'no handshake'));
  });
}

describe('a handshake', () => {
  test('is refused from a foreign page on both transports, and welcome from its own', async () => {
    const { code } = await app.room();
    const auth = { version: protocolVersion, code, audience: 'player', token: freshToken() };
    for (const transport of ['websocket', 'polling'] as const) {
      const from = (origin: string): Promise<string> =>
        handshake({ auth, transports: [transport], extraHeaders: { origin } });
      expect(await from('https://evil.example')).toBe('no handshake');
      expect(await from('null')).toBe('no handshake');
      expect(await from(app.url)).toBe('connected');
    }
  });

  test('says why it is refused', async () => {
    const { code, token } = await app.room();
    const hello = { version: protocolVersion, code, audience: 'player', token: freshToken() };
    expect(await handshake({ auth: { ...hello, version: protocolVersion - 2 } })).toBe('reload');
    expect(await handshake({ auth: { ...hello, code: 'XXXXXX' } })).toBe('no-such-room');
    expect(await handshake({ auth: { ...hello, token: 'short' } })).toBe('malformed');
    expect(await handshake({ auth: { ...hello, extra: 1 } })).toBe('malformed');
    expect(await handshake({ auth: { ...hello, audience: 'desk' } })).toBe('not-host');
    expect(await handshake({ auth: { ...hello, audience: 'stage', token } })).toBe('connected');
    expect(await handshake({})).toBe('malformed');
  });
});

describe('actions', () => {
  test('fifty copies at once count once and are all told so; another answer is refused', async () => {
    const room = await app.room();
    const ana = await room.player('Ana');
    await room.player('Bo');
    await openItem(room.host, 1);
    const ref = freshRef();
    const answer = { type: 'answer', item: 1, answer: [0], tookMs: 20 } as const;
    // In bursts below the limit of a connection; the copies still overlap on the server.
    const acks = [];
    for (let burst = 0; burst < 10; burst++) {
      acks.push(...(await Promise.all(Array.from({ length: 5 }, () => ana.actOnce(answer, ref)))));
      await wait(1_260);
    }
    expect(acks).toEqual(Array.from({ length: 50 }, () => ({ ok: true })));
    expect(await ana.act({ ...answer, answer: [1] })).toEqual({ ok: false, why: 'answered-already' });
    await room.host.until((host) => host.desk?.answered === 1);
  });

  test('too many in a row are refused, then the connection is cut, and the room goes on', async () => {
    const room = await app.room();
    const ana = await room.player('Ana');
    const bo = await room.player('Bo');
    const acks = await Promise.all(Array.from({ length: 30 }, () => ana.actOnce({ type: 'join', name: 'Ana' })));
    expect(acks.filter((ack) => ack !== null && !ack.ok && ack.why === 'too-fast').length).toBeGreaterThan(15);
    for (let at = 0; at < strikesForTests; at++) ana.socket.emit('clock', () => {});
    await ana.until((guest) => guest.over === 'too-fast');
    await next(room.host);
    await bo.until((guest) => guest.scene?.index === 0);
  });
});

describe('hostile messages', () => {
  test('of every shape leave the server up and quiet', async () => {
    const room = await app.room();
    const deep = JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`) as unknown;
    const payloads: unknown[] = [
      undefined,
      null,
      0,
      '',
      [],
      {},
      deep,
      { type: 'answer' },
      { type: '__proto__', ref: 'r' },
      { type: 'join', ref: 'r', name: 7 },
      JSON.parse('{"type":"join","ref":"r","name":"x","__proto__":{"audience":"desk"}}'),
      { type: 'answer', ref: 'r', item: 1e9, answer: 'x'.repeat(5_000), tookMs: -1 },
      { type: 'constructor', ref: 'r' },
      { type: 'join', ref: '🚀', name: 'x' },
      { type: 'join', ref: 'r', name: 'x'.repeat(5_000) },
    ];
    for (const payload of payloads) {
      const player = app.guest(room.code);
      await player.until((guest) => guest.isConnected);
      const raw = player.socket as unknown as { emit(event: string, ...values: unknown[]): void };
      raw.emit('act');
      raw.emit('act', payload);
      raw.emit('act', payload, payload);
      raw.emit('clock', payload);
      raw.emit('__proto__', payload);
      raw.emit('act', new Uint8Array(32), () => {});
      const answer = await new Promise((resolve, reject) => {
        raw.emit('act', payload, resolve);
        setTimeout(
          () => reject(new Error(`no answer to ${JSON.stringify(payload)?.slice(0, 99) ?? 'nothing'}`)),
          2_000,
        );
      });
      expect(answer).toMatchObject({ ok: false });
      player.close();
    }
    expect(({} as { audience?: string }).audience).toBeUndefined();
    const ana = await room.player('Ana');
    expect(ana.you?.name).toBe('Ana');
    expect(app.alarms).toEqual([]);
  });

  test('as raw frames, broken or too large, end only their own connection', async () => {
    const room = await app.room();
    const bo = await room.player('Bo');
    const url = `${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const hello = JSON.stringify({
      version: protocolVersion,
      code: room.code,
      audience: 'player',
      token: freshToken(),
    });
    const frames = [
      '9',
      '4',
      '42',
      '42[',
      '42["act"',
      '42{"a":1}',
      '451-["act",{"_placeholder":true,"num":0}]',
      '45999999-["x"]',
      '43999["x"]',
      '\0\0',
      'x'.repeat(20_000),
    ];
    for (const frame of frames) {
      const socket = new WebSocket(url);
      await new Promise<void>((resolve) => {
        socket.on('message', (raw: Buffer) => {
          if (raw.toString().startsWith('0')) socket.send(`40${hello}`);
          if (raw.toString().startsWith('40')) socket.send(frame);
        });
        socket.on('close', () => resolve());
        socket.on('error', () => {});
        setTimeout(() => resolve(), 150);
      });
      socket.terminate();
    }
    await next(room.host);
    await bo.until((guest) => guest.scene?.index === 0);
    expect(app.alarms).toEqual([]);
  });
});
