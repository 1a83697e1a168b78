/**
 * One player on the wire: a plain WebSocket that speaks just enough of Engine.IO 4 and Socket.IO 5 to join, answer and
 * count. A thousand of these cost the driver less than fifty real clients.
 */
import { WebSocket } from 'ws';

type Arrived = (event: string, payload: unknown) => void;

/** RFC 6455, 5.2: header bytes of an unmasked frame from a server. */
const headerBytes = (length: number): number => (length < 126 ? 2 : length < 65_536 ? 4 : 10);

export class RawClient {
  bytes = 0;
  frames = 0;
  readonly #socket: WebSocket;
  readonly #acks = new Map<number, (answer: unknown) => void>();
  #nextAck = 0;
  #onEvent: Arrived = () => {};

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  static connect(port: number, auth: object, onEvent: Arrived): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/socket.io/?EIO=4&transport=websocket`, {
        perMessageDeflate: false,
      });
      const client = new RawClient(socket);
      client.#onEvent = onEvent;
      socket.on('error', reject);
      socket.on('message', (raw: Buffer) => {
        const text = raw.toString();
        client.bytes += raw.length + headerBytes(raw.length);
        client.frames += 1;
        if (text.startsWith('0')) socket.send(`40${JSON.stringify(auth)}`);
        else if (text === '2') socket.send('3');
        else if (text.startsWith('40')) resolve(client);
        else if (text.startsWith('44')) reject(new Error(text));
        else client.#packet(text);
      });
    });
  }

  emit(event: string, payload: unknown): Promise<unknown> {
    const id = this.#nextAck++;
    this.#socket.send(`42${String(id)}${JSON.stringify([event, payload])}`);
    return new Promise((resolve) => this.#acks.set(id, resolve));
  }

  close(): void {
    this.#socket.terminate();
  }

  #packet(text: string): void {
    const [, type, id, body] = /^4([23])(\d*)(.*)$/s.exec(text) ?? [];
    if (body === undefined) return;
    const values = JSON.parse(body) as unknown[];
    if (type === '3') {
      this.#acks.get(Number(id))?.(values[0]);
      this.#acks.delete(Number(id));
    } else this.#onEvent(String(values[0]), values[1]);
  }
}
