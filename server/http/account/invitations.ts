/** Invitations, for owners: made, listed and withdrawn. What stands in a link is told once, to whoever made it. */
import { Router } from 'express';
import type { Logger } from 'pino';
import * as v from 'valibot';
import { roles } from '../../../shared/roles.ts';
import { AccountRefusal } from '../../accounts/account.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Askers } from '../askers.ts';
import { bodyOf } from './body.ts';

export interface PeopleParts {
  readonly accounts: Accounts;
  readonly askers: Askers;
  readonly logger: Pick<Logger, 'info'>;
}

export const roleSchema = v.strictObject({ role: v.picklist(roles) });

export function createInvitationRoutes({ accounts: { invitations }, askers, logger }: PeopleParts): Router {
  const routes = Router();
  routes.get('/', async (_request, response) => {
    response.json(await invitations.list());
  });
  routes.post('/', async (request, response) => {
    const { role } = bodyOf(roleSchema, request);
    const by = askers.signedIn(request).account.id;
    const link = await invitations.invite(role, by);
    logger.info({ role, by }, 'somebody was invited');
    response.status(201).json(link);
  });
  routes.delete('/:id', async (request, response) => {
    if (!(await invitations.withdraw(request.params.id))) throw new AccountRefusal('not-found');
    response.status(204).end();
  });
  return routes;
}
