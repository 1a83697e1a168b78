/**
 * The ways in that this server checks itself: the first owner, an invitation, a passphrase, a new one for who lost it. Each
 * ends with a session of its own, and one error stands for every way in which a name and a passphrase do not fit.
 */
import type { Logger } from 'pino';
import { sessionFreshMs } from '../../shared/accountLimits.ts';
import { hashPassphrase, isPassphrase, refuseWeak } from './passphrases.ts';
import { AccountRefusal } from './account.ts';
import type { Guesses } from './guesses.ts';
import { useUp, type Invitations } from './invitations.ts';
import { addPerson, hasOwner, refuseNameless, type People } from './people.ts';
import type { Session, Sessions } from './sessions.ts';
import type { StoreDatabase } from '../store/database/database.ts';

export interface Named {
  readonly name: string;
  readonly passphrase: string;
}

/** What an account came in with. */
export type Way = 'set-up' | 'invitation' | 'passphrase' | 'reset' | 'passkey' | 'provider';

/** `label`: browser and system, in words. Each resolves with the token of a new session. */
export interface Entering {
  /** Somebody has proved to be this account. */
  signedIn(account: string, label: string, by: Way): Promise<string>;
  setUp(named: Named, label: string): Promise<string>;
  join(asked: Named & { readonly invitation: string }, label: string): Promise<string>;
  /** All other sessions of the account end, and its passkeys: whoever had it before has it no more, but for the provider. */
  reset(asked: { readonly invitation: string; readonly passphrase: string }, label: string): Promise<string>;
  signIn(named: Named, label: string): Promise<string>;
  /**
   * Before what outlives the session, so that a minute at an unlocked laptop gives nothing that lasts: the passphrase, or
   * where there is none, that somebody has only just signed in. Throws otherwise.
   */
  prove(session: Session, passphrase: string | undefined): Promise<void>;
  /** Who is signed in chooses another passphrase, or the first; all other sessions end. */
  change(session: Session, before: string | undefined, after: string): Promise<void>;
}

export interface EnteringParts {
  readonly database: Pick<StoreDatabase, 'alone'>;
  readonly people: People;
  readonly sessions: Sessions;
  readonly invitations: Invitations;
  readonly guesses: Guesses;
  readonly logger: Pick<Logger, 'info'>;
  readonly nowMs: () => number;
}

export function createEntering(parts: EnteringParts): Entering {
  const { people, sessions, guesses, logger, nowMs } = parts;
  const signedIn: Entering['signedIn'] = async (account, label, by) => {
    const token = await sessions.begin(account, label);
    logger.info({ account, by }, 'signed in');
    return token;
  };
  const prove: Entering['prove'] = async ({ account, createdMs }, passphrase) => {
    const stored = await people.passphraseOf(account.id);
    if (stored !== null) await check(parts, account.name, stored, passphrase ?? '');
    else if (nowMs() - createdMs > sessionFreshMs) throw new AccountRefusal('sign-in-again');
  };
  return {
    signedIn,
    prove,
    setUp: async (named, label) => signedIn(await setUp(parts, named), label, 'set-up'),
    join: async (asked, label) => signedIn(await join(parts, asked), label, 'invitation'),
    reset: async (asked, label) => signedIn(await reset(parts, asked), label, 'reset'),
    async signIn({ name, passphrase }, label) {
      const person = await people.named(name);
      await check(parts, name, person?.passphrase ?? null, passphrase);
      if (person === null) throw new AccountRefusal('sign-in-wrong');
      return signedIn(person.id, label, 'passphrase');
    },
    async change(session, before, after) {
      const { id, name } = session.account;
      await prove(session, before);
      refuseWeak(after, name);
      await people.setPassphrase(id, await hashPassphrase(after));
      await sessions.endAll(id, session.id);
      await guesses.forget(name);
      logger.info({ account: id }, 'a passphrase was changed, and the other sessions ended');
    },
  };
}

/** Throws the same for a name that nobody has, after the same time. */
async function check({ guesses, logger }: EnteringParts, name: string, stored: string | null, passphrase: string) {
  if (!(await guesses.mayTry(name))) throw new AccountRefusal('too-many');
  let isRight: boolean;
  try {
    isRight = await isPassphrase(stored, passphrase);
  } catch (error) {
    // Nothing was looked at.
    await guesses.wasRight(name);
    throw error;
  }
  if (isRight) return guesses.wasRight(name);
  logger.info({ by: 'passphrase' }, 'signing in failed');
  throw new AccountRefusal('sign-in-wrong');
}

async function setUp({ database, people, nowMs }: EnteringParts, named: Named): Promise<string> {
  if (await people.isSetUp()) throw new AccountRefusal('set-up-already');
  const name = refuseNameless(named.name);
  refuseWeak(named.passphrase, name);
  const passphrase = await hashPassphrase(named.passphrase);
  return database.alone(async (query) => {
    if (await hasOwner(query)) throw new AccountRefusal('set-up-already');
    return (await addPerson(query, { name, role: 'owner', passphrase }, nowMs())).id;
  });
}

async function join(
  { database, invitations, nowMs }: EnteringParts,
  { invitation, ...named }: Named & { readonly invitation: string },
): Promise<string> {
  const name = refuseNameless(named.name);
  if ((await invitations.look(invitation)) === null) throw new AccountRefusal('invitation-over');
  refuseWeak(named.passphrase, name);
  const passphrase = await hashPassphrase(named.passphrase);
  return database.alone(async (query) => {
    const { role, account } = await useUp(query, invitation, nowMs());
    if (account !== null) throw new AccountRefusal('invitation-over');
    return (await addPerson(query, { name, role, passphrase }, nowMs())).id;
  });
}

async function reset(
  { database, invitations, guesses, nowMs }: EnteringParts,
  { invitation, passphrase }: { readonly invitation: string; readonly passphrase: string },
): Promise<string> {
  const name = (await invitations.look(invitation))?.name ?? null;
  if (name === null) throw new AccountRefusal('invitation-over');
  refuseWeak(passphrase, name);
  const stored = await hashPassphrase(passphrase);
  const account = await database.alone(async (query) => {
    const { account: id } = await useUp(query, invitation, nowMs());
    if (id === null) throw new AccountRefusal('invitation-over');
    await query.updateTable('account').set({ passphrase: stored }).where('id', '=', id).execute();
    await query.deleteFrom('session').where('account', '=', id).execute();
    await query.deleteFrom('passkey').where('account', '=', id).execute();
    return id;
  });
  await guesses.forget(name);
  return account;
}
