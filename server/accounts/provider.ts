/**
 * Signing in through the operator's OpenID provider: the way there, the way back, and a ticket that the page changes into
 * a session. Only the page that began can end it; who comes for the first time gets an account where that is allowed.
 */
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import * as v from 'valibot';
import { providerWayMs, ticketMs } from '../../shared/accountLimits.ts';
import { nameCharactersMax } from '../../shared/limits.ts';
import { visibleLine } from '../../shared/visible.ts';
import { hashToken, newToken } from '../live/tokens.ts';
import type { StoreDatabase } from '../store/database/database.ts';
import type { Role } from '../../shared/roles.ts';
import { AccountRefusal, type Account } from './account.ts';
import { useUp } from './invitations.ts';
import { ProviderFailed, type Comer, type OpenIdClient } from './openIdClient.ts';
import type { OpenIdSettings } from './openIdSettings.ts';
import type { Pending } from './pending.ts';
import { addPerson, type Query } from './people.ts';

export interface ProviderParts {
  readonly client: OpenIdClient;
  readonly database: Pick<StoreDatabase, 'alone'>;
  readonly pending: Pending;
  readonly settings: Pick<OpenIdSettings, 'name' | 'roleOfComers'>;
  readonly logger: Pick<Logger, 'warn'>;
  readonly nowMs: () => number;
}

export interface Provider {
  readonly name: string;
  /** Where the page goes, and what it keeps to show that it was the one. */
  begin(invitation: string | null): Promise<{ readonly url: string; readonly proof: string }>;
  /** `query`: of the address that the provider sent the browser back to. Resolves with a ticket. */
  finish(query: string): Promise<string>;
  /** Resolves with the account that the ticket is for. */
  redeem(ticket: string, proof: string): Promise<string>;
}

const begunSchema = v.object({
  nonce: v.string(),
  verifier: v.string(),
  proofHash: v.string(),
  invitation: v.nullable(v.string()),
});
const ticketSchema = v.object({ account: v.string(), proofHash: v.string() });

export function createProvider(parts: ProviderParts): Provider {
  const { client, pending, logger, nowMs } = parts;
  /** People are told that it failed; what failed is for the operator. */
  const told = async <T>(asking: Promise<T>): Promise<T> => {
    try {
      return await asking;
    } catch (error) {
      if (!(error instanceof ProviderFailed)) throw error;
      if (!error.isRefusal) logger.warn({ problem: error.message }, 'the provider of accounts failed');
      throw new AccountRefusal(error.isRefusal ? 'provider-refused' : 'provider-failed');
    }
  };
  return {
    name: parts.settings.name,
    async begin(invitation) {
      const [state, nonce, verifier, proof] = [newToken(), newToken(), newToken(), newToken()];
      const url = await told(client.addressFor({ state, nonce, verifier }));
      const begun = { nonce, verifier, proofHash: hashToken(proof), invitation };
      await pending.keep('provider', hashToken(state), begun, nowMs() + providerWayMs);
      return { url, proof };
    },
    async finish(query) {
      const state = new URLSearchParams(query).get('state') ?? '';
      const begun = v.safeParse(begunSchema, await pending.take('provider', hashToken(state)));
      if (!begun.success) throw new AccountRefusal('provider-late');
      const { invitation, proofHash, ...way } = begun.output;
      const account = await accountOf(parts, await told(client.comer(query, { state, ...way })), invitation);
      const ticket = newToken();
      await pending.keep('ticket', hashToken(ticket), { account, proofHash }, nowMs() + ticketMs);
      return ticket;
    },
    async redeem(ticket, proof) {
      const kept = v.safeParse(ticketSchema, await pending.take('ticket', hashToken(ticket)));
      // By hand, a link with somebody's ticket would sign others in as them.
      if (!kept.success || kept.output.proofHash !== hashToken(proof)) throw new AccountRefusal('sign-in-wrong');
      return kept.output.account;
    },
  };
}

/** By issuer and subject alone: names and addresses pass from one person to another. */
async function knownAs(query: Query, { issuer, subject }: Comer): Promise<string | null> {
  const known = query.selectFrom('identity').select('account');
  const row = await known.where('issuer', '=', issuer).where('subject', '=', subject).executeTakeFirst();
  return row?.account ?? null;
}

async function accountOf(
  { database, settings, nowMs }: ProviderParts,
  comer: Comer,
  invitation: string | null,
): Promise<string> {
  // Alone: two pages of one first comer may come back at the same moment.
  return database.alone(async (query) => {
    const known = await knownAs(query, comer);
    if (known !== null) return known;
    const role = invitation === null ? settings.roleOfComers : await roleInvited(query, invitation, nowMs());
    if (role === null) throw new AccountRefusal('not-invited');
    const { id } = await addNamed(query, visibleLine(comer.name ?? '') || 'Newcomer', role, nowMs());
    const { issuer, subject } = comer;
    await query.insertInto('identity').values({ issuer, subject, account: id }).execute();
    return id;
  });
}

async function roleInvited(query: Query, invitation: string, nowMs: number): Promise<Role> {
  const { role, account } = await useUp(query, invitation, nowMs);
  // It is for a new passphrase of somebody who is here already.
  if (account !== null) throw new AccountRefusal('invitation-over');
  return role;
}

/** Tries with a number behind it; of many people with one name the later ones get a random one. */
const endings = ['', ' 2', ' 3', ' 4', ' 5'];
const letters = new Intl.Segmenter();

async function addNamed(query: Query, called: string, role: Role, nowMs: number): Promise<Account> {
  for (const ending of [...endings, ` ${randomBytes(3).toString('hex')}`]) {
    try {
      const short = [...letters.segment(called)].slice(0, nameCharactersMax - ending.length);
      const name = short.map(({ segment }) => segment).join('') + ending;
      return await addPerson(query, { name, role, passphrase: null }, nowMs);
    } catch (error) {
      if (!(error instanceof AccountRefusal) || error.code !== 'name-taken') throw error;
    }
  }
  throw new AccountRefusal('name-taken');
}
