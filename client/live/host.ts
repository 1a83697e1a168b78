/**
 * What this device may do as a host, over HTTP: see the packs, open rooms, become host of one. It keeps one token a
 * room; everything inside a room goes over the socket. No call throws: what went wrong is an answer.
 */
import { hostKeyCharactersMax, hostKeyCharactersMin } from '../../shared/limits.ts';
import type { Phase } from '../../shared/game/state.ts';
import type { Pack } from '../../shared/pack.ts';
import type { Settings } from '../../shared/settings.ts';
import type { StudyGuide } from '../../shared/studyguide/guide.ts';
import { Calls, inWords, type Method, type Told as Answered } from './calls.ts';
import { keep as browserKeep, type Keep } from './keep.ts';
import { hostTokens, type RoomTokens } from './roomTokens.ts';

/** Errors of the server that a page has words for, and `unreachable` where it did not answer at all. */
export const hostErrors = [
  'host-key-needed',
  'host-key-wrong',
  'sign-in-needed',
  'not-allowed',
  'not-found',
  'room-shown',
  'word-used-up',
  'no-such-room',
  'no-such-pack',
  'too-many',
  'too-many-rooms',
  'guide-too-large',
  'guide-too-long',
  'guide-too-many',
  'guide-not-text',
  'guide-damaged',
  'guide-locked',
  'guide-unpacks',
  'guide-no-text',
  'guide-too-slow',
  'guide-busy',
  'pack-faulty',
  'pack-too-large',
  'too-many-packs',
  'too-many-of-yours',
  'not-own-pack',
  'unavailable',
  'unreachable',
  'failed',
] as const;
export type HostError = (typeof hostErrors)[number];

/** What asks this device to say who it is, or shows that it may not. */
export const isRefusal = (why: HostError): boolean =>
  why === 'host-key-needed' || why === 'host-key-wrong' || why === 'sign-in-needed';

export type Told<Value> = Answered<Value, HostError>;

export interface HostSign {
  readonly canHost: boolean;
  /** Where phones reach this server. */
  readonly joinUrl: string;
}

export interface PackSign {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly language: string;
  readonly itemCount: number;
  readonly minutes: number;
  readonly scored: boolean;
  readonly settings: Partial<Settings>;
  readonly kinds: readonly string[];
  /** Made here, and by whoever asks: it can be changed and thrown away. */
  readonly isOwn: boolean;
  /** It belongs to whoever asks. */
  readonly isMine: boolean;
  /** The name of the account it belongs to; null where it is nobody's, and where there are no accounts. */
  readonly owner: string | null;
}

export interface WholePack {
  readonly id: string;
  readonly pack: Pack;
  readonly isOwn: boolean;
}

export interface ReadGuide {
  readonly guide: StudyGuide;
  /** Which it seems to be in. */
  readonly language: string;
}

