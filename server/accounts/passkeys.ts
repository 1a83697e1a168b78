/**
 * Passkeys: adds the public key of a device to an account, and says whose key signed a challenge. It believes what the
 * library verified and nothing else; who may add one, and what signing in brings, is for others to decide.
 */
import type * as WebAuthn from '@simplewebauthn/server';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import * as v from 'valibot';
import { passkeyMsMax, passkeysMax } from '../../shared/accountLimits.ts';
import { hashToken, newToken } from '../live/tokens.ts';
import type { PasskeyTable } from '../store/database/tables.ts';
import { AccountRefusal, type Account } from './account.ts';
import type { Pending } from './pending.ts';
import { ofAccount, type Query } from './people.ts';

/** The site that keys are made for: the name that they are bound to, and where its page lies. */
export interface Site {
  readonly name: string;
  readonly origin: string;
}

export interface Passkey {
  readonly id: string;
  readonly label: string;
  readonly createdMs: number;
  readonly usedMs: number | null;
}

export interface Passkeys {
  /** The oldest first. */
  of(account: string): Promise<readonly Passkey[]>;
  /** What the browser is to make. */
  beginAdding(account: Account, site: Site): Promise<PublicKeyCredentialCreationOptionsJSON>;
  /** Resolves with its id; refuses what does not hold. */
  add(account: string, response: RegistrationResponseJSON, label: string): Promise<string>;
  /** False where the account has no such key. */
  remove(account: string, id: string): Promise<boolean>;
  beginSigningIn(site: Site): Promise<{ ask: string; options: PublicKeyCredentialRequestOptionsJSON }>;
  /** Resolves with the account whose key signed; refuses everybody else. */
  signIn(ask: string, response: AuthenticationResponseJSON): Promise<string>;
}

const askedSchema = v.object({
  challenge: v.string(),
  account: v.nullable(v.string()),
  name: v.string(),
  origin: v.string(),
});
/** A device that cannot ask for a finger or a number still proves that it is there. */
const userVerification = 'preferred';
const isVerificationNeeded = false;

interface Parts {
  readonly query: Query;
  readonly library: Promise<typeof WebAuthn>;
  /** Keeps what somebody was asked, under a secret. */
  readonly keep: (kind: string, secret: string, asked: Asked) => Promise<void>;
  /** Refuses what nobody was asked, or too long ago. */
  readonly take: (kind: string, secret: string) => Promise<Asked>;
  readonly nowMs: () => number;
}

export function createPasskeys(query: Query, pending: Pending, nowMs: () => number): Passkeys {
  const parts: Parts = {
    query,
    // It takes half a second: not before there are accounts, and not in the midst of a game.
    library: import('@simplewebauthn/server'),
    keep: (kind, secret, asked) => pending.keep(kind, hashToken(secret), asked, nowMs() + passkeyMsMax),
    async take(kind, secret) {
      const asked = v.safeParse(askedSchema, await pending.take(kind, hashToken(secret)));
      if (!asked.success) throw new AccountRefusal('sign-in-wrong');
      return asked.output;
    },
    nowMs,
  };
  return { ...keysOf(parts), ...waysIn(parts) };
}

