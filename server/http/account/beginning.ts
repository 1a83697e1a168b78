/** The guard before what is begun without proof of anything, and kept until it is finished: so much in a minute. */
import type { Request } from 'express';
import { AccountRefusal } from '../../accounts/account.ts';
import type { Addresses } from '../../live/addresses.ts';

export async function countBeginning(addresses: Addresses, request: Pick<Request, 'ip'>): Promise<void> {
  if (!(await addresses.mayBegin(request.ip ?? ''))) throw new AccountRefusal('too-many');
}
