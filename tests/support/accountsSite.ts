/** The app with accounts, on a database and a shelf of its own, and how tests ask it. Time passes when they say so. */
import { join } from 'node:path';
import { pino } from 'pino';
import type { Role } from '../../shared/roles.ts';
import { createAccounts, type Accounts } from '../../server/accounts/accounts.ts';
import type { OpenIdSettings } from '../../server/accounts/openIdSettings.ts';
import { addPerson } from '../../server/accounts/people.ts';
import type { AppParts } from '../../server/app.ts';
import { openDataFolder } from '../../server/start/dataFolder.ts';
import { createArchive } from '../../server/store/archive.ts';
import { createOwnPacks } from '../../server/store/ownPacks.ts';
import { createShelf } from '../../server/store/packs.ts';
import { startApp, type TestApp } from './app.ts';
import type { StoreBench } from './stores.ts';

export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export interface AccountsSite {
  readonly app: TestApp;
  readonly accounts: Accounts;
  /** Lines of the log, all levels. */
  readonly lines: readonly string[];
  /** `token`: a session's, or the host key. */
  ask(method: string, path: string, token?: string | null, body?: unknown): Promise<Answered>;
  /** A token of a new session of a new account, made without a passphrase: those cost a third of a second each. */
  person(name: string, role: Role): Promise<{ readonly id: string; readonly token: string }>;
  pass(ms: number): void;
  close(): Promise<void>;
}

export async function accountsSite(
  bench: StoreBench,
  parts: Partial<AppParts> = {},
  openId: OpenIdSettings | null = null,
): Promise<AccountsSite> {
  const lines: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  let aheadMs = 0;
  const nowMs = (): number => Date.now() + aheadMs;
  const database = await bench.open();
  const accounts = createAccounts({ database, logger, nowMs, openId });
  const packs = openDataFolder(join(bench.folder, 'packs'));
  const shelf = await createShelf([packs]);
  const app = await startApp({
    logger,
    accounts,
    shelf,
    ownPacks: createOwnPacks(packs, shelf),
    keeping: { archive: createArchive(database), keepDays: 30 },
    ...parts,
  });
  return {
    app,
    accounts,
    lines,
    async ask(method, path, token = null, body) {
      const response = await fetch(`${app.url}${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
    },
    async person(name, role) {
      const { id } = await addPerson(database.query, { name, role, passphrase: null }, nowMs());
      return { id, token: await accounts.sessions.begin(id, 'Firefox, Linux') };
    },
    pass(ms) {
      aheadMs += ms;
    },
    async close() {
      await app.close();
      await accounts.close();
      await bench.close();
    },
  };
}
