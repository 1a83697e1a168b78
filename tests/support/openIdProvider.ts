/**
 * An OpenID provider on a free port of the loopback: discovery, sign-in without a page, tokens (RS256) and keys. It checks
 * what a client must send, and lies where a test tells it to.
 */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export const clientId = 'quizloop-tests';
export const clientSecret = 'a secret: with signs/+%';

export interface OpenIdProvider {
  readonly issuer: string;
  /** Who sits at the browser. */
  person: { sub: string; name?: string; email?: string };
  /** Claims of ID tokens that are to be something else. */
  lies: Record<string, unknown>;
  /** Signs with a key that it does not publish. */
  isForged: boolean;
  /** The person says no. */
  isRefusing: boolean;
  /** Answers nothing. */
  isAway: boolean;
  /** How often it was asked who it is. */
  readonly askedCount: number;
  /** As a browser that is sent to `url`: where the provider sends it back to. */
  visit(url: string): Promise<URL>;
  close(): Promise<void>;
}

interface Code {
  readonly challenge: string;
  readonly nonce: string;
  readonly backUrl: string;
}

const newPair = () => generateKeyPairSync('rsa', { modulusLength: 2_048 });
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

class Provider implements OpenIdProvider {
  issuer = '';
  person: OpenIdProvider['person'] = { sub: 'ana-1', name: 'Ana' };
  lies: Record<string, unknown> = {};
  isForged = false;
  isRefusing = false;
  isAway = false;
  askedCount = 0;
  readonly #pair = newPair();
  readonly #codes = new Map<string, Code>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  async open(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.issuer = `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
    return this;
  }

  async visit(url: string): Promise<URL> {
    const { status, headers } = await fetch(url, { redirect: 'manual' });
    if (status !== 302) throw new Error(`the provider answered ${String(status)}`);
    return new URL(headers.get('location') ?? '');
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.isAway) return void request.destroy();
    const { pathname, searchParams } = new URL(request.url ?? '', this.issuer);
    const json = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (pathname === '/.well-known/openid-configuration') return json(200, this.#configuration());
    if (pathname === '/keys') return json(200, { keys: [this.#key()] });
    if (pathname === '/authorize') return this.#signIn(searchParams, response);
    if (pathname !== '/token') return json(404, {});
    const faulty = this.#faultIn(request, new URLSearchParams(await text(request)));
    if ('error' in faulty) return json(400, faulty);
    json(200, { access_token: 'x', token_type: 'bearer', expires_in: 60, id_token: this.#idToken(faulty) });
  }

  #configuration(): object {
    this.askedCount += 1;
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    };
  }

  #key(): object {
    return { ...this.#pair.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' };
  }

  #signIn(asked: URLSearchParams, response: ServerResponse): void {
    const of = (name: string): string => asked.get(name) ?? '';
    const back = new URL(of('redirect_uri'));
    back.searchParams.set('state', of('state'));
    const isWell =
      of('client_id') === clientId && of('response_type') === 'code' && of('code_challenge_method') === 'S256';
    if (this.isRefusing || !isWell) back.searchParams.set('error', isWell ? 'access_denied' : 'invalid_request');
    else {
      const code = randomBytes(8).toString('hex');
      this.#codes.set(code, {
        challenge: of('code_challenge'),
        nonce: of('nonce'),
        backUrl: of('redirect_uri'),
      });
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  /** The code that was paid for, or what is wrong with the request. */
  #faultIn({ headers }: IncomingMessage, form: URLSearchParams): Code | { error: string } {
    const [, proof = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
    const said = Buffer.from(proof, 'base64').toString().replaceAll('+', ' ').split(':').map(decodeURIComponent);
    if (said[0] !== clientId || said[1] !== clientSecret) return { error: 'invalid_client' };
    const code = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256').update(form.get('code_verifier') ?? '');
    const isRight = code?.challenge === challenge.digest('base64url') && code.backUrl === form.get('redirect_uri');
    return isRight ? code : { error: 'invalid_grant' };
  }

  #idToken({ nonce }: Code): string {
    const nowSeconds = Math.floor(Date.now() / 1_000);
    const claims = { iss: this.issuer, aud: clientId, iat: nowSeconds, exp: nowSeconds + 60, nonce };
    const signed = `${part({ alg: 'RS256', kid: 'one' })}.${part({ ...claims, ...this.person, ...this.lies })}`;
    const { privateKey } = this.isForged ? newPair() : this.#pair;
    return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
  }
}

export const startOpenIdProvider = (): Promise<OpenIdProvider> => new Provider().open();
