/**
 * `quizloop invite`: prints a link that makes one account, beside a running server. For who lost the passphrase of the
 * last owner, and can still reach the machine.
 */
import { roles, type Role } from '../../shared/roles.ts';
import { createInvitations } from '../accounts/invitations.ts';
import { StartRefusal } from '../start/startRefusal.ts';
import type { Command, Surroundings } from './command.ts';
import { withStore } from './heldStore.ts';

function roleIn({ values }: Surroundings): Role {
  const given = values.get('role') ?? 'owner';
  const role = roles.find((each) => each === given);
  if (role === undefined) throw new StartRefusal(`there is no role "${given}": use one of ${roles.join(', ')}`);
  return role;
}

export const invite: Command = {
  name: 'invite',
  usage: '',
  operandsMax: 0,
  valued: ['role'],
  summary:
    'print a link that makes an account, where hosts sign in; --role owner (if not told otherwise), host or author',
  async run(surroundings) {
    const { settings, out, err } = surroundings;
    const role = roleIn(surroundings);
    return withStore(surroundings, async ({ query }) => {
      const { invitation, untilMs } = await createInvitations(query, () => Date.now()).invite(role, null);
      const base = settings.publicUrl ?? `http://localhost:${String(settings.port)}`;
      out.write(`${base}/account#invitation=${invitation}\n`);
      err.write(`It makes one account (${role}), until ${new Date(untilMs).toISOString()}. Keep it to yourself.\n`);
      return 0;
    });
  },
};
