/**
 * One player on the wire: a plain WebSocket that speaks just enough of Engine.IO 4 and Socket.IO 5 to join, answer and
 * count. Ten thousand of these cost the driver less than a thousand real clients.
 */
import { WebSocket } from 'ws';

/** `text` is the frame: the same for many, so whoever listens reads it once. */
type Arrived = (event: 'scene' | 'you' | 'other', text: string) => void;

/** RFC 6455, 5.2: header bytes of an unmasked frame from a server. */
const headerBytes = (length: number): number => (length < 126 ? 2 : length < 65_536 ? 4 : 10);

export class RawClient {
  bytes = 0;
  frames = 0;
  readonly #socket: WebSocket;
  readonly #acks = new Map<string, (answer: string) => void>();
  #nextAck = 0;
  #onEvent: Arrived = () => {};

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** `from`: the address to come from, where the system lets us choose. */
  static connect(port: number, auth: object, onEvent: Arrived, from?: string): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/socket.io/?EIO=4&transport=websocket`, {
        perMessageDeflate: false,
        ...(from === undefined ? {} : { localAddress: from }),
      });
      const client = new RawClient(socket);
      client.#onEvent = onEvent;
      const say = (): void => socket.send(`40${JSON.stringify(auth)}`);
      socket.on('error', reject);
      socket.on('message', (raw: Buffer) => {
        const text = raw.toString();
        client.bytes += raw.length + headerBytes(raw.length);
        client.frames += 1;
        if (text.startsWith('42')) client.#event(text);
        else if (text.startsWith('43')) client.#acked(text);
        else if (text.startsWith('0')) say();
        else if (text === '2') socket.send('3');
        else if (text.startsWith('40')) resolve(client);
        else if (text.startsWith('44')) client.#refused(text, say, reject);
      });
    });
  }

  /** Resolves with the acknowledgement, as it came. */
  emit(event: string, payload: unknown): Promise<string> {
    const id = String(this.#nextAck++);
    this.#socket.send(`42${id}${JSON.stringify([event, payload])}`);
    return new Promise((resolve) => this.#acks.set(id, resolve));
  }

  close(): void {
    this.#socket.terminate();
  }

  /** Says it again at the moment that the server keeps for it. */
  #refused(text: string, again: () => void, failed: (error: Error) => void): void {
    const [, waitMs] = /"waitMs":(\d+)/.exec(text) ?? [];
    if (waitMs === undefined) failed(new Error(text));
    else setTimeout(again, Number(waitMs));
  }

  #event(text: string): void {
    this.#onEvent(text.startsWith('42["scene"') ? 'scene' : text.startsWith('42["you"') ? 'you' : 'other', text);
  }

  #acked(text: string): void {
    const end = text.indexOf('[');
    const id = text.slice(2, end);
    this.#acks.get(id)?.(text.slice(end));
    this.#acks.delete(id);
  }
}