function keysOf({ query, library, keep, take, nowMs }: Parts): Pick<Passkeys, 'of' | 'beginAdding' | 'add' | 'remove'> {
  const rowsOf = (account: string) =>
    query.selectFrom('passkey').selectAll().where('account', '=', account).orderBy('created_ms').execute();
  return {
    async of(account) {
      const rows = await rowsOf(account);
      return rows.map(({ id, label, created_ms: createdMs, used_ms: usedMs }) => ({ id, label, createdMs, usedMs }));
    },
    async beginAdding({ id, name }, site) {
      const rows = await rowsOf(id);
      if (rows.length >= passkeysMax) throw new AccountRefusal('too-many-passkeys');
      const { generateRegistrationOptions } = await library;
      const options = await generateRegistrationOptions({
        rpName: 'Quizloop',
        rpID: site.name,
        userID: keptWithKey(id),
        userName: name,
        userDisplayName: name,
        timeout: passkeyMsMax,
        attestationType: 'none',
        excludeCredentials: rows.map((row) => ({ id: row.id })),
        authenticatorSelection: { residentKey: 'required', userVerification },
      });
      await keep('passkey-add', options.challenge, { ...site, challenge: options.challenge, account: id });
      return options;
    },
    async add(account, response, label) {
      const asked = await take('passkey-add', challengeIn(response));
      const made = asked.account === account ? await keyIn(await library, response, asked) : null;
      if (made === null) throw new AccountRefusal('malformed');
      const added = query
        .insertInto('passkey')
        .values({ ...made, account, label, created_ms: nowMs(), used_ms: null })
        // Its device chose the id: one that somebody has already is not given away.
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id');
      const row = await ofAccount(query, account, () => added.executeTakeFirst());
      if (row === undefined) throw new AccountRefusal('malformed');
      return row.id;
    },
    async remove(account, id) {
      const gone = query.deleteFrom('passkey').where('id', '=', id).where('account', '=', account);
      return (await gone.executeTakeFirstOrThrow()).numDeletedRows > 0n;
    },
  };
}

function waysIn({ query, library, keep, take, nowMs }: Parts): Pick<Passkeys, 'beginSigningIn' | 'signIn'> {
  return {
    async beginSigningIn(site) {
      const ask = newToken();
      const { generateAuthenticationOptions } = await library;
      // No keys are named: the device knows which it has for this site, and nobody learns who has an account.
      const options = await generateAuthenticationOptions({
        rpID: site.name,
        timeout: passkeyMsMax,
        allowCredentials: [],
        userVerification,
      });
      await keep('passkey', ask, { ...site, challenge: options.challenge, account: null });
      return { ask, options };
    },
    async signIn(ask, response) {
      const asked = await take('passkey', ask);
      const row = await query.selectFrom('passkey').selectAll().where('id', '=', response.id).executeTakeFirst();
      const isIts = row !== undefined && response.response.userHandle === wordOf(keptWithKey(row.account));
      const counter = isIts ? await counterIn(await library, response, asked, row) : null;
      if (!isIts || counter === null) throw new AccountRefusal('sign-in-wrong');
      await query.updateTable('passkey').set({ counter, used_ms: nowMs() }).where('id', '=', row.id).execute();
      return row.account;
    },
  };
}

type Asked = v.InferOutput<typeof askedSchema>;

/** What a device keeps with its key to know the account by: its id, which says nothing about the person. */
const keptWithKey = (account: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(account));
const wordOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

const saidSchema = v.object({ challenge: v.string() });

/** What the browser says it was asked, or a challenge that nobody was. */
function challengeIn({ response }: RegistrationResponseJSON): string {
  try {
    const said: unknown = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString());
    return v.parse(saidSchema, said).challenge;
  } catch {
    return '';
  }
}

/** The library throws at whatever does not hold, and at whatever is no response at all. */
async function keyIn(
  { verifyRegistrationResponse }: typeof WebAuthn,
  response: RegistrationResponseJSON,
  { challenge, name, origin }: Asked,
) {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: name,
      requireUserVerification: isVerificationNeeded,
    });
    if (!verified) return null;
    const { id, publicKey, counter } = registrationInfo.credential;
    return { id, public_key: wordOf(publicKey), counter };
  } catch {
    return null;
  }
}

/** The new count of the key, or null where it did not sign this, or says a count that it was beyond: it was copied. */
async function counterIn(
  { verifyAuthenticationResponse }: typeof WebAuthn,
  response: AuthenticationResponseJSON,
  { challenge, name, origin }: Asked,
  { id, public_key: key, counter }: PasskeyTable,
): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: name,
      credential: { id, publicKey: new Uint8Array(Buffer.from(key, 'base64url')), counter },
      requireUserVerification: isVerificationNeeded,
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}
