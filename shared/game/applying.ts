/** What an entry's applier is: how the fold's parts say that an entry applied, or why it did not. */
import type { Entry, Outcome, Rejection, Seat } from './entry.ts';
import { playerOf, type Phase, type Player, type State } from './state.ts';

type Of<Type extends Entry['type']> = Extract<Entry, { type: Type }>;
export type Applier<Type extends Entry['type']> = (state: State, entry: Of<Type>) => Outcome;

/** Appliers of some entry types. */
export type Appliers<Types extends Entry['type']> = { readonly [Type in Types]: Applier<Type> };

export const ok: Outcome = { ok: true };
export const no = (why: Rejection): Outcome => ({ ok: false, why });

export function enter(state: State, phase: Phase, atMs: number): void {
  state.phase = phase;
  state.phaseAtMs = atMs;
  state.pausedAtMs = null;
}

export function withPlayer(state: State, seat: Seat, change: (player: Player) => Outcome): Outcome {
  const player = playerOf(state, seat);
  if (player === undefined) return no('no-such-seat');
  return player.removed ? no('removed') : change(player);
}
