/**
 * Measures each connection's round trip with WebSocket ping frames that carry a random nonce. The browser's network
 * stack answers them, so a page's script can neither delay nor forge the pong. Long-polling has no such frames and
 * stays unmeasured: the fair time then assumes a fast network.
 */
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Connection } from './wire.ts';

/** Soon after connecting several, for an estimate before the first question; then seldom enough to cost nothing. */
const firstAfterMs = [50, 350, 900, 1_800];
const everyMs = 12_000;
/** Spread, so that people who joined together are not measured together. */
const spreadMs = 6_000;
const nonceBytes = 8;

interface PingSocket {
  ping(payload: Buffer, mask: boolean, sent: (error?: Error) => void): void;
  on(event: 'pong', heard: (payload: Buffer) => void): void;
  off(event: 'pong', heard: (payload: Buffer) => void): void;
}

/** Engine.IO's WebSocket transport keeps the `ws` socket in this field; it is not public, so it is checked. */
const transportSchema = v.object({
  name: v.literal('websocket'),
  socket: v.custom<PingSocket>(
    (raw) => typeof raw === 'object' && raw !== null && 'ping' in raw && typeof raw.ping === 'function',
  ),
});

function socketOf(connection: Connection): PingSocket | null {
  const transport = v.safeParse(transportSchema, connection.conn.transport);
  return transport.success ? transport.output.socket : null;
}

/** Measures until the connection ends. `nowMs`: monotonic. */
export function measureRoundTrips(connection: Connection, nowMs: () => number): void {
  let timer: NodeJS.Timeout | undefined;
  let count = 0;
  const measure = (): void => {
    const socket = socketOf(connection);
    if (socket !== null) pingOnce(socket, nowMs, (tripMs) => connection.data.trips.add(tripMs));
    schedule();
  };
  const schedule = (): void => {
    const first = firstAfterMs[count];
    const before = firstAfterMs[count - 1] ?? 0;
    count += 1;
    timer = setTimeout(measure, first === undefined ? everyMs + Math.random() * spreadMs : first - before);
    timer.unref();
  };
  schedule();
  connection.once('disconnect', () => clearTimeout(timer));
}

function pingOnce(socket: PingSocket, nowMs: () => number, measured: (tripMs: number) => void): void {
  const nonce = randomBytes(nonceBytes);
  const sentMs = nowMs();
  const heard = (payload: Buffer): void => {
    if (!payload.equals(nonce)) return;
    done();
    measured(nowMs() - sentMs);
  };
  const done = (): void => {
    clearTimeout(giveUp);
    socket.off('pong', heard);
  };
  const giveUp = setTimeout(done, everyMs - 1_000);
  giveUp.unref();
  socket.on('pong', heard);
  socket.ping(nonce, false, (error) => {
    if (error !== undefined && error !== null) done();
  });
}
