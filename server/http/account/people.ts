/** The people of a server, for its owners: who there is, what they may, whom to invite, and who has to leave. */
import { Router, type Request } from 'express';
import { AccountRefusal } from '../../accounts/account.ts';
import { bodyOf } from './body.ts';
import { createInvitationRoutes, roleSchema, type PeopleParts } from './invitations.ts';
import { answerRefusals } from './refusals.ts';

/** Behind the gate for owners. */
export function createPeople(parts: PeopleParts): Router {
  const { people, sessions } = parts.accounts;
  const { askers, logger } = parts;
  const routes = Router();
  /** Who asks. What they do to themselves asks for their passphrase, and has its own place. */
  const another = (request: Request<{ id: string }>): string => {
    const { id } = askers.signedIn(request).account;
    if (id === request.params.id) throw new AccountRefusal('not-yourself');
    return id;
  };
  routes.get('/', async (_request, response) => {
    response.json(await people.list());
  });
  routes.use('/invitations', createInvitationRoutes(parts));
  routes.patch('/:id', async (request, response) => {
    const { role } = bodyOf(roleSchema, request);
    await people.setRole(request.params.id, role);
    logger.info({ account: request.params.id, role, by: askers.signedIn(request).account.id }, 'role changed');
    response.status(204).end();
  });
  routes.post('/:id/reset', async (request, response) => {
    const by = another(request);
    const link = await parts.accounts.invitations.reset(request.params.id, by);
    logger.info({ account: request.params.id, by }, 'a new passphrase is allowed');
    response.status(201).json(link);
  });
  routes.delete('/:id/sessions', async (request, response) => {
    if ((await people.get(request.params.id)) === null) throw new AccountRefusal('not-found');
    const ended = await sessions.endAll(request.params.id);
    logger.info({ account: request.params.id, sessions: ended }, 'sessions ended');
    response.status(204).end();
  });
  routes.delete('/:id', async (request, response) => {
    const by = another(request);
    const { id } = request.params;
    await people.remove(id, by);
    logger.info({ account: id, by }, 'an account was removed');
    response.status(204).end();
  });
  routes.use(answerRefusals);
  return routes;
}
