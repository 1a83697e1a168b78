/**
 * Views made ready for the wire: each is encoded once, as a WebSocket frame, and what goes to one connection at one time
 * leaves in one write. It asks Engine.IO to send ready frames, which is not a public matter, so it first checks that
 * this one can; otherwise Socket.IO emits. What is to be sent, and who can take it, is not decided here.
 */
import * as v from 'valibot';
import type { ToClient } from '../../shared/protocol/messages.ts';
import type { Connection } from './wire.ts';

export type ViewName = 'you' | 'scene' | 'stage' | 'desk';

export interface Frame {
  /** The whole WebSocket frame; made when first asked for. */
  readonly bytes: () => Buffer;
  readonly emitTo: (connection: Connection) => void;
}

export function frameOf<Name extends ViewName>(name: Name, ...view: Parameters<ToClient[Name]>): Frame {
  let bytes: Buffer | undefined;
  return {
    // A message (4) of Engine.IO that is an event (2) of Socket.IO.
    bytes: () => (bytes ??= textFrame(`42${JSON.stringify([name, ...view])}`)),
    emitTo: (connection) => connection.emit(name, ...view),
  };
}

/** In their order, and behind whatever waits for this connection already. */
export function put(connection: Connection, frames: readonly Frame[]): void {
  const { transport } = connection.conn;
  // What has to wait does so as the text that it is: it may be another transport that takes it.
  if (!transport.writable || !takesFrames(transport)) {
    for (const frame of frames) frame.emitTo(connection);
    return;
  }
  const [first] = frames;
  if (first === undefined) return;
  const bytes = frames.length === 1 ? first.bytes() : Buffer.concat(frames.map((frame) => frame.bytes()));
  // Through Engine.IO's own queue, so that it knows when this was taken and what comes after it.
  const options = { compress: false, wsPreEncodedFrame: [bytes] };
  connection.conn.write('', options);
}

/** What Engine.IO itself asks before it sends a ready frame, and that it writes a list of one as it is. */
const framesSchema = v.object({
  name: v.literal('websocket'),
  perMessageDeflate: v.nullish(v.literal(false)),
  socket: v.object({ _sender: v.object({ sendFrame: v.function() }) }),
});
const checked = new WeakMap<object, boolean>();

function takesFrames(transport: object): boolean {
  let takes = checked.get(transport);
  if (takes === undefined) {
    takes = v.is(framesSchema, transport);
    checked.set(transport, takes);
  }
  return takes;
}

/** RFC 6455, 5.2: text, whole, and unmasked as from a server. */
function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = 0x81;
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, start);
  return frame;
}
