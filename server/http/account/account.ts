/**
 * One's own account: coming in, what it is, its passphrase and its sessions. Each way in answers with a new token, which
 * the page keeps; no cookie is set. Where the operator wants no accounts it says so, and nothing else is there.
 */
import { Router } from 'express';
import type { Logger } from 'pino';
import * as v from 'valibot';
import { AccountRefusal } from '../../accounts/account.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Session } from '../../accounts/sessions.ts';
import type { Addresses } from '../../live/addresses.ts';
import type { Askers } from '../askers.ts';
import { bodyOf, passphrase, proofSchema } from './body.ts';
import { guarded } from './guarded.ts';
import { createPasskeyRoutes } from './passkeys.ts';
import { createProviderRoutes } from './provider.ts';
import { answerRefusals } from './refusals.ts';
import { sessionLabel } from './sessionLabel.ts';
import { createSessionRoutes } from './sessions.ts';

export interface AccountParts {
  readonly accounts: Accounts | null;
  readonly askers: Askers;
  readonly addresses: Addresses;
  readonly logger: Pick<Logger, 'info' | 'error'>;
  readonly origins: readonly string[];
}

export interface AccountRouteParts extends AccountParts {
  readonly accounts: Accounts;
}

const name = v.pipe(v.string(), v.maxLength(500));
const invitation = v.pipe(v.string(), v.maxLength(200));
const namedSchema = v.strictObject({ name, passphrase });
const invitedSchema = v.strictObject({ invitation });
const joinSchema = v.strictObject({ invitation, name, passphrase });
const resetSchema = v.strictObject({ invitation, passphrase });
const changeSchema = v.strictObject({ before: v.optional(passphrase), after: passphrase });

export function createAccount(parts: AccountParts): Router {
  const { accounts, askers } = parts;
  const account = Router();
  if (accounts === null) {
    account.get('/', (_request, response) => {
      response.json({ accounts: 'off' });
    });
    return account;
  }
  account.get('/', async (request, response) => {
    const session = await askers.sessionOf(request);
    response.json({
      accounts: 'on',
      isSetUp: await accounts.people.isSetUp(),
      provider: accounts.provider === null ? null : { name: accounts.provider.name },
      me: session === null ? null : await meOf(accounts, session),
    });
  });
  account.use(waysIn({ ...parts, accounts }));
  account.use(createSessionRoutes({ ...parts, accounts }));
  account.use(createPasskeyRoutes({ ...parts, accounts }));
  if (accounts.provider !== null)
    account.use(createProviderRoutes({ ...parts, accounts, provider: accounts.provider }));
  account.put('/passphrase', askers.needs('author'), async (request, response) => {
    const { before, after } = bodyOf(changeSchema, request);
    const session = askers.signedIn(request);
    await guarded(parts.addresses, request, () => accounts.entering.change(session, before, after));
    response.status(204).end();
  });
  account.delete('/', askers.needs('author'), async (request, response) => {
    const session = askers.signedIn(request);
    const { passphrase: shown } = bodyOf(proofSchema, request);
    await guarded(parts.addresses, request, () => accounts.entering.prove(session, shown));
    await accounts.people.remove(session.account.id, null);
    parts.logger.info({ account: session.account.id }, 'an account was removed by its owner');
    response.status(204).end();
  });
  account.use(answerRefusals);
  return account;
}

async function meOf({ people, passkeys }: Accounts, { id: session, account }: Session): Promise<unknown> {
  const hasPassphrase = (await people.passphraseOf(account.id)) !== null;
  return { ...account, hasPassphrase, session, passkeys: await passkeys.of(account.id) };
}

function waysIn({ accounts: { entering, invitations }, askers, addresses }: AccountRouteParts): Router {
  const ways = Router();
  ways.post('/first', askers.needsKey, async (request, response) => {
    const token = await entering.setUp(bodyOf(namedSchema, request), sessionLabel(request));
    response.status(201).json({ token });
  });
  ways.post('/invitation', async (request, response) => {
    const asked = bodyOf(invitedSchema, request);
    response.json(
      await guarded(addresses, request, async () => {
        const found = await invitations.look(asked.invitation);
        if (found === null) throw new AccountRefusal('invitation-over');
        return found;
      }),
    );
  });
  ways.post('/join', async (request, response) => {
    const asked = bodyOf(joinSchema, request);
    const token = await guarded(addresses, request, () => entering.join(asked, sessionLabel(request)));
    response.status(201).json({ token });
  });
  ways.post('/reset', async (request, response) => {
    const asked = bodyOf(resetSchema, request);
    response.json({ token: await guarded(addresses, request, () => entering.reset(asked, sessionLabel(request))) });
  });
  ways.post('/sign-in', async (request, response) => {
    const asked = bodyOf(namedSchema, request);
    response.json({ token: await guarded(addresses, request, () => entering.signIn(asked, sessionLabel(request))) });
  });
  return ways;
}
