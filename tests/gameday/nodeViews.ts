/** What each node shows each player, asked of the node itself and past the balancer, held against a fresh fold of the log. */
import type { Entry } from '../../shared/game/entry.ts';
import { seatOf } from '../../shared/game/state.ts';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { unpackYou, type Packed } from '../../shared/protocol/packed.ts';
import type { You } from '../../shared/protocol/views.ts';
import { hashToken } from '../../server/live/tokens.ts';
import { RawClient } from '../bench/rawClient.ts';
import { replay } from '../support/rooms.ts';
import type { Crowd } from './crowd.ts';
import type { DayServer } from './day.ts';

const atOnce = 50;
/** A node that shows nothing for so long shows nothing. */
const showMsMax = 20_000;

/** Name, points and rank of every player on every node: where they are not what the log says. Pages that are open are closed. */
export async function nodesDiffer(
  { nodes, crowd, code }: { readonly nodes: readonly DayServer[]; readonly crowd: Crowd; readonly code: string },
  entries: readonly Entry[],
): Promise<string[]> {
  const state = replay(entries);
  for (const { guest } of crowd.players) guest.close();
  const wrong: string[] = [];
  for (const [nth, { port }] of nodes.entries()) {
    const waiting = crowd.players.values();
    const inTurn = async (): Promise<void> => {
      for (const { name, guest } of waiting) {
        const player = state.players[seatOf(state, hashToken(guest.token)) ?? -1];
        const should = JSON.stringify([name, player?.points, player?.rank]);
        const you = await shownBy(port, { code, token: guest.token }).catch(String);
        const does = typeof you === 'string' ? you : JSON.stringify([you?.name, you?.points, you?.rank]);
        if (should !== does) wrong.push(`node ${String(nth)} shows ${does}, the log says ${should}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, inTurn));
  }
  return wrong;
}

/** Null where it shows nothing in time. */
async function shownBy(port: number, who: { readonly code: string; readonly token: string }): Promise<You | null> {
  let show: (you: You | null) => void = () => {};
  const shown = new Promise<You | null>((resolve) => (show = resolve));
  const timer = setTimeout(() => show(null), showMsMax);
  // Later than all that the player's own page said, which may not be gone everywhere yet.
  const hello = { version: protocolVersion, audience: 'player', turn: Date.now(), ...who };
  const client = await RawClient.connect(port, hello, (event, text) => {
    if (event !== 'you') return;
    const [, packed] = JSON.parse(text.slice(2)) as [string, Packed | null];
    if (packed !== null) show(unpackYou(packed));
  });
  const you = await shown;
  clearTimeout(timer);
  client.close();
  return you;
}
