/**
 * The yardstick: Socket.IO with nothing on top, sending the same bytes to the same people at the same moments. It keeps
 * no log, checks nothing and scores nothing.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { roundOf } from '../../shared/game/state.ts';
import { nextSteps } from '../../shared/game/steps.ts';
import { sceneView, youView } from '../../shared/game/views.ts';
import { opened, parsePack, Play } from '../support/rooms.ts';
import { benchPack } from './packs.ts';
import { tellUsage } from './usage.ts';

// The views that Quizloop would send, made beforehand: encoding them is measured, computing them is not.
const play = new Play();
play.append(opened(parsePack(benchPack), { standings: 'none', reading: false }));
play.append({ type: 'joined', name: 'Player 1', tokenHash: 't' });
const you = youView(play.state, 0);
const scenes: unknown[] = [];
while (play.state.phase !== 'podium') {
  play.nowMs = Math.max(play.nowMs, roundOf(play.state)?.opensAtMs ?? 0);
  for (const body of nextSteps(play.state, 500)) play.append(body);
  if (roundOf(play.state) !== undefined) scenes.push(sceneView(play.state));
}

const http = createServer();
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
let at = 0;
let answers = 0;
const showNext = (): void => {
  const scene = scenes[at];
  at += 1;
  io.to('players').emit(
    'scene',
    typeof scene === 'object' ? { ...scene, opensAtMs: Date.now(), closesAtMs: Date.now() + 20_000 } : scene,
  );
};
io.on('connection', (socket) => {
  const { audience } = socket.handshake.auth as { audience: string };
  void socket.join(audience === 'player' ? 'players' : 'hosts');
  socket.on('act', ({ type }: { type: string }, ack: (answer: unknown) => void) => {
    if (type === 'join') {
      socket.emit('you', you);
      socket.emit('scene', scenes[0]);
    }
    ack({ ok: true });
    if (type === 'next') {
      answers = 0;
      showNext();
    }
    if (type !== 'answer') return;
    answers += 1;
    const players = io.sockets.adapter.rooms.get('players') ?? new Set<string>();
    if (answers < players.size) return;
    for (const id of players) io.sockets.sockets.get(id)?.emit('you', you);
    showNext();
  });
});
http.listen(0, '127.0.0.1');
await once(http, 'listening');
tellUsage({ port: (http.address() as AddressInfo).port, code: 'BCDFGH', token: 'x'.repeat(43) });
