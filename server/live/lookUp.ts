/**
 * Whether a code is looked up for somebody. Where too many wrong ones came from it is not, but for those who belong to the
 * room: a school has one address, and one pupil who guesses must not shut out the others. A guesser learns nothing of it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { seatOf } from '../../shared/game/state.ts';
import { heldBackMs } from '../../shared/operatingLimits.ts';
import { networkOf, type Addresses } from './addresses.ts';
import type { LiveRoom, Rooms } from './rooms.ts';

export interface Asker {
  readonly address: string;
  readonly code: string;
  /** Of the seat's or the host's token; null where none is shown. */
  readonly tokenHash: string | null;
}

export interface LookUpParts {
  readonly addresses: Addresses;
  readonly rooms: Pick<Rooms, 'find' | 'here'>;
}

export async function mayLookUp({ addresses, rooms }: LookUpParts, asker: Asker): Promise<boolean> {
  if (await addresses.mayTry(asker.address, 'code')) return true;
  const here = rooms.here(asker.code);
  if (here?.comers.areFrom(networkOf(asker.address)) === true) return true;
  if (asker.tokenHash === null) return false;
  // As late whatever is found, or the time would tell which codes there are.
  const [belongs] = await Promise.all([holdsToken(rooms, asker.code, asker.tokenHash), wait(heldBackMs)]);
  return belongs;
}

async function holdsToken(rooms: LookUpParts['rooms'], code: string, tokenHash: string): Promise<boolean> {
  const live = await rooms.find(code);
  if (live === null) return false;
  return seatOf(live.room.state, tokenHash) !== undefined || isHostOf(live, tokenHash);
}

/** Another node may have made it host a moment ago. */
export async function isHostOf({ room }: LiveRoom, tokenHash: string): Promise<boolean> {
  if (!room.state.hostHashes.includes(tokenHash)) await room.catchUp();
  return room.state.hostHashes.includes(tokenHash);
}
