/** The second yardstick: `ws` alone, which writes the same text frames as Socket.IO would and knows nothing of it. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { BareRoom } from './bareRoom.ts';
import { tellUsage } from './usage.ts';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
const players = new Set<WebSocket>();
const frameOf = (event: string, view: unknown): string => `42${JSON.stringify([event, view])}`;
const personOf = (socket: WebSocket): { send(event: string, view: unknown): void } => ({
  send: (event, view) => socket.send(frameOf(event, view)),
});
const room = new BareRoom({
  broadcast(event, view) {
    const frame = frameOf(event, view);
    for (const socket of players) socket.send(frame);
  },
  playerCount: () => players.size,
  *players() {
    for (const socket of players) yield personOf(socket);
  },
});

server.on('connection', (socket) => {
  socket.send('0{"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":16384}');
  socket.on('close', () => players.delete(socket));
  socket.on('message', (raw: Buffer) => {
    const text = raw.toString();
    if (text.startsWith('40')) {
      const { audience } = JSON.parse(text.slice(2)) as { audience: string };
      if (audience === 'player') players.add(socket);
      socket.send('40{"sid":"x"}');
      room.greet(personOf(socket));
      return;
    }
    const [, id = '', body = ''] = /^42(\d+)(.*)$/s.exec(text) ?? [];
    const [, action] = JSON.parse(body) as [string, { type: string }];
    socket.send(`43${id}[{"ok":true}]`);
    if (action.type === 'join') socket.send(frameOf('you', { seat: 0 }));
    room.act(action.type);
  });
});
await once(server, 'listening');
tellUsage({ port: (server.address() as AddressInfo).port, code: 'BCDFGH', token: 'x'.repeat(43) });
