/**
 * A phone as the wire sees it: a plain WebSocket whose reading can be paused, as a phone's in a pocket. It notes every
 * view in the order of its arrival and repeats nothing; it does not come back by itself.
 */
import { WebSocket } from 'ws';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { unpackScene, unpackYou, type Packed } from '../../shared/protocol/packed.ts';
import type { Scene, You } from '../../shared/protocol/views.ts';
import { freshRef, freshToken } from './guest.ts';

type Arrived = { readonly name: 'you'; readonly view: You | null } | { readonly name: 'scene'; readonly view: Scene };

export class RawPhone {
  readonly token: string;
  readonly arrived: Arrived[] = [];
  /** Every message as it came, Engine.IO's own among them. */
  readonly texts: string[] = [];
  readonly socket: WebSocket;
  you: You | null = null;
  scene: Scene | null = null;
  isClosed = false;
  readonly #watchers = new Set<() => void>();

  private constructor(url: string, code: string, token: string) {
    this.token = token;
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    const auth = { version: protocolVersion, code, audience: 'player', token };
    this.socket.on('message', (raw: Buffer) => {
      this.#take(raw.toString(), auth);
      for (const watch of [...this.#watchers]) watch();
    });
    // A reset is one of the ways to be cut.
    this.socket.on('error', () => {});
    this.socket.on('close', () => {
      this.isClosed = true;
      for (const watch of [...this.#watchers]) watch();
    });
  }

  static async connect(url: string, code: string, token = freshToken()): Promise<RawPhone> {
    const phone = new RawPhone(url, code, token);
    await phone.until(() => phone.scene !== null);
    return phone;
  }

  /** Takes a seat. */
  async join(name: string): Promise<void> {
    this.act({ type: 'join', name });
    await this.until(() => this.you !== null);
  }

  act(intent: object): void {
    this.socket.send(`420${JSON.stringify(['act', { ...intent, ref: freshRef() }])}`);
  }

  /** Asked after each message. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const watch = (): void => {
        if (!holds() && !this.isClosed) return;
        this.#watchers.delete(watch);
        if (holds()) resolve();
        else reject(new Error(`closed, and waited in vain: ${holds.toString()}`));
      };
      this.#watchers.add(watch);
      watch();
    });
  }

  close(): void {
    this.socket.terminate();
  }

  #take(text: string, auth: object): void {
    this.texts.push(text);
    if (text.startsWith('0')) this.socket.send(`40${JSON.stringify(auth)}`);
    else if (text === '2') this.socket.send('3');
    else if (text.startsWith('42')) this.#event(JSON.parse(text.slice(2)) as [string, Packed | null]);
  }

  #event([name, packed]: [string, Packed | null]): void {
    if (name === 'you') this.arrived.push({ name, view: (this.you = packed === null ? null : unpackYou(packed)) });
    else if (name === 'scene' && packed !== null) this.arrived.push({ name, view: (this.scene = unpackScene(packed)) });
  }
}
