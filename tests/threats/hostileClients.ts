/**
 * Hostile connections, each with a few dozen things to say: sockets that were let in, handshakes that should not be,
 * bytes that are no protocol, and requests to every address of the API. They report how much they sent, and fail at nothing.
 */
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { freshToken } from '../support/guest.ts';
import type { Chance } from './chance.ts';
import { drawBody, drawEvent, drawFrame, spoiltHello } from './mutations.ts';

export interface Target {
  readonly port: number;
  readonly hostKey: string;
  /** The room to attack now, with tokens of players of before: seats to take over. */
  readonly room: () => { readonly code: string; readonly token: string; readonly tokens: readonly string[] };
  /** What an action was answered: "ok", or why not. */
  readonly heard: (answer: string) => void;
}

/** A server that says nothing more is not waited for. */
const patienceMs = 3_000;

/** What a client needs to say that all before was dealt with. */
const lastAck = '987654321';

/** Joins, or presides, or pretends to, and then says what comes to its mind. */
export function talk({ port, room, heard }: Target, chance: Chance, most: number): Promise<number> {
  const { code, token, tokens } = room();
  const isHost = chance.is(0.15);
  const audience = isHost ? chance.of(['desk', 'stage']) : 'player';
  const own = isHost ? token : chance.is(0.8) ? chance.of(tokens) : freshToken();
  const hello = { version: protocolVersion, code, audience, token: own, turn: chance.below(5) };
  const isSpoilt = chance.is(0.06);
  // What is no packet ends the connection, and a flood is soon refused unread: most keep below both.
  const isWild = chance.is(0.2);
  const count = Math.min(most, chance.is(0.1) ? chance.between(30, 150) : chance.between(1, isHost ? 60 : 10));
  return new Promise((resolve) => {
    let sent = 0;
    const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/socket.io/?EIO=4&transport=websocket`, {
      headers: { 'x-forwarded-for': chance.address() },
      perMessageDeflate: false,
    });
    const end = (): void => {
      clearTimeout(timer);
      socket.terminate();
      resolve(sent);
    };
    const timer = setTimeout(end, patienceMs);
    socket.on('error', end);
    socket.on('close', end);
    socket.on('message', (raw: Buffer) => {
      const text = raw.toString();
      if (text.startsWith('44')) heard(`refused: ${/"why":"([\w-]+)"/.exec(text)?.[1] ?? ''}`);
      if (text.startsWith(`43${lastAck}`) || text.startsWith('44')) return end();
      if (text.startsWith('43'))
        heard(/"why":"([\w-]+)"/.exec(text)?.[1] ?? (text.includes('"ok":true') ? 'ok' : 'clock'));
      if (text.startsWith('0')) {
        sent += 1;
        return socket.send(isSpoilt ? spoiltHello(chance, hello) : `40${JSON.stringify(hello)}`);
      }
      if (!text.startsWith('40')) return;
      if (!isHost) socket.send(`421["act",{"type":"join","ref":"r","name":"P ${own.slice(0, 6)}"}]`);
      for (let at = 0; at < count; at++) socket.send((isWild ? drawFrame : drawEvent)(chance, isHost));
      if (chance.is(0.05)) socket.ping(chance.bytes(100));
      // Unlike the clock, an action is always answered.
      socket.send(`42${lastAck}["act",0]`);
      sent += count;
    });
  });
}

/** RFC 6455, 5.2, and now and then what it forbids: reserved bits, unknown opcodes, no mask, a length that lies. */
function rawFrame(chance: Chance, content: Buffer): Buffer {
  const length = content.length;
  const opcode = chance.is(0.7) ? 1 : chance.below(16);
  const first = (chance.is(0.9) ? 0x80 : 0) | (chance.is(0.05) ? chance.below(8) << 4 : 0) | opcode;
  const isMasked = chance.is(0.95);
  const said = chance.is(0.95) ? length : chance.below(65_536);
  const head = said < 126 ? [first, said] : [first, 126, said >> 8, said & 255];
  head[1] = (head[1] ?? 0) | (isMasked ? 0x80 : 0);
  const mask = isMasked ? chance.bytes(4) : Buffer.alloc(0);
  const body = isMasked ? content.map((byte, at) => byte ^ (mask[at % 4] ?? 0)) : content;
  return Buffer.concat([Buffer.from(head), mask, body]);
}

const upgrade = (address: string): string =>
  [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    'Host: 127.0.0.1',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    `X-Forwarded-For: ${address}`,
    '\r\n',
  ].join('\r\n');

/** Writes bytes at the port: of a WebSocket that goes wrong, or of nothing that was ever agreed on. */
export function babble({ port, room }: Target, chance: Chance, most: number): Promise<number> {
  const { code } = room();
  const count = Math.min(most, chance.between(1, 12));
  const hello = { version: protocolVersion, code, audience: 'player', token: freshToken() };
  const chunks: (string | Buffer)[] = [];
  if (chance.is(0.8)) {
    chunks.push(upgrade(chance.address()), rawFrame(chance, Buffer.from(`40${JSON.stringify(hello)}`)));
    while (chunks.length < count + 2)
      chunks.push(rawFrame(chance, Buffer.from(drawFrame(chance, false)).subarray(0, 4_000)));
  } else {
    while (chunks.length < count) chunks.push(chance.bytes(chance.below(300)));
  }
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(chunks.length);
    };
    const timer = setTimeout(end, patienceMs);
    socket.on('error', end);
    socket.on('close', end);
    socket.resume();
    for (const chunk of chunks) socket.write(chunk);
    // Whoever wrote it waits a moment for what comes of it, as the server may cut it before.
    socket.write('', () => setTimeout(end, 30));
  });
}

const paths: readonly string[] = [
  ...[
    '/',
    '/api/rooms',
    '/api/rooms/',
    '/api/host',
    '/api/packs',
    '/api/guides',
    '/api/study/own',
    '/api/study/__proto__',
  ],
  ...['/api/rooms/%00', '/api/rooms/%E0%A4%A', '/api/packs/own', '/api/packs/..%2f..%2fetc', '/api/packs/own/audio'],
  ...['/media/own/x.mp3', '/media/..%2f/x.mp3', '/media/__proto__/constructor', '/study/own', '/healthz', '/readyz'],
  ...[
    '/socket.io/?EIO=4&transport=polling',
    '/socket.io/?EIO=9&transport=polling',
    '/socket.io/?EIO=4&transport=x&sid=1',
  ],
  ...['/assets/../../package.json', '/.env', '//evil.example/', '/api/rooms?x[__proto__]=1'],
];
const methods = ['GET', 'GET', 'POST', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'];

/** Asks every address, in every way, mostly with the host's key: behind it there is more to break. */
export async function request({ port, hostKey, room }: Target, chance: Chance, most: number): Promise<number> {
  const count = Math.min(most, chance.between(1, 10));
  for (let at = 0; at < count; at++) {
    const { code } = room();
    const path = chance.is(0.2) ? `/api/rooms/${code}${chance.of(['', '/host', '/x'])}` : chance.of(paths);
    const method = chance.of(methods);
    const content = chance.is(0.8) ? drawBody(chance) : chance.bytes(500).toString('latin1');
    const body = method === 'GET' || method === 'HEAD' ? null : content;
    const headers = {
      'x-forwarded-for': chance.address(),
      'content-type': chance.of(['application/json', 'application/json; charset=utf-7', 'text/plain', 'audio/mpeg']),
      ...(chance.is(0.7) ? { authorization: `Bearer ${hostKey}` } : {}),
      ...(chance.is(0.1) ? { origin: chance.of(['https://evil.example', 'null']) } : {}),
      ...(chance.is(0.1) ? { range: chance.of(['bytes=9-1', 'bytes=0-', 'x']) } : {}),
    };
    await fetch(`http://127.0.0.1:${String(port)}${path}`, {
      method,
      headers,
      body,
      signal: AbortSignal.timeout(patienceMs),
    })
      .then((response) => response.arrayBuffer())
      .catch(() => {});
  }
  return count;
}
