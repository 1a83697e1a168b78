/**
 * What the host asks for, turned into the entries it means at this moment. Only `find` and `pair` leave no entry. A
 * control pressed twice, or on two devices, does its work once: it says where its sender thought the room was.
 */
import type { Body, Outcome } from '../../shared/game/entry.ts';
import { roundOf, type State } from '../../shared/game/state.ts';
import { nextSteps, skipSteps } from '../../shared/game/steps.ts';
import { cleanName } from '../../shared/names.ts';
import type { Ack, HostAction } from '../../shared/protocol/messages.ts';
import type { LiveRoom, Rooms } from './rooms.ts';
import type { Connection } from './wire.ts';

const stale: Ack = { ok: false, why: 'stale' };

export async function hostAct(rooms: Rooms, live: LiveRoom, host: Connection, action: HostAction): Promise<Ack> {
  if (action.type === 'find') {
    host.data.find = action.name;
    live.screens.greet(host);
    return { ok: true };
  }
  if (action.type === 'pair') return { ok: true, word: rooms.pairingWord(live) };
  if (action.type === 'rename' && cleanName(action.name) === null) return { ok: false, why: 'name-unusable' };
  const bodies = bodiesFor(live.room.state, action, live.room.leadMs);
  if (bodies.length === 0) return stale;
  return ackOf(await live.room.append(bodies));
}

/** One action is one step: where one of its entries does not apply, the first reason is the answer. */
function ackOf(outcomes: readonly Outcome[]): Ack {
  return outcomes.find((outcome) => !outcome.ok) ?? { ok: true };
}

function bodiesFor(
  state: State,
  action: Exclude<HostAction, { type: 'find' | 'pair' }>,
  leadMs: number,
): readonly Body[] {
  switch (action.type) {
    case 'next':
    case 'skip': {
      if (action.phase !== state.phase || action.index !== (roundOf(state)?.item ?? -1)) return [];
      return action.type === 'skip' ? skipSteps(state, leadMs) : nextSteps(state, leadMs);
    }
    case 'pause':
      return [{ type: 'paused' }];
    case 'resume':
      return [{ type: 'resumed' }];
    case 'extend':
      return [{ type: 'extended', item: action.item, byMs: action.byMs, cause: 'host' }];
    case 'lock':
      return [{ type: 'locked', locked: action.locked }];
    case 'mute':
      return [{ type: 'muted', muted: action.muted }];
    case 'remove':
      return [{ type: 'removed', seat: action.seat }];
    case 'rename':
      return [{ type: 'renamed', seat: action.seat, name: cleanName(action.name) ?? '' }];
    case 'end':
      return [{ type: 'ended' }];
  }
}
