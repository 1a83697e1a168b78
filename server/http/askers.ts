/**
 * Who asks, and may they? Without accounts whoever has the right to host may all; with accounts the session says who it
 * is, and the role what they may. Every address that is not for everybody asks here.
 */
import type { Request, RequestHandler } from 'express';
import type { Role } from '../../shared/roles.ts';
import { suffices, type Account } from '../accounts/account.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Session } from '../accounts/sessions.ts';
import type { Addresses } from '../live/addresses.ts';
import { isOriginAllowed } from '../live/origins.ts';
import { bearerOf, hostRight, type HostRule } from './hostRight.ts';
import { refuseUnread } from './takeIn.ts';

export interface AskersParts extends HostRule {
  readonly addresses: Addresses;
  /** Null where the operator wants none. */
  readonly accounts: Accounts | null;
}

/** What is answered to who may not. */
export type Refused = readonly [status: number, error: string];

export interface Askers {
  /** Why who asks may not what needs this role, or more; null where they may. */
  refusalOf(request: Request, role: Role): Promise<Refused | null>;
  /** The gate before that. */
  needs(role: Role): RequestHandler;
  /** The gate before what the host key opens, accounts or not. */
  readonly needsKey: RequestHandler;
  /** The session of a request, whatever it may; null without accounts, and for who is not signed in. */
  sessionOf(request: Request): Promise<Session | null>;
  /** Who may, as was asked before: null where there are no accounts. */
  accountOf(request: Request): Account | null;
  /** The same, where there are accounts. */
  signedIn(request: Request): Session;
}

export function createAskers(parts: AskersParts): Askers {
  const { accounts } = parts;
  const known = new WeakMap<Request, Session>();
  const sessionOf = async (request: Request): Promise<Session | null> => {
    const token = bearerOf(request);
    if (accounts === null || token === null || !isOriginAllowed(request, parts.origins)) return null;
    return accounts.sessions.find(token);
  };
  const refusalOf = async (request: Request, role: Role): Promise<Refused | null> => {
    if (accounts === null) return keyRefusal(request, parts);
    const session = await sessionOf(request);
    if (session === null) return [401, 'sign-in-needed'];
    if (!suffices(session.account.role, role)) return [403, 'not-allowed'];
    known.set(request, session);
    return null;
  };
  const gate =
    (refusal: (request: Request) => Promise<Refused | null>): RequestHandler =>
    async (request, response, next) => {
      const refused = await refusal(request);
      if (refused === null) next();
      else refuseUnread(request, response, ...refused);
    };
  return {
    refusalOf,
    needs: (role) => gate((request) => refusalOf(request, role)),
    needsKey: gate((request) => keyRefusal(request, parts)),
    sessionOf,
    accountOf: (request) => known.get(request)?.account ?? null,
    signedIn(request) {
      const session = known.get(request);
      if (session === undefined) throw new Error('an address was not behind its gate');
      return session;
    },
  };
}

/** Wrong keys count, so that none is found by trying. */
async function keyRefusal(request: Request, parts: AskersParts): Promise<Refused | null> {
  const address = request.ip ?? '';
  if (!(await parts.addresses.mayTry(address, 'key'))) return [429, 'too-many'];
  const right = hostRight(request, parts);
  if (right === 'yes') return null;
  if (right === 'wrong-key') await parts.addresses.wrong(address, 'key');
  return [401, right === 'wrong-key' ? 'host-key-wrong' : 'host-key-needed'];
}
