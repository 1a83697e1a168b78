/**
 * How the pages of hosts ask the server over HTTP: as whoever is signed in on this device, else with the host key. It
 * keeps both, and forgets a session that the server no longer knows. No call throws: what went wrong is an answer.
 */
import { keep as browserKeep, type Keep } from './keep.ts';
import { hostTokens } from './roomTokens.ts';

export type Told<Value, Why extends string = string> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: Why };

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const answerWaitMs = 10_000;
const noContent = 204;

type Read = (response: Response) => Promise<unknown>;
const asJson: Read = (response) => response.json().catch(() => null);

export class Calls {
  readonly #keep: Keep;
  readonly #fetch: typeof fetch;

  constructor(to: Keep = browserKeep, fetchWith: typeof fetch = (input, init) => fetch(input, init)) {
    this.#keep = to;
    this.#fetch = fetchWith;
  }

  get key(): string | null {
    return this.#keep.get('hostKey');
  }

  set key(key: string | null) {
    this.#set('hostKey', key);
  }

  /** Of whoever is signed in on this device: all its tabs have the same. */
  get session(): string | null {
    return this.#keep.get('session');
  }

  /** With who was signed in go the rooms that they host here: who comes after them on this device is somebody else. */
  set session(session: string | null) {
    if (this.session !== null && this.session !== session) hostTokens(this.#keep).forgetAll();
    this.#set('session', session);
  }

  /** What shows the server who asks; null where this device has nothing to show. */
  get bearer(): string | null {
    return this.session ?? this.key;
  }

  #set(name: string, text: string | null): void {
    if (text === null) this.#keep.remove(name);
    else this.#keep.set(name, text);
  }

  ask<Value>(method: Method, path: string, body?: unknown, waitMs = answerWaitMs): Promise<Told<Value>> {
    const isPlain = body === undefined && (method === 'GET' || method === 'DELETE');
    const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) };
    return this.send<Value>(path, { method, ...(isPlain ? {} : json) }, waitMs);
  }

  /** `why`: the server's own word for what is wrong, `unreachable` where it did not answer, or `failed`. */
  async send<Value>(
    path: string,
    request: RequestInit,
    waitMs = answerWaitMs,
    read: Read = asJson,
  ): Promise<Told<Value>> {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), waitMs);
    const headers = new Headers(request.headers);
    const { session, bearer } = this;
    if (bearer !== null) headers.set('authorization', `Bearer ${bearer}`);
    try {
      const response = await this.#fetch(path, { ...request, headers, signal: giveUp.signal });
      const answer = await (response.ok ? read : asJson)(response);
      if (response.ok && (answer !== null || response.status === noContent))
        return { ok: true, value: answer as Value };
      const why = whyOf(response.status, answer);
      const isOver = session !== null && (why === 'sign-in-needed' || why === 'host-key-wrong');
      // It ended, or was ended from elsewhere. Meanwhile another tab may have signed in.
      if (isOver && this.session === session) this.session = null;
      // The server has no accounts any more: what counts is the key, or the place.
      return isOver && why === 'host-key-wrong' ? await this.send(path, request, waitMs, read) : { ok: false, why };
    } catch {
      return { ok: false, why: 'unreachable' };
    } finally {
      clearTimeout(timer);
    }
  }
}

function whyOf(status: number, answer: unknown): string {
  const code = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : null;
  if (typeof code === 'string') return code;
  // A proxy in front answers for a server that restarts.
  return status === 502 || status === 503 || status === 504 ? 'unreachable' : 'failed';
}

/** The same answer, with a word that the page has a sentence for. */
export function inWords<Value, Why extends string>(
  told: Told<Value>,
  known: readonly Why[],
  otherwise: Why,
): Told<Value, Why> {
  return told.ok ? told : { ok: false, why: known.find((each) => each === told.why) ?? otherwise };
}