export interface PackProblem {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

export interface Shelf {
  readonly packs: readonly PackSign[];
  readonly problems: readonly PackProblem[];
}

export interface RunningRoom {
  readonly code: string;
  readonly title: string;
  readonly phase: Phase;
  readonly players: number;
  readonly openedAtMs: number;
}

/** A large file over a school's Wi-Fi. */
const uploadWaitMs = 120_000;
/** Another host's guide is being read: that takes a second, rarely five. */
const busyWaitMs = 1_000;
const busyTries = 8;
const keyPattern = /^[\w-]+$/;

/** The host key in what somebody pasted: the key alone, or the host link around it. Null where there is none. */
export function keyIn(pasted: string): string | null {
  const text = pasted.trim();
  const [, linked] = /#(?:.*&)?key=([^&\s]+)/.exec(text) ?? [];
  const key = linked ?? text;
  const isKey = keyPattern.test(key) && key.length >= hostKeyCharactersMin && key.length <= hostKeyCharactersMax;
  return isKey ? key : null;
}

/** The one-time word in the address of a pairing link, or null. */
export function wordIn(hash: string): string | null {
  const [, word] = /(?:^#?|&)word=([\w-]{1,100})(?:&|$)/.exec(hash) ?? [];
  return word ?? null;
}

export class Host {
  readonly #tokens: RoomTokens;
  readonly #calls: Calls;

  constructor(to: Keep = browserKeep, fetchWith?: typeof fetch) {
    this.#tokens = hostTokens(to);
    this.#calls = new Calls(to, fetchWith);
  }

  get key(): string | null {
    return this.#calls.key;
  }

  set key(key: string | null) {
    this.#calls.key = key;
  }

  /** What shows the server who asks; null where this device has nothing to show. */
  get bearer(): string | null {
    return this.#calls.bearer;
  }

  /** This device's host token for the room, or null. */
  tokenOf(code: string): string | null {
    return this.#tokens.find(code);
  }

  forgetToken(code: string): void {
    this.#tokens.forget(code);
  }

  sign(): Promise<Told<HostSign>> {
    return this.#ask<HostSign>('GET', '/api/host');
  }

  shelf(): Promise<Told<Shelf>> {
    return this.#ask<Shelf>('GET', '/api/packs');
  }

  reloadShelf(): Promise<Told<Shelf>> {
    return this.#ask<Shelf>('POST', '/api/packs/reload');
  }

  pack(id: string): Promise<Told<WholePack>> {
    return this.#ask<WholePack>('GET', `/api/packs/${encodeURIComponent(id)}`);
  }

  /** Resolves with the new pack's id. */
  async savePack(pack: Pack): Promise<Told<string>> {
    const told = await this.#ask<{ id: string }>('POST', '/api/packs', { pack });
    return told.ok ? { ok: true, value: told.value.id } : told;
  }

  changePack(id: string, pack: Pack): Promise<Told<unknown>> {
    return this.#ask('PUT', `/api/packs/${encodeURIComponent(id)}`, { pack });
  }

  removePack(id: string): Promise<Told<unknown>> {
    return this.#ask('DELETE', `/api/packs/${encodeURIComponent(id)}`);
  }

  /** What the server reads from a study guide; it keeps nothing of it. The name's ending says what kind of file it is. */
  async readGuide(name: string, content: Blob | string): Promise<Told<ReadGuide>> {
    const headers = { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) };
    for (let tries = 1; ; tries++) {
      const request = { method: 'POST', headers, body: content };
      const told = inWords(
        await this.#calls.send<ReadGuide>('/api/guides', request, uploadWaitMs),
        hostErrors,
        'failed',
      );
      if (told.ok || told.why !== 'guide-busy' || tries >= busyTries) return told;
      await new Promise((resolve) => setTimeout(resolve, busyWaitMs));
    }
  }

  async running(): Promise<Told<readonly RunningRoom[]>> {
    const told = await this.#ask<{ rooms: readonly RunningRoom[] }>('GET', '/api/rooms');
    return told.ok ? { ok: true, value: told.value.rooms } : told;
  }

  /** Opens a room and keeps its host token. */
  async open(pack: string, settings: Partial<Settings>): Promise<Told<string>> {
    const told = await this.#ask<{ code: string; token: string }>('POST', '/api/rooms', { pack, settings });
    if (!told.ok) return told;
    this.#tokens.set(told.value.code, told.value.token);
    return { ok: true, value: told.value.code };
  }

  /** Becomes host of a room that runs: with a pairing word, or by the right to host here. */
  async admit(code: string, word: string | null): Promise<Told<string>> {
    const body = word === null ? {} : { word };
    const told = await this.#ask<{ token: string }>('POST', `/api/rooms/${encodeURIComponent(code)}/host`, body);
    if (!told.ok) return told;
    this.#tokens.set(code, told.value.token);
    return { ok: true, value: told.value.token };
  }

  async #ask<Value>(method: Method, path: string, body?: unknown): Promise<Told<Value>> {
    return inWords(await this.#calls.ask<Value>(method, path, body), hostErrors, 'failed');
  }
}

/** The one of this page. */
export const host = new Host();
