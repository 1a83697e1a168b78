/** The first yardstick: Socket.IO with nothing on top, its own default broadcast, no deflate. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { BareRoom } from './bareRoom.ts';
import { tellUsage } from './usage.ts';

const http = createServer();
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
const seated = (): Set<string> => io.sockets.adapter.rooms.get('players') ?? new Set<string>();
const room = new BareRoom({
  broadcast: (event, view) => void io.to('players').emit(event, view),
  playerCount: () => seated().size,
  *players() {
    for (const id of seated()) {
      const socket = io.sockets.sockets.get(id);
      if (socket !== undefined) yield { send: (event, view) => void socket.emit(event, view) };
    }
  },
});
io.on('connection', (socket) => {
  const { audience } = socket.handshake.auth as { audience: string };
  void socket.join(audience === 'player' ? 'players' : 'hosts');
  room.greet({ send: (event, view) => void socket.emit(event, view) });
  socket.on('act', ({ type }: { type: string }, ack: (answer: unknown) => void) => {
    ack({ ok: true });
    if (type === 'join') socket.emit('you', { seat: 0 });
    room.act(type);
  });
});
http.listen(0, '127.0.0.1');
await once(http, 'listening');
tellUsage({ port: (http.address() as AddressInfo).port, code: 'BCDFGH', token: 'x'.repeat(43) });
