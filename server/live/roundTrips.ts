/**
 * Measures each connection's round trip with WebSocket ping frames that carry a random nonce. The browser's network
 * stack answers them, so a page's script can neither delay nor forge the pong. Long-polling has no such frames: there
 * the page is asked, and TripRecord believes it less.
 */
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import * as v from 'valibot';
import type { Connection } from './wire.ts';

/**
 * After connecting several, for an estimate before the first question; then seldom enough to cost nothing. Not sooner:
 * while a hall joins, a trip would measure the rush, and each costs a tenth of a join.
 */
const waitsMs = [1_500, 4_500, 9_000];
const everyMs = 15_000;
/** Of each wait, this much is chance: people who joined together are not measured together. */
const spread = 0.3;
/** A pong that took longer says nothing of the network any more; until then no other is asked for. */
const giveUpMs = 11_000;
const nonceBytes = 8;
/** Drawn at once: asking for eight random bytes costs as much as for thousands. */
const noncesDrawn = 512;

interface PingSocket {
  ping(payload: Buffer, mask: boolean): void;
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
export function measureRoundTrips(connection: Connection, nowMs: () => number, logger: Logger): void {
  const { room, trips } = connection.data;
  let timer: NodeJS.Timeout | undefined;
  let count = 0;
  /** No nonce: the page was asked. Whoever answers before the question comes is only taken to be nearer. */
  let asked: { readonly nonce?: Buffer; readonly sentMs: number } | null = null;
  let listenedTo: PingSocket | null = null;
  const heard = (payload: Buffer): void => {
    if (asked?.nonce?.equals(payload) !== true) return;
    trips.add(nowMs() - asked.sentMs);
    asked = null;
  };
  const askPage = (): void => {
    // Between two polls the question would wait here, and that is not the network.
    if (!connection.conn.transport.writable) return;
    const mine = (asked = { sentMs: nowMs() });
    connection.timeout(giveUpMs).emit('trip', (error) => {
      if (error !== null || asked !== mine) return;
      const tripMs = nowMs() - mine.sentMs;
      if (trips.by !== 'page')
        logger.debug({ room: room.log.room, tripMs }, 'a phone came by long-polling: its page answers for round trips');
      trips.add(tripMs, 'page');
      asked = null;
    });
  };
  const measure = (): void => {
    schedule();
    const socket = socketOf(connection);
    // Another one after an upgrade.
    if (socket !== listenedTo) {
      listenedTo?.off('pong', heard);
      socket?.on('pong', heard);
      [listenedTo, asked] = [socket, null];
    }
    if (asked !== null && nowMs() - asked.sentMs < giveUpMs) return;
    if (socket === null) return askPage();
    const nonce = nextNonce();
    asked = { nonce, sentMs: nowMs() };
    socket.ping(nonce, false);
  };
  const schedule = (): void => {
    const waitMs = waitsMs[count++] ?? everyMs;
    timer = setTimeout(measure, waitMs * (1 - spread + 2 * spread * Math.random()));
    timer.unref();
  };
  schedule();
  connection.once('disconnect', () => clearTimeout(timer));
}

let drawn = Buffer.alloc(0);
function nextNonce(): Buffer {
  if (drawn.length === 0) drawn = randomBytes(nonceBytes * noncesDrawn);
  const nonce = drawn.subarray(0, nonceBytes);
  drawn = drawn.subarray(nonceBytes);
  return nonce;
}
