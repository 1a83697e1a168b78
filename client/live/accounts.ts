/**
 * What people do about their accounts, over HTTP: sign in, look after their own, and for owners those of others. It
 * keeps the session of this device and nothing else. No call throws: what went wrong is an answer.
 */
import type { Role } from '../../shared/roles.ts';
import { Calls, inWords, type Method, type Told } from './calls.ts';
import { keep as browserKeep, type Keep } from './keep.ts';

/** Errors of the server that the pages have words for, and `unreachable` where it did not answer at all. */
export const accountErrors = [
  'sign-in-needed',
  'sign-in-wrong',
  'sign-in-again',
  'not-yourself',
  'not-allowed',
  'not-found',
  'name-taken',
  'name-unusable',
  'last-owner',
  'malformed',
  'passphrase-weak',
  'invitation-over',
  'too-many',
  'provider-failed',
  'provider-late',
  'provider-refused',
  'not-invited',
  'passkeys-need-https',
  'too-many-passkeys',
  'set-up-already',
  'host-key-needed',
  'host-key-wrong',
  'unavailable',
  'unreachable',
  'failed',
] as const;
export type AccountError = (typeof accountErrors)[number];

export interface Passkey {
  readonly id: string;
  readonly label: string;
  readonly createdMs: number;
  readonly usedMs: number | null;
}

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly hasPassphrase: boolean;
  readonly passkeys: readonly Passkey[];
}

export type AccountSign =
  | { readonly accounts: 'off' }
  | {
      readonly accounts: 'on';
      /** There is an owner. */
      readonly isSetUp: boolean;
      /** Another service that knows people; null where there is none. */
      readonly provider: { readonly name: string } | null;
      readonly me: Me | null;
    };

export interface Invited {
  readonly role: Role;
  /** Whose passphrase is set anew; null for somebody new. */
  readonly name: string | null;
}

export interface Session {
  readonly id: string;
  /** Browser and system. */
  readonly label: string;
  readonly createdMs: number;
  readonly seenMs: number;
  readonly isThis: boolean;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdMs: number;
  readonly seenMs: number | null;
  readonly sessions: number;
  readonly packs: number;
}

export interface Invitation {
  readonly id: string;
  readonly role: Role;
  readonly untilMs: number;
}

/** Shown once: the server keeps only what it needs to know it again. */
export interface FreshInvitation {
  readonly invitation: string;
  readonly untilMs: number;
}

/** Working with a passphrase takes a server long on purpose, and others may be before us. */
const passphraseWaitMs = 30_000;

type Answer<Value> = Promise<Told<Value, AccountError>>;
const part = encodeURIComponent;
const proof = (passphrase: string): object => (passphrase === '' ? {} : { passphrase });

export class Accounts {
  readonly #keep: Keep;
  readonly #calls: Calls;

  constructor(to: Keep = browserKeep, fetchWith?: typeof fetch) {
    this.#keep = to;
    this.#calls = new Calls(to, fetchWith);
  }

  get isSignedIn(): boolean {
    return this.#calls.session !== null;
  }

  set hostKey(key: string) {
    this.#calls.key = key;
  }

