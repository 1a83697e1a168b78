/**
 * `quizloop invite`: prints a link that makes one account, beside a running server. For who lost the passphrase of the
 * last owner, and can still reach the machine.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { roles, type Role } from '../accounts/account.ts';
import { createInvitations } from '../accounts/invitations.ts';
import { storeName } from '../backup/holdings.ts';
import { databaseIn } from '../start/openStore.ts';
import { keepingRefusal, StartRefusal } from '../start/startRefusal.ts';
import { createLogger } from '../telemetry/logger.ts';
import type { Command, Surroundings } from './command.ts';

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
    const { settings, out, err, version } = surroundings;
    const role = roleIn(surroundings);
    const folder = resolve(settings.dataFolder);
    if (settings.databaseUrl === null && !existsSync(join(folder, storeName)))
      throw new StartRefusal(`nothing is kept in ${folder}. Is --data the folder of the server?`);
    const logger = createLogger({ level: settings.logLevel, format: settings.logFormat, out: err, version });
    const database = await databaseIn(settings, folder, logger).catch((error: unknown) => {
      throw keepingRefusal(error);
    });
    try {
      const { invitation, untilMs } = await createInvitations(database.query, () => Date.now()).invite(role, null);
      const base = settings.publicUrl ?? `http://localhost:${String(settings.port)}`;
      out.write(`${base}/account#invitation=${invitation}\n`);
      err.write(`It makes one account (${role}), until ${new Date(untilMs).toISOString()}. Keep it to yourself.\n`);
      return 0;
    } finally {
      await database.close();
    }
  },
};
