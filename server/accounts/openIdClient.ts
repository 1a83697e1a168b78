/**
 * Speaks OpenID Connect with the one provider that the operator named: where people sign in there, and who came back. What
 * it cannot verify (signature, issuer, audience, time, nonce) is nobody.
 */
import type * as OpenId from 'openid-client';
import type { ClientAuth, Configuration, IDToken } from 'openid-client';
import { providerKnownMs, providerMsMax } from '../../shared/accountLimits.ts';
import type { OpenIdSettings } from './openIdSettings.ts';

/** What is known on this side of one way to the provider and back. */
export interface Way {
  readonly state: string;
  readonly nonce: string;
  /** PKCE: the provider gives its answer to nobody else. */
  readonly verifier: string;
}

export interface Comer {
  readonly issuer: string;
  readonly subject: string;
  /** What the provider calls the person, where it says so. */
  readonly name: string | null;
}

/** The provider is away, or what it said does not hold; the message is for the operator and holds no secret. */
export class ProviderFailed extends Error {
  override readonly name = 'ProviderFailed';
  /** The provider, or the person there, said no: that is nobody's fault. */
  readonly isRefusal: boolean;

  constructor(message: string, isRefusal = false) {
    super(message);
    this.isRefusal = isRefusal;
  }
}

export interface OpenIdClient {
  /** Where a page goes. Rejects with ProviderFailed. */
  addressFor(way: Way): Promise<string>;
  /** `query`: what the provider added to the address of the way back. Rejects with ProviderFailed. */
  comer(query: string, way: Way): Promise<Comer>;
}

export function createOpenIdClient(settings: OpenIdSettings, nowMs: () => number): OpenIdClient {
  // Only where a provider is named, and not in the midst of a game.
  const library = import('openid-client');
  const configured = keepConfiguration(library, settings, nowMs);
  return {
    async addressFor({ state, nonce, verifier }) {
      const [{ buildAuthorizationUrl, calculatePKCECodeChallenge }, configuration] = [
        await library,
        await configured(),
      ];
      return buildAuthorizationUrl(configuration, {
        redirect_uri: settings.backUrl,
        scope: 'openid profile',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }).href;
    },
    async comer(query, { state, nonce, verifier }) {
      const [openId, configuration] = [await library, await configured()];
      const back = new URL(settings.backUrl);
      back.search = query;
      try {
        const told = await openId.authorizationCodeGrant(configuration, back, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = told.claims();
        if (claims === undefined) throw new ProviderFailed('it did not say who came');
        return { issuer: claims.iss, subject: claims.sub, name: nameIn(claims) };
      } catch (error) {
        throw failureOf(openId, error);
      }
    },
  };
}

/** Asked for when it is needed first, and anew after a while; where the provider is away, the next who comes asks again. */
function keepConfiguration(
  library: Promise<typeof OpenId>,
  { issuer, clientId, clientSecret }: OpenIdSettings,
  nowMs: () => number,
): () => Promise<Configuration> {
  let known: { readonly configuration: Promise<Configuration>; readonly sinceMs: number } | null = null;
  const ask = async (): Promise<Configuration> => {
    const openId = await library;
    try {
      const server = new URL(issuer);
      return await openId.discovery(server, clientId, undefined, proofOf(openId, clientSecret), {
        timeout: providerMsMax / 1_000,
        // An address without https is one on this machine: settings take no other.
        execute: [
          openId.enableNonRepudiationChecks,
          ...(server.protocol === 'http:' ? [openId.allowInsecureRequests] : []),
        ],
      });
    } catch (error) {
      throw failureOf(openId, error);
    }
  };
  return async () => {
    if (known === null || nowMs() - known.sinceMs > providerKnownMs) {
      const asked = { configuration: ask(), sinceMs: nowMs() };
      known = asked;
      asked.configuration.catch(() => {
        if (known === asked) known = null;
      });
    }
    return known.configuration;
  };
}

/** As the provider takes the client's secret; what it does not say means in a header. */
function proofOf({ ClientSecretBasic, ClientSecretPost, None }: typeof OpenId, secret: string | null): ClientAuth {
  if (secret === null) return None();
  const [inHeader, inBody] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (taken.includes('client_secret_basic') ? inHeader : inBody)(server, ...rest);
  };
}

function nameIn(claims: IDToken): string | null {
  const names = [claims['name'], claims['preferred_username'], claims['nickname']];
  return names.find((name): name is string => typeof name === 'string' && name.trim() !== '') ?? null;
}

/** Messages of the library are sentences of its own; what the provider sent hangs on the error and is left there. */
function failureOf({ AuthorizationResponseError, ResponseBodyError }: typeof OpenId, error: unknown): ProviderFailed {
  if (error instanceof ProviderFailed) return error;
  if (error instanceof AuthorizationResponseError)
    return new ProviderFailed('it sent somebody back without signing in', error.error === 'access_denied');
  if (!(error instanceof Error)) return new ProviderFailed('it failed');
  const { cause } = error;
  const codes = [
    ...(error instanceof ResponseBodyError && /^\w{1,40}$/.test(error.error) ? [error.error] : []),
    ...(cause instanceof Error && 'code' in cause ? [String(cause.code)] : []),
  ];
  return new ProviderFailed([error.message, ...codes].join(': '));
}
