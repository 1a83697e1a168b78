/**
 * The addresses of passkeys: who is signed in adds their own, having proved once more who they are, and removes them;
 * everybody may sign in with one. Wrong ones count against the network they come from.
 */
import { Router, type Request } from 'express';
import type { Logger } from 'pino';
import * as v from 'valibot';
import { passkeyLabelCharactersMax } from '../../../shared/accountLimits.ts';
import { visibleLine } from '../../../shared/visible.ts';
import { AccountRefusal } from '../../accounts/account.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Site } from '../../accounts/passkeys.ts';
import type { Addresses } from '../../live/addresses.ts';
import type { Askers } from '../askers.ts';
import { bodyOf, proofSchema } from './body.ts';
import { countBeginning } from './beginning.ts';
import { guarded } from './guarded.ts';
import { sessionLabel } from './sessionLabel.ts';
import { siteOf } from './site.ts';

export interface PasskeyRouteParts {
  readonly accounts: Accounts;
  readonly askers: Askers;
  readonly addresses: Addresses;
  readonly origins: readonly string[];
  readonly logger: Pick<Logger, 'info'>;
}

/** Base64url; the size of the body bounds how long it is. */
const bytes = v.pipe(v.string(), v.regex(/^[\w-]+$/));
const credential = {
  id: bytes,
  rawId: bytes,
  type: v.literal('public-key'),
  // Extensions are not asked for, so what they say is not listened to.
  clientExtensionResults: v.pipe(
    v.unknown(),
    v.transform(() => ({})),
  ),
};
const label = v.pipe(v.string(), v.transform(visibleLine), v.minLength(1), v.maxLength(passkeyLabelCharactersMax));
const addSchema = v.object({
  label,
  response: v.object({ ...credential, response: v.object({ clientDataJSON: bytes, attestationObject: bytes }) }),
});
const signed = { clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: bytes };
const signInSchema = v.object({ ask: bytes, response: v.object({ ...credential, response: v.object(signed) }) });

export function createPasskeyRoutes({ accounts, askers, addresses, origins, logger }: PasskeyRouteParts): Router {
  const { passkeys, entering } = accounts;
  const routes = Router();
  const siteFor = (request: Request): Site => {
    const site = siteOf(request, origins);
    if (site === null) throw new AccountRefusal('passkeys-need-https');
    return site;
  };
  routes.post('/passkey/options', async (request, response) => {
    const site = siteFor(request);
    await countBeginning(addresses, request);
    response.json(await passkeys.beginSigningIn(site));
  });
  routes.post('/passkey', async (request, response) => {
    const { ask, response: answer } = bodyOf(signInSchema, request);
    const account = await guarded(addresses, request, () => passkeys.signIn(ask, answer));
    response.json({ token: await entering.signedIn(account, sessionLabel(request), 'passkey') });
  });

  routes.use('/passkeys', askers.needs('author'));
  routes.post('/passkeys/options', async (request, response) => {
    const site = siteFor(request);
    await countBeginning(addresses, request);
    const session = askers.signedIn(request);
    const { passphrase } = bodyOf(proofSchema, request);
    await guarded(addresses, request, () => entering.prove(session, passphrase));
    response.json(await passkeys.beginAdding(session.account, site));
  });
  routes.post('/passkeys', async (request, response) => {
    const { account } = askers.signedIn(request);
    const { response: made, label: called } = bodyOf(addSchema, request);
    const id = await passkeys.add(account.id, made, called);
    logger.info({ account: account.id }, 'a passkey was added');
    response.status(201).json({ id });
  });
  routes.delete('/passkeys/:id', async (request, response) => {
    const { account } = askers.signedIn(request);
    if (!(await passkeys.remove(account.id, request.params.id))) throw new AccountRefusal('not-found');
    logger.info({ account: account.id }, 'a passkey was removed');
    response.status(204).end();
  });
  return routes;
}