  /** What the server says of accounts, and of whoever is signed in here. */
  async sign(): Answer<AccountSign> {
    const { session } = this.#calls;
    const told = await this.#ask<AccountSign>('GET', '/api/account');
    const isNobody = told.ok && (told.value.accounts === 'off' || told.value.me === null);
    // Meanwhile another tab may have signed in.
    if (isNobody && session !== null && this.#calls.session === session) this.#calls.session = null;
    return told;
  }

  first(name: string, passphrase: string): Answer<unknown> {
    return this.#enter('/first', { name, passphrase });
  }

  look(invitation: string): Answer<Invited> {
    return this.#ask('POST', '/api/account/invitation', { invitation });
  }

  join(invitation: string, name: string, passphrase: string): Answer<unknown> {
    return this.#enter('/join', { invitation, name, passphrase });
  }

  reset(invitation: string, passphrase: string): Answer<unknown> {
    return this.#enter('/reset', { invitation, passphrase });
  }

  signIn(name: string, passphrase: string): Answer<unknown> {
    return this.#enter('/sign-in', { name, passphrase });
  }

  /** Where to go to sign in with the provider. What comes back from there counts only with the proof that stays here. */
  async providerUrl(invitation: string | null): Answer<string> {
    const body = invitation === null ? {} : { invitation };
    const told = await this.#ask<{ url: string; proof: string }>('POST', '/api/account/provider', body);
    if (!told.ok) return told;
    this.#keep.set('proof', told.value.proof);
    return { ok: true, value: told.value.url };
  }

  /** With the one-time word that a provider sends people back with. */
  redeem(ticket: string): Answer<unknown> {
    const proof = this.#keep.get('proof') ?? '';
    this.#keep.remove('proof');
    return this.#enter('/ticket', { ticket, proof });
  }

  passkeyOptions<Options>(): Answer<{ readonly ask: string; readonly options: Options }> {
    return this.#ask('POST', '/api/account/passkey/options');
  }

  signInByPasskey(ask: string, response: unknown): Answer<unknown> {
    return this.#enter('/passkey', { ask, response });
  }

  /** This device forgets the session in any case, also where the server cannot be told. */
  async signOut(): Promise<void> {
    if (this.isSignedIn) await this.#ask('POST', '/api/account/sign-out');
    this.#calls.session = null;
  }

  /** `passphrase`: '' where there is none. */
  newPasskeyOptions<Options>(passphrase: string): Answer<Options> {
    return this.#ask('POST', '/api/account/passkeys/options', proof(passphrase), passphraseWaitMs);
  }

  addPasskey(response: unknown, label: string): Answer<unknown> {
    return this.#ask('POST', '/api/account/passkeys', { response, label });
  }

  removePasskey(id: string): Answer<unknown> {
    return this.#ask('DELETE', `/api/account/passkeys/${part(id)}`);
  }

  /** `before`: '' where there was none. */
  changePassphrase(before: string, after: string): Answer<unknown> {
    const body = before === '' ? { after } : { before, after };
    return this.#ask('PUT', '/api/account/passphrase', body, passphraseWaitMs);
  }

  sessions(): Answer<readonly Session[]> {
    return this.#ask('GET', '/api/account/sessions');
  }

  endSession(id: string): Answer<unknown> {
    return this.#ask('DELETE', `/api/account/sessions/${part(id)}`);
  }

  endOtherSessions(): Answer<unknown> {
    return this.#ask('DELETE', '/api/account/sessions');
  }

  /** `passphrase`: '' where there is none. */
  async removeMe(passphrase: string): Answer<unknown> {
    const told = await this.#ask('DELETE', '/api/account', proof(passphrase), passphraseWaitMs);
    if (told.ok) this.#calls.session = null;
    return told;
  }

  people(): Answer<readonly Person[]> {
    return this.#ask('GET', '/api/people');
  }

  setRole(id: string, role: Role): Answer<unknown> {
    return this.#ask('PATCH', `/api/people/${part(id)}`, { role });
  }

  resetOf(id: string): Answer<FreshInvitation> {
    return this.#ask('POST', `/api/people/${part(id)}/reset`);
  }

  endSessionsOf(id: string): Answer<unknown> {
    return this.#ask('DELETE', `/api/people/${part(id)}/sessions`);
  }

  removePerson(id: string): Answer<unknown> {
    return this.#ask('DELETE', `/api/people/${part(id)}`);
  }

  invitations(): Answer<readonly Invitation[]> {
    return this.#ask('GET', '/api/people/invitations');
  }

  invite(role: Role): Answer<FreshInvitation> {
    return this.#ask('POST', '/api/people/invitations', { role });
  }

  withdraw(id: string): Answer<unknown> {
    return this.#ask('DELETE', `/api/people/invitations/${part(id)}`);
  }

  /** What ends with this device being signed in. Who was signed in before is signed out: nothing else would end that. */
  async #enter(path: string, body: unknown): Answer<unknown> {
    const told = await this.#ask<{ token: string }>('POST', `/api/account${path}`, body, passphraseWaitMs);
    if (!told.ok) return told;
    if (this.isSignedIn) await this.#ask('POST', '/api/account/sign-out');
    this.#calls.session = told.value.token;
    return told;
  }

  async #ask<Value>(method: Method, path: string, body?: unknown, waitMs?: number): Answer<Value> {
    return inWords(await this.#calls.ask<Value>(method, path, body, waitMs), accountErrors, 'failed');
  }
}

/** The one of this page. */
export const accounts = new Accounts();
