/**
 * A device on its way to being host of a room, for stage and desk alike: by the token it holds, by a pairing word in
 * its address, or by the right to host here. It holds the room once it is in.
 */
import type { Audience } from '../../shared/protocol/messages.ts';
import { host as browserHost, keyIn, wordIn, type Host, type HostError } from './host.ts';
import { LiveRoom } from './room.svelte.ts';

export interface HostingParts {
  readonly host: Host;
  readonly openRoom: (token: string) => LiveRoom;
}

export class Hosting {
  #room = $state.raw<LiveRoom | null>(null);
  #why = $state.raw<HostError | null>(null);
  #isAsking = $state.raw(false);
  /** The page shows it; phones reach the server there. */
  #joinUrl = $state.raw('');
  #isClosed = false;
  /** A token that was refused is forgotten and asked for anew, once. */
  #isRenewed = false;
  readonly #code: string;
  readonly #parts: HostingParts;

  constructor(code: string, audience: Exclude<Audience, 'player'>, parts: Partial<HostingParts> = {}) {
    this.#code = code;
    this.#parts = {
      host: parts.host ?? browserHost,
      openRoom: parts.openRoom ?? ((token) => new LiveRoom({ code, audience, token })),
    };
    $effect(() => {
      if (this.#room?.over === 'not-host') void this.#renew();
    });
  }

  /** Null until this device is host. */
  get room(): LiveRoom | null {
    return this.#room;
  }
  /** Why it is not; null while it is, or is being asked for. */
  get why(): HostError | null {
    return this.#why;
  }
  get isAsking(): boolean {
    return this.#isAsking;
  }
  /** '' until the server has said it. */
  get joinUrl(): string {
    return this.#joinUrl;
  }

  /** `hash`: of the page's address, where a pairing link carries its word, and a host link its key. */
  async enter(hash = ''): Promise<void> {
    const key = hash.includes('key=') ? keyIn(hash) : null;
    if (key !== null) this.#parts.host.key = key;
    void this.#askWhere();
    const word = wordIn(hash);
    const token = this.#parts.host.tokenOf(this.#code);
    if (token !== null) this.#open(token);
    else await this.#admit(word);
  }

  /** With what somebody pasted: false when that is no key and no host link. */
  unlock(pasted: string): boolean {
    const key = keyIn(pasted);
    if (key === null) return false;
    this.#parts.host.key = key;
    void this.#admit(null);
    return true;
  }

  again(): void {
    void this.#askWhere();
    void this.#admit(null);
  }

  close(): void {
    this.#isClosed = true;
    this.#room?.close();
    this.#room = null;
  }

  async #admit(word: string | null): Promise<void> {
    this.#why = null;
    this.#isAsking = true;
    const told = await this.#parts.host.admit(this.#code, word);
    this.#isAsking = false;
    if (this.#isClosed) return;
    if (told.ok) return this.#open(told.value);
    // A key that is wrong here would be wrong for ever.
    if (told.why === 'host-key-wrong') this.#parts.host.key = null;
    this.#why = told.why;
  }

  #open(token: string): void {
    this.#why = null;
    this.#room?.close();
    this.#room = this.#parts.openRoom(token);
  }

  async #renew(): Promise<void> {
    if (this.#isRenewed) return;
    this.#isRenewed = true;
    this.#parts.host.forgetToken(this.#code);
    this.#room?.close();
    this.#room = null;
    await this.#admit(null);
  }

  async #askWhere(): Promise<void> {
    const told = await this.#parts.host.sign();
    if (told.ok) this.#joinUrl = told.value.joinUrl;
  }
}
