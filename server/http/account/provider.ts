/**
 * The addresses of signing in through the operator's OpenID provider. No secret of ours stands in an address: the page
 * brings its proof in a body, and what comes back to it stands behind the "#", which no server is sent.
 */
import { Router } from 'express';
import type { Logger } from 'pino';
import * as v from 'valibot';
import { AccountRefusal } from '../../accounts/account.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Provider } from '../../accounts/provider.ts';
import type { Addresses } from '../../live/addresses.ts';
import { bodyOf } from './body.ts';
import { countBeginning } from './beginning.ts';
import { guarded } from './guarded.ts';
import { sessionLabel } from './sessionLabel.ts';

export interface ProviderRouteParts {
  readonly accounts: Pick<Accounts, 'entering'>;
  readonly provider: Provider;
  readonly addresses: Addresses;
  readonly logger: Pick<Logger, 'error'>;
}

const secret = v.pipe(v.string(), v.maxLength(200));
const beginSchema = v.optional(v.strictObject({ invitation: v.optional(secret) }), {});
const ticketSchema = v.strictObject({ ticket: secret, proof: secret });

export function createProviderRoutes({ accounts, provider, addresses, logger }: ProviderRouteParts): Router {
  const routes = Router();
  routes.post('/provider', async (request, response) => {
    const { invitation = null } = bodyOf(beginSchema, request);
    await countBeginning(addresses, request);
    response.json(await provider.begin(invitation));
  });
  // A browser stands here, sent by the provider: whatever comes of it, it is sent on to a page that says it.
  routes.get('/provider/back', async (request, response) => {
    const [, query = ''] = request.originalUrl.split('?', 2);
    try {
      const ticket = await guarded(addresses, request, () => provider.finish(query));
      response.redirect(`/account#ticket=${ticket}`);
    } catch (error) {
      if (!(error instanceof AccountRefusal)) logger.error({ err: error }, 'coming back from the provider failed');
      response.redirect(`/account#failed=${error instanceof AccountRefusal ? error.code : 'provider-failed'}`);
    }
  });
  routes.post('/ticket', async (request, response) => {
    const { ticket, proof } = bodyOf(ticketSchema, request);
    const account = await guarded(addresses, request, () => provider.redeem(ticket, proof));
    response.json({ token: await accounts.entering.signedIn(account, sessionLabel(request), 'provider') });
  });
  return routes;
}
