/** The guard before the ways into an account: who guesses too much is not listened to, whatever they would say next. */
import type { Request } from 'express';
import { AccountRefusal, type AccountRefusalCode } from '../../accounts/account.ts';
import type { Addresses } from '../../live/addresses.ts';

/** What somebody would see who guesses. */
const ofGuessers: ReadonlySet<AccountRefusalCode> = new Set(['sign-in-wrong', 'invitation-over']);

/** Runs it unless the address has guessed too much, or does so just now; what is a wrong guess counts. */
export async function guarded<Value>(
  addresses: Addresses,
  request: Pick<Request, 'ip'>,
  run: () => Promise<Value>,
): Promise<Value> {
  const address = request.ip ?? '';
  if (!(await addresses.mayTry(address, 'account'))) throw new AccountRefusal('too-many');
  const leave = addresses.enter(address);
  if (leave === null) throw new AccountRefusal('too-many');
  try {
    return await run();
  } catch (error) {
    if (error instanceof AccountRefusal && ofGuessers.has(error.code)) await addresses.wrong(address, 'account');
    throw error;
  } finally {
    leave();
  }
}
