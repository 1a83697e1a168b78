/** Where an account is signed in: listed, and ended one by one or all but the one that asks. Nobody sees another's. */
import { Router } from 'express';
import type { Logger } from 'pino';
import { AccountRefusal } from '../../accounts/account.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Askers } from '../askers.ts';

export interface SessionRouteParts {
  readonly accounts: Accounts;
  readonly askers: Askers;
  readonly logger: Pick<Logger, 'info'>;
}

export function createSessionRoutes({ accounts: { sessions }, askers, logger }: SessionRouteParts): Router {
  const routes = Router();
  routes.use(['/sign-out', '/sessions'], askers.needs('author'));
  routes.post('/sign-out', async (request, response) => {
    const { id, account } = askers.signedIn(request);
    await sessions.end(account.id, id);
    logger.info({ account: account.id }, 'signed out');
    response.status(204).end();
  });
  routes.get('/sessions', async (request, response) => {
    const { id, account } = askers.signedIn(request);
    const all = await sessions.list(account.id);
    response.json(all.map((session) => ({ ...session, isThis: session.id === id })));
  });
  routes.delete('/sessions', async (request, response) => {
    const { id, account } = askers.signedIn(request);
    const ended = await sessions.endAll(account.id, id);
    logger.info({ account: account.id, sessions: ended }, 'sessions ended');
    response.status(204).end();
  });
  routes.delete('/sessions/:id', async (request, response) => {
    const { account } = askers.signedIn(request);
    if (!(await sessions.end(account.id, request.params.id))) throw new AccountRefusal('not-found');
    logger.info({ account: account.id, sessions: 1 }, 'sessions ended');
    response.status(204).end();
  });
  return routes;
}
